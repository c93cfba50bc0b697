package dev.stom.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CandleSeriesTest {
  private static final Instrument BTC =
      new Instrument(new Venue("test", "Test"), "BTC-KRW", Asset.BTC, Asset.KRW);
  private static final CandleInterval MINUTE = CandleInterval.MINUTE_1;

  /** Half past the tenth minute. */
  private static final Instant NOW = Instant.parse("2026-01-01T00:10:30Z");

  @Test
  void comesAscendingAndEachOnceWhateverTheVenuesOrder() {
    List<Candle> found = new ArrayList<>(candles(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    found.addAll(candles(3, 4));
    Collections.shuffle(found, new Random(7));
    CandleSeries series = CandleSeries.of(CandleQuery.latest(BTC, MINUTE, 20), found, NOW);
    assertThat(series.candles())
        .extracting(Candle::openTime)
        .isSorted()
        .doesNotHaveDuplicates()
        .hasSize(11);
    assertThat(series.gaps()).isEmpty();
  }

  @Test
  void whereAnOpenTimeComesTwiceTheLaterOneCounts() {
    Candle first = candle(1, "5");
    Candle second = candle(1, "6");
    CandleSeries series =
        CandleSeries.of(CandleQuery.latest(BTC, MINUTE, 5), List.of(first, second), NOW);
    assertThat(series.candles()).containsExactly(second);
  }

  @Test
  void latestKeepsTheNewest() {
    CandleSeries series =
        CandleSeries.of(CandleQuery.latest(BTC, MINUTE, 2), candles(7, 8, 9, 10), NOW);
    assertThat(minutes(series)).containsExactly(9, 10);
    assertThat(series.gaps()).isEmpty();
  }

  @Test
  void fromWithACountKeepsTheOldest() {
    CandleSeries series =
        CandleSeries.of(CandleQuery.from(BTC, MINUTE, minute(2), 2), candles(1, 2, 3, 4), NOW);
    assertThat(minutes(series)).containsExactly(2, 3);
    assertThat(series.gaps()).isEmpty();
  }

  @Test
  void whatLiesOutsideTheRangeIsLeftOut() {
    CandleSeries series =
        CandleSeries.of(
            CandleQuery.range(BTC, MINUTE, minute(2), minute(4)), candles(1, 2, 3, 4), NOW);
    assertThat(minutes(series)).containsExactly(2, 3);
    assertThat(series.gaps()).isEmpty();
  }

  @Test
  void gapsAreNamedInTheMiddleAtTheBeginningAndAtTheEnd() {
    CandleSeries series =
        CandleSeries.of(
            CandleQuery.range(BTC, MINUTE, minute(0), minute(9)), candles(2, 3, 6), NOW);
    assertThat(series.gaps()).containsExactly(gap(0, 2), gap(4, 6), gap(7, 9));
  }

  @Test
  void aRangeWithoutACandleIsOneGap() {
    CandleSeries series =
        CandleSeries.of(CandleQuery.range(BTC, MINUTE, minute(0), minute(9)), List.of(), NOW);
    assertThat(series.gaps()).containsExactly(gap(0, 9));
  }

  @Test
  void aBoundWithinAMinuteCountsOnlyCandlesThatOpenInside() {
    CandleSeries series =
        CandleSeries.of(
            CandleQuery.range(BTC, MINUTE, minute(0).plusSeconds(1), minute(3).plusSeconds(1)),
            candles(0, 1, 2, 3),
            NOW);
    assertThat(minutes(series)).containsExactly(1, 2, 3);
    assertThat(series.gaps()).isEmpty();
  }

  @Test
  void theRunningMinuteIsNotMissing() {
    CandleSeries open =
        CandleSeries.of(CandleQuery.range(BTC, MINUTE, minute(8), minute(30)), candles(8, 9), NOW);
    assertThat(open.gaps()).isEmpty();
    CandleSeries latest = CandleSeries.of(CandleQuery.latest(BTC, MINUTE, 9), candles(7), NOW);
    assertThat(latest.gaps()).containsExactly(gap(8, 10));
  }

  @Test
  void beforeTheFirstOfTheNewestNothingIsMissing() {
    CandleSeries series =
        CandleSeries.of(new CandleQuery(BTC, MINUTE, minute(0), minute(6), 2), candles(3, 5), NOW);
    assertThat(series.gaps()).containsExactly(gap(4, 5));
  }

  @Test
  void queriesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new CandleQuery(BTC, MINUTE, null, NOW, null))
        .hasMessageContaining("needs a count or a from");
    assertThatThrownBy(() -> CandleQuery.latest(BTC, MINUTE, 0)).hasMessageContaining("but is 0");
    assertThatThrownBy(() -> CandleQuery.latest(BTC, MINUTE, CandleQuery.MAX_COUNT + 1))
        .hasMessageContaining("count must be 1 to");
    assertThatThrownBy(() -> CandleQuery.range(BTC, MINUTE, NOW, NOW))
        .hasMessageContaining("from must be before to");
  }

  private static List<Integer> minutes(CandleSeries series) {
    return series.candles().stream()
        .map(candle -> (int) (candle.openTime().getEpochSecond() - minute(0).getEpochSecond()) / 60)
        .toList();
  }

  private static CandleSeries.Gap gap(int from, int to) {
    return new CandleSeries.Gap(minute(from), minute(to));
  }

  private static Instant minute(int minute) {
    return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute);
  }

  private static List<Candle> candles(int... minutes) {
    List<Candle> candles = new ArrayList<>();
    for (int minute : minutes) {
      candles.add(candle(minute, "5"));
    }
    return candles;
  }

  private static Candle candle(int minute, String close) {
    BigDecimal price = new BigDecimal(close);
    return new Candle(
        BTC,
        new Stamp(Origin.REQUEST, null, NOW, 0),
        MINUTE,
        minute(minute),
        price,
        price,
        price,
        price,
        BigDecimal.ONE,
        price,
        null,
        Candle.Completion.CLOSED);
  }
}
