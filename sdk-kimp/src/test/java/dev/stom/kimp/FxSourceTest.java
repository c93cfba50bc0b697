package dev.stom.kimp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Asset;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FxSourceTest {
  private final KimpScene scene = new KimpScene();
  private final Instant start = scene.time.now();

  @AfterEach
  void closeScene() {
    scene.close();
  }

  private void watchBtc(FxSource fx) {
    scene.open(scene.builder().assets(Asset.BTC).fx(fx).maxPriceAge(Duration.ofDays(30)));
    scene.premiumBecomes("0");
  }

  private KimpReading now() {
    return scene.monitor().latest(Asset.BTC);
  }

  private String value() {
    FxRate rate = now().fx();
    return rate == null ? "none" : rate.value().toPlainString();
  }

  private static FxQuote quote(String value, Instant asOf) {
    return new FxQuote(new BigDecimal(value), asOf);
  }

  @Test
  void aConstantNeverGrowsTooOldUnlessTheApplicationSaysSo() {
    watchBtc(FxSource.constant(new BigDecimal("1000"), start.minus(Duration.ofDays(400))));
    scene.pass(86_400);

    assertThat(now().fx().age()).isEqualTo(Duration.ofDays(401));
    assertThat(now().premium().isDefined()).isTrue();

    scene.close();
    scene.open(
        scene.btcAtOneThousand().maxFxAge(Duration.ofHours(1)).maxPriceAge(Duration.ofDays(30)));
    scene.premiumBecomes("0");
    scene.pass(3_600);
    assertThat(now().premium().isDefined()).isTrue();
    scene.pass(1);
    assertThat(now().premium()).isEqualTo(Premium.undefined(List.of(UndefinedReason.FX_STALE)));
  }

  @Test
  void aPushedRateIsUsedAtOnceWithItsOwnMomentAndLabel() {
    PushedFx fx = FxSource.pushed("treasury");
    watchBtc(fx);
    assertThat(now().premium()).isEqualTo(Premium.undefined(List.of(UndefinedReason.FX_ABSENT)));
    scene.listener.clear();

    fx.push(quote("800", start.minus(Duration.ofDays(2))));
    scene.settle();

    KimpReading reading = scene.listener.last("BTC");
    assertThat(reading.premium()).isEqualTo(Premium.of(new BigDecimal("0.25")));
    assertThat(reading.fx())
        .isEqualTo(
            new FxRate(
                new BigDecimal("800"),
                FxKind.SUPPLIED,
                "treasury",
                start.minus(Duration.ofDays(2)),
                start,
                Duration.ofDays(2),
                null));
  }

  @Test
  void theNewestRatePushedBeforeTheMonitorIsOpenedCounts() {
    PushedFx fx = FxSource.pushed("treasury");
    fx.push(quote("1000", start));
    fx.push(quote("900", start.minusSeconds(60)));

    watchBtc(fx);

    assertThat(value()).isEqualTo("1000");
  }

  @Test
  void aSuppliedRateIsGoodForFourDays() {
    PushedFx fx = FxSource.pushed("daily");
    fx.push(quote("1000", start));
    watchBtc(fx);

    scene.time.advance(Duration.ofDays(4));
    assertThat(now().premium().isDefined()).isTrue();
    scene.pass(1);
    assertThat(now().premium()).isEqualTo(Premium.undefined(List.of(UndefinedReason.FX_STALE)));
  }

  @Test
  void aSupplierIsAskedEverySecondAndTheSameAnswerIsNoNews() {
    AtomicReference<Optional<FxQuote>> answer = new AtomicReference<>(Optional.empty());
    AtomicInteger asked = new AtomicInteger();
    watchBtc(
        FxSource.supplied(
            "desk",
            () -> {
              asked.incrementAndGet();
              return answer.get();
            }));
    assertThat(value()).isEqualTo("none");
    assertThat(asked).hasValue(1);

    answer.set(Optional.of(quote("1000", start)));
    scene.pass(1);
    assertThat(value()).isEqualTo("1000");
    scene.listener.clear();

    scene.pass(10);
    assertThat(asked).hasValue(12);
    assertThat(scene.listener.all()).isEmpty();
    assertThat(now().fx().receivedAt()).isEqualTo(start.plusSeconds(1));
  }

  @Test
  void aSupplierThatThrowsIsToldOnceAndAskedAgain() {
    AtomicReference<FxQuote> answer = new AtomicReference<>(quote("1000", start));
    watchBtc(FxSource.supplied("desk", () -> Optional.of(answer.get())));
    scene.listener.clear();

    answer.set(null);
    scene.pass(5);
    assertThat(scene.listener.all())
        .singleElement()
        .isInstanceOf(KimpStatus.FxSupplierFailed.class);
    assertThat(value()).isEqualTo("1000");

    answer.set(quote("1010", start.plusSeconds(5)));
    scene.pass(1);
    assertThat(value()).isEqualTo("1010");
    answer.set(null);
    scene.pass(3);
    assertThat(scene.listener.all(KimpStatus.FxSupplierFailed.class)).hasSize(2);
  }

  @Test
  void aSupplierThatReturnsNullIsToldOnce() {
    watchBtc(FxSource.supplied("desk", () -> null));
    scene.pass(5);

    assertThat(scene.listener.all(KimpStatus.FxSupplierFailed.class)).hasSize(1);
  }

  @Test
  void aRateThatJumpsIsNotBelievedWhileTheOldOneIsYoung() {
    PushedFx fx = FxSource.pushed("daily");
    fx.push(quote("1000", start));
    watchBtc(fx);
    scene.pass(1);

    fx.push(quote("1050", start.plusSeconds(1)));
    assertThat(value()).as("exactly at the limit").isEqualTo("1050");
    fx.push(quote("1102.6", start.plusSeconds(1)));
    fx.push(quote("10.5", start.plusSeconds(1)));
    scene.settle();

    assertThat(value()).isEqualTo("1050");
    assertThat(scene.listener.all(KimpStatus.FxRejected.class))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.source()).isEqualTo("daily");
              assertThat(told.rejected()).isEqualByComparingTo("1102.6");
              assertThat(told.kept()).isEqualByComparingTo("1050");
            });

    fx.push(quote("1040", start.plusSeconds(2)));
    fx.push(quote("1", start.plusSeconds(2)));
    scene.settle();
    assertThat(value()).isEqualTo("1040");
    assertThat(scene.listener.all(KimpStatus.FxRejected.class)).hasSize(2);
  }

  @Test
  void aRateStatedUncheckedIsBelieved() {
    PushedFx fx = FxSource.pushed("daily");
    fx.push(quote("10", start));
    watchBtc(fx);

    fx.push(quote("1000", start));
    assertThat(value()).isEqualTo("10");
    fx.pushUnchecked(quote("1000", start));
    assertThat(value()).isEqualTo("1000");
  }

  @Test
  void aRealJumpOfTheImpliedRateIsFollowedWhenTheOldRateHasRunOut() {
    watchBtc(FxSource.usdtImplied());
    scene.seoul.trade("KRW-USDT", "1000");

    for (int second = 0; second < 60; second++) {
      scene.pass(1);
      scene.seoul.trade("KRW-USDT", "1200");
      assertThat(value()).isEqualTo("1000");
    }
    assertThat(now().premium().isDefined()).isTrue();
    scene.pass(1);
    assertThat(now().premium()).isEqualTo(Premium.undefined(List.of(UndefinedReason.FX_STALE)));
    scene.seoul.trade("KRW-USDT", "1200");
    scene.settle();

    assertThat(value()).isEqualTo("1200");
    assertThat(now().premium().isDefined()).isTrue();
    assertThat(scene.listener.all(KimpStatus.FxRejected.class)).hasSize(1);
  }

  @Test
  void aStrayTradeOfKrwUsdtRaisesNoAlert() {
    watchBtc(FxSource.usdtImplied());
    scene.seoul.trade("KRW-USDT", "1000");
    scene.settle();

    scene.seoul.trade("KRW-USDT", "900");
    scene.seoul.trade("KRW-USDT", "1001");
    scene.settle();

    assertThat(scene.listener.all(KimpAlert.class)).isEmpty();
    assertThat(value()).isEqualTo("1001");
  }

  @Test
  void theJumpLimitIsTheApplicationsChoice() {
    PushedFx fx = FxSource.pushed("daily");
    fx.push(quote("1000", start));
    scene.open(scene.builder().assets(Asset.BTC).fx(fx).fxJumpLimit(new BigDecimal("0.2")));

    fx.push(quote("1200", start));
    assertThat(value()).isEqualTo("1200");
    fx.push(quote("1441", start));
    assertThat(value()).isEqualTo("1200");
  }

  @Test
  void anOlderRateDoesNotReplaceANewerOne() {
    PushedFx fx = FxSource.pushed("daily");
    fx.push(quote("1000", start));
    watchBtc(fx);

    fx.push(quote("1001", start.minusSeconds(1)));
    scene.settle();

    assertThat(value()).isEqualTo("1000");
    assertThat(scene.listener.all(KimpStatus.FxRejected.class).get(0).reason())
        .contains("older than the rate in force");
  }

  @Test
  void aRateOfTheFutureIsNotBelieved() {
    PushedFx fx = FxSource.pushed("mistaken zone");
    watchBtc(fx);

    fx.push(quote("1000", start.plus(Duration.ofHours(9))));
    scene.settle();
    assertThat(value()).isEqualTo("none");
    assertThat(scene.listener.all(KimpStatus.FxRejected.class).get(0).reason())
        .contains("yet to come");

    fx.push(quote("1000", start.plus(Duration.ofMinutes(59))));
    assertThat(value()).isEqualTo("1000");
    assertThat(now().fx().age()).isZero();
  }

  @Test
  void oneSourceServesSeveralMonitorsUntilEachIsClosed() {
    PushedFx fx = FxSource.pushed("daily");
    watchBtc(fx);
    try (KimpMonitor other = scene.builder().assets(Asset.BTC).fx(fx).open()) {
      fx.push(quote("1000", start));
      assertThat(other.latest(Asset.BTC).fx()).isNotNull();
      scene.close();
      fx.push(quote("1001", start));
      assertThat(other.latest(Asset.BTC).fx().value()).isEqualByComparingTo("1001");
      assertThat(value()).isEqualTo("1000");
      assertThat(fx).hasToString("daily (heard by 1)");
    }
    assertThat(fx).hasToString("daily (heard by 0)");
  }
}
