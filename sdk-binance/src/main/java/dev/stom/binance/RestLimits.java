package dev.stom.binance;

import dev.stom.core.error.Failure;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.ApiRequest;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.LimitFeedback;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/**
 * The venue's limits on requests, by address, and what its answers say about them: where others
 * behind the same address have used the minute's weight up, everybody waits for the next minute.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, limits, 2026-07-21; raw requests:
 * changelog, 2026-04-02.
 */
final class RestLimits implements LimitFeedback {
  /** Each request costs its weight. */
  static final RateBudget WEIGHT = new RateBudget("request-weight", 6000, Duration.ofMinutes(1));

  /** Each request counts as one. */
  static final RateBudget RAW_REQUESTS =
      new RateBudget("raw-requests", 300_000, Duration.ofMinutes(5));

  /**
   * The venue allows 300 attempts to connect in 5 minutes for an address; half is left to other
   * processes behind it.
   */
  static final RateBudget CONNECTS = new RateBudget("connects", 150, Duration.ofMinutes(5));

  static final List<RateBudget> BUDGETS = List.of(WEIGHT, RAW_REQUESTS, CONNECTS);

  private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";
  private static final int MAX_DIGITS = 9;

  private final RateLimiter limiter;
  private final TimeSource time;

  RestLimits(RateLimiter limiter, TimeSource time) {
    this.limiter = limiter;
    this.time = time;
  }

  @Override
  public void onAnswer(ApiRequest<?> request, HttpAnswer answer) {
    String used = answer.header(USED_WEIGHT).orElse("");
    boolean number =
        !used.isEmpty()
            && used.length() <= MAX_DIGITS
            && used.chars().allMatch(c -> c >= '0' && c <= '9');
    if (number && Integer.parseInt(used) >= WEIGHT.limit()) {
      limiter.stopUntil(WEIGHT.name(), nextMinute());
    }
  }

  /** The venue's windows are whole minutes of its clock, which ours is taken for. */
  private Instant nextMinute() {
    return time.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
  }

  /** A refusal is about the address: nothing goes out until it is over. */
  @Override
  public Collection<String> budgetsToStop(ApiRequest<?> request, Failure failure) {
    return BUDGETS.stream().map(RateBudget::name).toList();
  }
}
