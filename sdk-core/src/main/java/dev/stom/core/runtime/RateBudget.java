package dev.stom.core.runtime;

import java.time.Duration;

/**
 * One of a venue's limits.
 *
 * @param name what charges call it, for example {@code ticker} or {@code request-weight}
 * @param limit how much the venue allows within one window; at least 1
 * @param window the window's length; positive
 */
public record RateBudget(String name, int limit, Duration window) {
  /** Checks the figures. */
  public RateBudget {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "limit of budget '" + name + "' must be at least 1 but is " + limit);
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "window of budget '" + name + "' must be positive but is " + window);
    }
  }
}
