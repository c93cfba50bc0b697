package dev.stom.core.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * After which pause a broken stream is connected again. There is no last attempt: a stream comes
 * back for ever, at a bounded rate, until it is closed.
 *
 * <p>Immutable.
 */
public final class ReconnectPolicy {
  /**
   * No pause is shorter than 250 ms: at most four connections a second, below the strictest limit
   * known (Upbit: five handshakes a second for an address. Source: Upbit rate-limits page,
   * 2026-10-07).
   */
  public static final Duration DEFAULT_MIN_DELAY = Duration.ofMillis(250);

  /** The first pause is drawn from up to 500 ms: most cuts heal at the first attempt. */
  public static final Duration DEFAULT_BASE_DELAY = Duration.ofMillis(500);

  /** No pause is longer than 30 s: an outage is noticed to be over within half a minute. */
  public static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(30);

  private static final ReconnectPolicy STANDARD = builder().build();

  private final Duration minDelay;
  private final Duration baseDelay;
  private final Duration maxDelay;

  private ReconnectPolicy(Builder builder) {
    this.minDelay = builder.minDelay;
    this.baseDelay = builder.baseDelay;
    this.maxDelay = builder.maxDelay;
  }

  /**
   * Returns the policy with all defaults.
   *
   * @return the policy
   */
  public static ReconnectPolicy standard() {
    return STANDARD;
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
    return new Builder().minDelay(minDelay).baseDelay(baseDelay).maxDelay(maxDelay);
  }

  /**
   * Draws the pause before the next attempt: evenly from {@code minDelay} to {@code baseDelay} ×
   * 2<sup>attempt - 1</sup>, at most {@code maxDelay}.
   *
   * @param attempt how many attempts have failed since the stream was last up, from 1
   * @param random where the chance comes from
   * @return the pause, at least {@code minDelay}
   */
  public Duration delay(int attempt, RandomGenerator random) {
    return Backoff.afterAttempt(attempt, minDelay, baseDelay, maxDelay, random);
  }

  /** Shows the figures. */
  @Override
  public String toString() {
    return "ReconnectPolicy[minDelay="
        + minDelay
        + ", baseDelay="
        + baseDelay
        + ", maxDelay="
        + maxDelay
        + "]";
  }

  /** Collects the figures of a {@link ReconnectPolicy}. */
  public static final class Builder {
    private Duration minDelay = DEFAULT_MIN_DELAY;
    private Duration baseDelay = DEFAULT_BASE_DELAY;
    private Duration maxDelay = DEFAULT_MAX_DELAY;

    private Builder() {}

    /**
     * Sets the shortest pause.
     *
     * @param delay positive; default {@link #DEFAULT_MIN_DELAY}
     * @return this
     */
    public Builder minDelay(Duration delay) {
      this.minDelay = Backoff.positive("minDelay", delay);
      return this;
    }

    /**
     * Sets the ceiling of the first pause.
     *
     * @param delay positive, not less than the minimum; default {@link #DEFAULT_BASE_DELAY}
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
     * @throws IllegalArgumentException when minimum, base and maximum are not in this order
     */
    public ReconnectPolicy build() {
      Backoff.ordered("minDelay", minDelay, "baseDelay", baseDelay);
      Backoff.ordered("baseDelay", baseDelay, "maxDelay", maxDelay);
      return new ReconnectPolicy(this);
    }
  }
}
