package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.binance.model.BinanceLevels;
import dev.stom.binance.model.BinanceSymbolStatus;
import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Feed;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.WindowRateLimiter;
import dev.stom.core.spi.DecimalColumn;
import dev.stom.testkit.RecordingListener;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller's mistake is named at the door, and nothing is sent. */
@SuppressWarnings("FutureReturnValueIgnored") // each call throws before there is a future
class BadArgumentsTest {
  private static VirtualBinance virtual;

  @BeforeAll
  static void open() {
    virtual = VirtualBinance.open();
  }

  @AfterAll
  static void close() {
    virtual.close();
  }

  /** A mistake, and a word that its message must hold. */
  private static Arguments row(String word, Callable<?> mistake) {
    return Arguments.of(word, mistake);
  }

  static Stream<Arguments> mistakes() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Instrument btc = Binance.instrument("BTC", "USDT");
    Instrument foreign =
        new Instrument(new Venue("elsewhere", "Elsewhere"), "X", Asset.BTC, Asset.KRW);
    BinanceSymbols hundredAndOne =
        BinanceSymbols.of(IntStream.rangeClosed(1, 101).mapToObj(i -> "S" + i).toList());
    BinanceKlineRequest klines = BinanceKlineRequest.of("BTCUSDT", CandleInterval.MINUTE_1);
    BinanceAggTradeRequest aggregates = BinanceAggTradeRequest.of("BTCUSDT");
    return Stream.of(
        // requests
        row("limit", () -> api().depth("BTCUSDT", 0)),
        row("5000", () -> api().depthAsync("BTCUSDT", 5001)),
        row("symbol", () -> api().depth("", 5)),
        row("symbol", () -> api().depth("BTC USDT", 5)),
        row("status", () -> api().depth("BTCUSDT", 5, BinanceSymbolStatus.UNKNOWN)),
        row("limit", () -> api().trades("BTCUSDT", 1001)),
        row("limit", () -> api().historicalTrades("BTCUSDT", null, 0)),
        row("fromId", () -> api().historicalTrades("BTCUSDT", -1L, 5)),
        row("fromId", () -> api().historicalBlockTrades("BTCUSDT", -1, 5)),
        row("limit", () -> api().historicalBlockTrades("BTCUSDT", 0, 1001)),
        row("symbol", () -> api().avgPrice("BTC\"USDT")),
        row("symbols", () -> BinanceSymbols.of(List.of())),
        row("symbol", () -> BinanceSymbols.of("BTCUSDT", "")),
        row("status", () -> BinanceSymbols.all().inStatus(BinanceSymbolStatus.UNKNOWN)),
        row("100", () -> api().rollingTicker(hundredAndOne, Duration.ofHours(1))),
        row("100", () -> api().tradingDayTicker(BinanceSymbols.all(), null)),
        row("timeZone", () -> api().tradingDayTicker(BinanceSymbols.of("A"), ZoneOffset.MIN)),
        row("window", () -> api().rollingTicker("BTCUSDT", Duration.ofMinutes(60 * 24 * 8))),
        row("window", () -> api().rollingTicker("BTCUSDT", Duration.ZERO)),
        row("window", () -> api().rollingTicker("BTCUSDT", Duration.ofSeconds(90))),
        row("window", () -> api().rollingTicker("BTCUSDT", Duration.ofMinutes(1).plusNanos(1))),
        row("window", () -> api().rollingTicker("BTCUSDT", Duration.ofMinutes(90))),
        row(
            "status",
            () ->
                api()
                    .executionRules(
                        BinanceSymbols.of("BTCUSDT").inStatus(BinanceSymbolStatus.TRADING))),
        row("permissions", () -> BinanceExchangeInfoRequest.permissions(List.of())),
        row("symbols", () -> BinanceExchangeInfoRequest.symbols(List.of())),
        row(
            "together with symbols",
            () ->
                BinanceExchangeInfoRequest.symbols(List.of("BTCUSDT"))
                    .inStatus(BinanceSymbolStatus.TRADING)),
        row("interval", () -> BinanceKlineRequest.of("BTCUSDT", CandleInterval.parse("7s"))),
        row("limit", () -> klines.limit(1001)),
        row("timeZone", () -> klines.timeZone(ZoneOffset.ofHours(-13))),
        row("endTime", () -> api().klines(klines.startTime(now).endTime(now.minusMillis(1)))),
        row("limit", () -> aggregates.limit(0)),
        row("fromId", () -> aggregates.fromId(-1)),
        row(
            "endTime",
            () -> api().aggTrades(aggregates.startTime(now).endTime(now.minusMillis(1)))),
        row("method", () -> api().rawAsync("PATCH", "/api/v3/time", Map.of())),
        row("path", () -> api().rawAsync("GET", "api/v3/time", Map.of())),
        row("path", () -> api().raw("GET", "/api/v3/time?x=1", Map.of())),
        row("weight", () -> api().rawAsync("GET", "/api/v3/time", Map.of(), 0)),
        row("weight", () -> api().rawAsync("GET", "/api/v3/time", Map.of(), 6001)),
        // streams
        row("unmodelled", () -> BinanceStream.of("btcusdt@kline_2m")),
        row("unmodelled", () -> BinanceStream.of("btcusdt@Trade")),
        row("retired", () -> BinanceStream.of("!ticker@arr")),
        row("retired", () -> BinanceStream.of("!bookTicker")),
        row("stream", () -> BinanceStream.of("btcusdt")),
        row("stream", () -> BinanceStream.of("@trade")),
        row("stream", () -> BinanceStream.of("btcusdt@")),
        row("stream", () -> BinanceStream.unmodelled("btc\"usdt@x")),
        row("stream", () -> BinanceStream.unmodelled("btc/usdt@x")),
        row("symbol", () -> BinanceStream.trade("")),
        row("symbol", () -> BinanceStream.trade("btcusdt@trade")),
        row("symbol", () -> BinanceStream.trade("!miniTicker")),
        row("levels", () -> BinanceStream.partialDepth("BTCUSDT", 15)),
        row("levels", () -> BinanceStream.partialDepthFast("BTCUSDT", 0)),
        row(
            "diffDepth",
            () ->
                virtual
                    .client
                    .marketData()
                    .subscribe(Set.of(Feed.book(btc, 21)), new RecordingListener())),
        row(
            "MarketDataSource.orderBook",
            () ->
                virtual
                    .client
                    .marketData()
                    .subscribe(Set.of(Feed.book(btc).snapshotOnly()), new RecordingListener())),
        row(
            "Binance.instrument",
            () ->
                virtual
                    .client
                    .marketData()
                    .subscribe(Set.of(Feed.trades(foreign)), new RecordingListener())),
        // environments and the builder
        row("rest", () -> BinanceEnvironment.of(URI.create("ws://host"), URI.create("ws://host"))),
        row(
            "stream",
            () -> BinanceEnvironment.of(URI.create("http://host"), URI.create("http://host"))),
        row("rest", () -> BinanceEnvironment.PRODUCTION.withRest(URI.create("api.binance.com"))),
        row("query", () -> BinanceEnvironment.PRODUCTION.withStream(URI.create("wss://host/?x=1"))),
        row("deadline", () -> Binance.builder().deadline(Duration.ZERO).open()),
        row("deadline", () -> Binance.builder().deadline(Duration.ofSeconds(-1)).open()),
        row(
            "exclude each other",
            () ->
                Binance.builder()
                    .httpClient(new OkHttpClient())
                    .transport(virtual.transport)
                    .open()),
        row(
            "Binance.rateBudgets",
            () ->
                Binance.builder()
                    .rateLimiter(
                        WindowRateLimiter.of(
                            ManualTime.create(),
                            List.of(new RateBudget("other", 1, Duration.ofSeconds(1)))))
                    .open()),
        // offline
        row("quotes", () -> Binance.symbolsByQuote(List.of())),
        row("Binance", () -> Binance.normalizer(symbol -> Optional.empty(), foreign)),
        row("path", () -> read("/api/v3/account")),
        row("interval", () -> read("/api/v3/klines?symbol=BTCUSDT")),
        row("interval", () -> read("/api/v3/klines?interval=7m")),
        row("quantities", () -> BinanceLevels.of(new DecimalColumn(), oneDecimal())));
  }

  private static DecimalColumn oneDecimal() {
    DecimalColumn column = new DecimalColumn();
    column.add(1, 0);
    return column;
  }

  private static Object read(String path) {
    return Binance.normalizer(symbol -> Optional.empty())
        .readAnswer(path, "[]".getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
  }

  private static BinanceMarketApi api() {
    return virtual.client.market();
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("mistakes")
  void aMistakeIsNamedAndNothingIsSent(String word, Callable<?> mistake) {
    int sent = virtual.venue.requests().size();
    assertThatThrownBy(mistake::call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word);
    assertThat(virtual.venue.requests()).hasSize(sent);
  }

  @Test
  void whatTheDataHostsDoNotServeIsRefusedWithTheRemedy() {
    try (Binance binance =
        Binance.builder().transport(virtual.transport).time(virtual.time).open()) {
      assertThat(binance.environment()).isEqualTo(BinanceEnvironment.PRODUCTION_DATA);
      BinanceMarketApi api = binance.market();
      List<Callable<?>> unserved =
          List.of(
              () -> api.tradingDayTickerAsync("BTCUSDT"),
              () -> api.historicalTradesAsync("BTCUSDT", null, 5),
              () -> api.historicalBlockTradesAsync("BTCUSDT", 0, 5),
              () -> api.executionRulesAsync(BinanceSymbols.all()),
              () -> api.referencePriceAsync("BTCUSDT"),
              () -> api.referencePriceCalculationAsync("BTCUSDT", null));
      int sent = virtual.venue.requests().size();
      for (Callable<?> call : unserved) {
        assertThatThrownBy(call::call)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("environment(BinanceEnvironment.PRODUCTION)");
      }
      assertThat(virtual.venue.requests()).hasSize(sent);
      assertThat(virtual.settle(api.timeAsync())).isNotNull();
    }
  }
}
