package dev.stom.kimp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.ListingStatus;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a monitor tells while both venues are well. */
class KimpMonitorTest {
  private final KimpScene scene = new KimpScene();

  @AfterEach
  void closeScene() {
    scene.close();
  }

  @Test
  void withoutFurtherWordsFiveAssetsAreWatchedAtTheRateOfKrwUsdt() {
    KimpMonitor monitor = scene.open(scene.builder());

    assertThat(monitor.pairs())
        .extracting(pair -> pair.asset().code())
        .containsExactly("BTC", "ETH", "XRP", "ADA", "DOT");
    assertThat(scene.seoul.channels())
        .contains(Feed.trades(scene.seoul.instrument("KRW-USDT")))
        .hasSize(6);
    assertThat(scene.world.channels()).hasSize(5);
  }

  @Test
  void eachAssetIsToldOnceAtTheBeginningWithWhatItWaitsFor() {
    scene.open(scene.builder());

    assertThat(scene.listener.all(KimpReading.class)).hasSize(5);
    assertThat(scene.listener.last("DOT").premium())
        .isEqualTo(
            Premium.undefined(
                List.of(
                    UndefinedReason.WAITING_KOREAN,
                    UndefinedReason.WAITING_GLOBAL,
                    UndefinedReason.FX_ABSENT)));
  }

  @Test
  void aTradeOnEitherSideTellsTheNewPremium() {
    scene.open();

    scene.premiumBecomes("2");
    assertThat(scene.listener.last("BTC").premium()).isEqualTo(Premium.of(new BigDecimal("0.02")));

    scene.world.trade("BTCUSDT", "102");
    scene.settle();
    assertThat(scene.listener.last("BTC").premium()).isEqualTo(Premium.of(BigDecimal.ZERO));

    scene.seoul.trade("KRW-BTC", "51000");
    scene.settle();
    assertThat(scene.listener.last("BTC").premium().findPercent().orElseThrow())
        .isEqualByComparingTo("-50");
  }

  @Test
  void aReadingCarriesPricesRateMomentsAndAges() {
    scene.open();
    Instant start = scene.time.now();
    scene.world.trade("BTCUSDT", "100");
    scene.pass(3);
    scene.seoul.trade("KRW-BTC", "101000", Origin.REALTIME, scene.time.now().minusMillis(250));
    scene.settle();

    KimpReading reading = scene.listener.last("BTC");

    assertThat(reading.at()).isEqualTo(start.plusSeconds(3));
    assertThat(reading.korean().price())
        .isEqualTo(
            new KimpPrice(
                new BigDecimal("101000"),
                PriceBasis.LAST_TRADE,
                Origin.REALTIME,
                start.plusMillis(2_750),
                start.plusSeconds(3),
                Duration.ofMillis(250)));
    assertThat(reading.global().price().age()).isEqualTo(Duration.ofSeconds(3));
    assertThat(reading.skew()).contains(Duration.ofMillis(2_750));
    assertThat(reading.korean().stream()).isEqualTo(StreamState.LIVE);
    assertThat(reading.korean().streamSince()).isEqualTo(start.plusSeconds(3));
    assertThat(reading.fx())
        .isEqualTo(
            new FxRate(
                new BigDecimal("1000"),
                FxKind.CONSTANT,
                "constant",
                start,
                start,
                Duration.ofSeconds(3),
                null));
  }

  @Test
  void pricesAreAskedForOnceSoThatTheTableIsFilledAtOnce() {
    scene.seoul.tickerIs("KRW-BTC", "103000", scene.time.now().minusSeconds(5));
    scene.world.tickerIs("BTCUSDT", "100", null);
    KimpMonitor monitor = scene.open();

    KimpReading reading = monitor.latest(Asset.BTC);

    assertThat(reading.premium()).isEqualTo(Premium.of(new BigDecimal("0.03")));
    assertThat(reading.korean().stream()).isEqualTo(StreamState.CONNECTING);
    assertThat(reading.korean().price().origin()).isEqualTo(Origin.REQUEST);
    assertThat(reading.korean().price().age()).isEqualTo(Duration.ofSeconds(5));
    assertThat(reading.global().price().venueTime()).isNull();
    assertThat(scene.seoul.priceRequests).isEqualTo(1);
    assertThat(scene.world.priceRequests).isEqualTo(1);
  }

  @Test
  void anAnswerThatComesAfterTheStreamHasSpokenIsNoNews() {
    scene.seoul.keepPricesWaiting = true;
    scene.seoul.tickerIs("KRW-BTC", "90000", scene.time.now());
    scene.open();
    scene.premiumBecomes("1");

    scene.seoul.waitingPrices.forEach(Runnable::run);
    scene.settle();

    assertThat(scene.monitor().latest(Asset.BTC).premium())
        .isEqualTo(Premium.of(new BigDecimal("0.01")));
  }

