package dev.stom.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.runtime.RateLimiter.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who goes first, what nobody may take from whom, and what a stop stops. */
class LanesAndStopsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RateBudget WEIGHT = new RateBudget("weight", 1_000, MINUTE);
  private static final RateBudget CONNECTS = new RateBudget("connects", 100, MINUTE);

  private final ManualTime time = ManualTime.create();
  private final WindowRateLimiter limiter = limiter(LimiterState.EMPTY);

  private WindowRateLimiter limiter(LimiterState state) {
    return WindowRateLimiter.builder(time).budgets(List.of(WEIGHT, CONNECTS)).state(state).build();
  }

  @Test
  void aCancelFindsRoomAtOnceWhileBackfillTakesAllItCan() {
    while (limiter.tryAcquire(charge(1, Lane.BACKFILL)).isPresent()) {
      // until there is no more
    }
    for (Lane lane : List.of(Lane.CANCEL, Lane.PLACE, Lane.ACCOUNT, Lane.MARKET_DATA)) {
      assertThat(limiter.tryAcquire(charge(WEIGHT.reserve(lane), lane))).as("%s", lane).isPresent();
      assertThat(limiter.tryAcquire(charge(1, lane))).as("%s", lane).isEmpty();
    }
  }

  @Test
  void oneLaneAloneCanUseNineTenthsAndMore() {
    for (Lane lane : Lane.values()) {
      int granted = 0;
      WindowRateLimiter own = limiter(LimiterState.EMPTY);
      while (own.tryAcquire(charge(1, lane)).isPresent()) {
        granted++;
      }
      assertThat(granted).as("%s", lane).isBetween(WEIGHT.limit() * 9 / 10, WEIGHT.limit());
    }
  }

  @Test
  void ofThoseWhoWaitTheMoreUrgentGoesFirstAndTheLastIsNotForgotten() {
    List<Permit> out = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      while (true) {
        var permit = limiter.tryAcquire(charge(1, lane));
        if (permit.isEmpty()) {
          break;
        }
        out.add(permit.get());
      }
    }
    List<Lane> served = new ArrayList<>();
    for (Lane lane : List.of(Lane.BACKFILL, Lane.MARKET_DATA, Lane.CANCEL, Lane.PLACE)) {
      CompletableFuture<Void> unused =
          limiter.acquire(charge(5, lane)).thenAccept(permit -> served.add(lane));
    }
    time.advance(Duration.ofSeconds(1));
    assertThat(served).isEmpty();
    out.forEach(Permit::release);
    time.advance(MINUTE);
    assertThat(served)
        .containsExactlyInAnyOrder(Lane.CANCEL, Lane.PLACE, Lane.MARKET_DATA, Lane.BACKFILL);
    assertThat(served.get(0)).isEqualTo(Lane.CANCEL);
  }

  @Test
  void aChargeThatItsLaneCouldNeverHaveIsRefusedAtTheDoor() {
    assertThatThrownBy(() -> limiter.tryAcquire(charge(WEIGHT.limit(), Lane.BACKFILL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BACKFILL");
  }

  @Test
  void aBanStopsTheWholeScopeAndWhatWasGrantedMayNotLeaveAnyMore() {
    Permit before = limiter.tryAcquire(charge(1, Lane.CANCEL)).orElseThrow();
    assertThat(before.mayLeave()).isTrue();
    Instant until = time.now().plusSeconds(120);
    limiter.stopScopeUntil(RateBudget.DEFAULT_SCOPE, until);
    assertThat(before.mayLeave()).isFalse();
    before.cancel();
    assertNothingLeavesBefore(until, limiter);
  }

  @Test
  void aStopIsKeptOverARestart() {
    Instant until = time.now().plusSeconds(120);
    limiter.stopScopeUntil(RateBudget.DEFAULT_SCOPE, until);
    String file = limiter.state().toText();
    time.advance(Duration.ofSeconds(30));
    assertNothingLeavesBefore(until, limiter(LimiterState.parse(file)));
  }

  @Test
  void aStateThatCannotBeReadIsRefused() {
    assertThatThrownBy(() -> LimiterState.parse("gibberish"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatOthersUsedTakesRoomAtOnceAndIsOverAWindowLater() {
    Permit permit = limiter.tryAcquire(charge(1, Lane.MARKET_DATA)).orElseThrow();
    limiter.report("weight", 990, permit);
    permit.release();
    assertThat(limiter.tryAcquire(charge(50, Lane.MARKET_DATA))).isEmpty();
    time.advance(MINUTE.multipliedBy(2));
    assertThat(limiter.tryAcquire(charge(50, Lane.MARKET_DATA))).isPresent();
  }

  @Test
  void aCountThatMakesNoSenseChangesNothing() {
    Permit permit = limiter.tryAcquire(charge(1, Lane.MARKET_DATA)).orElseThrow();
    limiter.report("weight", -1, permit);
    limiter.report("weight", Long.MAX_VALUE, permit);
    permit.release();
    assertThat(limiter.tryAcquire(charge(500, Lane.MARKET_DATA))).isPresent();
  }

  private void assertNothingLeavesBefore(Instant until, WindowRateLimiter stopped) {
    List<Instant> granted = new ArrayList<>();
    for (Map.Entry<String, Lane> each :
        Map.of("weight", Lane.CANCEL, "connects", Lane.MARKET_DATA).entrySet()) {
      Charge charge = Charge.of(each.getKey(), 1).in(each.getValue());
      assertThat(stopped.tryAcquire(charge)).isEmpty();
      CompletableFuture<Void> unused =
          stopped.acquire(charge).thenAccept(permit -> granted.add(time.now()));
    }
    time.advance(Duration.ofMinutes(3));
    assertThat(granted).hasSize(2).allSatisfy(at -> assertThat(at).isAfterOrEqualTo(until));
  }

  private static Charge charge(int amount, Lane lane) {
    return Charge.of("weight", amount).in(lane);
  }
}
