package dev.stom.binance;

import dev.stom.core.error.Failure;
import dev.stom.core.runtime.Lane;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.RateLimiter.Permit;
import dev.stom.core.runtime.VenueClock;
import dev.stom.core.spi.AnsweredCall;
import dev.stom.core.spi.ApiRequest;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.LimitFeedback;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The venue's limits on requests and connections, by address, and what its answers say about them
 * and about its clock.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, limits, 2026-07-21; raw requests:
 * changelog, 2026-04-02.
 */
final class RestLimits implements LimitFeedback {
  /** The venue counts by address. */
  static final String IP = "ip";

  /**
   * Each request costs its weight, in minutes of the venue's clock. In reserve, nine hundredths in
   * all: for cancelling and placing 60 each, sixty requests a minute that fail; for the account
   * 120, since all open orders cost 80; for market data 250, a whole order book; for backfill 50,
   * two pages of trades.
   */
  static final RateBudget WEIGHT =
      new RateBudget("request-weight", 6000, Duration.ofMinutes(1))
          .scope(IP)
          .windows(RateBudget.Windows.ALIGNED)
          .reserves(
              Map.of(
                  Lane.CANCEL, 60,
                  Lane.PLACE, 60,
                  Lane.ACCOUNT, 120,
                  Lane.MARKET_DATA, 250,
                  Lane.BACKFILL, 50));

  /** Each request counts as one. No answer says how many were counted. */
  static final RateBudget RAW_REQUESTS =
      new RateBudget("raw-requests", 300_000, Duration.ofMinutes(5)).scope(IP);

  /**
   * The venue allows 300 attempts to connect in 5 minutes for an address; half is left to other
   * processes behind it. All are of one lane, so there is nothing to reserve.
   */
  static final RateBudget CONNECTS =
      new RateBudget("connects", 150, Duration.ofMinutes(5)).scope(IP).reserves(Map.of());

  static final List<RateBudget> BUDGETS = List.of(WEIGHT, RAW_REQUESTS, CONNECTS);

  /** How a budget is named whose use a header tells; its window is in the header's name, too. */
  private static final Map<String, String> BUDGET_BY_HEADER =
      Map.of("used-weight", WEIGHT.name(), "order-count", "order-count");

  private static final String HEADERS = "x-mbx-";
  private static final Pattern COUNT =
      Pattern.compile("x-mbx-(used-weight|order-count)-([0-9]{1,4})([smhd])");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** The venue writes its time in milliseconds, or in microseconds when asked to. */
  private static final Duration TIME_RESOLUTION = Duration.ofMillis(1);

  /** No time before it is one for the venue, which refuses requests that say so. */
  private static final Instant EARLIEST_TIME = Instant.parse("2017-01-01T00:00:00Z");

  private final RateLimiter limiter;
  private final VenueClock clock;

  RestLimits(RateLimiter limiter, VenueClock clock) {
    this.limiter = limiter;
    this.clock = clock;
  }

  /** Tells the limiter what the venue has counted, and the clock what time it is there. */
  @Override
  public void onAnswer(AnsweredCall call) {
    for (Header header : call.answer().headers()) {
      if (header.name().regionMatches(true, 0, HEADERS, 0, HEADERS.length())) {
        report(header, call);
      }
    }
    if (call.answer().isSuccess() && call.request().operation().equals(Rest.TIME)) {
      Instant there = MarketEndpoints.time().decoder().apply(call.answer());
      if (there.isAfter(EARLIEST_TIME)) {
        clock.observe(there, TIME_RESOLUTION, call.sentNanos(), call.receivedNanos());
      }
    }
  }

  private void report(Header header, AnsweredCall call) {
    Matcher name = COUNT.matcher(header.name().toLowerCase(Locale.ROOT));
    String count = header.value().strip();
    if (!name.matches() || !NUMBER.matcher(count).matches()) {
      return;
    }
    String wanted = BUDGET_BY_HEADER.getOrDefault(name.group(1), "");
    Duration window = window(Integer.parseInt(name.group(2)), name.group(3));
    for (RateBudget budget : limiter.budgets()) {
      if (isOf(budget, wanted) && budget.window().equals(window)) {
        report(budget, Integer.parseInt(count), call.permit());
      }
    }
  }

  /**
   * To who keeps to a part of the venue's limit, the address's count says nothing until all is used
   * up; then there is nothing of the part either.
   */
  private void report(RateBudget budget, int used, Permit by) {
    boolean share = budget.name().equals(WEIGHT.name()) && budget.limit() < WEIGHT.limit();
    if (!share) {
      limiter.report(budget.name(), used, by);
    } else if (used >= WEIGHT.limit()) {
      limiter.report(budget.name(), (long) used - WEIGHT.limit() + budget.limit(), by);
    }
  }

  /** A count with several windows has a budget for each, with a suffix each. */
  private static boolean isOf(RateBudget budget, String wanted) {
    return budget.name().equals(wanted) || budget.name().startsWith(wanted + "-");
  }

  private static Duration window(int count, String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** A refusal is about the address: nothing goes out until it is over, connections included. */
  @Override
  public Collection<String> budgetsToStop(ApiRequest<?> request, Failure failure) {
    return BUDGETS.stream().map(RateBudget::name).toList();
  }
}
