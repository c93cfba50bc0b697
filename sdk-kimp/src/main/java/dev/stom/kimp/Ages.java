package dev.stom.kimp;

import java.time.Duration;
import java.time.Instant;

/** The rule by which everything here grows old. */
final class Ages {
  private Ages() {}

  /**
   * The longer of what the wall clock says since an event and what the monotonic clock says since
   * it arrived here: a venue's time in the future or a wall clock set back makes nothing younger.
   */
  static Duration age(Instant event, long arrivedNanos, Instant now, long nanos) {
    Duration byWallClock = Duration.between(event, now);
    Duration sinceArrival = Duration.ofNanos(Math.max(0, nanos - arrivedNanos));
    return byWallClock.compareTo(sinceArrival) > 0 ? byWallClock : sinceArrival;
  }
}
