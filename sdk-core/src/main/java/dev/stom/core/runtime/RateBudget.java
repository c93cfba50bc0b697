package dev.stom.core.runtime;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One of a venue's limits: how much within one window, counted for whom, and how much of it is kept
 * for which lane.
 *
 * <p><b>Reserves:</b> what a {@link Lane} has in reserve, no other lane may take, however long it
 * waits; what is left is for all, the more urgent first. A lane alone can therefore use the limit
 * less the reserves of the others. Let these stay below a tenth of the limit; a limit too small to
 * be split that way needs none, for urgency alone decides there.
 *
 * @param name what charges call it, for example {@code ticker} or {@code request-weight}; one line
 * @param limit how much the venue allows within one window; at least 1
 * @param window the window's length; positive
 * @param scope for whom the venue counts, for example {@code ip} or {@code account}: budgets of one
 *     scope are stopped together when the venue bans it; one line
 * @param windows what is known of how the venue lays its windows
 * @param reserves what each lane has for itself, at least 0 each and together at most the limit;
 *     lanes that are not named have none
 */
public record RateBudget(
    String name,
    int limit,
    Duration window,
    String scope,
    Windows windows,
    Map<Lane, Integer> reserves) {

  /**
   * One hundredth of the limit for each lane, rounded down, where nothing else is said: enough for
   * a few urgent requests at any time, and a lane alone can use 96 % of the limit. Below a limit of
   * a hundred nothing is reserved.
   */
  public static final int DEFAULT_RESERVE_DIVISOR = 100;

  /** The scope of budgets for which none is named: that they share with each other. */
  public static final String DEFAULT_SCOPE = "client";

  /** What is known of how a venue lays the windows that it counts in. */
  public enum Windows {
    /**
     * Nothing, or that they slide. Room comes back one whole window after the answer, which is
     * right for any layout. What the venue reports is used where it is more than all that we can
     * have caused.
     */
    UNKNOWN,

    /**
     * Said to begin at multiples of their length on the venue's clock, but not surely. Own requests
     * are kept as under {@link #UNKNOWN}; what the venue reports holds, in addition, for the window
     * on the venue's clock.
     */
    PRESUMED,

    /**
     * Begin at multiples of their length since 1970 on the venue's clock. Room comes back when the
     * window is over for sure, and within a window the venue's own count replaces ours. Without a
     * clock it is as under {@link #UNKNOWN}.
     */
    ALIGNED
  }

  /** Checks the figures and copies the reserves. */
  public RateBudget {
    requireLine("name of a budget", name);
    requireLine("scope of budget '" + name + "'", scope);
    if (limit < 1) {
      throw new IllegalArgumentException(
          "limit of budget '" + name + "' must be at least 1 but is " + limit);
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "window of budget '" + name + "' must be positive but is " + window);
    }
    Map<Lane, Integer> copy = new EnumMap<>(Lane.class);
    copy.putAll(reserves);
    reserves = Collections.unmodifiableMap(copy);
    long sum = 0;
    for (Map.Entry<Lane, Integer> reserve : reserves.entrySet()) {
      if (reserve.getValue() < 0) {
        throw new IllegalArgumentException(
            "reserve of lane "
                + reserve.getKey()
                + " in budget '"
                + name
                + "' must not be negative but is "
                + reserve.getValue());
      }
      sum += reserve.getValue();
    }
    if (sum > limit) {
      throw new IllegalArgumentException(
          "reserves of budget '"
              + name
              + "' must not exceed its limit of "
              + limit
              + " but add up to "
              + sum);
    }
  }

  /**
   * A budget of the default scope, with windows of which nothing is known, that keeps one {@value
   * #DEFAULT_RESERVE_DIVISOR}th of the limit for each lane.
   *
   * @param name what charges call it
   * @param limit at least 1
   * @param window positive
   */
  public RateBudget(String name, int limit, Duration window) {
    this(name, limit, window, DEFAULT_SCOPE, Windows.UNKNOWN, evenly(limit));
  }

  private static Map<Lane, Integer> evenly(int limit) {
    Map<Lane, Integer> reserves = new EnumMap<>(Lane.class);
    int each = Math.max(0, limit) / DEFAULT_RESERVE_DIVISOR;
    if (each > 0) {
      for (Lane lane : Lane.values()) {
        reserves.put(lane, each);
      }
    }
    return reserves;
  }

  private static void requireLine(String what, String text) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " must be one line of text but is '" + text + "'");
    }
  }

  /**
   * The same budget, counted for somebody else.
   *
   * @param other for whom
   * @return the budget
   */
  public RateBudget scope(String other) {
    return new RateBudget(name, limit, window, other, windows, reserves);
  }

  /**
   * The same budget with other windows.
   *
   * @param other what is known of them
   * @return the budget
   */
  public RateBudget windows(Windows other) {
    return new RateBudget(name, limit, window, scope, other, reserves);
  }

  /**
   * The same budget with other reserves.
   *
   * @param other what each lane has for itself; none for lanes that are not named
   * @return the budget
   */
  public RateBudget reserves(Map<Lane, Integer> other) {
    return new RateBudget(name, limit, window, scope, windows, other);
  }

  /**
   * Returns what one lane has for itself.
   *
   * @param lane which
   * @return at least 0
   */
  public int reserve(Lane lane) {
    return reserves.getOrDefault(lane, 0);
  }

  /**
   * Returns the largest charge that a lane can ever be granted: the limit less what is kept for the
   * others.
   *
   * @param lane which
   * @return at least its own reserve
   */
  public int most(Lane lane) {
    int others = 0;
    for (Map.Entry<Lane, Integer> reserve : reserves.entrySet()) {
      if (reserve.getKey() != lane) {
        others += reserve.getValue();
      }
    }
    return limit - others;
  }
}
