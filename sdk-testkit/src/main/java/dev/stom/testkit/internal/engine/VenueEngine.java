package dev.stom.testkit.internal.engine;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.fault.FaultRule;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.fault.StreamFaults;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.traffic.PrintedBook;
import dev.stom.testkit.traffic.SeenRequest;
import dev.stom.testkit.traffic.TapedTrade;
import dev.stom.testkit.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

  private static final Duration SHORTEST_WAIT = Duration.ofNanos(1_000);
  private static final byte[] NOTHING = {};

  private final VenueClock clock;

  /** The venue's clock, which a script may have put wrong. */
  protected final TimeSource time;

  protected final Object lock = new Object();
  protected final TrafficLog traffic = new TrafficLog(); // guarded by lock
  protected final boolean limited;
  private final FaultScript faults = new FaultScript(this);
  private final Set<Session> sessions = new LinkedHashSet<>(); // guarded by lock
  private TimeSource.@Nullable Scheduled ticking; // guarded by lock
  private long lastStep; // guarded by lock
  private long connections; // guarded by lock
  private final Gate gate = new Gate(this); // guarded by lock
  private long newestMillis = Long.MIN_VALUE; // guarded by lock; how far the market has come
  private long lookBackMillis; // guarded by lock; how old the present answer is made
  private boolean closed; // guarded by lock

  /**
   * @param time the clock that the venue's own is right or wrong by
   * @param limited whether rate limits are enforced; they are counted in any case
   */
  protected VenueEngine(TimeSource time, boolean limited) {
    clock = new VenueClock(time);
    this.time = clock;
    this.limited = limited;
  }

  /** Answers a request by the venue's rules. Called under the lock. */
  protected abstract HttpAnswer answer(SeenRequest request);

  /** The limit group of a request, for counting. */
  protected abstract String groupOf(SeenRequest request);

  /** Decides about an upgrade: null to accept, else the answer. Called under the lock. */
  protected abstract @Nullable HttpAnswer refusal(SeenRequest upgrade);

  /** The answer to an address that is banned, without the headers that say for how long. */
  protected abstract HttpAnswer banned(SeenRequest request, @Nullable Instant until);

  /** The length of a limit's windows, or null when there is no such limit. */
  protected abstract @Nullable Long windowMillis(String limit);

  /** The names of the limits, for people. */
  protected abstract String limitNames();

  /** The book at a step. */
  protected abstract PrintedBook book(String symbol, long step, int levels);

  /** What was traded from one moment to before another, oldest first. */
  protected abstract List<TapedTrade> taped(String symbol, long fromMillis, long beforeMillis);

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

  /** The venue's clock, right or wrong. */
  public final TimeSource clock() {
    return clock;
  }

  /** The venue's clock in milliseconds since 1970. */
  public final long nowMillis() {
    return time.now().toEpochMilli();
  }

  /** What is before this moment has been seen by everybody. */
  protected final long seenMillis() {
    return presentStep() * World.STEP_MILLIS;
  }

  /**
   * The market's step; called under the lock. It stands still while a clock put back catches up.
   */
  protected final long presentStep() {
    newestMillis = Math.max(newestMillis, nowMillis());
    return World.stepOf(newestMillis - lookBackMillis);
  }

  /** Trades that everybody has seen, from one moment to before another, oldest first. */
  public final List<TapedTrade> tape(String symbol, Instant from, Instant before) {
    synchronized (lock) {
      return taped(symbol, from.toEpochMilli(), Math.min(before.toEpochMilli(), seenMillis()));
    }
  }

  /** The book that stood at a moment of the venue's clock. */
  public final PrintedBook bookAt(String symbol, Instant at, int levels) {
    return book(symbol, World.stepOf(at.toEpochMilli()), levels);
  }

  final void skewClock(Duration ahead) {
    synchronized (lock) {
      clock.skew(ahead);
      traffic.restartWindows();
      rescheduleTick();
    }
  }

  final void driftClock(int partsPerMillion) {
    synchronized (lock) {
      clock.drift(partsPerMillion);
      rescheduleTick();
    }
  }

  final void othersUse(String limit, long amount) {
    Long length = windowMillis(limit);
    if (length == null) {
      throw new IllegalArgumentException(
          "limit " + limit + " does not exist here; there are " + limitNames());
    }
    synchronized (lock) {
      traffic.window(limit, length).add(nowMillis(), amount);
    }
  }

  final FaultRule ban(Barrier.Kind kind, Duration length) {
    synchronized (lock) {
      return gate.shut(kind, length);
    }
  }

  final FaultRule maintenance(Duration length) {
    synchronized (lock) {
      new ArrayList<>(sessions).forEach(session -> session.close(1001, "maintenance"));
      return gate.shut(Barrier.Kind.MAINTENANCE, length);
    }
  }

  final FaultRule restart(Duration down) {
    synchronized (lock) {
      new ArrayList<>(sessions).forEach(Session::abort);
      return gate.shut(Barrier.Kind.DOWN, down);
    }
  }

  final void openGate() {
    synchronized (lock) {
      gate.open();
    }
  }

  public final HttpFault.Outcome handle(SeenRequest request) {
    HttpAnswer refusal;
    boolean down;
    synchronized (lock) {
      traffic.request(request, groupOf(request));
      refusal = gate.turnsAway(request);
      down = refusal != null && gate.isDown();
    }
    if (down) {
      return new HttpFault.Outcome(null, Duration.ZERO, HttpFault.Ending.RESET);
    }
    HttpFault.Outcome outcome =
        refusal != null
            ? HttpFault.Outcome.of(refusal)
            : faults.outcome(request, ago -> genuine(request, ago));
    HttpAnswer answer = outcome.answer();
    if (answer == null) {
      return outcome;
    }
    synchronized (lock) {
      traffic.answered(answer.status());
    }
    return new HttpFault.Outcome(dated(answer), outcome.delay(), outcome.ending());
  }

  /** Answers a request by the venue's rules, out of what it knew so long ago. */
  private HttpAnswer genuine(SeenRequest request, Duration ago) {
    synchronized (lock) {
      lookBackMillis = ago.toMillis();
      try {
        return answer(request);
      } finally {
        lookBackMillis = 0;
      }
    }
  }

  private HttpAnswer dated(HttpAnswer answer) {
    if (answer.header("Date").isPresent()) {
      return answer;
    }
    List<Header> headers = new ArrayList<>(answer.headers());
    headers.add(new Header("Date", RFC_1123_DATE_TIME.format(time.now().atOffset(ZoneOffset.UTC))));
    return new HttpAnswer(answer.status(), headers, answer.body());
  }

  /** Decides about an upgrade: null to accept, else the answer. */
  public final @Nullable HttpAnswer refuses(SeenRequest upgrade) {
    synchronized (lock) {
      HttpAnswer answer =
          closed ? new HttpAnswer(503, List.of(), NOTHING) : gate.turnsAway(upgrade);
      if (answer == null) {
        answer = faults.refusal(upgrade);
      }
      if (answer == null) {
        answer = refusal(upgrade);
      }
      if (answer == null) {
        return null;
      }
      traffic.refused();
      return dated(answer);
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
      if (session.isOver() || session.isMute()) {
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
    Duration wait = Duration.between(time.now(), next);
    // A clock that goes slow is not there yet after this wait: then it is looked at again.
    ticking = time.schedule(wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait, this::tick);
  }

  private void rescheduleTick() {
    if (ticking != null) {
      ticking.cancel();
      scheduleTick();
    }
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
