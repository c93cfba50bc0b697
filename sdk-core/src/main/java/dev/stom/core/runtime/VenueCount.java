package dev.stom.core.runtime;

import dev.stom.core.runtime.RateBudget.Windows;
import org.jspecify.annotations.Nullable;

/**
 * What the venue has said that it counted of one budget, and what may have been added since. Not
 * thread-safe; guarded by the limiter. All moments are nanoseconds of the limiter's own clock.
 *
 * <p>Why it is safe to believe the venue: an answer says how much was counted at some moment
 * between its request's sending and its arrival. All requests that were answered before that
 * sending are contained, and the request itself is. So within the same window the venue has counted
 * at most what it said, and all that was granted and not yet answered when the request was let
 * through, and all that was granted since. With running totals of what was granted and what was
 * answered, that is one addition. See ADR 5.
 */
final class VenueCount {
  /** A count of more than ten times the limit is not a count. */
  static final int NONSENSE_FACTOR = 10;

  /**
   * Two windows without a sign of others behind the same address, and they are taken for gone: one
   * could have been a pause of theirs.
   */
  static final int OTHERS_REMEMBERED_WINDOWS = 2;

  private final Windows windows;
  private final int limit;
  private final long windowNanos;

  private long granted; // in all, less what was given back unsent
  private long released; // in all

  // The newest that was said of a window on the venue's clock. It counts until the window is over.
  private long window = Long.MIN_VALUE; // the window's number
  private long said;
  private long saidBy = Long.MIN_VALUE; // the sequence of the request whose answer said so
  private long base; // base + granted bounds what the venue has counted by now
  private long notOverBefore = Long.MIN_VALUE; // until then the window is the present one for sure
  private long overSurely = Long.MIN_VALUE; // from then on it is a past one for sure

  // What others are known to have used, where windows cannot be told apart.
  private long foreign;
  private long foreignUntil = Long.MIN_VALUE;

  private long othersUntil = Long.MIN_VALUE; // until then others count as present

  VenueCount(RateBudget budget, long windowNanos) {
    this.windows = budget.windows();
    this.limit = budget.limit();
    this.windowNanos = windowNanos;
  }

  VenueCount(VenueCount other) {
    windows = other.windows;
    limit = other.limit;
    windowNanos = other.windowNanos;
    granted = other.granted;
    released = other.released;
    window = other.window;
    said = other.said;
    saidBy = other.saidBy;
    base = other.base;
    notOverBefore = other.notOverBefore;
    overSurely = other.overSurely;
    foreign = other.foreign;
    foreignUntil = other.foreignUntil;
    othersUntil = other.othersUntil;
  }

  void granted(int amount) {
    granted += amount;
  }

  void released(int amount) {
    released += amount;
  }

  /** What was answered so far, for a request to remember when it is let through. */
  long released() {
    return released;
  }

  /** The most that the venue may have counted in its present window, given what we have out. */
  long used(int occupied, long now) {
    long used = occupied;
    if (now < overSurely) {
      long counted = base + granted;
      used =
          windows == Windows.ALIGNED && now < notOverBefore ? counted : Math.max(occupied, counted);
    }
    return now < foreignUntil ? used + foreign : used;
  }

  /**
   * Tells whether enough is left for others behind the same address, if there are any: what we have
   * on the way, unconfirmed, may be half of what the venue has left at most. Two that go by this
   * cannot exceed the limit together, if their answers take equally long. One request may always
   * go.
   */
  boolean leavesRoomForOthers(int occupied, long amount, long now) {
    if (now >= othersUntil) {
      return true;
    }
    boolean heard = now < overSurely;
    if (!heard && windows != Windows.ALIGNED) {
      return true; // what we have out says nothing about the present window
    }
    long confirmed = heard ? said : 0;
    long onTheWay = used(occupied, now) - confirmed;
    return onTheWay <= 0 || 2 * (onTheWay + amount) <= limit - confirmed;
  }

  /** When a request that is answered now cannot be in the venue's present window any more. */
  long overAt(long now, VenueClock.@Nullable Bounds clock) {
    long slid = Nanos.plus(now, windowNanos);
    if (windows != Windows.ALIGNED || clock == null) {
      return slid;
    }
    long end = (Math.floorDiv(clock.latest(now), windowNanos) + 1) * windowNanos;
    return Math.min(slid, clock.surelyAt(end));
  }

  /** When what was said, or what follows from it, changes by the passing of time alone. */
  long nextChange(long now) {
    long next = BudgetLedger.NEVER;
    for (long moment : new long[] {notOverBefore, overSurely, foreignUntil, othersUntil}) {
      if (moment > now) {
        next = Math.min(next, moment);
      }
    }
    return next;
  }

  /**
   * The request whose answer says how much was counted.
   *
   * @param sequence its number among all that were let through
   * @param grantedAt when it was let through
   * @param releasedBefore what was answered by then
   * @param amount what it cost; 0 when it was not charged here, and cannot tell what the venue's
   *     count contains of ours
   */
  record Source(long sequence, long grantedAt, long releasedBefore, int amount) {}

  /** The answer to a request says how much the venue has counted. */
  void report(long used, Source by, int occupied, long now, VenueClock.@Nullable Bounds clock) {
    if (used < 0 || used > (long) limit * NONSENSE_FACTOR) {
      return;
    }
    if (windows == Windows.UNKNOWN || clock == null || by.amount() == 0) {
      reportOfSomeWindow(used, occupied, now);
      return;
    }
    long early = Math.floorDiv(clock.earliest(by.grantedAt()), windowNanos);
    long late = Math.floorDiv(clock.latest(now), windowNanos);
    if (early == late) {
      reportOf(early, used, by, occupied, now, clock);
    } else if (late == early + 1 && window == early && by.sequence() > saidBy && used < said) {
      reportOf(late, used, by, occupied, now, clock); // counts fall when a window begins
    } else if (windows == Windows.PRESUMED) {
      reportOfSomeWindow(used, occupied, now);
    }
  }

  private void reportOfSomeWindow(long used, int occupied, long now) {
    long more = used - occupied; // all of ours that the venue can have counted is in there
    if (more > 0) {
      foreign = more;
      foreignUntil = Nanos.plus(now, windowNanos);
    }
  }

  private void reportOf(
      long number, long used, Source by, int occupied, long now, VenueClock.Bounds clock) {
    boolean past = number < window && now < overSurely; // unless the clock was set back
    if (past) {
      return;
    }
    if (number != window || by.sequence() > saidBy) {
      base = used - by.amount() - by.releasedBefore();
      said = used;
      saidBy = by.sequence();
    } else {
      base = Math.max(base, used - granted); // an older request's answer: at least that much
      said = Math.max(said, used);
    }
    window = number;
    notOverBefore = clock.notBefore((number + 1) * windowNanos);
    overSurely = clock.surelyAt((number + 1) * windowNanos);
    foreignUntil = Long.MIN_VALUE;
    if (used > occupied) {
      long remembered = windowNanos > Long.MAX_VALUE / 4 ? windowNanos : 2 * windowNanos;
      othersUntil = Nanos.plus(now, remembered);
    }
  }
}
