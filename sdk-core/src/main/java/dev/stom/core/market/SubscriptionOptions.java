package dev.stom.core.market;

import java.util.Objects;

/**
 * How a subscription delivers.
 *
 * @param overflow what to do when the listener is slower than the venue
 * @param queueCapacity how many events may wait; at least 1
 * @param backfill whether trades that the stream has missed are asked for again
 */
public record SubscriptionOptions(OverflowPolicy overflow, int queueCapacity, Backfill backfill) {
  /**
   * About a minute of the busiest trade stream, at some hundred bytes an event a few megabytes at
   * most.
   */
  public static final int DEFAULT_QUEUE_CAPACITY = 16_384;

  /** States conflate, trades overflow into a gap, and what is missed stays a gap. */
  public static final SubscriptionOptions DEFAULT =
      new SubscriptionOptions(OverflowPolicy.CONFLATE, DEFAULT_QUEUE_CAPACITY, Backfill.NONE);

  /** Checks the capacity. */
  public SubscriptionOptions {
    Objects.requireNonNull(overflow, "overflow");
    Objects.requireNonNull(backfill, "backfill");
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
    return new SubscriptionOptions(policy, queueCapacity, backfill);
  }

  /**
   * The same with another capacity.
   *
   * @param capacity how many events may wait; at least 1
   * @return a copy
   */
  public SubscriptionOptions withQueueCapacity(int capacity) {
    return new SubscriptionOptions(overflow, capacity, backfill);
  }

  /**
   * The same with or without asking again.
   *
   * @param choice whether trades that the stream has missed are asked for again
   * @return a copy
   */
  public SubscriptionOptions withBackfill(Backfill choice) {
    return new SubscriptionOptions(overflow, queueCapacity, choice);
  }
}
