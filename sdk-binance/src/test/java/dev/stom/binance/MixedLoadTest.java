package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.runtime.Lane;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.HttpFault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All lanes at once, and books that synchronise again: no refusal, and the minute is used. */
@ExtendWith(LeakCheck.class)
class MixedLoadTest {
  private static final int LIMIT = 6_000;
  private static final String WEIGHT = "REQUEST_WEIGHT";
  private static final int WELL_USED = LIMIT * 9 / 10;
  private static final Duration CANCEL_WITHIN = Duration.ofMillis(50);

  private static final List<Instrument> BOOKS =
      List.of(
          Binance.instrument("BTC", "USDT"),
          Binance.instrument("ETH", "USDT"),
          Binance.instrument("XRP", "USDT"),
          Binance.instrument("ADA", "USDT"),
          Binance.instrument("DOT", "USDT"));

  @Tag("slow")
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void anHourOfMixedLoadWithFiftyResyncsMeetsNoRefusalAndUsesTheWeight(long seed) {
    mixedLoad(seed, Duration.ofHours(1), 10);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 4})
  void fiveMinutesOfMixedLoadMeetNoRefusalAndUseTheWeight(long seed) {
    mixedLoad(seed, Duration.ofMinutes(5), 2);
  }

  private static void mixedLoad(long seed, Duration length, int cuts) {
    try (MixedLoad load = new MixedLoad(seed)) {
      Instant start = load.time.now();
      List<LiveBook> books = new ArrayList<>();
      for (Instrument instrument : BOOKS) {
        books.add(load.client.marketData().liveBook(instrument, LiveBookOptions.DEFAULT));
      }
      load.saturate(Lane.BACKFILL, 25, 50);
      load.askEvery(Duration.ofSeconds(2), Lane.MARKET_DATA, 2);
      load.askEvery(Duration.ofSeconds(20), Lane.ACCOUNT, 20);
      load.askEvery(Duration.ofSeconds(3), Lane.PLACE, 1);
      List<Duration> cancels = new ArrayList<>();
      load.every(Duration.ofSeconds(2), () -> cancel(load, cancels));
      for (int i = 1; i <= cuts; i++) {
        load.time.advance(length.dividedBy(cuts + 1));
        load.venue.faults().streams().abort();
      }
      load.time.advance(length.dividedBy(cuts + 1));
      Instant end = load.time.now();

      nobodyWasRefused(load);
      int snapshots = (cuts + 1) * BOOKS.size();
      assertThat(load.venue.traffic().requestsByGroup().get("/api/v3/depth"))
          .isGreaterThanOrEqualTo(snapshots);
      assertThat(books).allSatisfy(book -> assertThat(book.view().live()).isPresent());
      assertThat(cancels).hasSizeGreaterThan((int) length.toSeconds() / 4);
      assertThat(cancels).allSatisfy(took -> assertThat(took).isLessThan(CANCEL_WITHIN));
      wellUsed(load, start, end);
      books.forEach(LiveBook::close);
    }
  }

  private static void cancel(MixedLoad load, List<Duration> cancels) {
    Instant asked = load.time.now();
    var unused =
        load.ask(Lane.CANCEL, 1)
            .thenRun(() -> cancels.add(Duration.between(asked, load.time.now())));
  }

  @Test
  void eachLaneGetsItsShareWhileAllWantMoreThanThereIs() {
    try (MixedLoad load = new MixedLoad(5)) {
      Instant start = load.time.now();
      load.saturate(Lane.BACKFILL, 25, 20);
      load.saturate(Lane.MARKET_DATA, 5, 60);
      load.saturate(Lane.ACCOUNT, 20, 20);
      load.saturate(Lane.PLACE, 1, 80);
      load.saturate(Lane.CANCEL, 1, 80);
      load.time.advance(Duration.ofMinutes(6));
      nobodyWasRefused(load);
      for (long minute : load.fullMinutes(start, load.time.now())) {
        Map<Lane, Integer> served = load.served.get(minute);
        assertThat(served).containsOnlyKeys(Lane.values());
        for (Lane lane : Lane.values()) {
          assertThat(served.get(lane))
              .as("%s in minute %d: %s", lane, minute, served)
              .isGreaterThanOrEqualTo(RestLimits.WEIGHT.reserve(lane));
        }
      }
      wellUsed(load, start, load.time.now());
    }
  }

  @Test
  void oneLaneAloneUsesNineTenthsOfEachMinute() {
    for (Lane lane : Lane.values()) {
      try (MixedLoad load = new MixedLoad(6)) {
        Instant start = load.time.now();
        load.saturate(lane, 25, 40);
        load.time.advance(Duration.ofMinutes(4));
        nobodyWasRefused(load);
        wellUsed(load, start, load.time.now());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void othersBehindTheSameAddressShrinkTheRoomAndNobodyIsRefused(long seed) {
    try (MixedLoad load = new MixedLoad(seed)) {
      Instant start = load.time.now();
      load.saturate(Lane.BACKFILL, 25, 20);
      load.askEvery(Duration.ofSeconds(1), Lane.MARKET_DATA, 2);
      load.every(Duration.ofSeconds(1), () -> load.venue.faults().othersUse(WEIGHT, 4));
      load.time.advance(Duration.ofMinutes(10));
      nobodyWasRefused(load);
      wellUsed(load, start, load.time.now());
    }
  }

  @Test
  void whoUsesHalfOfEachMinuteBeforeUsLeavesUsTheOtherHalfWithoutARefusal() {
    try (MixedLoad load = new MixedLoad(12)) {
      Instant start = load.time.now();
      load.saturate(Lane.BACKFILL, 25, 20);
      load.askEvery(Duration.ofSeconds(1), Lane.MARKET_DATA, 2);
      Duration first = Duration.between(start, start.truncatedTo(ChronoUnit.MINUTES));
      for (int minute = 1; minute <= 10; minute++) {
        load.time.schedule(
            first.plusMinutes(minute).plusMillis(1),
            () -> load.venue.faults().othersUse(WEIGHT, LIMIT / 2));
      }
      load.time.advance(Duration.ofMinutes(10));
      nobodyWasRefused(load);
      wellUsed(load, start, load.time.now());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {10, 11})
  void weightsThatRoseByHalfAtTheVenueAreLearnedFromItsCounts(long seed) {
    try (MixedLoad load = new MixedLoad(seed)) {
      Instant start = load.time.now();
      Faults faults = load.venue.faults();
      faults.onRequestsTo(
          Faults.ALWAYS,
          "/api/v3/historicalTrades",
          (request, genuine) -> {
            faults.othersUse(WEIGHT, 12);
            return HttpFault.Outcome.of(genuine.get());
          });
      load.saturate(Lane.BACKFILL, 25, 20);
      load.askEvery(Duration.ofMillis(500), Lane.MARKET_DATA, 2);
      load.time.advance(Duration.ofMinutes(10));
      nobodyWasRefused(load);
      wellUsed(load, start, load.time.now());
    }
  }

  private static void nobodyWasRefused(MixedLoad load) {
    assertThat(load.failures).isEmpty();
    assertThat(load.venue.traffic().answersByStatus()).containsOnlyKeys(200);
    assertThat(load.venue.traffic().violations()).isEmpty();
    assertThat(load.venue.traffic().busiestWindow().get(WEIGHT)).isLessThanOrEqualTo(LIMIT);
  }

  private static void wellUsed(MixedLoad load, Instant start, Instant end) {
    List<Long> minutes = load.fullMinutes(start, end);
    assertThat(minutes).isNotEmpty();
    for (long minute : minutes) {
      assertThat(load.used.get(minute))
          .as("weight in minute %d: %s", minute, load.used)
          .isGreaterThanOrEqualTo(WELL_USED);
    }
  }
}
