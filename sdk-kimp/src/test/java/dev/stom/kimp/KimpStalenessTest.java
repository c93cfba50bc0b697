package dev.stom.kimp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Asset;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
import dev.stom.core.market.StreamStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is old or interrupted is never combined silently. */
class KimpStalenessTest {
  private static final Premium STALE_KOREAN =
      Premium.undefined(List.of(UndefinedReason.STALE_KOREAN));
  private static final Premium STALE_GLOBAL =
      Premium.undefined(List.of(UndefinedReason.STALE_GLOBAL));

  private final KimpScene scene = new KimpScene();

  @AfterEach
  void closeScene() {
    scene.close();
  }

  private KimpReading now() {
    return scene.monitor().latest(Asset.BTC);
  }

  @Test
  void aPriceCountsUpToItsGreatestAgeAndNotLonger() {
    scene.open(scene.btcAtOneThousand().maxPriceAge(Duration.ofSeconds(10)));
    scene.premiumBecomes("1");

    scene.pass(10);
    assertThat(now().premium().isDefined()).isTrue();

    scene.time.advance(Duration.ofNanos(1));
    assertThat(now().premium())
        .isEqualTo(
            Premium.undefined(List.of(UndefinedReason.STALE_KOREAN, UndefinedReason.STALE_GLOBAL)));
    assertThat(now().korean().stream()).isEqualTo(StreamState.LIVE);
    assertThat(now().korean().price().age()).isEqualTo(Duration.ofNanos(10_000_000_001L));
  }

  @Test
  void aLegThatGrowsOldIsToldOnceThoughNoEventComes() {
    scene.open(scene.btcAtOneThousand().maxPriceAge(Duration.ofSeconds(10)));
    scene.premiumBecomes("1");
    scene.pass(5);
    scene.world.trade("BTCUSDT", "100");
    scene.settle();
    scene.listener.clear();

    scene.pass(6);
    assertThat(scene.listener.readings("BTC")).hasSize(1);
    assertThat(scene.listener.last("BTC").premium()).isEqualTo(STALE_KOREAN);

    scene.pass(60);
    assertThat(scene.listener.readings("BTC")).hasSize(2);
  }

  @Test
  void theAgeOfASnapshotCountsFromItsTradeAndNotFromItsArrival() {
    scene.open(scene.btcAtOneThousand().maxPriceAge(Duration.ofSeconds(60)));
    scene.world.trade("BTCUSDT", "100");
    scene.seoul.trade("KRW-BTC", "101000", Origin.SNAPSHOT, scene.time.now().minusSeconds(61));
    scene.settle();

    assertThat(scene.listener.last("BTC").premium()).isEqualTo(STALE_KOREAN);
    assertThat(scene.listener.last("BTC").korean().stream()).isEqualTo(StreamState.LIVE);
  }

  @Test
  void aWallClockSetBackMakesNoPriceYounger() {
    scene.open(scene.btcAtOneThousand().maxPriceAge(Duration.ofSeconds(60)));
    scene.premiumBecomes("1");
    scene.pass(61);
    scene.time.shiftWallClock(Duration.ofHours(-1));

    assertThat(now().premium().isDefined()).isFalse();
    assertThat(now().global().price().age()).isEqualTo(Duration.ofSeconds(61));
  }

  @Test
  void aVenueTimeInTheFutureDoesNotKeepAPriceYoung() {
    scene.open(scene.btcAtOneThousand().maxPriceAge(Duration.ofSeconds(60)));
    scene.seoul.trade("KRW-BTC", "101000", Origin.REALTIME, scene.time.now().plusSeconds(3_600));
    scene.pass(61);
    scene.world.trade("BTCUSDT", "100");

    assertThat(now().premium()).isEqualTo(STALE_KOREAN);
  }

  @Test
  void aTradeOfTheStreamCountsEvenIfTheVenuesClockWentBack() {
    scene.open();
    scene.seoul.trade("KRW-BTC", "150000", Origin.REALTIME, scene.time.now().plusSeconds(3_600));
    scene.premiumBecomes("1");

    assertThat(now().premium()).isEqualTo(Premium.of(new BigDecimal("0.01")));
  }

