package dev.stom.core.runtime;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** What one lane has out of one budget, and who waits for it there. Guarded by the limiter. */
final class LaneAccount {
  final int reserve;
  final CoolingQueue cooling;

  /** Who waits, in order of arrival; only the first may be served. */
  final LinkedHashSet<Waiter> queue;

  int occupied; // granted and not yet back: in flight, and cooling
  int coolingSum;
  long waitingSum; // what the queue wants of this budget
  long servedAt = Long.MIN_VALUE; // when it was last granted something

  LaneAccount(int reserve) {
    this.reserve = reserve;
    this.cooling = new CoolingQueue();
    this.queue = new LinkedHashSet<>();
  }

  LaneAccount(LaneAccount other) {
    reserve = other.reserve;
    cooling = new CoolingQueue(other.cooling);
    queue = new LinkedHashSet<>(other.queue);
    occupied = other.occupied;
    coolingSum = other.coolingSum;
    waitingSum = other.waitingSum;
    servedAt = other.servedAt;
  }

  @Nullable Waiter head() {
    return queue.isEmpty() ? null : queue.iterator().next();
  }

  int inFlight() {
    return occupied - coolingSum;
  }

  /** What is still kept for this lane. */
  int unfilled() {
    return Math.max(0, reserve - occupied);
  }

  void expire(long now) {
    while (cooling.size() > 0 && cooling.expiry(0) <= now) {
      int back = cooling.removeFirst();
      occupied -= back;
      coolingSum -= back;
    }
  }
}
