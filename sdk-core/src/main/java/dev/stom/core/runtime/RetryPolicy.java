package dev.stom.core.runtime;

import dev.stom.core.error.ErrorReason;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and after which pause a <em>read</em> that failed is asked again. Nothing that changes
 * an order or moves money is ever repeated, whatever the policy.
 *
 * <p>A repetition never outlives the call's deadline: when the pause does not fit into what is left
 * of it, the failure is reported at once. Each attempt waits for the rate limiter and pays for
 * itself.
 *
 * <p>Immutable.
 */
public final class RetryPolicy {
  /**
   * Three attempts in all: enough for a dropped connection and for a venue's brief hiccup; what
   * fails three times within seconds is better known than tried again.
   */
  public static final int DEFAULT_MAX_ATTEMPTS = 3;

  /** The first pause is drawn from 0 to 250 ms: about the round trip to a distant venue. */
  public static final Duration DEFAULT_BASE_DELAY = Duration.ofMillis(250);

  /** No pause is longer than 5 s: a sixth of the default deadline, so that attempts remain. */
  public static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(5);

  private static final RetryPolicy STANDARD = builder().build();
  private static final RetryPolicy NONE = builder().maxAttempts(1).build();

  private final int maxAttempts;
  private final Duration baseDelay;
  private final Duration maxDelay;

  private RetryPolicy(Builder builder) {
    this.maxAttempts = builder.maxAttempts;
    this.baseDelay = builder.baseDelay;
    this.maxDelay = builder.maxDelay;
  }

  /**
   * Returns the policy with all defaults.
   *
   * @return three attempts
   */
  public static RetryPolicy standard() {
    return STANDARD;
  }

  /**
   * Returns the policy that never tries again.
   *
   * @return one attempt
   */
  public static RetryPolicy none() {
    return NONE;
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts from this policy.
   *
   * @return a builder
   */
  public Builder toBuilder() {
    return new Builder().maxAttempts(maxAttempts).baseDelay(baseDelay).maxDelay(maxDelay);
  }

  /**
   * Returns how often a read is tried in all.
   *
   * @return at least 1
   */
  public int maxAttempts() {
    return maxAttempts;
  }

  /**
   * Tells whether a read that failed is tried again: the reason must be one that may pass by itself
   * ({@link ErrorReason#retryable()}), and attempts must be left. {@link ErrorReason#LOCAL_LIMIT}
   * never is: it means that there is no time left.
   *
   * @param reason why it failed
   * @param attempt which attempt failed, from 1
   * @return true to try again
   */
  public boolean triesAgain(ErrorReason reason, int attempt) {
    return attempt < maxAttempts && reason.retryable() && reason != ErrorReason.LOCAL_LIMIT;
  }

  /**
   * Draws the pause before the next attempt: evenly from zero to {@code baseDelay} × 2<sup>attempt
   * - 1</sup>, at most {@code maxDelay}. A venue that names a moment is obeyed beyond that.
   *
   * @param attempt which attempt failed, from 1
   * @param random where the chance comes from
   * @return the pause, never negative
   */
  public Duration delay(int attempt, RandomGenerator random) {
    return Backoff.afterAttempt(attempt, Duration.ZERO, baseDelay, maxDelay, random);
  }

  /** Shows the figures. */
  @Override
  public String toString() {
    return "RetryPolicy[maxAttempts="
        + maxAttempts
        + ", baseDelay="
        + baseDelay
        + ", maxDelay="
        + maxDelay
        + "]";
  }

  /** Collects the figures of a {@link RetryPolicy}. */
  public static final class Builder {
    private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
    private Duration baseDelay = DEFAULT_BASE_DELAY;
    private Duration maxDelay = DEFAULT_MAX_DELAY;

    private Builder() {}

    /**
     * Sets how often a read is tried in all.
     *
     * @param attempts at least 1, which means never again; default {@link #DEFAULT_MAX_ATTEMPTS}
     * @return this
     */
    public Builder maxAttempts(int attempts) {
      if (attempts < 1) {
        throw new IllegalArgumentException("maxAttempts must be at least 1 but is " + attempts);
      }
      this.maxAttempts = attempts;
      return this;
    }

    /**
     * Sets the ceiling of the first pause.
     *
     * @param delay positive; default {@link #DEFAULT_BASE_DELAY}
     * @return this
     */
    public Builder baseDelay(Duration delay) {
      this.baseDelay = Backoff.positive("baseDelay", delay);
      return this;
    }

    /**
     * Sets the ceiling of every pause.
     *
     * @param delay positive, not less than the base; default {@link #DEFAULT_MAX_DELAY}
     * @return this
     */
    public Builder maxDelay(Duration delay) {
      this.maxDelay = Backoff.positive("maxDelay", delay);
      return this;
    }

    /**
     * Checks and builds.
     *
     * @return the policy
     * @throws IllegalArgumentException when the base exceeds the maximum
     */
    public RetryPolicy build() {
      Backoff.ordered("baseDelay", baseDelay, "maxDelay", maxDelay);
      return new RetryPolicy(this);
    }
  }
}