  @Test
  void anOpeningSnapshotOlderThanThePriceKnownDoesNotReplaceIt() {
    scene.seoul.tickerIs("KRW-BTC", "101000", scene.time.now());
    scene.open();

    scene.seoul.trade("KRW-BTC", "88000", Origin.SNAPSHOT, scene.time.now().minusSeconds(20));
    scene.world.trade("BTCUSDT", "100");
    scene.settle();

    assertThat(scene.listener.last("BTC").premium()).isEqualTo(Premium.of(new BigDecimal("0.01")));
    assertThat(scene.listener.last("BTC").korean().stream()).isEqualTo(StreamState.LIVE);
  }

  @Test
  void aFailedRequestForPricesIsToldAndTheStreamFillsTheTable() {
    RuntimeException down = new IllegalStateException("down");
    scene.world.priceFailure = down;
    scene.open();

    assertThat(scene.listener.all(KimpStatus.PricesNotFetched.class))
        .containsExactly(new KimpStatus.PricesNotFetched(Leg.GLOBAL, down, scene.time.now()));
    scene.premiumBecomes("1");
    assertThat(scene.listener.last("BTC").premium().isDefined()).isTrue();
  }

  @Test
  void theMidPriceComesFromQuotesAndIsAskedForByBook() {
    scene.seoul.bookIs("KRW-BTC", "100500", "101500");
    scene.world.bookIs("BTCUSDT", "99", "101");
    KimpMonitor monitor = scene.open(scene.btcAtOneThousand().price(PriceBasis.MID));
    assertThat(monitor.latest(Asset.BTC).premium()).isEqualTo(Premium.of(new BigDecimal("0.01")));

    scene.world.quote("BTCUSDT", "100", "102");
    scene.settle();

    assertThat(scene.listener.last("BTC").premium()).isEqualTo(Premium.of(BigDecimal.ZERO));
    assertThat(scene.listener.last("BTC").global().price().basis()).isEqualTo(PriceBasis.MID);
    assertThat(scene.world.channels())
        .containsExactly(Feed.quotes(scene.world.instrument("BTCUSDT")));
  }

  @Test
  void aBookWithOneSideOrCrossedHasNoMidPrice() {
    scene.open(scene.btcAtOneThousand().price(PriceBasis.MID));
    scene.seoul.quote("KRW-BTC", "100000", "100000");
    scene.world.quote("BTCUSDT", "99", "101");
    scene.settle();
    assertThat(scene.listener.last("BTC").premium()).isEqualTo(Premium.of(BigDecimal.ZERO));

    scene.world.quote("BTCUSDT", "99", null);
    scene.settle();
    assertThat(scene.listener.last("BTC").premium())
        .isEqualTo(Premium.undefined(List.of(UndefinedReason.WAITING_GLOBAL)));

    scene.world.quote("BTCUSDT", "101", "99");
    scene.settle();
    assertThat(scene.listener.last("BTC").premium().isDefined()).isFalse();
  }

  @Test
  void withTheImpliedRateEveryAssetMovesWhenKrwUsdtTrades() {
    scene.open(scene.builder().assets(Asset.BTC, Asset.of("ETH")));
    scene.premiumBecomes("0");
    scene.seoul.trade("KRW-ETH", "10000");
    scene.world.trade("ETHUSDT", "10");
    scene.settle();
    assertThat(scene.listener.last("ETH").premium())
        .isEqualTo(Premium.undefined(List.of(UndefinedReason.FX_ABSENT)));
    scene.listener.clear();

    scene.seoul.trade("KRW-USDT", "1000");
    scene.settle();

    assertThat(scene.listener.readings("BTC")).hasSize(1);
    assertThat(scene.listener.readings("ETH")).hasSize(1);
    FxRate rate = scene.listener.last("ETH").fx();
    assertThat(rate.kind()).isEqualTo(FxKind.USDT_IMPLIED);
    assertThat(rate.source()).isEqualTo("seoul:KRW-USDT last trade");
    assertThat(rate.stream()).isEqualTo(StreamState.LIVE);
  }

  @Test
  void theImpliedRateMayBeAMidPriceBesideLastTrades() {
    scene.open(scene.builder().assets(Asset.BTC).fx(FxSource.usdtImplied(PriceBasis.MID)));
    scene.premiumBecomes("0");

    scene.seoul.quote("KRW-USDT", "999", "1001");
    scene.settle();

    assertThat(scene.listener.last("BTC").premium()).isEqualTo(Premium.of(BigDecimal.ZERO));
    assertThat(scene.listener.last("BTC").fx().source()).isEqualTo("seoul:KRW-USDT mid");
  }

  @Test
  void readingsThatWaitAreReplacedByTheNewerOneOfTheSameAsset() {
    scene.open(scene.builder().assets(Asset.BTC, Asset.of("ETH")).fx(rate("1000")));
    scene.listener.clear();

    for (int i = 1; i <= 50; i++) {
      scene.seoul.trade("KRW-BTC", "1000" + i);
      scene.seoul.trade("KRW-ETH", "2000" + i);
    }
    scene.settle();

    assertThat(scene.listener.all()).hasSize(2);
    assertThat(scene.listener.last("BTC").korean().price().value()).isEqualByComparingTo("100050");
  }

