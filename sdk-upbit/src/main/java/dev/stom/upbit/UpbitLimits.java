package dev.stom.upbit;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.runtime.Charge;
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
import java.util.Set;
import java.util.TreeSet;

/**
 * How often Upbit may be asked, and what it says about that.
 *
 * <p>Source: Upbit developer centre, rate-limits page, 2026-10-07. All counted per IP address, each
 * group by itself, in windows of a second.
 */
final class UpbitLimits implements LimitFeedback {
  /**
   * 9 of the 10 requests that Upbit allows a second in each group: one is left for whoever else
   * asks from this address, and for clocks that do not run alike.
   */
  static final int GROUP_PER_SECOND = 9;

  /** 27 of 30: for raw calls to paths that belong to no group of public market data. */
  static final int DEFAULT_PER_SECOND = 27;

  /** 4 of the 5 connections that Upbit allows a second. */
  static final int CONNECTS_PER_SECOND = 4;

  /** 4 of the 5 messages that Upbit allows a second on each connection. */
  static final int MESSAGES_PER_SECOND = 4;

  /** 90 of the 100 messages that Upbit allows a minute on each connection. */
  static final int MESSAGES_PER_MINUTE = 90;

  static final String MARKET = "market";
  static final String CANDLE = "candle";
  static final String TRADE = "trade";
  static final String TICKER = "ticker";
  static final String ORDERBOOK = "orderbook";
  static final String DEFAULT = "default";
  static final String CONNECTS = "websocket-connect";

  private static final Duration SECOND = Duration.ofSeconds(1);

  static final List<RateBudget> BUDGETS =
      List.of(
          new RateBudget(MARKET, GROUP_PER_SECOND, SECOND),
          new RateBudget(CANDLE, GROUP_PER_SECOND, SECOND),
          new RateBudget(TRADE, GROUP_PER_SECOND, SECOND),
          new RateBudget(TICKER, GROUP_PER_SECOND, SECOND),
          new RateBudget(ORDERBOOK, GROUP_PER_SECOND, SECOND),
          new RateBudget(DEFAULT, DEFAULT_PER_SECOND, SECOND),
          new RateBudget(CONNECTS, CONNECTS_PER_SECOND, SECOND));

  /** What one attempt to connect costs. */
  static final Charge CONNECT = Charge.of(CONNECTS, 1);

  static final List<RateBudget> MESSAGES =
      List.of(
          new RateBudget("websocket-message", MESSAGES_PER_SECOND, SECOND),
          new RateBudget("websocket-message-minute", MESSAGES_PER_MINUTE, Duration.ofMinutes(1)));

  private final RateLimiter limiter;
  private final TimeSource time;

  UpbitLimits(RateLimiter limiter, TimeSource time) {
    this.limiter = limiter;
    this.time = time;
  }

  /**
   * Refuses a limiter of the user's that does not keep what requests and connections are charged
   * to.
   */
  static void check(RateLimiter limiter) {
    Set<String> missing = new TreeSet<>();
    BUDGETS.forEach(budget -> missing.add(budget.name()));
    limiter.budgets().forEach(budget -> missing.remove(budget.name()));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "rateLimiter has no budget "
              + missing
              + "; make it with all budgets of Upbit.rateBudgets()");
    }
  }

  /** Returns what a request to a path costs. */
  static Charge charge(String path) {
    return Charge.of(group(path), 1);
  }

  private static String group(String path) {
    if (path.startsWith("/v1/candles/")) {
      return CANDLE;
    }
    if (path.startsWith("/v1/trades/")) {
      return TRADE;
    }
    if (path.equals("/v1/ticker") || path.startsWith("/v1/ticker/")) {
      return TICKER;
    }
    if (path.equals("/v1/orderbook") || path.startsWith("/v1/orderbook/")) {
      return ORDERBOOK;
    }
    return path.startsWith("/v1/market/") ? MARKET : DEFAULT;
  }

  /**
   * When Upbit says that a group's second is used up, somebody else asks from this address: wait
   * for the next one rather than for a refusal.
   */
  @Override
  public void onAnswer(ApiRequest<?> request, HttpAnswer answer) {
    if (RemainingRequests.of(answer).filter(left -> left.second() == 0).isPresent()) {
      Instant nextSecond = time.now().truncatedTo(ChronoUnit.SECONDS).plus(SECOND);
      request.charge().amounts().keySet().forEach(budget -> limiter.stopUntil(budget, nextSecond));
    }
  }

  /** A block concerns the address, not only the group that was asked last. */
  @Override
  public Collection<String> budgetsToStop(ApiRequest<?> request, Failure failure) {
    return failure.reason() == ErrorReason.BANNED
        ? limiter.budgets().stream().map(RateBudget::name).toList()
        : request.charge().amounts().keySet();
  }
}
