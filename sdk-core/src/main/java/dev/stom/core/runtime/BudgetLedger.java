package dev.stom.core.runtime;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;

/**
 * The book-keeping of one budget: what is out, what is cooling down, who waits. Not thread-safe;
 * {@link WindowRateLimiter} guards it. All moments are nanoseconds of the limiter's own clock.
 */
final class BudgetLedger {
  /** No moment at all: only a release can make room. */
  static final long NEVER = Long.MAX_VALUE;

  /**
   * How many releases are remembered one by one. Beyond it, releases that lie within a thousandth
   * of the window share an entry and expire with the last of them: a budget of hundreds of
   * thousands then costs a fixed amount of memory and at most 0.1 % of its rate.
   */
  static final int EXACT_RELEASES = 1_000;

  final RateBudget budget;
  final long windowNanos;

  /** Who waits for this budget, in order of arrival; only the first may be served. */
  final LinkedHashSet<Waiter> queue = new LinkedHashSet<>();

  private final ArrayDeque<Cooling> cooling = new ArrayDeque<>(); // ascending by expiry
  private int occupied; // granted and not yet back: in flight, and cooling
  private int coolingSum;
  private long stoppedUntil = Long.MIN_VALUE;

  BudgetLedger(RateBudget budget) {
    this.budget = budget;
    this.windowNanos = Nanos.saturated(budget.window());
  }

  /** Takes back what has cooled down. */
  void expire(long now) {
    Cooling first;
    while ((first = cooling.peekFirst()) != null && first.expiry <= now) {
      cooling.removeFirst();
      occupied -= first.amount;
      coolingSum -= first.amount;
    }
  }

  boolean hasRoom(int amount, long now) {
    expire(now);
    return now >= stoppedUntil && occupied + (long) amount <= budget.limit();
  }

  void grant(int amount) {
    occupied += amount;
  }

  void giveBack(int amount) {
    occupied -= amount;
  }

  void coolDown(int amount, long now) {
    expire(now);
    long expiry = Nanos.plus(now, windowNanos);
    Cooling last = cooling.peekLast();
    if (last != null
        && (last.expiry == expiry
            || (cooling.size() >= EXACT_RELEASES
                && now - last.opened <= windowNanos / EXACT_RELEASES))) {
      last.expiry = expiry;
      last.amount += amount;
    } else {
      cooling.addLast(new Cooling(now, expiry, amount));
    }
    coolingSum += amount;
  }

  void stopUntil(long moment) {
    stoppedUntil = Math.max(stoppedUntil, moment);
  }

  /**
   * When an amount fits, if nothing more is granted; {@link #NEVER} while too much is in flight.
   */
  long fitsAt(int amount, long now) {
    expire(now);
    long over = occupied + (long) amount - budget.limit();
    if (over > coolingSum) {
      return NEVER;
    }
    long moment = Math.max(now, stoppedUntil);
    for (Cooling entry : cooling) {
      if (over <= 0) {
        break;
      }
      over -= entry.amount;
      moment = Math.max(moment, entry.expiry);
    }
    return moment;
  }

  /** A copy to forecast with, in which everything in flight comes back at this very moment. */
  Forecast forecast(long now) {
    expire(now);
    Forecast forecast = new Forecast(this, Math.max(now, stoppedUntil));
    for (Cooling entry : cooling) {
      forecast.spent.addLast(new Cooling(entry.opened, entry.expiry, entry.amount));
    }
    forecast.used = occupied;
    int inFlight = occupied - coolingSum;
    if (inFlight > 0) {
      forecast.spent.addLast(new Cooling(now, Nanos.plus(now, windowNanos), inFlight));
    }
    return forecast;
  }

  /** What a budget will look like if every request ahead is answered at once. */
  static final class Forecast {
    private final BudgetLedger ledger;
    private final ArrayDeque<Cooling> spent = new ArrayDeque<>();
    private int used;
    private long earliest; // no later grant happens before this one

    private Forecast(BudgetLedger ledger, long earliest) {
      this.ledger = ledger;
      this.earliest = earliest;
    }

    /** The earliest moment for one more request behind all that were taken before. */
    long earliestFor(int amount) {
      while (used + (long) amount > ledger.budget.limit()) {
        Cooling first = spent.removeFirst();
        used -= first.amount;
        earliest = Math.max(earliest, first.expiry);
      }
      return earliest;
    }

    void take(int amount, long moment) {
      earliest = Math.max(earliest, moment);
      used += amount;
      spent.addLast(new Cooling(moment, Nanos.plus(moment, ledger.windowNanos), amount));
    }
  }

  /** Released room on its way back. */
  private static final class Cooling {
    private final long opened;
    private long expiry;
    private int amount;

    private Cooling(long opened, long expiry, int amount) {
      this.opened = opened;
      this.expiry = expiry;
      this.amount = amount;
    }
  }
}
