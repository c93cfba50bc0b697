package dev.stom.testkit.internal.front;

import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.StreamSocket;
import dev.stom.testkit.internal.engine.Session;
import dev.stom.testkit.internal.engine.VenueEngine;
import dev.stom.testkit.internal.engine.Wire;
import dev.stom.testkit.traffic.SeenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream connection in memory: both of its ends. The client's end behaves as a usual WebSocket
 * client does: it answers pings, pings by itself, fails when a pong stays away, and gives up a
 * close that the venue does not answer.
 */
final class InMemorySocket implements StreamSocket, Wire {
  /** As OkHttp does: a close that is not answered for so long becomes a failure. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofMinutes(1);

  private static final byte[] NO_PAYLOAD = {};

  private final VenueEngine engine;
  private final TimeSource time;
  private final Duration latency;
  private final Duration pingInterval;
  private final Listener listener;
  private final Consumer<InMemorySocket> whenOver;
  private final Object lock = new Object();
  private @Nullable Session session; // guarded by lock
  private TimeSource.@Nullable Scheduled pinging; // guarded by lock
  private TimeSource.@Nullable Scheduled closing; // guarded by lock
  private boolean clientClosing; // guarded by lock
  private boolean awaitingPong; // guarded by lock
  private boolean over; // guarded by lock; set before onClosed is called

  InMemorySocket(
      VenueEngine engine,
      TimeSource time,
      Duration latency,
      Duration pingInterval,
      Listener listener,
      Consumer<InMemorySocket> whenOver) {
    this.engine = engine;
    this.time = time;
    this.latency = latency;
    this.pingInterval = pingInterval;
    this.listener = listener;
    this.whenOver = whenOver;
  }

  void begin(Supplier<SeenRequest> upgrade) {
    // One round trip for the connection, one for the upgrade, of which the answer is the last leg.
    time.schedule(latency.multipliedBy(2), () -> arrive(upgrade.get()));
  }

  private void arrive(SeenRequest upgrade) {
    if (isOver()) {
      return;
    }
    HttpAnswer refused = engine.refuses(upgrade);
    if (refused != null) {
      finishLater(
          End.refused(
              refused.status(),
              refused.header("Retry-After"),
              "upgrade refused with HTTP " + refused.status()));
      return;
    }
    // Scheduled before the session can speak, so that it arrives before what the session says.
    time.schedule(latency, this::opened);
    Session accepted = engine.connect(upgrade, this);
    boolean tooLate;
    synchronized (lock) {
      session = accepted;
      tooLate = over;
    }
    if (tooLate) {
      engine.gone(accepted);
    }
  }

  private void opened() {
    synchronized (lock) {
      if (over) {
        return;
      }
      if (!pingInterval.isZero()) {
        pinging = time.schedule(pingInterval, this::pingVenue);
      }
    }
    listener.onOpen();
  }

  private void pingVenue() {
    Session peer;
    synchronized (lock) {
      if (over) {
        return;
      }
      peer = session;
      if (!awaitingPong) {
        awaitingPong = true;
        pinging = time.schedule(pingInterval, this::pingVenue);
      } else {
        peer = null;
      }
    }
    if (peer == null) {
      finish(End.failed("sent ping but did not receive pong within " + pingInterval));
      return;
    }
    Session target = peer;
    time.schedule(latency, () -> engine.pinged(target, NO_PAYLOAD));
  }

  @Override
  public boolean send(String text) {
    Session peer;
    synchronized (lock) {
      if (over || clientClosing) {
        return false;
      }
      peer = session;
    }
    time.schedule(
        latency,
        () -> {
          Session target = peer != null ? peer : sessionNow();
          if (target != null) {
            engine.received(target, text);
          }
        });
    return true;
  }

  private @Nullable Session sessionNow() {
    synchronized (lock) {
      return session;
    }
  }

  @Override
  public void close(int code, String reason) {
    synchronized (lock) {
      if (over || clientClosing) {
        return;
      }
      clientClosing = true;
      closing =
          time.schedule(CLOSE_TIMEOUT, () -> finish(End.failed("close was not answered in time")));
    }
    time.schedule(
        latency,
        () -> {
          Session target = sessionNow();
          if (target == null) {
            finish(End.failed("closed before it opened"));
          } else if (!engine.isFrozen(target)) {
            engine.gone(target);
            finishLater(End.closed(code, reason));
          }
        });
  }

  @Override
  public void abort() {
    time.schedule(Duration.ZERO, () -> finish(End.failed("aborted")));
  }

  private void finishLater(End end) {
    time.schedule(latency, () -> finish(end));
  }

  private void finish(End end) {
    Session peer;
    synchronized (lock) {
      if (over) {
        return;
      }
      over = true;
      peer = session;
      cancel(pinging);
      cancel(closing);
    }
    if (peer != null) {
      time.schedule(latency, () -> engine.gone(peer));
    }
    whenOver.accept(this);
    listener.onClosed(end);
  }

  private static void cancel(TimeSource.@Nullable Scheduled timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  private boolean isOver() {
    synchronized (lock) {
      return over;
    }
  }

  @Override
  public void text(String text) {
    carry(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void binary(byte[] bytes) {
    carry(bytes.clone()); // the client may keep and change what it gets
  }

  private void carry(byte[] frame) {
    time.schedule(
        latency,
        () -> {
          if (!isOver()) {
            listener.onFrame(frame);
          }
        });
  }

  @Override
  public void ping(byte[] payload) {
    time.schedule(
        latency,
        () -> {
          if (!isOver()) {
            time.schedule(
                latency,
                () -> {
                  Session target = sessionNow();
                  if (target != null) {
                    engine.ponged(target, payload);
                  }
                });
          }
        });
  }

  @Override
  public void pong(byte[] payload) {
    time.schedule(
        latency,
        () -> {
          synchronized (lock) {
            awaitingPong = false;
          }
        });
  }

  @Override
  public void hangUp(int code, String reason) {
    finishLater(End.closed(code, reason));
  }

  @Override
  public void cut() {
    finishLater(End.failed("connection reset by the venue"));
  }

  @Override
  public boolean isClogged() {
    return false;
  }
}
