package dev.stom.core.runtime;

import java.time.Duration;

/** Arithmetic on nanoseconds that stops at the end of the range instead of wrapping around. */
final class Nanos {
  private Nanos() {}

  /** A duration in nanoseconds; what does not fit (292 years) becomes the nearest that does. */
  static long saturated(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException beyondTheRange) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Adds a non-negative span. */
  static long plus(long moment, long span) {
    return moment > Long.MAX_VALUE - span ? Long.MAX_VALUE : moment + span;
  }
}
