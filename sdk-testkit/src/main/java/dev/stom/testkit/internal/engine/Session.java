package dev.stom.testkit.internal.engine;

import dev.stom.core.runtime.TimeSource;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.traffic.SeenFrame;
import dev.stom.testkit.traffic.SeenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** One connection as the venue sees it. Everything is called under the engine's lock. */
public abstract class Session {
  /** How a script made it silent. */
  enum Stall {
    NONE,
    SILENT,
    FROZEN
  }

  private final VenueEngine engine;
  private final SeenRequest upgrade;
  private final Wire wire;
  private final long number;
  private final boolean binary;
  private final Set<TimeSource.Scheduled> timers = new HashSet<>();
  private Stall stall = Stall.NONE;
  private boolean wasFrozen;
  private boolean over;
  private long heldUntilNanos = Long.MIN_VALUE;
  private int held;

  /**
   * @param engine the venue
   * @param upgrade the request that opened the connection
   * @param wire carries what the venue says
   * @param number of the connection, from 1
   * @param binary whether the venue sends its texts as binary frames
   */
  protected Session(
      VenueEngine engine, SeenRequest upgrade, Wire wire, long number, boolean binary) {
    this.engine = engine;
    this.upgrade = upgrade;
    this.wire = wire;
    this.number = number;
    this.binary = binary;
  }

  /** The connection has opened. */
  protected abstract void opened();

  /** The client sent a message. */
  protected abstract void onMessage(String text);

  /** The client sent a ping. */
  protected void onPing(byte[] payload) {
    wire.pong(payload);
  }

  /** The client sent a pong. */
  protected void onPong(byte[] payload) {}

  /** Says that the server goes down, where the venue has words for that. */
  protected void announceShutdown() {}

  /** Whether it listens to the market. */
  protected abstract boolean wantsSteps();

  public final SeenRequest upgrade() {
    return upgrade;
  }

  public final long number() {
    return number;
  }

  public final boolean isOver() {
    return over;
  }

  /** Whether a script lets nothing out: what is not answered then is not the client's fault. */
  protected final boolean isMute() {
    return stall != Stall.NONE;
  }

  protected final boolean isFrozen() {
    return stall == Stall.FROZEN;
  }

  /** Whether a script has ever let nothing through: a pong may have been lost then. */
  protected final boolean wasFrozen() {
    return wasFrozen;
  }

  final void stall(Stall how) {
    stall = how;
    wasFrozen |= how == Stall.FROZEN;
  }

  /** Sends a frame, through the script of faults. */
  protected final void send(String text) {
    if (over || stall != Stall.NONE) {
      return;
    }
    if (wire.isClogged()) {
      engine.traffic.violation("connection " + number + " does not read what it subscribed to");
      abort();
      return;
    }
    if (held == 0 && !engine.script().touchesFrames()) {
      transmit(text);
      return;
    }
    for (FrameFault.Delivery delivery :
        engine.script().deliveries(new SeenFrame(number, upgrade.path(), text))) {
      deliver(delivery);
    }
  }

  private void deliver(FrameFault.Delivery delivery) {
    long now = engine.time.nanoTime();
    long due = now + delivery.delay().toNanos();
    if (held == 0 && due == now) {
      transmit(delivery.text());
      return;
    }
    // What follows a frame that is held back waits behind it: a connection keeps its order.
    heldUntilNanos = held == 0 ? due : Math.max(heldUntilNanos, due);
    held++;
    after(
        Duration.ofNanos(heldUntilNanos - now),
        () -> {
          held--;
          if (stall == Stall.NONE) {
            transmit(delivery.text());
          }
        });
  }

  final void transmit(String text) {
    engine.traffic.frame();
    if (binary) {
      wire.binary(text.getBytes(StandardCharsets.UTF_8));
    } else {
      wire.text(text);
    }
  }

  final void transmit(byte[] bytes) {
    engine.traffic.frame();
    wire.binary(bytes);
  }

  protected final void ping(byte[] payload) {
    if (!over && !isFrozen()) {
      wire.ping(payload);
    }
  }

  /** Closes with a closing handshake. */
  protected final void close(int code, String reason) {
    if (!over) {
      wire.hangUp(code, reason);
      engine.forget(this);
    }
  }

  /** Cuts the connection. */
  protected final void abort() {
    if (!over) {
      wire.cut();
      engine.forget(this);
    }
  }

  /** Runs something later under the lock, unless the connection is over by then. */
  protected final TimeSource.Scheduled after(Duration delay, Runnable action) {
    TimeSource.Scheduled[] self = new TimeSource.Scheduled[1];
    TimeSource.Scheduled timer =
        engine.time.schedule(
            delay,
            () -> {
              synchronized (engine.lock) {
                timers.remove(self[0]);
                if (!over) {
                  action.run();
                }
              }
            });
    self[0] = timer;
    timers.add(timer);
    return timer;
  }

  final void over() {
    over = true;
    timers.forEach(TimeSource.Scheduled::cancel);
    timers.clear();
  }
}
