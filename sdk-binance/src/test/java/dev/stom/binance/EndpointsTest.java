package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.binance.model.BinanceExchangeInfo;
import dev.stom.binance.model.BinanceFilter;
import dev.stom.binance.model.BinanceKline;
import dev.stom.binance.model.BinanceReferencePrice;
import dev.stom.binance.model.BinanceSymbol;
import dev.stom.binance.model.BinanceSymbolStatus;
import dev.stom.binance.model.BinanceTrade;
import dev.stom.core.RawAnswer;
import dev.stom.core.market.CandleInterval;
import dev.stom.testkit.traffic.SeenRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint against the simulated venue: what is sent, what it costs, what comes back. */
class EndpointsTest {
  private static final BinanceSymbols ONE = BinanceSymbols.of("btcusdt");
  private static final BinanceSymbols TWO = BinanceSymbols.of("BTCUSDT", "ethusdt");
  private static final Instant FROM = Instant.parse("2025-12-31T20:00:00Z");
  private static final Instant TO = Instant.parse("2025-12-31T20:30:00.000500Z");
  private static final String TWO_IN_QUERY = "symbols=%5B%22BTCUSDT%22%2C%22ETHUSDT%22%5D";

  private static Arguments row(
      String path,
      String query,
      int weight,
      Function<BinanceMarketApi, CompletableFuture<?>> call) {
    return Arguments.of(path, query, weight, call);
  }

