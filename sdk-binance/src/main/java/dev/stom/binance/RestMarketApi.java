package dev.stom.binance;

import dev.stom.binance.model.BinanceAggTrade;
import dev.stom.binance.model.BinanceAvgPrice;
import dev.stom.binance.model.BinanceBlockTrade;
import dev.stom.binance.model.BinanceBookTicker;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceExchangeInfo;
import dev.stom.binance.model.BinanceExecutionRules;
import dev.stom.binance.model.BinanceKline;
import dev.stom.binance.model.BinanceMiniTicker;
import dev.stom.binance.model.BinancePrice;
import dev.stom.binance.model.BinanceReferencePrice;
import dev.stom.binance.model.BinanceReferencePriceCalculation;
import dev.stom.binance.model.BinanceSymbolStatus;
import dev.stom.binance.model.BinanceTicker24h;
import dev.stom.binance.model.BinanceTrade;
import dev.stom.binance.model.BinanceWindowTicker;
import dev.stom.core.RawAnswer;
import dev.stom.core.error.SdkException;
import dev.stom.core.runtime.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The venue's endpoints, asked over HTTP. */
final class RestMarketApi implements BinanceMarketApi {
  private final Rest rest;

  RestMarketApi(Rest rest) {
    this.rest = rest;
  }

  @Override
  public CompletableFuture<Void> pingAsync() {
    return rest.get(MarketEndpoints.ping()).thenAccept(answered -> {});
  }

  @Override
  public CompletableFuture<Instant> timeAsync() {
    return rest.get(MarketEndpoints.time());
  }

  @Override
  public CompletableFuture<BinanceExchangeInfo> exchangeInfoAsync(
      BinanceExchangeInfoRequest request) {
    return rest.get(MarketEndpoints.exchangeInfo(request));
  }

  @Override
  public CompletableFuture<BinanceDepth> depthAsync(
      String symbol, int limit, @Nullable BinanceSymbolStatus status) {
    return rest.get(MarketEndpoints.depth(symbol, limit, status));
  }

  @Override
  public CompletableFuture<List<BinanceTrade>> tradesAsync(String symbol, int limit) {
    return rest.get(MarketEndpoints.trades(symbol, limit));
  }

  @Override
  public CompletableFuture<List<BinanceTrade>> historicalTradesAsync(
      String symbol, @Nullable Long fromId, int limit) {
    return rest.get(MarketEndpoints.historicalTrades(symbol, fromId, limit));
  }

  @Override
  public CompletableFuture<List<BinanceBlockTrade>> historicalBlockTradesAsync(
      String symbol, long fromId, int limit) {
    return rest.get(MarketEndpoints.historicalBlockTrades(symbol, fromId, limit));
  }

  @Override
  public CompletableFuture<List<BinanceAggTrade>> aggTradesAsync(BinanceAggTradeRequest request) {
    return rest.get(MarketEndpoints.aggTrades(request));
  }

  @Override
  public CompletableFuture<List<BinanceKline>> klinesAsync(BinanceKlineRequest request) {
    return rest.get(MarketEndpoints.klines(request));
  }

  @Override
  public CompletableFuture<List<BinanceKline>> uiKlinesAsync(BinanceKlineRequest request) {
    return rest.get(MarketEndpoints.uiKlines(request));
  }

  @Override
  public CompletableFuture<BinanceAvgPrice> avgPriceAsync(String symbol) {
    return rest.get(MarketEndpoints.avgPrice(symbol));
  }

  @Override
  public CompletableFuture<List<BinanceTicker24h>> ticker24hAsync(BinanceSymbols symbols) {
    return rest.get(MarketEndpoints.ticker24h(symbols));
  }

  @Override
  public CompletableFuture<List<BinanceMiniTicker>> miniTicker24hAsync(BinanceSymbols symbols) {
    return rest.get(MarketEndpoints.miniTicker24h(symbols));
  }

  @Override
  public CompletableFuture<List<BinanceWindowTicker>> tradingDayTickerAsync(
      BinanceSymbols symbols, @Nullable ZoneOffset timeZone) {
    return rest.get(MarketEndpoints.tradingDay(symbols, timeZone));
  }

  @Override
  public CompletableFuture<List<BinanceMiniTicker>> miniTradingDayTickerAsync(
      BinanceSymbols symbols, @Nullable ZoneOffset timeZone) {
    return rest.get(MarketEndpoints.miniTradingDay(symbols, timeZone));
  }

  @Override
  public CompletableFuture<List<BinanceWindowTicker>> rollingTickerAsync(
      BinanceSymbols symbols, Duration window) {
    return rest.get(MarketEndpoints.rollingTicker(symbols, window));
  }

  @Override
  public CompletableFuture<List<BinanceMiniTicker>> miniRollingTickerAsync(
      BinanceSymbols symbols, Duration window) {
    return rest.get(MarketEndpoints.miniRollingTicker(symbols, window));
  }

  @Override
  public CompletableFuture<List<BinancePrice>> priceAsync(BinanceSymbols symbols) {
    return rest.get(MarketEndpoints.price(symbols));
  }

  @Override
  public CompletableFuture<List<BinanceBookTicker>> bookTickerAsync(BinanceSymbols symbols) {
    return rest.get(MarketEndpoints.bookTicker(symbols));
  }

  @Override
  public CompletableFuture<BinanceExecutionRules> executionRulesAsync(BinanceSymbols symbols) {
    return rest.get(MarketEndpoints.executionRules(symbols));
  }

  @Override
  public CompletableFuture<Optional<BinanceReferencePrice>> referencePriceAsync(String symbol) {
    return orNever(rest.get(MarketEndpoints.referencePrice(symbol)));
  }

  @Override
  public CompletableFuture<Optional<BinanceReferencePriceCalculation>>
      referencePriceCalculationAsync(String symbol, @Nullable BinanceSymbolStatus status) {
    return orNever(rest.get(MarketEndpoints.referencePriceCalculation(symbol, status)));
  }

  /** That there never was a reference price is an answer, though the venue calls it an error. */
  private static <T> CompletableFuture<Optional<T>> orNever(CompletableFuture<T> answer) {
    return answer
        .thenApply(Optional::of)
        .exceptionally(
            thrown -> {
              Throwable cause =
                  thrown instanceof CompletionException wrapper && wrapper.getCause() != null
                      ? wrapper.getCause()
                      : thrown;
              if (cause instanceof SdkException refused
                  && refused
                      .venueCode()
                      .filter(BinanceErrors.NO_REFERENCE_PRICE::equals)
                      .isPresent()) {
                return Optional.empty();
              }
              throw cause instanceof RuntimeException exception
                  ? exception
                  : new CompletionException(cause);
            });
  }

  @Override
  public CompletableFuture<RawAnswer> rawAsync(
      String method, String path, Map<String, String> parameters, int weight, Lane lane) {
    return rest.raw(method, path, parameters, weight, Objects.requireNonNull(lane, "lane"));
  }
}
