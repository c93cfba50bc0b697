package dev.stom.core.runtime;

import dev.stom.core.runtime.Waiter.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The limiter of one process: budgets with sliding windows, kept so tightly that no alignment of
 * the venue's own windows and no delay on the way there can make the venue see more than the limit.
 *
 * <p>The price is one round trip per window: with a limit of 10 per second and answers that take 50
 * ms, a steady flow reaches 10 requests per 1.05 s. It cannot foresee other users of the same
 * address or key; for those, the venue's own counters are obeyed through {@link #stopUntil}. Spans
 * are measured on this machine's monotonic clock; a venue whose clock runs faster, or which counts
 * in coarse steps, wants a window that is longer by as much.
 *
 * <p><b>Threads:</b> thread-safe. {@link #acquire} returns a completed future when there is room;
 * the futures of those who had to wait are completed on the {@link TimeSource}'s thread, one after
 * another, with no lock held: what depends on them must be short and must not block. One wake-up is
 * scheduled at a time, whatever the number of waiters.
 *
 * <p><b>Memory:</b> bounded by the number of waiters and, per budget, about a thousand entries.
 *
 * <p>Nothing is to be closed. When the time source stops, those who wait then wait for ever: who
 * closes a time source cancels what waits on it.
 */
public final class WindowRateLimiter implements RateLimiter {
  private static final Permit FREE = new FreePermit();

  private final TimeSource time;
  private final long origin;
  private final List<RateBudget> budgets;
  private final Object lock = new Object();
  private final Map<String, BudgetLedger>
      ledgers; // the map is constant, its values guarded by lock
  private final LinkedHashSet<Waiter> waiters = new LinkedHashSet<>(); // guarded by lock

  // The one wake-up that is scheduled, null for none. All three guarded by lock.
  private TimeSource.@Nullable Scheduled wakeUp;
  private long wakeUpAt;
  private long wakeUpNumber;

  private WindowRateLimiter(TimeSource time, List<RateBudget> budgets) {
    this.time = time;
    this.origin = time.nanoTime();
    this.budgets = List.copyOf(budgets);
    Map<String, BudgetLedger> byName = new LinkedHashMap<>();
    for (RateBudget budget : this.budgets) {
      if (byName.put(budget.name(), new BudgetLedger(budget)) != null) {
        throw new IllegalArgumentException(
            "two budgets are named '"
                + budget.name()
                + "'; give each window its own name and charge both");
      }
    }
    this.ledgers = byName;
  }

  /**
   * Makes a limiter in which nothing is taken yet.
   *
   * @param time measures the windows and wakes those who wait
   * @param budgets what to keep; names must differ. A limit with two windows is two budgets. None
   *     at all is allowed: then only {@link Charge#NONE} passes
   * @return a limiter
   * @throws IllegalArgumentException when two budgets have one name
   */
  public static WindowRateLimiter of(TimeSource time, List<RateBudget> budgets) {
    return new WindowRateLimiter(time, budgets);
  }

  @Override
  public CompletableFuture<Permit> acquire(Charge charge) {
    List<Share> shares = sharesOf(charge);
    if (shares.isEmpty()) {
      return CompletableFuture.completedFuture(FREE);
    }
    Waiter waiter;
    synchronized (lock) {
      if (canPass(shares, now())) {
        return CompletableFuture.completedFuture(grant(shares));
      }
      waiter = new Waiter(shares);
      waiters.add(waiter);
      for (Share share : shares) {
        share.ledger().queue.add(waiter);
      }
      arrangeWakeUp();
    }
    CompletableFuture<Permit> unused =
        waiter.future.whenComplete((permit, thrown) -> leave(waiter));
    return waiter.future;
  }

  @Override
  public Optional<Permit> tryAcquire(Charge charge) {
    List<Share> shares = sharesOf(charge);
    if (shares.isEmpty()) {
      return Optional.of(FREE);
    }
    synchronized (lock) {
      return canPass(shares, now()) ? Optional.of(grant(shares)) : Optional.empty();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>It assumes that everything in flight, and everything that waits before, is answered at once;
   * the true wait is longer by the answers' travel, or shorter when somebody ahead gives up. Costs
   * time in proportion to the number of waiters.
   */
  @Override
  public Duration estimatedWait(Charge charge) {
    List<Share> shares = sharesOf(charge);
    synchronized (lock) {
      long now = now();
      if (shares.isEmpty() || canPass(shares, now)) {
        return Duration.ZERO;
      }
      Map<BudgetLedger, BudgetLedger.Forecast> forecasts = new LinkedHashMap<>();
      for (BudgetLedger ledger : ledgers.values()) {
        forecasts.put(ledger, ledger.forecast(now));
      }
      for (Waiter waiter : waiters) {
        serve(waiter.shares, forecasts);
      }
      return Duration.ofNanos(Math.max(0, serve(shares, forecasts) - now));
    }
  }

  private static long serve(
      List<Share> shares, Map<BudgetLedger, BudgetLedger.Forecast> forecasts) {
    long moment = Long.MIN_VALUE;
    for (Share share : shares) {
      moment = Math.max(moment, forecast(forecasts, share).earliestFor(share.amount()));
    }
    for (Share share : shares) {
      forecast(forecasts, share).take(share.amount(), moment);
    }
    return moment;
  }

  private static BudgetLedger.Forecast forecast(
      Map<BudgetLedger, BudgetLedger.Forecast> forecasts, Share share) {
    BudgetLedger.Forecast forecast = forecasts.get(share.ledger());
    if (forecast == null) {
      throw new IllegalStateException("no forecast for " + share.ledger().budget);
    }
    return forecast;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The moment is turned into a span when this is called: a later correction of the machine's
   * wall clock neither shortens nor prolongs the stop.
   *
   * @throws IllegalArgumentException when there is no such budget
   */
  @Override
  public void stopUntil(String budget, Instant until) {
    BudgetLedger ledger = ledgerOf(budget);
    long span = Nanos.saturated(Duration.between(time.now(), until));
    if (span <= 0) {
      return;
    }
    synchronized (lock) {
      ledger.stopUntil(Nanos.plus(now(), span));
    }
  }

  @Override
  public List<RateBudget> budgets() {
    return budgets;
  }

  /**
   * Returns how many requests wait at this moment.
   *
   * @return zero when nobody waits
   */
  public int waiting() {
    synchronized (lock) {
      return waiters.size();
    }
  }

  // ---- under the lock

  private boolean canPass(List<Share> shares, long now) {
    for (Share share : shares) {
      if (!share.ledger().queue.isEmpty() || !share.ledger().hasRoom(share.amount(), now)) {
        return false;
      }
    }
    return true;
  }

  private Permit grant(List<Share> shares) {
    for (Share share : shares) {
      share.ledger().grant(share.amount());
    }
    return new WindowPermit(shares);
  }

  private void unqueue(Waiter waiter) {
    for (Share share : waiter.shares) {
      share.ledger().queue.remove(waiter);
    }
  }

  /** Makes sure that somebody looks again at the moment when the next waiter can be served. */
  private void arrangeWakeUp() {
    long now = now();
    long next = BudgetLedger.NEVER;
    for (BudgetLedger ledger : ledgers.values()) {
      Iterator<Waiter> first = ledger.queue.iterator();
      if (first.hasNext()) {
        Waiter waiter = first.next();
        if (waiter.isFirst()) {
          next = Math.min(next, servedAt(waiter, now));
        }
      }
    }
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

  private static long servedAt(Waiter waiter, long now) {
    long moment = now;
    for (Share share : waiter.shares) {
      moment = Math.max(moment, share.ledger().fitsAt(share.amount(), now));
    }
    return moment;
  }

  private void serveWaiters(List<Served> served) {
    long now = now();
    boolean progress;
    do {
      progress = false;
      for (BudgetLedger ledger : ledgers.values()) {
        while (!ledger.queue.isEmpty()) {
          Waiter waiter = ledger.queue.iterator().next();
          if (!waiter.isFirst() || !fits(waiter, now)) {
            break;
          }
          unqueue(waiter);
          waiters.remove(waiter);
          served.add(new Served(waiter, grant(waiter.shares)));
          progress = true;
        }
      }
    } while (progress);
  }

  private static boolean fits(Waiter waiter, long now) {
    for (Share share : waiter.shares) {
      if (!share.ledger().hasRoom(share.amount(), now)) {
        return false;
      }
    }
    return true;
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
      serveWaiters(served);
      arrangeWakeUp();
    }
    for (Served each : served) {
      if (!each.waiter.future.complete(each.permit)) {
        each.permit.cancel(); // given up at the last moment
      }
    }
  }

  /** A waiting future has ended: if nobody served it, its place is given up. */
  private void leave(Waiter waiter) {
    synchronized (lock) {
      if (waiters.remove(waiter)) {
        unqueue(waiter);
        arrangeWakeUp();
      }
    }
  }

  private long now() {
    return time.nanoTime() - origin;
  }

  private List<Share> sharesOf(Charge charge) {
    List<Share> shares = new ArrayList<>(charge.amounts().size());
    charge
        .amounts()
        .forEach(
            (name, amount) -> {
              BudgetLedger ledger = ledgerOf(name);
              if (amount > ledger.budget.limit()) {
                throw new IllegalArgumentException(
                    "a charge of "
                        + amount
                        + " on budget '"
                        + name
                        + "' exceeds its limit of "
                        + ledger.budget.limit()
                        + " per "
                        + ledger.budget.window()
                        + "; it could never be granted");
              }
              shares.add(new Share(ledger, amount));
            });
    return shares;
  }

  private BudgetLedger ledgerOf(String name) {
    BudgetLedger ledger = ledgers.get(name);
    if (ledger == null) {
      throw new IllegalArgumentException(
          "there is no budget '" + name + "'; this limiter keeps " + budgets);
    }
    return ledger;
  }

  private record Served(Waiter waiter, Permit permit) {}

  private final class WindowPermit implements Permit {
    private @Nullable List<Share> shares; // null once it has ended; guarded by lock

    private WindowPermit(List<Share> shares) {
      this.shares = shares;
    }

    @Override
    public void release() {
      synchronized (lock) {
        if (shares != null) {
          long now = now();
          for (Share share : shares) {
            share.ledger().coolDown(share.amount(), now);
          }
          end();
        }
      }
    }

    @Override
    public void cancel() {
      synchronized (lock) {
        if (shares != null) {
          for (Share share : shares) {
            share.ledger().giveBack(share.amount());
          }
          end();
        }
      }
    }

    private void end() {
      shares = null;
      if (!waiters.isEmpty()) {
        arrangeWakeUp();
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
}