  @Test
  void aSilentStreamMakesAYoungPriceUseless() {
    scene.open();
    scene.premiumBecomes("1");
    scene.listener.clear();
    Instant when = scene.time.now();

    scene.seoul.stale();
    scene.settle();

    KimpReading reading = scene.listener.last("BTC");
    assertThat(reading.premium()).isEqualTo(STALE_KOREAN);
    assertThat(reading.korean().stream()).isEqualTo(StreamState.STALE);
    assertThat(reading.korean().streamSince()).isEqualTo(when);
    assertThat(reading.korean().price().age()).isZero();
    assertThat(scene.listener.all().get(0)).isInstanceOf(KimpStatus.Stream.class);
  }

  @Test
  void anOpenButLostStreamIsToldAndComesBackWithItsFirstTrade() {
    scene.open();
    scene.premiumBecomes("1");
    scene.listener.clear();

    scene.world.reconnecting(1);
    scene.settle();
    assertThat(scene.listener.last("BTC").premium()).isEqualTo(STALE_GLOBAL);
    assertThat(scene.listener.last("BTC").global().stream()).isEqualTo(StreamState.RECONNECTING);

    scene.pass(5);
    scene.world.live();
    scene.settle();
    assertThat(scene.listener.last("BTC").premium()).isEqualTo(STALE_GLOBAL);
    assertThat(scene.listener.last("BTC").global().stream()).isEqualTo(StreamState.GAP);

    scene.world.gap(
        "BTCUSDT", scene.time.now().minusSeconds(5), StreamStatus.GapCause.CONNECTION_LOST);
    scene.world.trade("BTCUSDT", "101");
    scene.settle();
    assertThat(scene.listener.last("BTC").premium()).isEqualTo(Premium.of(BigDecimal.ZERO));
    assertThat(scene.listener.last("BTC").global().stream()).isEqualTo(StreamState.LIVE);
  }

