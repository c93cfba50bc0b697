package dev.stom.core.runtime;

import dev.stom.core.runtime.RateBudget.Windows;
import org.jspecify.annotations.Nullable;

/**
 * What the venue has said that it counted of one budget, and what may have been added since. Not
 * thread-safe; guarded by the limiter. All moments are nanoseconds of the limiter's own clock.
 *
 * <p>Why it is safe to believe the venue: an answer says how much was counted at some moment
 * between its request's sending and its arrival. Contained is the request itself; what was answered
 * before it was let through; and, since counts only rise within a window, every request whose own
 * answer named no higher count. So within the same window the venue has counted at most what the
 * highest answer said, and what was granted and is none of these. With running totals of what was
 * granted and of what was answered, with a count and without, that is one addition. See ADR 5.
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
  private long counted; // in all: what was answered with a count, before it was released
  private long silent; // in all: what was released without one
  private long reports; // how many there were

  // The most that was said of a window on the venue's clock. It counts until the window is over.
  private long window = Long.MIN_VALUE; // the window's number
  private long said;
  private long saidAs; // the number of its report
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
    counted = other.counted;
    silent = other.silent;
    reports = other.reports;
    window = other.window;
    said = other.said;
    saidAs = other.saidAs;
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

  /** A request was released whose answer named no count, or that had none. */
  void releasedSilently(int amount) {
    silent += amount;
  }

  /** What was released without a count so far, for a request to remember when it is let through. */
  long silent() {
    return silent;
  }

  /** How many reports there were so far, for the same purpose. */
  long reports() {
    return reports;
  }

  /** The most that the venue may have counted in its present window, given what we have out. */
  long used(int occupied, long now) {
    long used = occupied;
    if (now < overSurely) {
      long atVenue = base + granted;
      used =
          windows == Windows.ALIGNED && now < notOverBefore ? atVenue : Math.max(occupied, atVenue);
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
   * @param grantedAt when it was let through
   * @param silentBefore what had been released without a count by then
   * @param reportsBefore how many reports there had been by then
   * @param amount what it cost; 0 when it was not charged here, and cannot tell what the venue's
   *     count contains of ours
   * @param first whether it is out still, and has named no count before
   */
  record Source(long grantedAt, long silentBefore, long reportsBefore, int amount, boolean first) {
    /** Whether it was let through when a report was known: it cannot have been counted before. */
    private boolean isSentAfter(long report) {
      return reportsBefore >= report;
    }
  }

  /**
   * The answer to a request says how much the venue has counted.
   *
   * @return whether the request is known to be counted from now on
   */
  boolean report(long used, Source by, int occupied, long now, VenueClock.@Nullable Bounds clock) {
    if (used < 0 || used > (long) limit * NONSENSE_FACTOR) {
      return false;
    }
    reports++;
    if (windows == Windows.UNKNOWN || clock == null || by.amount() == 0) {
      reportOfSomeWindow(used, occupied, now);
      return false;
    }
    long early = Math.floorDiv(clock.earliest(by.grantedAt()), windowNanos);
    long late = Math.floorDiv(clock.latest(now), windowNanos);
    if (early == late) {
      reportOf(early, used, by, occupied, now, clock);
      return true;
    }
    if (late == early + 1 && window == early && by.isSentAfter(saidAs) && used < said) {
      reportOf(late, used, by, occupied, now, clock); // counts fall when a window begins
      return true;
    }
    if (windows == Windows.PRESUMED) {
      reportOfSomeWindow(used, occupied, now);
    }
    return false;
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
    if (by.first()) {
      counted += by.amount();
    }
    boolean past = number < window && now < overSurely; // unless the clock was set back
    if (past || (number == window && used < said && !by.isSentAfter(saidAs))) {
      base -= by.first() ? by.amount() : 0; // of a past window, or contained in what was said
      return;
    }
    base = used - counted - by.silentBefore() - (by.first() ? 0 : by.amount());
    said = used;
    saidAs = reports;
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
