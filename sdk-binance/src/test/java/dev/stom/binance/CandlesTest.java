package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.CandleSeries;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.traffic.SeenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of candles: which are asked for, and that none is asked for in vain. */
class CandlesTest {
  private static final Instrument BTC = Binance.instrument("BTC", "USDT");
  private static final CandleInterval MINUTE = CandleInterval.MINUTE_1;

  private static List<String> queries(VirtualBinance virtual) {
    return virtual.venue.requests().stream().map(SeenRequest::query).toList();
  }

  private static CandleSeries ask(VirtualBinance virtual, CandleQuery query) {
    return virtual.settle(virtual.client.marketData().candlesAsync(query));
  }

  @Test
  void aRangeIsAskedForwardsAndItsEndIsExclusive() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      Instant from = Instant.parse("2025-12-01T00:00:00Z");
      Instant to = from.plus(Duration.ofHours(25));
      CandleSeries series = ask(virtual, CandleQuery.range(BTC, MINUTE, from, to));
      assertThat(series.candles()).hasSize(1500);
      assertThat(series.candles().get(0).openTime()).isEqualTo(from);
      assertThat(series.candles().get(1499).openTime()).isEqualTo(to.minusSeconds(60));
      long end = to.toEpochMilli() - 1;
      assertThat(queries(virtual))
          .containsExactly(
              query("&startTime=" + from.toEpochMilli() + "&endTime=" + end + "&limit=1000"),
              query(
                  "&startTime="
                      + from.plus(Duration.ofMinutes(1000)).toEpochMilli()
                      + "&endTime="
                      + end
                      + "&limit=1000"));
    }
  }

  private static String query(String rest) {
    return "symbol=BTCUSDT&interval=1m" + rest;
  }

  @ParameterizedTest
  @EnumSource
  void boundsBetweenMillisecondsAreExactInEitherTimeUnit(BinanceTimeUnit unit) {
    try (VirtualBinance virtual = VirtualBinance.open(unit)) {
      Instant open = Instant.parse("2025-12-01T00:00:00Z");
      CandleSeries series =
          ask(
              virtual,
              CandleQuery.range(
                  BTC, MINUTE, open.plusNanos(1), open.plus(Duration.ofMinutes(3)).plusNanos(1)));
      assertThat(series.candles())
          .extracting(Candle::openTime)
          .containsExactly(open.plusSeconds(60), open.plusSeconds(120), open.plusSeconds(180));
      assertThat(series.candles())
          .allSatisfy(
              candle -> assertThat(candle.completion()).isEqualTo(Candle.Completion.CLOSED));
    }
  }

  @Test
  void theNewestAreAskedBackwardsAndTheLastIsRunning() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual.time.advance(Duration.ofSeconds(30));
      CandleSeries series = ask(virtual, CandleQuery.latest(BTC, MINUTE, 1200));
      assertThat(series.candles()).hasSize(1200);
      assertThat(series.gaps()).isEmpty();
      Instant start = Instant.parse("2026-01-01T00:00:00Z");
      assertThat(series.candles().get(1199).openTime()).isEqualTo(start);
      assertThat(series.candles().get(1199).completion()).isEqualTo(Candle.Completion.RUNNING);
      assertThat(series.candles().get(1198).completion()).isEqualTo(Candle.Completion.CLOSED);
      assertThat(queries(virtual))
          .containsExactly(
              query("&limit=1000"),
              query(
                  "&endTime="
                      + (start.minus(Duration.ofMinutes(999)).toEpochMilli() - 1)
                      + "&limit=200"));
    }
  }

  @Test
  void aCountFromAMomentIsAskedForwardsAndTheRestIsNotAskedFor() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      Instant from = Instant.parse("2025-12-01T00:00:00Z");
      CandleSeries series = ask(virtual, CandleQuery.from(BTC, MINUTE, from, 1001));
      assertThat(series.candles()).hasSize(1001);
      assertThat(series.candles().get(0).openTime()).isEqualTo(from);
      assertThat(queries(virtual))
          .containsExactly(
              query("&startTime=" + from.toEpochMilli() + "&limit=1000"),
              query(
                  "&startTime=" + from.plus(Duration.ofMinutes(1000)).toEpochMilli() + "&limit=1"));
    }
  }

  @Test
  void theNewestOfARangeStopAtItsBeginning() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      Instant from = Instant.parse("2025-12-01T00:00:00Z");
      Instant to = from.plus(Duration.ofMinutes(10));
      CandleSeries some = ask(virtual, new CandleQuery(BTC, MINUTE, from, to, 4));
      assertThat(some.candles()).hasSize(4);
      assertThat(some.candles().get(3).openTime()).isEqualTo(to.minusSeconds(60));
      CandleSeries all = ask(virtual, new CandleQuery(BTC, MINUTE, from, to, 2000));
      assertThat(all.candles()).hasSize(10);
      assertThat(all.candles().get(0).openTime()).isEqualTo(from);
    }
  }

  @Test
  void whatLiesBeforeTheListingIsNotAskedForAgainAndAgain() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      CandleSeries months = ask(virtual, CandleQuery.latest(BTC, CandleInterval.parse("1M"), 5000));
      assertThat(months.candles()).hasSizeBetween(1, 1000);
      assertThat(virtual.venue.requests()).hasSize(1);
      Instant future = virtual.time.now().plus(Duration.ofDays(1));
      CandleSeries none =
          ask(virtual, CandleQuery.range(BTC, MINUTE, future, future.plus(Duration.ofDays(10))));
      assertThat(none.candles()).isEmpty();
      assertThat(none.gaps()).isEmpty();
    }
  }

  @Test
  void givingUpCancelsThePageUnderWay() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual.venue.faults().onRequests(1, HttpFault.delayed(Duration.ofSeconds(10)));
      CompletableFuture<CandleSeries> asked =
          virtual.client.marketData().candlesAsync(CandleQuery.latest(BTC, MINUTE, 5000));
      virtual.time.advance(Duration.ofSeconds(1));
      assertThat(asked.cancel(true)).isTrue();
      virtual.time.advance(Duration.ofMinutes(1));
      assertThatThrownBy(asked::join).isInstanceOf(CancellationException.class);
      assertThat(virtual.venue.requests()).hasSize(1);
    }
  }
}
