package dev.stom.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The limiter of one process. On its own it keeps budgets so tightly that no alignment of the
 * venue's windows and no delay on the way there can make the venue see more than the limit. Where
 * the venue says what it has counted, and where its windows lie is known from a {@link VenueClock},
 * it believes the venue: others behind the same address shrink the room at once, and room comes
 * back when a window is over or the venue has counted less.
 *
 * <p><b>Lanes:</b> the more urgent goes first. What is reserved for a lane, no other may take. A
 * lane that has waited a whole window without being served goes first once, so nobody starves.
 * Within a lane requests are served in order of arrival, large and small.
 *
 * <p><b>What it cannot know:</b> what others send from the same address after the venue's last
 * answer. While others are seen, no more than half of what the venue has left is on the way at
 * once; two programs that do so do not exceed the limit together, as long as their answers take
 * about equally long.
 *
 * <p>Where windows are not known, the price is one round trip per window: with a limit of 10 per
 * second and answers that take 50 ms, a steady flow reaches 10 requests per 1.05 s. Spans are
 * measured on this machine's monotonic clock.
 *
 * <p><b>Threads:</b> thread-safe. {@link #acquire} returns a completed future when there is room;
 * the futures of those who had to wait are completed on the {@link TimeSource}'s thread, one after
 * another, with no lock held: what depends on them must be short and must not block. One wake-up is
 * scheduled at a time, whatever the number of waiters.
 *
 * <p><b>Memory:</b> bounded by the number of waiters and, per budget and lane in use, about a
 * thousand entries.
 *
 * <p>Nothing is to be closed. When the time source stops, those who wait then wait for ever: who
 * closes a time source cancels what waits on it.
 */
public final class WindowRateLimiter implements RateLimiter {
  private static final Permit FREE = new FreePermit();

  private final TimeSource time;
  private final @Nullable VenueClock clock; // null when windows are not to be known
  private final long origin;
  private final List<RateBudget> budgets;
  private final Map<String, Integer> numbers = new HashMap<>(); // of the budgets; constant
  private final String[] names; // of the budgets, in order; constant
  private final int[][] most; // what one charge may take, by lane and budget; constant
  private final Object lock = new Object();
  private final LimiterDesk desk; // guarded by lock

  // The one wake-up that is scheduled, null for none. All three guarded by lock.
  private TimeSource.@Nullable Scheduled wakeUp;
  private long wakeUpAt;
  private long wakeUpNumber;

  private WindowRateLimiter(Builder builder) {
    time = builder.time;
    clock = builder.clock;
    // With a clock, both count from the same moment.
    origin = clock == null ? time.nanoTime() : clock.origin();
    budgets = builder.budgets;
    names = budgets.stream().map(RateBudget::name).toArray(String[]::new);
    most = new int[Lane.values().length][];
    for (Lane lane : Lane.values()) {
      most[lane.number()] = budgets.stream().mapToInt(budget -> budget.most(lane)).toArray();
    }
    for (RateBudget budget : budgets) {
      if (numbers.put(budget.name(), numbers.size()) != null) {
        throw new IllegalArgumentException(
            "two budgets are named '"
                + budget.name()
                + "'; give each window its own name and charge both");
      }
    }
    desk = new LimiterDesk(budgets);
    StateKeeping.restore(builder.state, desk, time.now(), now());
  }

  /**
   * Makes a limiter in which nothing is taken yet, and which knows of no venue's clock.
   *
   * @param time measures the windows and wakes those who wait
   * @param budgets what to keep; names must differ. A limit with two windows is two budgets. None
   *     at all is allowed: then only {@link Charge#NONE} passes
   * @return a limiter
   * @throws IllegalArgumentException when two budgets have one name
   */
  public static WindowRateLimiter of(TimeSource time, List<RateBudget> budgets) {
    return builder(time).budgets(budgets).build();
  }

  /**
   * Starts with what is mandatory.
   *
   * @param time measures the windows and wakes those who wait
   * @return a builder
   */
  public static Builder builder(TimeSource time) {
    return new Builder(time);
  }

  @Override
  public CompletableFuture<Permit> acquire(Charge charge) {
    Bill bill = billOf(charge);
    if (bill.size() == 0) {
      return CompletableFuture.completedFuture(FREE);
    }
    Waiter waiter;
    synchronized (lock) {
      long now = now();
      if (desk.canPass(bill, now)) {
        return CompletableFuture.completedFuture(grant(bill, now));
      }
      waiter = new Waiter(bill, now);
      desk.enqueue(waiter);
      arrangeWakeUp(now);
    }
    CompletableFuture<Permit> unused =
        waiter.future.whenComplete((permit, thrown) -> leave(waiter));
    return waiter.future;
  }

  @Override
  public Optional<Permit> tryAcquire(Charge charge) {
    Bill bill = billOf(charge);
    if (bill.size() == 0) {
      return Optional.of(FREE);
    }
    synchronized (lock) {
      long now = now();
      return desk.canPass(bill, now) ? Optional.of(grant(bill, now)) : Optional.empty();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>It assumes that everything in flight, and everything that goes before, is answered at once,
   * and that the venue reports nothing more; the true wait is longer by the answers' travel and by
   * more urgent requests still to come, or shorter when somebody ahead gives up or the venue has
   * counted less. Costs time in proportion to the number of waiters.
   */
  @Override
  public Duration estimatedWait(Charge charge) {
    Bill bill = billOf(charge);
    synchronized (lock) {
      long now = now();
      if (bill.size() == 0 || desk.canPass(bill, now)) {
        return Duration.ZERO;
      }
      return Duration.ofNanos(desk.forecast(bill, now, bounds()));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The moment is turned into a span when this is called: a later correction of the machine's
   * wall clock neither shortens nor prolongs the stop.
   */
  @Override
  public void stopUntil(String budget, Instant until) {
    int number = numberOf(budget);
    stop(ledger -> ledger.number == number, until);
  }

  /**
   * {@inheritDoc}
   *
   * <p>As {@link #stopUntil}, for all budgets of the scope at the same moment.
   */
  @Override
  public void stopScopeUntil(String scope, Instant until) {
    if (budgets.stream().noneMatch(budget -> budget.scope().equals(scope))) {
      throw new IllegalArgumentException(
          "there is no budget of scope '" + scope + "'; this limiter keeps " + budgets);
    }
    stop(ledger -> ledger.budget.scope().equals(scope), until);
  }

  private void stop(Predicate<BudgetLedger> which, Instant until) {
    long span = Nanos.saturated(Duration.between(time.now(), until));
    if (span <= 0) {
      return;
    }
    synchronized (lock) {
      long moment = Nanos.plus(now(), span);
      for (BudgetLedger ledger : desk.ledgers) {
        if (which.test(ledger)) {
          ledger.stopUntil(moment);
        }
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of another limiter's permit, and of one that was cancelled, nothing is learned.
   */
  @Override
  public void report(String budget, long used, Permit by) {
    int number = numberOf(budget);
    if (!(by instanceof WindowPermit permit) || permit.limiter() != this) {
      return;
    }
    synchronized (lock) {
      if (permit.state == State.CANCELLED) {
        return;
      }
      long now = now();
      BudgetLedger ledger = desk.ledgers[number];
      VenueCount.Source source = permit.sourceFor(number);
      if (ledger.count.report(used, source, ledger.occupied(now), now, bounds())) {
        permit.countIsKnown(number);
      }
      if (desk.waiting() > 0) {
        arrangeWakeUp(now);
      }
    }
  }

  @Override
  public List<RateBudget> budgets() {
    return budgets;
  }

  @Override
  public LimiterState state() {
    synchronized (lock) {
      return StateKeeping.stateOf(desk, time.now(), now());
    }
  }

  /**
   * Returns how many requests wait at this moment.
   *
   * @return zero when nobody waits
   */
  public int waiting() {
    synchronized (lock) {
      return desk.waiting();
    }
  }

  // ---- under the lock

  private Permit grant(Bill bill, long now) {
    WindowPermit permit = new WindowPermit(bill, now);
    desk.grant(bill, now);
    return permit;
  }

  /** Makes sure that somebody looks again at the moment when the next waiter may be served. */
  private void arrangeWakeUp(long now) {
    // Somebody may pass at once: who gave up may have stood in the way, or room came back.
    long next = desk.canServe(now) ? now : desk.nextChange(now);
    if (wakeUp != null) {
      if (next != BudgetLedger.NEVER && wakeUpAt <= next) {
        return; // early enough: it will look again
      }
      wakeUp.cancel();
      wakeUp = null;
    }
    if (next != BudgetLedger.NEVER) {
      long number = ++wakeUpNumber;
      wakeUpAt = next;
      wakeUp = time.schedule(Duration.ofNanos(Math.max(0, next - now)), () -> wake(number));
    }
  }

  private VenueClock.@Nullable Bounds bounds() {
    return clock == null ? null : clock.bounds();
  }

  // ---- outside the lock

  /** Runs on the time source's thread, and is the only place where waiting futures complete. */
  private void wake(long number) {
    List<Served> served = new ArrayList<>();
    synchronized (lock) {
      if (number != wakeUpNumber) {
        return; // replaced while it was about to run
      }
      wakeUp = null;
      long now = now();
      desk.serve(now, waiter -> served.add(new Served(waiter, permitFor(waiter, now))));
      arrangeWakeUp(now);
    }
    for (Served each : served) {
      if (!each.waiter.future.complete(each.permit)) {
        each.permit.cancel(); // given up at the last moment
      }
    }
  }

  private Permit permitFor(Waiter waiter, long now) {
    return new WindowPermit(waiter.bill, now);
  }

  /** A waiting future has ended: if nobody served it, its place is given up. */
  private void leave(Waiter waiter) {
    synchronized (lock) {
      if (desk.leave(waiter)) {
        arrangeWakeUp(now());
      }
    }
  }

  private long now() {
    return time.nanoTime() - origin;
  }

  private Bill billOf(Charge charge) {
    Map<String, Integer> amounts = charge.amounts();
    int[] ledgers = new int[amounts.size()];
    int[] costs = new int[ledgers.length];
    int size = 0;
    for (int number = 0; number < names.length && size < ledgers.length; number++) {
      Integer amount = amounts.get(names[number]);
      if (amount != null) {
        if (amount > most[charge.lane().number()][number]) {
          throw impossible(budgets.get(number), charge.lane(), amount);
        }
        ledgers[size] = number;
        costs[size++] = amount;
      }
    }
    if (size < ledgers.length) {
      amounts.keySet().forEach(this::numberOf); // throws for the one that is not known
    }
    return new Bill(charge.lane().number(), ledgers, costs);
  }

  private static IllegalArgumentException impossible(RateBudget budget, Lane lane, int amount) {
    String reason =
        amount > budget.limit()
            ? "its limit of " + budget.limit() + " per " + budget.window()
            : budget.most(lane)
                + ", which is what lane "
                + lane
                + " may use of its limit of "
                + budget.limit()
                + " because the rest is reserved for other lanes";
    return new IllegalArgumentException(
        "a charge of "
            + amount
            + " on budget '"
            + budget.name()
            + "' exceeds "
            + reason
            + "; it could never be granted");
  }

  private int numberOf(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(
          "there is no budget '" + name + "'; this limiter keeps " + budgets);
    }
    return number;
  }

  private record Served(Waiter waiter, Permit permit) {}

  private enum State {
    OUT,
    RELEASED,
    CANCELLED
  }

  private final class WindowPermit implements Permit {
    private final Bill bill;
    private final long grantedAt;
    private final long[] silentBefore; // by place in the bill
    private final long[] reportsBefore; // by place in the bill
    private boolean @Nullable [] known; // by place in the bill; null for none; guarded by lock
    private State state = State.OUT; // guarded by lock

    /** Made under the lock. */
    private WindowPermit(Bill bill, long grantedAt) {
      this.bill = bill;
      this.grantedAt = grantedAt;
      this.silentBefore = new long[bill.size()];
      this.reportsBefore = new long[bill.size()];
      for (int i = 0; i < bill.size(); i++) {
        VenueCount count = desk.ledgers[bill.ledgers()[i]].count;
        silentBefore[i] = count.silent();
        reportsBefore[i] = count.reports();
      }
    }

    private WindowRateLimiter limiter() {
      return WindowRateLimiter.this;
    }

    private VenueCount.Source sourceFor(int ledger) {
      int place = bill.placeOf(ledger);
      if (place < 0) {
        return new VenueCount.Source(grantedAt, 0, 0, 0, false);
      }
      boolean first = state == State.OUT && !isKnown(place);
      return new VenueCount.Source(
          grantedAt, silentBefore[place], reportsBefore[place], bill.amounts()[place], first);
    }

    private boolean isKnown(int place) {
      boolean[] places = known;
      return places != null && places[place];
    }

    private void countIsKnown(int ledger) {
      boolean[] places = known;
      if (places == null) {
        places = new boolean[bill.size()];
        known = places;
      }
      places[bill.placeOf(ledger)] = true;
    }

    @Override
    public boolean mayLeave() {
      synchronized (lock) {
        return state == State.OUT && !desk.isStopped(bill, now());
      }
    }

    @Override
    public void release() {
      synchronized (lock) {
        if (state == State.OUT) {
          state = State.RELEASED;
          long now = now();
          for (int i = 0; i < bill.size(); i++) {
            if (!isKnown(i)) {
              desk.ledgers[bill.ledgers()[i]].count.releasedSilently(bill.amounts()[i]);
            }
          }
          desk.coolDown(bill, now, bounds());
          if (desk.waiting() > 0) {
            arrangeWakeUp(now);
          }
        }
      }
    }

    @Override
    public void cancel() {
      synchronized (lock) {
        if (known != null) {
          release(); // it was sent after all: the venue has counted it
        } else if (state == State.OUT) {
          state = State.CANCELLED;
          desk.giveBack(bill);
          if (desk.waiting() > 0) {
            arrangeWakeUp(now());
          }
        }
      }
    }
  }

  /** What a free request gets: there is nothing to give back. */
  private static final class FreePermit implements Permit {
    @Override
    public void release() {}

    @Override
    public void cancel() {}
  }

  /** Collects what a limiter is made of. */
  public static final class Builder {
    private final TimeSource time;
    private List<RateBudget> budgets = List.of();
    private @Nullable VenueClock clock;
    private LimiterState state = LimiterState.EMPTY;

    private Builder(TimeSource time) {
      this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Sets what to keep.
     *
     * @param value names must differ. A limit with two windows is two budgets; by default none
     * @return this
     */
    public Builder budgets(List<RateBudget> value) {
      budgets = List.copyOf(value);
      return this;
    }

    /**
     * Sets the venue's clock, by which aligned windows are told apart.
     *
     * @param value of the same time source; by default none, and all windows are taken for unknown
     * @return this
     */
    public Builder clock(VenueClock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Sets what an earlier limiter has left behind: its stops are honoured, and what it used counts
     * until its windows are over. What it says of budgets that are not kept here is left out.
     *
     * @param value by default {@link LimiterState#EMPTY}
     * @return this
     */
    public Builder state(LimiterState value) {
      state = Objects.requireNonNull(value, "state");
      return this;
    }

    /**
     * Builds.
     *
     * @return a limiter
     * @throws IllegalArgumentException when two budgets have one name
     */
    public WindowRateLimiter build() {
      return new WindowRateLimiter(this);
    }
  }
}
