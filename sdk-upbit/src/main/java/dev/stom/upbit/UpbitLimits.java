package dev.stom.upbit;

import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.spi.AnsweredCall;
import dev.stom.core.spi.LimitFeedback;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Public market data and connections are counted by address. */
  static final String IP = "ip";

  private static final Duration SECOND = Duration.ofSeconds(1);

  static final List<RateBudget> BUDGETS =
      List.of(
          group(MARKET, GROUP_PER_SECOND),
          group(CANDLE, GROUP_PER_SECOND),
          group(TRADE, GROUP_PER_SECOND),
          group(TICKER, GROUP_PER_SECOND),
          group(ORDERBOOK, GROUP_PER_SECOND),
          group(DEFAULT, DEFAULT_PER_SECOND),
          new RateBudget(CONNECTS, CONNECTS_PER_SECOND, SECOND).scope(IP));

  /** What Upbit itself permits of each group in a second: what its answers count down from. */
  private static final Map<String, Integer> PERMITTED =
      Map.of(MARKET, 10, CANDLE, 10, TRADE, 10, TICKER, 10, ORDERBOOK, 10, DEFAULT, 30);

  /** That the seconds are those of the clock is told of market data, but not in the reference. */
  private static RateBudget group(String name, int limit) {
    return new RateBudget(name, limit, SECOND).scope(IP).windows(RateBudget.Windows.PRESUMED);
  }

  /** What one attempt to connect costs. */
  static final Charge CONNECT = Charge.of(CONNECTS, 1);

  static final List<RateBudget> MESSAGES =
      List.of(
          new RateBudget("websocket-message", MESSAGES_PER_SECOND, SECOND),
          new RateBudget("websocket-message-minute", MESSAGES_PER_MINUTE, Duration.ofMinutes(1)));

  private final RateLimiter limiter;

  UpbitLimits(RateLimiter limiter) {
    this.limiter = limiter;
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
   * Tells the limiter what is used of the second, by all who ask from this address. Which group it
   * is about, what the request was charged to tells best: Upbit spells its groups in several ways.
   */
  @Override
  public void onAnswer(AnsweredCall call) {
    Optional<RemainingRequests> remaining = RemainingRequests.of(call.answer());
    if (remaining.isEmpty()) {
      return;
    }
    int left = remaining.get().second();
    for (RateBudget budget : limiter.budgets()) {
      int permitted = PERMITTED.getOrDefault(budget.name(), 0);
      boolean possible = left < permitted; // the request itself was counted
      if (possible
          && call.request().charge().amounts().containsKey(budget.name())
          && (!isShare(budget) || left == 0)) {
        limiter.report(budget.name(), permitted - left, call.permit());
      }
    }
  }

  /** Of who keeps to a part of the limit, the address's count says nothing until all is used up. */
  private static boolean isShare(RateBudget budget) {
    return BUDGETS.stream()
        .anyMatch(own -> own.name().equals(budget.name()) && budget.limit() < own.limit());
  }
}
