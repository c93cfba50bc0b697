package dev.stom.testkit.internal.engine;

import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.fault.StreamFaults;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.traffic.SeenRequest;
import dev.stom.testkit.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One simulated venue without any socket: requests in, answers out; connections with their
 * messages; and the market's steps on a {@link TimeSource}. Fronts bring requests and carry what it
 * says.
 *
 * <p><b>Threads:</b> any. One lock guards all state; under it no client code runs, only {@link
 * Wire}s.
 */
public abstract class VenueEngine {
  /** After a longer sleep of the machine the tape is not caught up: a venue would not either. */
  private static final long STEPS_CAUGHT_UP = 600;

  protected final TimeSource time;
  protected final Object lock = new Object();
  protected final TrafficLog traffic = new TrafficLog(); // guarded by lock
  protected final boolean limited;
  private final FaultScript faults = new FaultScript(this);
  private final Set<Session> sessions = new LinkedHashSet<>(); // guarded by lock
  private TimeSource.@Nullable Scheduled ticking; // guarded by lock
  private long lastStep; // guarded by lock
  private long connections; // guarded by lock
  private boolean closed; // guarded by lock

  /**
   * @param time the venue's clock
   * @param limited whether rate limits are enforced; they are counted in any case
   */
  protected VenueEngine(TimeSource time, boolean limited) {
    this.time = time;
    this.limited = limited;
  }

  /** Answers a request by the venue's rules. Called under the lock. */
  protected abstract HttpAnswer answer(SeenRequest request);

  /** The limit group of a request, for counting. */
  protected abstract String groupOf(SeenRequest request);

  /** Decides about an upgrade: null to accept, else the HTTP status. Called under the lock. */
  protected abstract @Nullable Integer refusal(SeenRequest upgrade);

  /** Makes the session of an accepted connection. Called under the lock. */
  protected abstract Session session(SeenRequest upgrade, Wire wire, long number);

  /** Publishes what happened after one step up to another. Called under the lock. */
  protected abstract void publish(long fromStep, long toStep, List<Session> listening);

  public final Faults faults() {
    return faults;
  }

  final FaultScript script() {
    return faults;
  }

  /** The venue's clock in milliseconds since 1970. */
  public final long nowMillis() {
    return time.now().toEpochMilli();
  }

  /** What is before this moment has been seen by everybody. */
  protected final long seenMillis() {
    return World.stepOf(nowMillis()) * World.STEP_MILLIS;
  }

  protected final long presentStep() {
    return World.stepOf(nowMillis());
  }

  public final HttpFault.Outcome handle(SeenRequest request) {
    synchronized (lock) {
      traffic.request(request, groupOf(request));
    }
    HttpFault.Outcome outcome =
        faults.outcome(
            request,
            () -> {
              synchronized (lock) {
                return answer(request);
              }
            });
    HttpAnswer answer = outcome.answer();
    if (answer != null) {
      synchronized (lock) {
        traffic.answered(answer.status());
      }
    }
    return outcome;
  }

  /** Decides about an upgrade: null to accept, else the HTTP status. */
  public final @Nullable Integer refuses(SeenRequest upgrade) {
    Integer scripted = faults.refusal(upgrade);
    synchronized (lock) {
      Integer status = closed ? Integer.valueOf(503) : scripted;
      if (status == null) {
        status = refusal(upgrade);
      }
      if (status != null) {
        traffic.refused();
      }
      return status;
    }
  }

  /** Begins the session of a connection whose upgrade was accepted. */
  public final Session connect(SeenRequest upgrade, Wire wire) {
    synchronized (lock) {
      Session session = session(upgrade, wire, ++connections);
      if (closed) {
        wire.cut();
        return session;
      }
      traffic.opened();
      sessions.add(session);
      session.opened();
      ensureTicking();
      return session;
    }
  }

  /** A message came from the client. */
  public final void received(Session session, String text) {
    synchronized (lock) {
      if (session.isOver() || session.isStalled()) {
        return;
      }
      traffic.message();
      session.onMessage(text);
      ensureTicking();
    }
  }

  /** A ping came from the client. */
  public final void pinged(Session session, byte[] payload) {
    synchronized (lock) {
      if (!session.isOver() && !session.isFrozen()) {
        session.onPing(payload);
      }
    }
  }

  /** A pong came from the client. */
  public final void ponged(Session session, byte[] payload) {
    synchronized (lock) {
      if (!session.isOver() && !session.isFrozen()) {
        session.onPong(payload);
      }
    }
  }

  /** Whether the venue reacts to nothing at all on this connection. */
  public final boolean isFrozen(Session session) {
    synchronized (lock) {
      return session.isFrozen();
    }
  }

  /** The connection is gone. Idempotent. */
  public final void gone(Session session) {
    synchronized (lock) {
      forget(session);
    }
  }

  /** Ends a session; called under the lock. */
  final void forget(Session session) {
    if (sessions.remove(session)) {
      session.over();
    }
  }

  public final Traffic traffic() {
    synchronized (lock) {
      return traffic.snapshot(sessions.size());
    }
  }

  public final List<SeenRequest> requests() {
    synchronized (lock) {
      return traffic.recent();
    }
  }

  private void ensureTicking() {
    if (ticking != null || closed || sessions.stream().noneMatch(Session::wantsSteps)) {
      return;
    }
    lastStep = presentStep();
    scheduleTick();
  }

  private void scheduleTick() {
    Instant next = Instant.ofEpochMilli((presentStep() + 1) * World.STEP_MILLIS);
    ticking = time.schedule(Duration.between(time.now(), next), this::tick);
  }

  private void tick() {
    synchronized (lock) {
      ticking = null;
      List<Session> listening = sessions.stream().filter(Session::wantsSteps).toList();
      if (closed || listening.isEmpty()) {
        return;
      }
      long step = presentStep();
      if (step > lastStep) {
        long from = Math.max(lastStep, step - STEPS_CAUGHT_UP);
        lastStep = step;
        publish(from, step, listening);
      }
      scheduleTick();
    }
  }

  final StreamFaults streams(Predicate<SeenRequest> which) {
    List<Session> chosen = new ArrayList<>();
    synchronized (lock) {
      for (Session session : sessions) {
        if (which.test(session.upgrade())) {
          chosen.add(session);
        }
      }
    }
    return new ChosenStreams(lock, chosen);
  }

  /** Closes all connections and stops the market. Idempotent. */
  public final void close() {
    synchronized (lock) {
      closed = true;
      if (ticking != null) {
        ticking.cancel();
        ticking = null;
      }
      for (Session session : new ArrayList<>(sessions)) {
        session.close(1001, "going away");
      }
    }
  }
}
