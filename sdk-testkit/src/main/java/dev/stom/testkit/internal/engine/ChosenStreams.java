package dev.stom.testkit.internal.engine;

import dev.stom.testkit.fault.StreamFaults;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What a script does to the streams it chose. */
final class ChosenStreams implements StreamFaults {
  private final Object lock;
  private final List<Session> chosen;

  ChosenStreams(Object lock, List<Session> chosen) {
    this.lock = lock;
    this.chosen = chosen;
  }

  @Override
  public void close(int code, String reason) {
    each(session -> session.close(code, reason));
  }

  @Override
  public void shutDown(Duration notice) {
    if (notice.isNegative()) {
      throw new IllegalArgumentException("notice must not be negative but is " + notice);
    }
    each(
        session -> {
          session.announceShutdown();
          var unused = session.after(notice, () -> session.close(1001, "server shutdown"));
        });
  }

  @Override
  public void abort() {
    each(Session::abort);
  }

  @Override
  public void stall() {
    each(session -> session.stall(Session.Stall.SILENT));
  }

  @Override
  public void freeze() {
    each(session -> session.stall(Session.Stall.FROZEN));
  }

  @Override
  public void resume() {
    each(session -> session.stall(Session.Stall.NONE));
  }

  @Override
  public void send(String text) {
    each(session -> session.transmit(text));
  }

  @Override
  public void send(byte[] bytes) {
    byte[] copy = bytes.clone();
    each(session -> session.transmit(copy));
  }

  @Override
  public int count() {
    return chosen.size();
  }

  private void each(Consumer<Session> action) {
    synchronized (lock) {
      for (Session session : chosen) {
        if (!session.isOver()) {
          action.accept(session);
        }
      }
    }
  }
}
