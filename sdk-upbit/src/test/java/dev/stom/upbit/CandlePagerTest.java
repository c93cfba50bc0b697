package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.error.DecodeException;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.CandleSeries;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import dev.stom.core.runtime.ManualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Paging over a venue that is a plain set of open times. */
class CandlePagerTest {
  private static final Instrument BTC = Upbit.instrument("KRW-BTC");
  private static final CandleInterval MINUTE = CandleInterval.MINUTE_1;
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:30Z");

  private final TreeSet<Instant> minutes = new TreeSet<>();
  private final List<UpbitCandleRequest> asked = new ArrayList<>();
  private boolean deaf;

  private static Candle candle(Instant open) {
    BigDecimal one = BigDecimal.ONE;
    return new Candle(
        BTC,
        new Stamp(Origin.REQUEST, open, NOW, 0),
        MINUTE,
        open,
        one,
        one,
        one,
        one,
        one,
        one,
        null,
        Candle.Completion.CLOSED);
  }

  private CompletableFuture<List<Candle>> page(UpbitCandleRequest request) {
    asked.add(request);
    assertThat(asked).as("pages asked for").hasSizeLessThan(2_000);
    Instant to = request.to();
    return CompletableFuture.completedFuture(
        (to == null || deaf ? minutes : minutes.headSet(to, false))
            .descendingSet().stream().limit(request.count()).map(CandlePagerTest::candle).toList());
  }

  private CandleSeries read(CandleQuery query) {
    ManualTime time = ManualTime.startingAt(NOW);
    return CandlePager.read(query, UpbitCandleUnit.MINUTES_1, this::page, time).join();
  }

  private List<Instant> opens(CandleQuery query) {
    return read(query).candles().stream().map(Candle::openTime).toList();
  }

  private void everyMinute(String from, String to) {
    for (Instant t = Instant.parse(from); t.isBefore(Instant.parse(to)); t = MINUTE.next(t)) {
      minutes.add(t);
    }
  }

  @Test
  void aShortPageIsNotTheEnd() {
    // Two trades, a year apart: the first page has both, the next none.
    minutes.add(Instant.parse("2025-11-22T00:00:00Z"));
    minutes.add(Instant.parse("2026-11-22T00:00:00Z"));
    assertThat(opens(CandleQuery.latest(BTC, MINUTE, 5))).containsExactlyElementsOf(minutes);
    assertThat(asked).hasSize(2);
    assertThat(asked.get(1).to()).isEqualTo(minutes.first());
  }

  @Test
  void aCountIsReachedAcrossGaps() {
    everyMinute("2026-11-22T00:00:00Z", "2026-11-22T03:00:00Z");
    everyMinute("2026-11-20T00:00:00Z", "2026-11-20T10:00:00Z");
    CandleSeries series = read(CandleQuery.latest(BTC, MINUTE, 500));
    assertThat(series.candles()).hasSize(500);
    assertThat(series.gaps()).hasSize(1);
    assertThat(asked).hasSize(3);
    assertThat(asked.get(2).count()).isEqualTo(100);
  }

  @Test
  void aRangeEndsWhereItBegins() {
    everyMinute("2026-11-21T00:00:00Z", "2026-11-22T03:00:00Z");
    Instant from = Instant.parse("2026-11-21T12:00:00Z");
    Instant to = Instant.parse("2026-11-21T18:00:00Z");
    assertThat(opens(CandleQuery.range(BTC, MINUTE, from, to)))
        .containsExactlyElementsOf(minutes.subSet(from, to));
    assertThat(asked).hasSize(2);
  }

