package dev.stom.core.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The book-keeping of one budget: what is out, what is cooling down, what the venue has said, who
 * waits. Not thread-safe; {@link WindowRateLimiter} guards it. All moments are nanoseconds of the
 * limiter's own clock.
 */
final class BudgetLedger {
  /** No moment at all: only a release can make room. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int LANES = Lane.values().length;

  final RateBudget budget;
  final int number; // its place among the limiter's ledgers
  final long windowNanos;
  final LaneAccount[] lanes = new LaneAccount[LANES];
  final VenueCount count;

  private final boolean reserving;
  private int occupied; // of all lanes
  private int waiting; // requests, of all lanes
  private long stoppedUntil = Long.MIN_VALUE;
  private final int[] unfilled = new int[LANES]; // scratch of one call of admits

  BudgetLedger(RateBudget budget, int number) {
    this.budget = budget;
    this.number = number;
    this.windowNanos = Nanos.saturated(budget.window());
    this.count = new VenueCount(budget, windowNanos);
    int sum = 0;
    for (Lane lane : Lane.values()) {
      int reserve = budget.reserve(lane);
      lanes[lane.number()] = new LaneAccount(reserve);
      sum += reserve;
    }
    this.reserving = sum > 0;
  }

  BudgetLedger(BudgetLedger other) {
    budget = other.budget;
    number = other.number;
    windowNanos = other.windowNanos;
    count = new VenueCount(other.count);
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] = new LaneAccount(other.lanes[lane]);
    }
    reserving = other.reserving;
    occupied = other.occupied;
    waiting = other.waiting;
    stoppedUntil = other.stoppedUntil;
  }

  // ---- what is out

  void grant(int lane, int amount, long now) {
    lanes[lane].occupied += amount;
    lanes[lane].servedAt = now;
    occupied += amount;
    count.granted(amount);
  }

  void giveBack(int lane, int amount) {
    lanes[lane].occupied -= amount;
    occupied -= amount;
    count.granted(-amount);
  }

  /** The request was answered: its room comes back when no present window can contain it. */
  void coolDown(int lane, int amount, long now, VenueClock.@Nullable Bounds clock) {
    coolUntil(lane, amount, now, count.overAt(now, clock));
  }

  private void coolUntil(int lane, int amount, long now, long until) {
    expire(now);
    lanes[lane].cooling.add(amount, now, until, windowNanos);
    lanes[lane].coolingSum += amount;
  }

  /** Takes over what an earlier limiter had out. */
  void restore(int lane, int amount, long now, long until) {
    lanes[lane].occupied += amount;
    occupied += amount;
    coolUntil(lane, amount, now, until);
  }

  /** Takes everything in flight for answered. */
  void coolAll(long now, VenueClock.@Nullable Bounds clock) {
    for (int lane = 0; lane < LANES; lane++) {
      int inFlight = lanes[lane].inFlight();
      if (inFlight > 0) {
        coolDown(lane, inFlight, now, clock);
      }
    }
  }

  void expire(long now) {
    int sum = 0;
    for (LaneAccount lane : lanes) {
      lane.expire(now);
      sum += lane.occupied;
    }
    occupied = sum;
  }

  int occupied(long now) {
    expire(now);
    return occupied;
  }

  // ---- who waits

  void enqueue(Waiter waiter, int amount) {
    LaneAccount lane = lanes[waiter.bill.lane()];
    lane.queue.add(waiter);
    lane.waitingSum += amount;
    waiting++;
  }

  void unqueue(Waiter waiter, int amount) {
    LaneAccount lane = lanes[waiter.bill.lane()];
    if (lane.queue.remove(waiter)) {
      lane.waitingSum -= amount;
      waiting--;
    }
  }

  boolean isWaited() {
    return waiting > 0;
  }

  // ---- stops

  void stopUntil(long moment) {
    stoppedUntil = Math.max(stoppedUntil, moment);
  }

  boolean isStopped(long now) {
    return now < stoppedUntil;
  }

  long stoppedUntil() {
    return stoppedUntil;
  }

  // ---- room

