package dev.stom.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What time it is at a venue, and how sure that is: learned from every answer that names a moment.
 *
 * <p>A moment that the venue wrote into an answer lies between the sending of the request and the
 * arrival of the answer. Each reading therefore bounds the difference between the venue's clock and
 * ours from both sides, and all of them together bound it better than any: even the {@code Date}
 * header, which counts in whole seconds, narrows to a few times the way of an answer when answers
 * come at all parts of a second. The bounds widen with time, by as much as two clocks may drift
 * apart. When a reading contradicts them, one of the clocks was set, and the learning begins anew
 * with that reading.
 *
 * <p>It runs on the monotonic clock: corrections of this machine's wall clock do not move it.
 *
 * <p><b>Threads:</b> thread-safe; reading takes no lock.
 */
public final class VenueClock {
  /**
   * 100 parts in a million: quartz keeps within 50, and there are two of them. If a clock is worse,
   * readings will contradict each other, and the learning begins anew.
   */
  public static final long DRIFT_PER_MILLION = 100;

  /**
   * 5 ms: the servers of one venue follow one time, and differ by as much as that protocol lets.
   */
  public static final Duration SERVERS_DIFFER_BY = Duration.ofMillis(5);

  private static final long DRIFT_DIVISOR = 1_000_000 / DRIFT_PER_MILLION;
  private static final long SLACK = SERVERS_DIFFER_BY.toNanos();
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final Duration COARSEST = Duration.ofDays(1);
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z"); // fits nanoseconds

  private final TimeSource time;
  private final long origin;
  private volatile @Nullable Bounds bounds; // written under this, read by anybody
  private volatile int restarts; // written under this, read by anybody

  private VenueClock(TimeSource time) {
    this.time = time;
    this.origin = time.nanoTime();
  }

  /**
   * Makes a clock that has seen nothing yet.
   *
   * @param time our clock
   * @return a clock to be fed by {@link #observe}
   */
  public static VenueClock of(TimeSource time) {
    return new VenueClock(time);
  }

  /**
   * Takes a reading.
   *
   * @param venueTime what the venue wrote, rounded down to its resolution
   * @param resolution how coarsely the venue wrote it, for example one second; not negative
   * @param sentNanos {@link TimeSource#nanoTime} before the request was sent
   * @param receivedNanos {@link TimeSource#nanoTime} after the answer came
   * @throws IllegalArgumentException when the answer came before the request, the resolution is
   *     negative or more than a day, or the moment is not within the years 1970 to 2200
   */
  public void observe(Instant venueTime, Duration resolution, long sentNanos, long receivedNanos) {
    if (receivedNanos - sentNanos < 0) {
      throw new IllegalArgumentException(
          "receivedNanos must not be before sentNanos but is "
              + (sentNanos - receivedNanos)
              + " ns before it");
    }
    if (resolution.isNegative() || resolution.compareTo(COARSEST) > 0) {
      throw new IllegalArgumentException(
          "resolution must be from zero to a day but is " + resolution);
    }
    if (venueTime.isBefore(Instant.EPOCH) || venueTime.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "venueTime must be within the years 1970 to 2200 but is " + venueTime);
    }
    long written = nanosOf(venueTime);
    long sent = sentNanos - origin;
    long received = receivedNanos - origin;
    Bounds reading =
        new Bounds(
            written - received - SLACK, written + resolution.toNanos() - sent + SLACK, received);
    synchronized (this) {
      Bounds known = bounds;
      if (known == null) {
        bounds = reading;
        return;
      }
      Bounds both = known.and(reading);
      if (both == null) {
        restarts++;
      }
      bounds = both == null ? reading : both;
    }
  }

  /**
   * Returns the venue's time, in the middle of what is possible.
   *
   * @return now; empty before the first reading
   */
  public Optional<Instant> now() {
    Bounds known = bounds;
    return known == null
        ? Optional.empty()
        : Optional.of(instantOf(time.nanoTime() - origin + known.middle()));
  }

  /**
   * Returns how far the venue's clock is ahead of this machine's wall clock.
   *
   * @return negative when it is behind; empty before the first reading
   */
  public Optional<Duration> offset() {
    return now().map(venue -> Duration.between(time.now(), venue));
  }

  /**
   * Returns how far {@link #now} and {@link #offset} may be off, either way.
   *
   * @return at least {@link #SERVERS_DIFFER_BY}; empty before the first reading
   */
  public Optional<Duration> error() {
    Bounds known = bounds;
    return known == null
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(known.errorAt(time.nanoTime() - origin)));
  }

  /**
   * Returns how often a reading contradicted what was known, which happens when a clock was set.
   *
   * @return the number of times that the learning began anew
   */
  public int restarts() {
    return restarts;
  }

  /** What is known at this moment; null before the first reading. */
  @Nullable Bounds bounds() {
    return bounds;
  }

  /** The moment that the readings of {@link Bounds} count from. */
  long origin() {
    return origin;
  }

  @Override
  public String toString() {
    return "VenueClock["
        + offset().map(offset -> "offset " + offset + " ± " + error().orElseThrow()).orElse("unset")
        + "]";
  }

  private static long nanosOf(Instant moment) {
    return moment.getEpochSecond() * NANOS_PER_SECOND + moment.getNano();
  }

  private static Instant instantOf(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }

  /**
   * The venue's time in nanoseconds since 1970 lies between {@code low} and {@code high} more than
   * the moment on our monotonic clock, as of one such moment; later they are wider apart.
   */
  record Bounds(long low, long high, long asOf) {
    private long drift(long moment) {
      return Math.abs(moment - asOf) / DRIFT_DIVISOR;
    }

    private long middle() {
      return low + (high - low) / 2;
    }

    private long errorAt(long moment) {
      return (high - low + 1) / 2 + drift(moment);
    }

    /** What both say, as of the later one; null when they contradict each other. */
    private @Nullable Bounds and(Bounds other) {
      long latest = Math.max(asOf, other.asOf);
      long lower = Math.max(low - drift(latest), other.low - other.drift(latest));
      long upper = Math.min(high + drift(latest), other.high + other.drift(latest));
      return lower > upper ? null : new Bounds(lower, upper, latest);
    }

    /** The venue's earliest time at one of our moments. */
    long earliest(long moment) {
      return moment + low - drift(moment);
    }

    /** The venue's latest time at one of our moments. */
    long latest(long moment) {
      return moment + high + drift(moment);
    }

    /** Our first moment at which the venue's clock has reached a time for sure. */
    long surelyAt(long venueNanos) {
      long moment = venueNanos - low;
      long drift = drift(moment);
      return moment + drift + drift / DRIFT_DIVISOR + 1;
    }

    /** Our last moment at which the venue's clock has not reached a time for sure. */
    long notBefore(long venueNanos) {
      long moment = venueNanos - high;
      long drift = drift(moment);
      return moment - drift - drift / DRIFT_DIVISOR - 1;
    }
  }
}
