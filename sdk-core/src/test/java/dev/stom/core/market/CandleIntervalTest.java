package dev.stom.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandleIntervalTest {
  @ParameterizedTest
  @ValueSource(strings = {"1s", "1m", "3m", "15m", "4h", "1d", "3d", "1w", "1M", "1y"})
  void whatIsParsedIsPrintedAgain(String text) {
    assertThat(CandleInterval.parse(text)).hasToString(text);
  }

  @Test
  void aMinuteIsNotAMonth() {
    assertThat(CandleInterval.parse("1m")).isNotEqualTo(CandleInterval.parse("1M"));
  }

  @Test
  void sixtyMinutesAreAnHour() {
    assertThat(CandleInterval.parse("240m")).isEqualTo(CandleInterval.parse("4h"));
    assertThat(CandleInterval.parse("60s")).isEqualTo(CandleInterval.MINUTE_1);
    assertThat(CandleInterval.parse("3600s")).isEqualTo(CandleInterval.HOUR_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "m", "0m", "-1m", "1", "1 m", "1D", "1H", "1min", "01m", "99999m", "１m"})
  void whatIsNotAnIntervalIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> CandleInterval.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1M (month)")
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "1s,  2026-02-28T23:59:59.900Z, 2026-02-28T23:59:59Z, 2026-03-01T00:00:00Z",
    "15m, 2026-02-28T23:59:59Z,     2026-02-28T23:45:00Z, 2026-03-01T00:00:00Z",
    "4h,  2026-02-28T23:59:59Z,     2026-02-28T20:00:00Z, 2026-03-01T00:00:00Z",
    "1d,  2024-02-29T12:00:00Z,     2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
    "1w,  2026-11-22T23:59:59Z,     2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
    "1w,  2026-11-23T00:00:00Z,     2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
    "1M,  2024-02-29T12:00:00Z,     2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
    "1y,  2024-12-31T23:59:59Z,     2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
    "1d,  1969-12-31T12:00:00Z,     1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z",
  })
  void candlesAreCutInUtc(String interval, Instant moment, Instant open, Instant next) {
    CandleInterval candles = CandleInterval.parse(interval);
    assertThat(candles.floor(moment)).isEqualTo(open);
    assertThat(candles.floor(open)).isEqualTo(open);
    assertThat(candles.next(open)).isEqualTo(next);
    assertThat(candles.plus(next, -1)).isEqualTo(open);
  }

  @Test
  void whereThreeDayCandlesAreCutIsTheVenuesChoice() {
    CandleInterval threeDays = CandleInterval.parse("3d");
    assertThat(threeDays.isAligned()).isFalse();
    assertThatThrownBy(() -> threeDays.floor(Instant.EPOCH))
        .isInstanceOf(IllegalStateException.class);
  }
}