  /**
   * Tells whether a lane may take an amount now. What it needs beyond its own reserve must be left
   * when the reserves of the others are kept, and everybody who goes before it could still be
   * served.
   *
   * @param head the waiter, when it is the first of its lane's queue; null for a newcomer
   */
  boolean admits(int lane, int amount, long now, @Nullable Waiter head) {
    if (now < stoppedUntil) {
      return false;
    }
    expire(now);
    long free = budget.limit() - count.used(occupied, now);
    if (amount > free) {
      return false;
    }
    if (!reserving && waiting == 0) {
      return count.leavesRoomForOthers(occupied, amount, now);
    }
    long common = free - keptBack(free);
    int own = Math.min(amount, unfilled[lane]);
    int extra = amount - own;
    return extra == 0
        || (extra <= common - ahead(lane, now, head)
            && count.leavesRoomForOthers(occupied, extra, now));
  }

  /**
   * Fills in what each lane still has in reserve, and returns the sum. Where others behind the same
   * address have eaten into the reserves, those of the less urgent lanes go first.
   */
  private long keptBack(long free) {
    long sum = 0;
    for (int lane = 0; lane < LANES; lane++) {
      unfilled[lane] = lanes[lane].unfilled();
      sum += unfilled[lane];
    }
    for (int lane = LANES - 1; lane >= 0 && sum > free; lane--) {
      int cut = (int) Math.min(unfilled[lane], sum - free);
      unfilled[lane] -= cut;
      sum -= cut;
    }
    return sum;
  }

  /** What those who go before this lane want beyond their own reserves. */
  private long ahead(int lane, long now, @Nullable Waiter head) {
    if (waiting == 0) {
      return 0;
    }
    boolean overdue = head != null && isOverdue(lane, head, now);
    long sum = 0;
    for (int other = 0; other < LANES; other++) {
      Waiter first = other == lane ? null : lanes[other].head();
      if (first == null) {
        continue;
      }
      long wants = 0;
      if (isOverdue(other, first, now) && (!overdue || other < lane)) {
        wants = first.bill.amountOn(number);
      }
      if (!overdue && other < lane) {
        wants = lanes[other].waitingSum;
      }
      sum += Math.max(0, wants - unfilled[other]);
    }
    return sum;
  }

  /**
   * Tells whether a lane has waited a whole window without being served: then its first request
   * goes before the more urgent lanes, once. That is its share where it has no reserve, or too
   * small a one for this request.
   */
  private boolean isOverdue(int lane, Waiter head, long now) {
    return now >= overdueAt(lane, head);
  }

  private long overdueAt(int lane, Waiter head) {
    return Nanos.plus(Math.max(head.arrived, lanes[lane].servedAt), windowNanos);
  }

  /**
   * The next moment at which something may change for the first of a lane's queue without a
   * release: a lower bound for when it can be served. {@link #NEVER} when only a release helps.
   */
  long nextChange(int lane, int amount, long now, Waiter head) {
    if (now < stoppedUntil) {
      return stoppedUntil;
    }
    long next = count.nextChange(now);
    long over = count.used(occupied(now), now) + amount - budget.limit();
    next = Math.min(next, coolingCovers(over));
    long overdue = overdueAt(lane, head);
    return overdue > now ? Math.min(next, overdue) : next;
  }

  /** When so much has come back that an excess is gone. */
  private long coolingCovers(long over) {
    int[] index = new int[LANES];
    long left = over;
    long moment;
    do {
      int earliest = -1;
      for (int lane = 0; lane < LANES; lane++) {
        CoolingQueue cooling = lanes[lane].cooling;
        if (index[lane] < cooling.size()
            && (earliest < 0
                || cooling.expiry(index[lane]) < lanes[earliest].cooling.expiry(index[earliest]))) {
          earliest = lane;
        }
      }
      if (earliest < 0) {
        return NEVER;
      }
      CoolingQueue cooling = lanes[earliest].cooling;
      moment = cooling.expiry(index[earliest]);
      left -= cooling.amount(index[earliest]++);
    } while (left > 0);
    return moment;
  }
}