  static Stream<Arguments> calls() {
    BinanceKlineRequest klines = BinanceKlineRequest.of("btcusdt", CandleInterval.MINUTE_1);
    BinanceAggTradeRequest aggregates = BinanceAggTradeRequest.of("btcusdt");
    return Stream.of(
        row("ping", "", 1, BinanceMarketApi::pingAsync),
        row("time", "", 1, BinanceMarketApi::timeAsync),
        row("exchangeInfo", "", 20, BinanceMarketApi::exchangeInfoAsync),
        row(
            "exchangeInfo",
            "symbol=BTCUSDT",
            20,
            api -> api.exchangeInfoAsync(BinanceExchangeInfoRequest.symbols(List.of("btcusdt")))),
        row(
            "exchangeInfo",
            TWO_IN_QUERY + "&showPermissionSets=false",
            20,
            api ->
                api.exchangeInfoAsync(
                    BinanceExchangeInfoRequest.symbols(TWO.symbols()).withoutPermissionSets())),
        row(
            "exchangeInfo",
            "permissions=SPOT",
            20,
            api -> api.exchangeInfoAsync(BinanceExchangeInfoRequest.permissions(List.of("SPOT")))),
        row(
            "exchangeInfo",
            "symbolStatus=TRADING",
            20,
            api ->
                api.exchangeInfoAsync(
                    BinanceExchangeInfoRequest.all().inStatus(BinanceSymbolStatus.TRADING))),
        row("depth", "symbol=BTCUSDT&limit=100", 5, api -> api.depthAsync("btcusdt", 100)),
        row("depth", "symbol=BTCUSDT&limit=101", 25, api -> api.depthAsync("btcusdt", 101)),
        row("depth", "symbol=BTCUSDT&limit=501", 50, api -> api.depthAsync("btcusdt", 501)),
        row(
            "depth",
            "symbol=BTCUSDT&limit=1001&symbolStatus=TRADING",
            250,
            api -> api.depthAsync("btcusdt", 1001, BinanceSymbolStatus.TRADING)),
        row("trades", "symbol=BTCUSDT&limit=7", 25, api -> api.tradesAsync("btcusdt", 7)),
        row(
            "historicalTrades",
            "symbol=BTCUSDT&limit=7",
            25,
            api -> api.historicalTradesAsync("btcusdt", null, 7)),
        row(
            "historicalTrades",
            "symbol=BTCUSDT&fromId=9007199254740993&limit=7",
            25,
            api -> api.historicalTradesAsync("btcusdt", 9_007_199_254_740_993L, 7)),
        row(
            "historicalBlockTrades",
            "symbol=BTCUSDT&fromId=0&limit=7",
            25,
            api -> api.historicalBlockTradesAsync("btcusdt", 0, 7)),
        row(
            "aggTrades",
            "symbol=BTCUSDT&limit=9",
            4,
            api -> api.aggTradesAsync(aggregates.limit(9))),
        row(
            "aggTrades",
            "symbol=BTCUSDT&startTime=1767211200000&endTime=1767213000000500&limit=1000",
            4,
            api -> api.aggTradesAsync(aggregates.startTime(FROM).endTime(TO))),
        row(
            "klines",
            "symbol=BTCUSDT&interval=1m&startTime=1767211200000&limit=3",
            2,
            api -> api.klinesAsync(klines.startTime(FROM).limit(3))),
        row(
            "klines",
            "symbol=BTCUSDT&interval=1M&timeZone=%2B09%3A00&limit=1000",
            2,
            api ->
                api.klinesAsync(
                    BinanceKlineRequest.of("btcusdt", CandleInterval.parse("1M"))
                        .timeZone(ZoneOffset.ofHours(9)))),
        row(
            "uiKlines",
            "symbol=BTCUSDT&interval=1m&limit=5",
            2,
            api -> api.uiKlinesAsync(klines.limit(5))),
        row("avgPrice", "symbol=BTCUSDT", 2, api -> api.avgPriceAsync("btcusdt")),
        row("ticker/24hr", "symbol=BTCUSDT", 2, api -> api.ticker24hAsync(ONE)),
        row("ticker/24hr", TWO_IN_QUERY, 2, api -> api.ticker24hAsync(TWO)),
        row("ticker/24hr", "", 80, api -> api.ticker24hAsync(BinanceSymbols.all())),
        row(
            "ticker/24hr",
            "symbolStatus=TRADING&type=MINI",
            80,
            api ->
                api.miniTicker24hAsync(BinanceSymbols.all().inStatus(BinanceSymbolStatus.TRADING))),
        row("ticker/tradingDay", "symbol=BTCUSDT", 4, api -> api.tradingDayTickerAsync("btcusdt")),
        row(
            "ticker/tradingDay",
            TWO_IN_QUERY + "&timeZone=-05%3A30&type=MINI",
            8,
            api -> api.miniTradingDayTickerAsync(TWO, ZoneOffset.ofHoursMinutes(-5, -30))),
        row(
            "ticker",
            "symbol=BTCUSDT&windowSize=59m",
            4,
            api -> api.rollingTickerAsync("btcusdt", Duration.ofMinutes(59))),
        row(
            "ticker",
            TWO_IN_QUERY + "&windowSize=7d&type=MINI",
            8,
            api -> api.miniRollingTickerAsync(TWO, Duration.ofDays(7))),
        row(
            "ticker",
            TWO_IN_QUERY + "&windowSize=23h",
            8,
            api -> api.rollingTickerAsync(TWO, Duration.ofHours(23))),
        row("ticker/price", "symbol=BTCUSDT", 2, api -> api.priceAsync("btcusdt")),
        row("ticker/price", TWO_IN_QUERY, 4, api -> api.priceAsync(TWO)),
        row("ticker/price", "", 4, api -> api.priceAsync(BinanceSymbols.all())),
        row("ticker/bookTicker", "symbol=BTCUSDT", 2, api -> api.bookTickerAsync("btcusdt")),
        row("ticker/bookTicker", TWO_IN_QUERY, 4, api -> api.bookTickerAsync(TWO)),
        row("executionRules", "symbol=BTCUSDT", 2, api -> api.executionRulesAsync(ONE)),
        row("executionRules", TWO_IN_QUERY, 4, api -> api.executionRulesAsync(TWO)),
        row("executionRules", "", 40, api -> api.executionRulesAsync(BinanceSymbols.all())),
        row("referencePrice", "symbol=BTCUSDT", 2, api -> api.referencePriceAsync("btcusdt")),
        row(
            "referencePrice/calculation",
            "symbol=BTCUSDT",
            2,
            api -> api.referencePriceCalculationAsync("btcusdt", null)),
        row(
            "avgPrice",
            "symbol=BTCUSDT",
            2,
            api -> api.rawAsync("get", "/api/v3/avgPrice", Map.of("symbol", "BTCUSDT"), 2)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("calls")
  void aCallSendsWhatTheVenueWantsAndIsChargedWhatTheVenueCharges(
      String path,
      String query,
      int weight,
      Function<BinanceMarketApi, CompletableFuture<?>> call) {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual.time.advance(Duration.ofSeconds(1));
      assertThat(virtual.chargedFor(call)).isEqualTo(weight);
      List<SeenRequest> seen = virtual.venue.requests();
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).path()).isEqualTo("/api/v3/" + path);
      assertThat(seen.get(0).query()).isEqualTo(query);
      assertThat(seen.get(0).header("X-MBX-TIME-UNIT")).isEmpty();
      assertThat(virtual.venue.traffic().busiestWindow())
          .containsEntry("REQUEST_WEIGHT", (long) weight);
      assertThat(virtual.client.statistics().snapshot().byEndpoint())
          .containsOnlyKeys("GET /api/v3/" + path);
    }
  }