  @Test
  void afterALossPresentPricesAreAskedForSoThatAQuietMarketIsBackAtOnce() {
    scene.open();
    scene.premiumBecomes("1");
    scene.seoul.reconnecting(1);
    scene.seoul.reconnecting(2);
    scene.pass(30);
    int before = scene.seoul.priceRequests;
    scene.seoul.tickerIs("KRW-BTC", "102000", scene.time.now().minusSeconds(10));
    scene.world.trade("BTCUSDT", "100");

    scene.seoul.live();
    scene.settle();

    assertThat(scene.seoul.priceRequests).isEqualTo(before + 1);
    assertThat(scene.listener.last("BTC").premium()).isEqualTo(Premium.of(new BigDecimal("0.02")));
    assertThat(scene.listener.last("BTC").korean().stream()).isEqualTo(StreamState.LIVE);
    assertThat(scene.listener.last("BTC").korean().price().age()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void theGapThatFollowsDoesNotTakeBackWhatARequestHasConfirmed() {
    scene.open();
    scene.premiumBecomes("1");
    Instant lost = scene.time.now();
    scene.pass(1);
    scene.seoul.reconnecting(1);
    scene.pass(10);
    scene.seoul.tickerIs("KRW-BTC", "102000", scene.time.now());
    scene.seoul.live();
    scene.pass(10);
    scene.listener.clear();

    scene.seoul.gap("KRW-BTC", lost, StreamStatus.GapCause.CONNECTION_LOST);
    scene.seoul.trade("KRW-BTC", "103000");
    scene.settle();

    assertThat(scene.listener.readings("BTC"))
        .extracting(KimpReading::premium)
        .containsExactly(Premium.of(new BigDecimal("0.03")));
  }

  @Test
  void anAnswerToARequestFromBeforeTheLossDoesNotCountAfterIt() {
    scene.seoul.keepPricesWaiting = true;
    scene.seoul.tickerIs("KRW-BTC", "90000", scene.time.now());
    scene.open();
    scene.world.trade("BTCUSDT", "100");
    scene.seoul.reconnecting(1);
    scene.seoul.live();

    scene.seoul.waitingPrices.get(0).run();
    assertThat(now().premium())
        .isEqualTo(Premium.undefined(List.of(UndefinedReason.WAITING_KOREAN)));

    scene.seoul.waitingPrices.get(1).run();
    assertThat(now().premium().isDefined()).isTrue();
  }

  @Test
  void whatOurOwnSlownessLostIsAGapUntilTheNextTrade() {
    scene.open();
    scene.premiumBecomes("1");
    scene.pass(1);

    scene.seoul.gap("KRW-BTC", scene.time.now(), StreamStatus.GapCause.OVERFLOW);
    assertThat(now().korean().stream()).isEqualTo(StreamState.GAP);
    assertThat(now().premium()).isEqualTo(STALE_KOREAN);

    scene.seoul.trade("KRW-BTC", "100000");
    assertThat(now().premium()).isEqualTo(Premium.of(BigDecimal.ZERO));
  }

  @Test
  void aLossConcernsOnlyTheMarketsThatItNames() {
    scene.open(
        scene
            .builder()
            .assets(Asset.BTC, Asset.of("ETH"))
            .fx(FxSource.constant(new BigDecimal("1000"))));
    scene.premiumBecomes("0");
    scene.seoul.trade("KRW-ETH", "1000");
    scene.world.trade("ETHUSDT", "1");

    scene.seoul.status(
        new StreamStatus.Stale(
            Set.of(Feed.trades(scene.seoul.instrument("KRW-ETH"))),
            Duration.ofSeconds(30),
            scene.time.now()));

    assertThat(now().premium().isDefined()).isTrue();
    assertThat(scene.monitor().latest(Asset.of("ETH")).premium()).isEqualTo(STALE_KOREAN);
  }

  @Test
  void aRefusedMarketSaysSo() {
    scene.open();
    scene.premiumBecomes("1");

    scene.seoul.status(
        new StreamStatus.Refused(
            scene.seoul.channels(), "INVALID", "no such code", scene.time.now()));

    assertThat(now().korean().stream()).isEqualTo(StreamState.REFUSED);
    assertThat(now().premium()).isEqualTo(STALE_KOREAN);
  }

  @Test
  void aClosedVenueEndsItsSideForGood() {
    scene.open();
    scene.premiumBecomes("1");

    scene.seoul.status(new StreamStatus.Closed("client closed", scene.time.now()));
    scene.seoul.live();
    scene.seoul.trade("KRW-BTC", "100000");
    scene.settle();

    assertThat(now().korean().stream()).isEqualTo(StreamState.CLOSED);
    assertThat(scene.listener.last("BTC").premium()).isEqualTo(STALE_KOREAN);
  }

  @Test
  void missingPremiumsNeitherAlertNorMakeAnAlertPossibleAgain() {
    scene.open();
    scene.premiumBecomes("6");
    assertThat(scene.listener.all(KimpAlert.class)).hasSize(1);

    scene.seoul.reconnecting(1);
    scene.pass(300);
    scene.premiumBecomes("7");
    scene.premiumBecomes("8");

    assertThat(scene.listener.all(KimpAlert.class)).hasSize(1);
  }

  @Test
  void theImpliedRateIsStaleWhenItsStreamIsLostOrItsTradeOld() {
    scene.open(scene.builder().assets(Asset.BTC).maxPriceAge(Duration.ofHours(1)));
    scene.seoul.trade("KRW-USDT", "1000");
    scene.premiumBecomes("1");

    scene.pass(60);
    assertThat(now().premium().isDefined()).isTrue();
    scene.listener.clear();
    scene.pass(1);
    assertThat(now().premium()).isEqualTo(Premium.undefined(List.of(UndefinedReason.FX_STALE)));
    assertThat(scene.listener.readings("BTC")).hasSize(1);

    scene.seoul.trade("KRW-USDT", "1000");
    assertThat(now().premium().isDefined()).isTrue();
    scene.seoul.status(
        new StreamStatus.Reconnecting(
            Set.of(Feed.trades(scene.seoul.instrument("KRW-USDT"))),
            1,
            Duration.ZERO,
            "reset",
            scene.time.now()));
    assertThat(now().premium()).isEqualTo(Premium.undefined(List.of(UndefinedReason.FX_STALE)));
    assertThat(now().fx().stream()).isEqualTo(StreamState.RECONNECTING);
  }
}
