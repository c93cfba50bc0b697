package dev.stom.core.market;

import java.util.Objects;

/**
 * How a subscription delivers.
 *
 * @param overflow what to do when the listener is slower than the venue
 * @param queueCapacity how many events may wait; at least 1
 */
public record SubscriptionOptions(OverflowPolicy overflow, int queueCapacity) {
  /**
   * About a minute of the busiest trade stream, at some hundred bytes an event a few megabytes at
   * most.
   */
  public static final int DEFAULT_QUEUE_CAPACITY = 16_384;

  /** States conflate, trades overflow into a gap. */
  public static final SubscriptionOptions DEFAULT =
      new SubscriptionOptions(OverflowPolicy.CONFLATE, DEFAULT_QUEUE_CAPACITY);

  /** Checks the capacity. */
  public SubscriptionOptions {
    Objects.requireNonNull(overflow, "overflow");
    if (queueCapacity < 1) {
      throw new IllegalArgumentException(
          "queueCapacity must be at least 1 but is " + queueCapacity);
    }
  }

  /**
   * The same with another policy.
   *
   * @param policy what to do when the listener is slower than the venue
   * @return a copy
   */
  public SubscriptionOptions withOverflow(OverflowPolicy policy) {
    return new SubscriptionOptions(policy, queueCapacity);
  }

  /**
   * The same with another capacity.
   *
   * @param capacity how many events may wait; at least 1
   * @return a copy
   */
  public SubscriptionOptions withQueueCapacity(int capacity) {
    return new SubscriptionOptions(overflow, capacity);
  }
}