  @Test
  void thatThereIsNoReferencePriceIsNoError() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      BinanceMarketApi api = virtual.client.market();
      assertThat(virtual.settle(api.referencePriceAsync("ETHBTC"))).isEmpty();
      assertThat(virtual.settle(api.referencePriceCalculationAsync("ETHBTC", null))).isEmpty();
      Optional<BinanceReferencePrice> none = virtual.settle(api.referencePriceAsync("ARDRUSDT"));
      assertThat(none).isPresent();
      assertThat(none.get().referencePrice()).isNull();
      assertThat(virtual.settle(api.referencePriceAsync("BTCUSDT")).orElseThrow().referencePrice())
          .isPositive();
    }
  }

  @Test
  void theCatalogOfTheVenueKeepsFiltersFlagsAndPermissions() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      BinanceExchangeInfo info = virtual.settle(virtual.client.market().exchangeInfoAsync());
      BinanceSymbol btc =
          info.symbols().stream().filter(s -> s.symbol().equals("BTCUSDT")).findFirst().get();
      assertThat(btc.baseAsset()).isEqualTo("BTC");
      assertThat(btc.quoteAsset()).isEqualTo("USDT");
      assertThat(btc.status()).isEqualTo(BinanceSymbolStatus.TRADING);
      assertThat(btc.orderTypes()).contains("LIMIT");
      assertThat(btc.allows("isSpotTradingAllowed")).isTrue();
      assertThat(btc.permissionSets()).isNotEmpty();
      BinanceFilter lot = btc.filter("LOT_SIZE").orElseThrow();
      assertThat(lot.decimal("stepSize").orElseThrow()).isPositive();
      assertThat(info.rateLimits())
          .extracting(limit -> limit.rateLimitType())
          .contains("REQUEST_WEIGHT", "RAW_REQUESTS");
      assertThat(info.symbols())
          .filteredOn(s -> s.symbol().equals("ARDRBTC"))
          .allMatch(s -> s.status() == BinanceSymbolStatus.BREAK)
          .hasSize(1);
    }
  }

  @Test
  void microsecondsAreAskedForAndKept() {
    try (VirtualBinance virtual = VirtualBinance.open(BinanceTimeUnit.MICROSECOND)) {
      virtual.time.advance(Duration.ofMinutes(1));
      List<BinanceTrade> trades =
          virtual.settle(virtual.client.market().tradesAsync("BTCUSDT", 100));
      assertThat(virtual.venue.requests().get(0).header("X-MBX-TIME-UNIT")).hasValue("MICROSECOND");
      assertThat(trades).allSatisfy(trade -> assertThat(trade.time()).isBefore(Instant.MAX));
      List<BinanceKline> klines =
          virtual.settle(
              virtual
                  .client
                  .market()
                  .klinesAsync(
                      BinanceKlineRequest.of("BTCUSDT", CandleInterval.MINUTE_1).limit(2)));
      assertThat(klines.get(0).closeTime())
          .isEqualTo(klines.get(0).openTime().plusSeconds(60).minusNanos(1000));
    }
  }

  @Test
  void aRawCallGivesTheAnswerAsItCame() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      RawAnswer answer =
          virtual.settle(
              virtual
                  .client
                  .market()
                  .rawAsync("GET", "/api/v3/ticker/price", Map.of("symbol", "BTCUSDT")));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).startsWith("{\"symbol\":\"BTCUSDT\"");
      assertThat(answer.headers()).containsKey("x-mbx-used-weight-1m");
    }
  }
}
