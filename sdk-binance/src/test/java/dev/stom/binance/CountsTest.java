package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.Lane;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter.Permit;
import dev.stom.core.runtime.VenueClock;
import dev.stom.core.runtime.WindowRateLimiter;
import dev.stom.core.spi.AnsweredCall;
import dev.stom.core.spi.ApiRequest;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpCall;
import dev.stom.testkit.LeakCheck;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the venue's headers and its time say, and to whom it is told. */
@ExtendWith(LeakCheck.class)
class CountsTest {
  private static final List<RateBudget> BUDGETS =
      List.of(
          RestLimits.WEIGHT,
          new RateBudget("request-weight-hour", 100_000, Duration.ofHours(1)),
          RestLimits.RAW_REQUESTS,
          RestLimits.CONNECTS,
          new RateBudget("order-count-10s", 100, Duration.ofSeconds(10)),
          new RateBudget("order-count-1d", 200_000, Duration.ofDays(1)));

  private final ManualTime time = ManualTime.create();
  private final WindowRateLimiter limiter = WindowRateLimiter.of(time, BUDGETS);
  private final VenueClock clock = VenueClock.of(time);
  private final RestLimits limits = new RestLimits(limiter, clock);

  private void answer(Header... headers) {
    Permit permit = limiter.tryAcquire(Charge.of("request-weight", 1)).orElseThrow();
    ApiRequest<String> request =
        ApiRequest.read(
            "GET /x",
            Charge.NONE,
            () -> HttpCall.get(URI.create("https://x/"), Duration.ofSeconds(1)),
            HttpAnswer::text);
    HttpAnswer answer = new HttpAnswer(200, List.of(headers), new byte[0]);
    limits.onAnswer(new AnsweredCall(request, answer, permit, 0, 0));
    permit.release();
  }

  /** The budgets from which nothing can be had now. */
  private List<String> usedUp() {
    List<String> names = new ArrayList<>();
    for (RateBudget budget : BUDGETS) {
      if (limiter.tryAcquire(Charge.of(budget.name(), 1).in(Lane.CANCEL)).isEmpty()) {
        names.add(budget.name());
      }
    }
    return names;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "X-MBX-USED-WEIGHT-1M, 6000, request-weight",
    "x-mbx-used-weight-1m, ' 6001 ', request-weight",
    "X-Mbx-Used-Weight-60S, 6000, request-weight",
    "X-MBX-USED-WEIGHT-1H, 100000, request-weight-hour",
    "X-MBX-ORDER-COUNT-10S, 100, order-count-10s",
    "X-MBX-ORDER-COUNT-1D, 200000, order-count-1d",
    "X-MBX-ORDER-COUNT-24H, 200000, order-count-1d",
  })
  void aCountIsToldToTheBudgetOfItsWindow(String name, String value, String budget) {
    answer(new Header(name, value));
    assertThat(usedUp()).containsExactly(budget);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "X-MBX-USED-WEIGHT-3M, 6000",
    "X-MBX-USED-WEIGHT, 6000",
    "X-MBX-USED-WEIGHT-1W, 6000",
    "X-MBX-USED-WEIGHT-M, 6000",
    "X-MBX-USED-WEIGHT-99999M, 6000",
    "X-MBX-USED-WEIGHT-1M, -6000",
    "X-MBX-USED-WEIGHT-1M, 6e3",
    "X-MBX-USED-WEIGHT-1M, ''",
    "X-MBX-USED-WEIGHT-1M, many",
    "X-MBX-USED-WEIGHT-1M, 999999999",
    "X-MBX-USED-WEIGHT-1M, 99999999999999999999",
    "X-MBX-ORDER-COUNT-1M, 6000",
    "X-MBX-UUID, 6000",
    "USED-WEIGHT-1M, 6000",
  })
  void whatMakesNoSenseOrHasNoBudgetChangesNothing(String name, String value) {
    answer(new Header(name, value));
    assertThat(usedUp()).isEmpty();
  }

  @Test
  void whoKeepsToAPartOfTheLimitIsNotHeldUpByOthersUntilAllIsUsed() {
    RateBudget share = new RateBudget("request-weight", 400, Duration.ofMinutes(1));
    WindowRateLimiter own = WindowRateLimiter.of(time, List.of(share));
    Permit permit = own.tryAcquire(Charge.of("request-weight", 1)).orElseThrow();
    ApiRequest<String> request =
        ApiRequest.read("GET /x", Charge.NONE, () -> null, HttpAnswer::text);
    RestLimits ofShare = new RestLimits(own, clock);
    for (int used : new int[] {3_000, 6_000}) {
      HttpAnswer answer =
          new HttpAnswer(
              200,
              List.of(new Header("X-MBX-USED-WEIGHT-1M", Integer.toString(used))),
              new byte[0]);
      assertThat(own.tryAcquire(Charge.of("request-weight", 1))).isPresent();
      ofShare.onAnswer(new AnsweredCall(request, answer, permit, 0, 0));
    }
    // 6,000 is more than ten times 400, and yet no nonsense.
    assertThat(own.tryAcquire(Charge.of("request-weight", 1))).isEmpty();
  }

  @Test
  void theClientsClockFollowsAVenueThatIsFiveSecondsOffAndDrifts() {
    for (Duration ahead : List.of(Duration.ofSeconds(5), Duration.ofSeconds(-5))) {
      try (VirtualBinance virtual = VirtualBinance.open()) {
        virtual.venue.faults().skewClock(ahead);
        virtual.venue.faults().driftClock(50);
        assertThat(virtual.client.clock().now()).isEmpty();
        virtual.settle(virtual.client.market().pingAsync());
        assertThat(offBy(virtual)).isLessThan(Duration.ofSeconds(1));
        virtual.settle(virtual.client.market().timeAsync());
        assertThat(virtual.client.clock().error().orElseThrow()).isLessThan(Duration.ofMillis(20));
        for (int minute = 0; minute < 30; minute++) {
          virtual.time.advance(Duration.ofMinutes(1));
          virtual.settle(virtual.client.market().pingAsync());
          assertThat(offBy(virtual))
              .isLessThanOrEqualTo(virtual.client.clock().error().orElseThrow());
        }
        assertThat(virtual.client.clock().restarts()).isZero();
      }
    }
  }

  private static Duration offBy(VirtualBinance virtual) {
    return Duration.between(virtual.venue.now(), virtual.client.clock().now().orElseThrow()).abs();
  }
}
