package dev.stom.kimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.ListingStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A monitor opens as a whole or not at all. */
class KimpOpeningTest {
  private final KimpScene scene = new KimpScene();

  @AfterEach
  void nothingIsLeftRunning() {
    scene.close();
    scene.settle();
    assertThat(scene.time.pendingTasks()).isZero();
    assertThat(scene.seoul.subscriptions()).allMatch(one -> one.isClosed());
    assertThat(scene.world.subscriptions()).allMatch(one -> one.isClosed());
  }

  @Test
  void anUnknownAssetIsNamedWithTheVenueThatDoesNotListIt() {
    scene.seoul.list("KRW-NEW", Asset.of("NEW"), Asset.KRW, ListingStatus.TRADING);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> scene.builder().assets(Asset.BTC, Asset.of("NEW"), Asset.of("NIX")).open())
        .withMessageContaining("World does not list NEW priced in USDT")
        .withMessageContaining("Seoul does not list NIX priced in KRW")
        .withMessageContaining("World does not list NIX priced in USDT")
        .withMessageContaining("pair(");
    assertThat(scene.seoul.subscriptions()).isEmpty();
  }

  @Test
  void aDelistedMarketIsNoMarket() {
    scene.seoul.list("KRW-OLD", Asset.of("OLD"), Asset.KRW, ListingStatus.DELISTED);
    scene.world.list("OLDUSDT", Asset.of("OLD"), Asset.USDT, ListingStatus.HALTED);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().assets(Asset.of("OLD")).open())
        .withMessageContaining("Seoul does not list OLD")
        .withMessageNotContaining("World");
  }

  @Test
  void anExplicitPairMustBeListedToo() {
    Instrument ghost =
        new Instrument(scene.world.venue(), "GHOSTUSDT", Asset.of("GHOST"), Asset.USDT);
    KimpPair pair = new KimpPair(Asset.of("GHOST"), scene.seoul.instrument("KRW-BTC"), ghost);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().pair(pair).open())
        .withMessageContaining("World does not list world:GHOSTUSDT");
  }

  @Test
  void withoutAUsdtMarketTheImpliedRateIsRefused() {
    FakeMarketDataSource seoul = FakeMarketDataSource.korean(scene.time, "BTC");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                KimpMonitor.builder(seoul, scene.world)
                    .assets(Asset.BTC)
                    .time(scene.time)
                    .executor(scene.time.executor())
                    .open())
        .withMessageContaining("fx: Seoul does not list USDT priced in KRW");
  }

  @Test
  void codesOnTheDenyListAreRefusedBeforeAnyVenueIsAsked() {
    scene.seoul.catalogFailure = failure();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().assets(Asset.of("TON")).openAsync())
        .withMessageContaining("TON");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().assets(Asset.of("XRP")).deny(Asset.of("XRP")).openAsync())
        .withMessageContaining("XRP");
  }

  @Test
  void aVenueThatCannotBeAskedFailsTheOpeningWithItsOwnException() {
    SdkException down = failure();
    scene.world.catalogFailure = down;

    assertThatThrownBy(() -> scene.builder().open()).isSameAs(down);
  }

  @Test
  void theFirstFailureDoesNotWaitForTheOtherVenue() {
    SdkException down = failure();
    scene.seoul.keepCatalogWaiting = true;
    scene.world.catalogFailure = down;

    CompletableFuture<KimpMonitor> opening = scene.builder().openAsync();

    assertThat(opening).isCompletedExceptionally();
    assertThat(scene.seoul.waitingCatalogs.get(0)).isCancelled();
  }

  @Test
  void ifOneVenueRefusesTheStreamTheOtherIsLetGo() {
    scene.world.subscribeFailure = new IllegalArgumentException("no such feed");

    assertThatThrownBy(() -> scene.builder().open()).hasMessage("no such feed");
    assertThat(scene.seoul.subscriptions()).singleElement().matches(one -> one.isClosed());
    scene.time.advance(KimpMonitor.CHECK_INTERVAL.multipliedBy(3));
    assertThat(scene.time.pendingTasks()).isZero();
  }

  @Test
  void openingBlocksNobodyInItsAsynchronousForm() {
    scene.seoul.keepCatalogWaiting = true;
    scene.world.keepCatalogWaiting = true;
    CompletableFuture<KimpMonitor> opening = scene.builder().openAsync();
    scene.world.waitingCatalogs.get(0).complete(scene.world.catalog());
    assertThat(opening).isNotDone();

    scene.seoul.waitingCatalogs.get(0).complete(scene.seoul.catalog());

    assertThat(opening).isCompleted();
    opening.join().close();
  }

  @Test
  void aCancelledOpeningLeavesNothingBehind() {
    scene.seoul.keepCatalogWaiting = true;
    CompletableFuture<KimpMonitor> opening = scene.builder().openAsync();

    opening.cancel(true);

    assertThat(scene.seoul.waitingCatalogs.get(0)).isCancelled();
    assertThat(List.of(scene.seoul.subscriptions(), scene.world.subscriptions()))
        .allMatch(List::isEmpty);
  }

  private SdkException failure() {
    return SdkException.of(
        Failure.of(scene.world.venue(), "GET /instruments", ErrorReason.CONNECTION), null);
  }
}
