package dev.stom.kimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.Origin;
import dev.stom.core.market.StreamStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public door names what is wrong with what it was given. */
class BadArgumentsTest {
  private static final KimpScene SCENE = new KimpScene();
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final Instrument KRW_BTC = SCENE.seoul.instrument("KRW-BTC");
  private static final Instrument BTC_USDT = SCENE.world.instrument("BTCUSDT");
  private static final KimpPair PAIR = new KimpPair(Asset.BTC, KRW_BTC, BTC_USDT);

  private static Arguments builder(Consumer<KimpMonitorBuilder> call, String... words) {
    return door(() -> call.accept(SCENE.builder()), words);
  }

  private static Arguments door(ThrowingCallable call, String... words) {
    return arguments(String.join(" / ", words), call, List.of(words));
  }

  static Stream<Arguments> doors() {
    MarketDataSource none = null;
    BigDecimal zero = BigDecimal.ZERO;
    BigDecimal minus = new BigDecimal("-0.01");
    KimpLeg leg = new KimpLeg(Leg.KOREAN, KRW_BTC, StreamState.LIVE, NOW, null);
    Premium premium = Premium.of(ONE);
    KimpReading reading = new KimpReading(PAIR, NOW, leg, leg, null, premium);
    return Stream.of(
        door(() -> KimpMonitor.builder(none, SCENE.world), "korean"),
        door(() -> KimpMonitor.builder(SCENE.seoul, none), "global"),
        builder(b -> b.assets(), "assets must not be empty", "BTC"),
        builder(b -> b.assets(List.of()), "assets must not be empty"),
        builder(b -> b.assets(Asset.BTC, null), "asset"),
        builder(b -> b.assets((Asset[]) null), "assets"),
        builder(b -> b.assets((List<Asset>) null), "assets"),
        builder(b -> b.deny((Asset[]) null), "codes"),
        builder(b -> b.pair(null), "pair"),
        builder(b -> b.pair(PAIR).pair(PAIR), "BTC is given twice"),
        door(
            () -> KimpMonitor.builder(SCENE.world, SCENE.world).pair(PAIR),
            "seoul:KRW-BTC cannot be the korean side"),
        door(
            () -> KimpMonitor.builder(SCENE.seoul, SCENE.seoul).pair(PAIR),
            "world:BTCUSDT cannot be the global side"),
        builder(b -> b.deny((Asset) null), "code"),
        builder(b -> b.fx(null), "source"),
        builder(b -> b.price(null), "priceBasis"),
        builder(b -> b.threshold(null), "threshold"),
        builder(b -> b.threshold(zero), "threshold", "0"),
        builder(b -> b.threshold(minus), "threshold", "-0.01"),
        builder(b -> b.threshold(new BigDecimal("5")), "threshold", "0.05 for 5 %", "5"),
        builder(b -> b.hysteresis(null), "hysteresis"),
        builder(b -> b.hysteresis(minus), "hysteresis", "-0.01"),
        builder(b -> b.hysteresis(new BigDecimal("0.06")).open(), "hysteresis (0.06)", "(0.05)"),
        builder(b -> b.fxJumpLimit(null), "fxJumpLimit"),
        builder(b -> b.fxJumpLimit(zero), "fxJumpLimit", "0"),
        builder(b -> b.maxPriceAge(null), "maxPriceAge"),
        builder(b -> b.maxPriceAge(Duration.ZERO), "maxPriceAge", "PT0S"),
        builder(b -> b.maxFxAge(null), "maxFxAge"),
        builder(b -> b.maxFxAge(Duration.ofSeconds(-1)), "maxFxAge", "PT-1S"),
        builder(b -> b.time(null), "timeSource"),
        builder(b -> b.executor(null), "where"),
        builder(b -> b.listener(null), "kimpListener"),
        door(() -> FxSource.constant(null), "value"),
        door(() -> FxSource.constant(zero), "value", "0"),
        door(() -> FxSource.constant(ONE, null), "asOf"),
        door(() -> FxSource.supplied(null, Optional::empty), "label"),
        door(() -> FxSource.supplied(" ", Optional::empty), "label"),
        door(() -> FxSource.supplied("x", null), "supplier"),
        door(() -> FxSource.pushed(null), "label"),
        door(() -> FxSource.pushed(""), "label"),
        door(() -> FxSource.pushed("x").push(null), "quote"),
        door(() -> FxSource.pushed("x").pushUnchecked(null), "quote"),
        door(() -> FxSource.usdtImplied(null), "basis"),
        door(() -> new FxQuote(null, NOW), "value"),
        door(() -> new FxQuote(minus, NOW), "value", "-0.01"),
        door(() -> new FxQuote(ONE, null), "asOf"),
        door(() -> new FxRate(zero, FxKind.CONSTANT, "x", NOW, NOW, Duration.ZERO, null), "value"),
        door(() -> new FxRate(ONE, null, "x", NOW, NOW, Duration.ZERO, null), "kind"),
        door(() -> new KimpPair(null, KRW_BTC, BTC_USDT), "asset"),
        door(() -> new KimpPair(Asset.BTC, null, BTC_USDT), "korean"),
        door(() -> new KimpPair(Asset.BTC, KRW_BTC, null), "global"),
        door(() -> new KimpPair(Asset.BTC, BTC_USDT, KRW_BTC), "korean", "KRW", "USDT"),
        door(() -> new KimpPair(Asset.BTC, KRW_BTC, KRW_BTC), "global", "KRW"),
        door(
            () -> new KimpPrice(zero, PriceBasis.MID, Origin.REQUEST, null, NOW, Duration.ZERO),
            "value"),
        door(() -> new KimpLeg(null, KRW_BTC, StreamState.LIVE, NOW, null), "leg"),
        door(() -> new KimpReading(null, NOW, leg, leg, null, premium), "pair"),
        door(() -> new KimpAlert(null, reading, ONE), "direction"),
        door(() -> new KimpAlert(KimpAlert.Direction.PREMIUM, reading, zero), "threshold"),
        door(() -> Premium.of(null), "ratio"),
        door(() -> Premium.undefined(null), "reasons"),
        door(() -> premium.fold(null, undefined -> ""), "defined"),
        door(() -> premium.fold(defined -> "", null), "undefined"),
        door(() -> new KimpStatus.Stream(null, new StreamStatus.Closed("", NOW)), "leg"),
        door(() -> new KimpStatus.Stream(Leg.KOREAN, null), "status"),
        door(() -> new KimpStatus.PricesNotFetched(Leg.KOREAN, null, NOW), "cause"),
        door(() -> new KimpStatus.FxRejected("x", null, null, "y", NOW), "rejected"),
        door(() -> new KimpStatus.FxSupplierFailed(null, new Exception(), NOW), "source"),
        door(() -> new KimpStatus.Missed(null, NOW, NOW), "from"),
        door(() -> Premium.undefined(List.of()), "reasons must not be empty"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doors")
  void aBadArgumentIsNamedAtTheDoor(String name, ThrowingCallable call, List<String> words) {
    assertThatThrownBy(call)
        .satisfies(
            thrown ->
                assertThat(thrown)
                    .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class)
                    .message()
                    .contains(words));
  }

  @Test
  void anAssetThatIsNotWatchedIsNamedWithThoseThatAre() {
    try (KimpScene scene = new KimpScene()) {
      KimpMonitor monitor = scene.open();

      assertThatThrownBy(() -> monitor.latest(Asset.of("ETH")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ETH")
          .hasMessageContaining("[BTC]");
      assertThatThrownBy(() -> monitor.latest(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("asset");
    }
  }
}