  @Test
  void aReadingNeverOvertakesAnAlert() {
    scene.open();
    scene.listener.clear();

    scene.world.trade("BTCUSDT", "100");
    scene.seoul.trade("KRW-BTC", "106000");
    scene.seoul.trade("KRW-BTC", "101000");
    scene.settle();

    List<Object> heard = scene.listener.all();
    assertThat(heard).hasSize(3);
    assertThat(((KimpReading) heard.get(0)).premium())
        .isEqualTo(Premium.of(new BigDecimal("0.06")));
    assertThat(((KimpAlert) heard.get(1)).reading()).isEqualTo(heard.get(0));
    assertThat(((KimpReading) heard.get(2)).premium())
        .isEqualTo(Premium.of(new BigDecimal("0.01")));
  }

  @Test
  void alertsCarryDirectionReadingAndThresholdAndComeOncePerCrossing() {
    scene.open(
        scene
            .btcAtOneThousand()
            .threshold(new BigDecimal("0.03"))
            .hysteresis(new BigDecimal("0.01")));

    for (String percent : List.of("3", "3.1", "4", "2.5", "3.1", "1.9", "3.2", "-3", "-3.5")) {
      scene.premiumBecomes(percent);
    }

    List<KimpAlert> alerts = scene.listener.all(KimpAlert.class);
    assertThat(alerts)
        .extracting(alert -> alert.direction() + " " + alert.reading().premium())
        .containsExactly("PREMIUM 3.1000 %", "PREMIUM 3.2000 %", "DISCOUNT -3.5000 %");
    assertThat(alerts.get(0).threshold()).isEqualByComparingTo("0.03");
    assertThat(alerts.get(0).at()).isEqualTo(alerts.get(0).reading().at());
  }

  @Test
  void byDefaultTheThresholdIsFivePercentWithHalfAPercentOfHysteresis() {
    scene.open();

    for (String percent : List.of("5", "5.01", "4.5", "5.01", "4.49", "5.01")) {
      scene.premiumBecomes(percent);
    }

    assertThat(scene.listener.all(KimpAlert.class)).hasSize(2);
  }

  @Test
  void anExplicitPairGoesBeforeTheCatalogAndBeforeTheDenyList() {
    Instrument tokamak =
        scene.seoul.list("KRW-TON", Asset.of("TON"), Asset.KRW, ListingStatus.TRADING);
    Instrument there =
        scene.world.list("TOKAMAKUSDT", Asset.of("TOKAMAK"), Asset.USDT, ListingStatus.TRADING);
    KimpPair pair = new KimpPair(Asset.of("TON"), tokamak, there);

    KimpMonitor monitor =
        scene.open(scene.builder().assets(Asset.of("TON"), Asset.BTC).pair(pair).fx(rate("1000")));

    assertThat(monitor.pairs()).hasSize(2).startsWith(pair);
    scene.seoul.trade("KRW-TON", "2000");
    scene.world.trade("TOKAMAKUSDT", "2");
    scene.settle();
    assertThat(scene.listener.last("TON").premium()).isEqualTo(Premium.of(BigDecimal.ZERO));
  }

  @Test
  void pairsAloneReplaceTheDefaultAssets() {
    KimpPair pair =
        new KimpPair(
            Asset.of("ether"),
            scene.seoul.instrument("KRW-ETH"),
            scene.world.instrument("ETHUSDT"));

    assertThat(scene.open(scene.builder().pair(pair)).pairs()).containsExactly(pair);
  }

  @Test
  void latestAnswersForAllAtTheSameMoment() {
    KimpMonitor monitor = scene.open(scene.builder().fx(rate("1000")));
    scene.pass(7);

    assertThat(monitor.latestAll()).hasSize(5);
    assertThat(monitor.latestAll()).extracting(KimpReading::at).containsOnly(scene.time.now());
  }

  @Test
  void aBuilderThatGoesOnToBeChangedLeavesAnOpenMonitorAlone() {
    KimpMonitorBuilder builder = scene.btcAtOneThousand();
    KimpMonitor first = scene.open(builder);
    builder.assets(Asset.of("ETH"));

    try (KimpMonitor second = builder.open()) {
      assertThat(first.pairs()).hasSize(1);
      assertThat(second.pairs()).hasSize(2);
    }
  }

  @Test
  void eventsOfOtherMarketsAreOfNoConcern() {
    scene.open();
    scene.listener.clear();

    scene.seoul.subscriptions().get(0).add(List.of(Feed.trades(scene.seoul.instrument("KRW-ETH"))));
    scene.seoul.trade("KRW-ETH", "5");
    scene.settle();

    assertThat(scene.listener.all()).isEmpty();
  }

  private static FxSource rate(String value) {
    return FxSource.constant(new BigDecimal(value));
  }
}