  @Test
  void theOldestFromAMomentOnAreFoundForwards() {
    everyMinute("2026-11-21T00:00:00Z", "2026-11-22T03:00:00Z");
    Instant from = Instant.parse("2026-11-21T12:00:30Z");
    List<Instant> found = opens(CandleQuery.from(BTC, MINUTE, from, 250));
    assertThat(found).hasSize(250);
    assertThat(found.get(0)).isEqualTo(Instant.parse("2026-11-21T12:01:00Z"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void aGapOfYearsCostsAFewRequests() {
    everyMinute("2026-11-22T00:00:00Z", "2026-11-22T03:00:00Z");
    minutes.add(Instant.parse("2018-03-04T05:06:00Z"));
    List<Instant> found =
        opens(CandleQuery.from(BTC, MINUTE, Instant.parse("2017-01-01T00:00:00Z"), 3));
    assertThat(found).containsExactlyElementsOf(minutes.stream().limit(3).toList());
    assertThat(asked.size()).isLessThan(60);
  }

  @Test
  void aMomentBeforeAllTimesIsNoTrouble() {
    everyMinute("2026-11-22T00:00:00Z", "2026-11-22T03:00:00Z");
    assertThat(opens(CandleQuery.from(BTC, MINUTE, Instant.EPOCH, 2)))
        .containsExactlyElementsOf(minutes.stream().limit(2).toList());
    assertThat(opens(CandleQuery.from(BTC, MINUTE, NOW.plus(Duration.ofDays(9)), 2))).isEmpty();
  }

  @Test
  void aVenueWithoutCandlesEndsAtOnce() {
    assertThat(opens(CandleQuery.latest(BTC, MINUTE, 1_000))).isEmpty();
    assertThat(asked).hasSize(1);
    asked.clear();
    assertThat(opens(CandleQuery.range(BTC, MINUTE, NOW.minusSeconds(86_400), NOW))).isEmpty();
    assertThat(asked).hasSize(1);
  }

  @Test
  void aVenueThatDoesNotGoBackIsAnErrorAndNoEndlessLoop() {
    everyMinute("2026-11-22T00:00:00Z", "2026-11-22T03:00:00Z");
    everyMinute("2026-11-20T00:00:00Z", "2026-11-21T03:00:00Z");
    deaf = true;
    assertThatThrownBy(() -> read(CandleQuery.latest(BTC, MINUTE, 500)))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(DecodeException.class);
  }

  @Test
  void cancellingGivesThePageUnderWayUp() {
    CompletableFuture<List<Candle>> never = new CompletableFuture<>();
    CompletableFuture<CandleSeries> series =
        CandlePager.read(
            CandleQuery.latest(BTC, MINUTE, 5),
            UpbitCandleUnit.MINUTES_1,
            request -> never,
            ManualTime.startingAt(NOW));
    series.cancel(true);
    assertThat(never).isCancelled();
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyQueryOnAnyMarketFindsWhatAPlainSearchFinds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Instant start = Instant.parse("2026-11-15T00:00:00Z");
    int every = 1 + random.nextInt(40);
    for (int i = 0; i < 10_080; i++) {
      if (random.nextInt(every) == 0 && (i / 500) % 3 != seed % 3) {
        minutes.add(start.plusSeconds(60L * i));
      }
    }
    Instant from = start.plusSeconds(random.nextInt(600_000));
    Instant to = from.plusSeconds(1 + random.nextInt(300_000));
    int count = 1 + random.nextInt(700);
    List<Instant> up = List.copyOf(minutes.tailSet(from, true));
    List<Instant> down = List.copyOf(minutes.headSet(to, false).descendingSet());
    List<Instant> all = List.copyOf(minutes.descendingSet());
    assertThat(opens(CandleQuery.from(BTC, MINUTE, from, count)))
        .isEqualTo(up.stream().limit(count).toList());
    assertThat(opens(CandleQuery.range(BTC, MINUTE, from, to)))
        .isEqualTo(List.copyOf(minutes.subSet(from, true, to, false)));
    assertThat(opens(CandleQuery.before(BTC, MINUTE, to, count)))
        .isEqualTo(down.stream().limit(count).sorted(Comparator.naturalOrder()).toList());
    assertThat(opens(CandleQuery.latest(BTC, MINUTE, count)))
        .isEqualTo(all.stream().limit(count).sorted(Comparator.naturalOrder()).toList());
    assertThat(opens(new CandleQuery(BTC, MINUTE, from, to, count)))
        .isEqualTo(
            minutes.subSet(from, true, to, false).descendingSet().stream()
                .limit(count)
                .sorted(Comparator.naturalOrder())
                .toList());
  }
}
