package dev.stom.core.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a pause drawn evenly from zero to a ceiling that doubles
 * with each attempt. Full jitter, because many clients that were cut off at one moment must not
 * come back at one moment.
 */
final class Backoff {
  private Backoff() {}

  /**
   * Draws the pause after a failed attempt.
   *
   * @param attempt which one failed, from 1
   */
  static Duration afterAttempt(
      int attempt, Duration floor, Duration base, Duration cap, RandomGenerator random) {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt counts from 1 but is " + attempt);
    }
    long most = Nanos.saturated(cap);
    long ceiling = Math.min(Nanos.saturated(base), most);
    for (int i = 1; i < attempt && ceiling < most; i++) {
      ceiling = ceiling > most / 2 ? most : ceiling * 2;
    }
    long least = Nanos.saturated(floor);
    return Duration.ofNanos(
        ceiling <= least ? least : random.nextLong(least, Nanos.plus(ceiling, 1)));
  }

  static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive but is " + value);
    }
    return value;
  }

  static void ordered(String lowName, Duration low, String highName, Duration high) {
    if (low.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          lowName + " (" + low + ") must not exceed " + highName + " (" + high + ")");
    }
  }
}
