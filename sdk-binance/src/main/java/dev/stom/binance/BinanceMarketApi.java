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
import dev.stom.core.runtime.Await;
import dev.stom.core.runtime.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Binance's public market data in its own words: every endpoint, with the venue's parameters,
 * figures and weights. {@link dev.stom.core.market.MarketDataSource} has the same in the words that
 * all venues share.
 *
 * <p>Each request has two forms: one returns a future, the other blocks and throws. Both end within
 * the client's deadline, waiting for the rate limiter included, and both fail with an {@link
 * dev.stom.core.error.SdkException} when the outside world fails. Reads that may succeed later are
 * tried again within the deadline. A caller's mistake is an {@link IllegalArgumentException}, and a
 * request that the environment's host does not serve an {@link IllegalStateException}, thrown at
 * once by both forms.
 *
 * <p><b>Threads:</b> all methods may be called from any thread.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21, and changelog up to
 * 2026-09-18.
 */
public interface BinanceMarketApi {
  /**
   * What a raw call costs unless its weight is given: as much as the dearest request about one
   * symbol, but for deep books.
   */
  int DEFAULT_RAW_WEIGHT = 25;

  /**
   * Asks whether the venue answers. {@code GET /api/v3/ping}, weight 1.
   *
   * @return nothing: it has answered
   */
  CompletableFuture<Void> pingAsync();

  /**
   * Asks whether the venue answers. {@code GET /api/v3/ping}, weight 1.
   *
   * <p>Blocks until it is there.
   */
  default void ping() {
    Await.result(pingAsync(), Binance.VENUE, "ping");
  }

  /**
   * Asks for the venue's clock. {@code GET /api/v3/time}, weight 1.
   *
   * @return the time there when it answered
   */
  CompletableFuture<Instant> timeAsync();

  /**
   * Asks for the venue's clock. {@code GET /api/v3/time}, weight 1.
   *
   * <p>Blocks until it is there.
   *
   * @return the time there when it answered
   */
  default Instant time() {
    return Await.result(timeAsync(), Binance.VENUE, "time");
  }

  /**
   * Asks what the venue lists and which limits it keeps. {@code GET /api/v3/exchangeInfo}, weight
   * 20.
   *
   * @param request which part of it
   * @return what it lists
   */
  CompletableFuture<BinanceExchangeInfo> exchangeInfoAsync(BinanceExchangeInfoRequest request);

  /**
   * Asks what the venue lists and which limits it keeps. {@code GET /api/v3/exchangeInfo}, weight
   * 20.
   *
   * <p>Blocks until it is there.
   *
   * @param request which part of it
   * @return what it lists
   */
  default BinanceExchangeInfo exchangeInfo(BinanceExchangeInfoRequest request) {
    return Await.result(exchangeInfoAsync(request), Binance.VENUE, "exchangeInfo");
  }

  /**
   * Asks for the order book. {@code GET /api/v3/depth}, weight 5 up to 100 levels, 25 up to 500, 50
   * up to 1000, 250 beyond.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param limit levels on each side, 1 to 5000
   * @param status the status that the symbol must be in, or the venue refuses with code -1220; null
   *     for any
   * @return the book
   */
  CompletableFuture<BinanceDepth> depthAsync(
      String symbol, int limit, @Nullable BinanceSymbolStatus status);

  /**
   * Asks for the order book. {@code GET /api/v3/depth}, weight 5 up to 100 levels, 25 up to 500, 50
   * up to 1000, 250 beyond.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param limit levels on each side, 1 to 5000
   * @param status the status that the symbol must be in, or the venue refuses with code -1220; null
   *     for any
   * @return the book
   */
  default BinanceDepth depth(String symbol, int limit, @Nullable BinanceSymbolStatus status) {
    return Await.result(depthAsync(symbol, limit, status), Binance.VENUE, "depth");
  }

  /**
   * Asks for the latest trades. {@code GET /api/v3/trades}, weight 25.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param limit how many at most, 1 to 1000
   * @return ascending by id
   */
  CompletableFuture<List<BinanceTrade>> tradesAsync(String symbol, int limit);

  /**
   * Asks for the latest trades. {@code GET /api/v3/trades}, weight 25.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param limit how many at most, 1 to 1000
   * @return ascending by id
   */
  default List<BinanceTrade> trades(String symbol, int limit) {
    return Await.result(tradesAsync(symbol, limit), Binance.VENUE, "trades");
  }

  /**
   * Asks for older trades. {@code GET /api/v3/historicalTrades}, weight 25. Not on {@link
   * BinanceEnvironment#PRODUCTION_DATA}.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param fromId the first id; null for the latest trades
   * @param limit how many at most, 1 to 1000
   * @return ascending by id
   */
  CompletableFuture<List<BinanceTrade>> historicalTradesAsync(
      String symbol, @Nullable Long fromId, int limit);

  /**
   * Asks for older trades. {@code GET /api/v3/historicalTrades}, weight 25. Not on {@link
   * BinanceEnvironment#PRODUCTION_DATA}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param fromId the first id; null for the latest trades
   * @param limit how many at most, 1 to 1000
   * @return ascending by id
   */
  default List<BinanceTrade> historicalTrades(String symbol, @Nullable Long fromId, int limit) {
    return Await.result(
        historicalTradesAsync(symbol, fromId, limit), Binance.VENUE, "historicalTrades");
  }

  /**
   * Asks for block trades. {@code GET /api/v3/historicalBlockTrades}, weight 25. Not on {@link
   * BinanceEnvironment#PRODUCTION_DATA}.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param fromId the first id
   * @param limit how many at most, 1 to 1000
   * @return ascending by id
   */
  CompletableFuture<List<BinanceBlockTrade>> historicalBlockTradesAsync(
      String symbol, long fromId, int limit);

  /**
   * Asks for block trades. {@code GET /api/v3/historicalBlockTrades}, weight 25. Not on {@link
   * BinanceEnvironment#PRODUCTION_DATA}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param fromId the first id
   * @param limit how many at most, 1 to 1000
   * @return ascending by id
   */
  default List<BinanceBlockTrade> historicalBlockTrades(String symbol, long fromId, int limit) {
    return Await.result(
        historicalBlockTradesAsync(symbol, fromId, limit), Binance.VENUE, "historicalBlockTrades");
  }

  /**
   * Asks for aggregate trades. {@code GET /api/v3/aggTrades}, weight 4.
   *
   * @param request which
   * @return ascending by id
   */
  CompletableFuture<List<BinanceAggTrade>> aggTradesAsync(BinanceAggTradeRequest request);

  /**
   * Asks for aggregate trades. {@code GET /api/v3/aggTrades}, weight 4.
   *
   * <p>Blocks until it is there.
   *
   * @param request which
   * @return ascending by id
   */
  default List<BinanceAggTrade> aggTrades(BinanceAggTradeRequest request) {
    return Await.result(aggTradesAsync(request), Binance.VENUE, "aggTrades");
  }

  /**
   * Asks for candles. {@code GET /api/v3/klines}, weight 2.
   *
   * @param request which
   * @return ascending by open time; the last one may be running
   */
  CompletableFuture<List<BinanceKline>> klinesAsync(BinanceKlineRequest request);

  /**
   * Asks for candles. {@code GET /api/v3/klines}, weight 2.
   *
   * <p>Blocks until it is there.
   *
   * @param request which
   * @return ascending by open time; the last one may be running
   */
  default List<BinanceKline> klines(BinanceKlineRequest request) {
    return Await.result(klinesAsync(request), Binance.VENUE, "klines");
  }

  /**
   * Asks for candles reshaped for charts, not for trading decisions. {@code GET /api/v3/uiKlines},
   * weight 2.
   *
   * @param request which
   * @return ascending by open time; the last one may be running
   */
  CompletableFuture<List<BinanceKline>> uiKlinesAsync(BinanceKlineRequest request);

  /**
   * Asks for candles reshaped for charts, not for trading decisions. {@code GET /api/v3/uiKlines},
   * weight 2.
   *
   * <p>Blocks until it is there.
   *
   * @param request which
   * @return ascending by open time; the last one may be running
   */
  default List<BinanceKline> uiKlines(BinanceKlineRequest request) {
    return Await.result(uiKlinesAsync(request), Binance.VENUE, "uiKlines");
  }

  /**
   * Asks for the average price of the last minutes. {@code GET /api/v3/avgPrice}, weight 2.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return the price
   */
  CompletableFuture<BinanceAvgPrice> avgPriceAsync(String symbol);

  /**
   * Asks for the average price of the last minutes. {@code GET /api/v3/avgPrice}, weight 2.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return the price
   */
  default BinanceAvgPrice avgPrice(String symbol) {
    return Await.result(avgPriceAsync(symbol), Binance.VENUE, "avgPrice");
  }

  /**
   * Asks for the rolling 24 hours in full. {@code GET /api/v3/ticker/24hr}, weight 2 up to 20
   * symbols, 40 up to 100, 80 beyond and for all.
   *
   * @param symbols which
   * @return in the venue's order
   */
  CompletableFuture<List<BinanceTicker24h>> ticker24hAsync(BinanceSymbols symbols);

  /**
   * Asks for the rolling 24 hours in full. {@code GET /api/v3/ticker/24hr}, weight 2 up to 20
   * symbols, 40 up to 100, 80 beyond and for all.
   *
   * <p>Blocks until it is there.
   *
   * @param symbols which
   * @return in the venue's order
   */
  default List<BinanceTicker24h> ticker24h(BinanceSymbols symbols) {
    return Await.result(ticker24hAsync(symbols), Binance.VENUE, "ticker24h");
  }

  /**
   * Asks for the rolling 24 hours in short. {@code GET /api/v3/ticker/24hr} with {@code type=MINI},
   * weight as {@link #ticker24h(BinanceSymbols)}.
   *
   * @param symbols which
   * @return in the venue's order
   */
  CompletableFuture<List<BinanceMiniTicker>> miniTicker24hAsync(BinanceSymbols symbols);

  /**
   * Asks for the rolling 24 hours in short. {@code GET /api/v3/ticker/24hr} with {@code type=MINI},
   * weight as {@link #ticker24h(BinanceSymbols)}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbols which
   * @return in the venue's order
   */
  default List<BinanceMiniTicker> miniTicker24h(BinanceSymbols symbols) {
    return Await.result(miniTicker24hAsync(symbols), Binance.VENUE, "miniTicker24h");
  }

  /**
   * Asks for the trading day in full. {@code GET /api/v3/ticker/tradingDay}, weight 4 for each
   * symbol, 200 at most; 1 to 100 symbols. Not on {@link BinanceEnvironment#PRODUCTION_DATA}.
   *
   * @param symbols which
   * @param timeZone where the day begins, -12:00 to +14:00; null for UTC
   * @return in the venue's order
   */
  CompletableFuture<List<BinanceWindowTicker>> tradingDayTickerAsync(
      BinanceSymbols symbols, @Nullable ZoneOffset timeZone);

  /**
   * Asks for the trading day in full. {@code GET /api/v3/ticker/tradingDay}, weight 4 for each
   * symbol, 200 at most; 1 to 100 symbols. Not on {@link BinanceEnvironment#PRODUCTION_DATA}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbols which
   * @param timeZone where the day begins, -12:00 to +14:00; null for UTC
   * @return in the venue's order
   */
  default List<BinanceWindowTicker> tradingDayTicker(
      BinanceSymbols symbols, @Nullable ZoneOffset timeZone) {
    return Await.result(
        tradingDayTickerAsync(symbols, timeZone), Binance.VENUE, "tradingDayTicker");
  }

  /**
   * Asks for the trading day in short: as {@link #tradingDayTicker(BinanceSymbols, ZoneOffset)}
   * with {@code type=MINI}.
   *
   * @param symbols which
   * @param timeZone where the day begins, -12:00 to +14:00; null for UTC
   * @return in the venue's order
   */
  CompletableFuture<List<BinanceMiniTicker>> miniTradingDayTickerAsync(
      BinanceSymbols symbols, @Nullable ZoneOffset timeZone);

  /**
   * Asks for the trading day in short: as {@link #tradingDayTicker(BinanceSymbols, ZoneOffset)}
   * with {@code type=MINI}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbols which
   * @param timeZone where the day begins, -12:00 to +14:00; null for UTC
   * @return in the venue's order
   */
  default List<BinanceMiniTicker> miniTradingDayTicker(
      BinanceSymbols symbols, @Nullable ZoneOffset timeZone) {
    return Await.result(
        miniTradingDayTickerAsync(symbols, timeZone), Binance.VENUE, "miniTradingDayTicker");
  }

  /**
   * Asks for a rolling window in full. {@code GET /api/v3/ticker}, weight 4 for each symbol, 200 at
   * most; 1 to 100 symbols.
   *
   * @param symbols which
   * @param window 1 to 59 minutes, 1 to 23 hours or 1 to 7 days
   * @return in the venue's order
   */
  CompletableFuture<List<BinanceWindowTicker>> rollingTickerAsync(
      BinanceSymbols symbols, Duration window);

  /**
   * Asks for a rolling window in full. {@code GET /api/v3/ticker}, weight 4 for each symbol, 200 at
   * most; 1 to 100 symbols.
   *
   * <p>Blocks until it is there.
   *
   * @param symbols which
   * @param window 1 to 59 minutes, 1 to 23 hours or 1 to 7 days
   * @return in the venue's order
   */
  default List<BinanceWindowTicker> rollingTicker(BinanceSymbols symbols, Duration window) {
    return Await.result(rollingTickerAsync(symbols, window), Binance.VENUE, "rollingTicker");
  }

  /**
   * Asks for a rolling window in short: as {@link #rollingTicker(BinanceSymbols, Duration)} with
   * {@code type=MINI}.
   *
   * @param symbols which
   * @param window 1 to 59 minutes, 1 to 23 hours or 1 to 7 days
   * @return in the venue's order
   */
  CompletableFuture<List<BinanceMiniTicker>> miniRollingTickerAsync(
      BinanceSymbols symbols, Duration window);

  /**
   * Asks for a rolling window in short: as {@link #rollingTicker(BinanceSymbols, Duration)} with
   * {@code type=MINI}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbols which
   * @param window 1 to 59 minutes, 1 to 23 hours or 1 to 7 days
   * @return in the venue's order
   */
  default List<BinanceMiniTicker> miniRollingTicker(BinanceSymbols symbols, Duration window) {
    return Await.result(
        miniRollingTickerAsync(symbols, window), Binance.VENUE, "miniRollingTicker");
  }

  /**
   * Asks for last prices. {@code GET /api/v3/ticker/price}, weight 2 for one symbol, 4 for more.
   *
   * @param symbols which
   * @return in the venue's order
   */
  CompletableFuture<List<BinancePrice>> priceAsync(BinanceSymbols symbols);

  /**
   * Asks for last prices. {@code GET /api/v3/ticker/price}, weight 2 for one symbol, 4 for more.
   *
   * <p>Blocks until it is there.
   *
   * @param symbols which
   * @return in the venue's order
   */
  default List<BinancePrice> price(BinanceSymbols symbols) {
    return Await.result(priceAsync(symbols), Binance.VENUE, "price");
  }

  /**
   * Asks for tops of books. {@code GET /api/v3/ticker/bookTicker}, weight 2 for one symbol, 4 for
   * more.
   *
   * @param symbols which
   * @return in the venue's order
   */
  CompletableFuture<List<BinanceBookTicker>> bookTickerAsync(BinanceSymbols symbols);

  /**
   * Asks for tops of books. {@code GET /api/v3/ticker/bookTicker}, weight 2 for one symbol, 4 for
   * more.
   *
   * <p>Blocks until it is there.
   *
   * @param symbols which
   * @return in the venue's order
   */
  default List<BinanceBookTicker> bookTicker(BinanceSymbols symbols) {
    return Await.result(bookTickerAsync(symbols), Binance.VENUE, "bookTicker");
  }

  /**
   * Asks which rules orders are executed under. {@code GET /api/v3/executionRules}, weight 2 for
   * each symbol, 40 at most and for all. Not on {@link BinanceEnvironment#PRODUCTION_DATA}.
   *
   * @param symbols which; all of them may be restricted to a status
   * @return the rules by symbol
   */
  CompletableFuture<BinanceExecutionRules> executionRulesAsync(BinanceSymbols symbols);

  /**
   * Asks which rules orders are executed under. {@code GET /api/v3/executionRules}, weight 2 for
   * each symbol, 40 at most and for all. Not on {@link BinanceEnvironment#PRODUCTION_DATA}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbols which; all of them may be restricted to a status
   * @return the rules by symbol
   */
  default BinanceExecutionRules executionRules(BinanceSymbols symbols) {
    return Await.result(executionRulesAsync(symbols), Binance.VENUE, "executionRules");
  }

  /**
   * Asks for the reference price. {@code GET /api/v3/referencePrice}, weight 2. Not on {@link
   * BinanceEnvironment#PRODUCTION_DATA}.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return empty when the symbol never had one (the venue's code -2043)
   */
  CompletableFuture<Optional<BinanceReferencePrice>> referencePriceAsync(String symbol);

  /**
   * Asks for the reference price. {@code GET /api/v3/referencePrice}, weight 2. Not on {@link
   * BinanceEnvironment#PRODUCTION_DATA}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return empty when the symbol never had one (the venue's code -2043)
   */
  default Optional<BinanceReferencePrice> referencePrice(String symbol) {
    return Await.result(referencePriceAsync(symbol), Binance.VENUE, "referencePrice");
  }

  /**
   * Asks how the reference price is made. {@code GET /api/v3/referencePrice/calculation}, weight 2.
   * Not on {@link BinanceEnvironment#PRODUCTION_DATA}.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param status the status that the symbol must be in, or the venue refuses with code -1220; null
   *     for any
   * @return empty when the symbol never had one (the venue's code -2043)
   */
  CompletableFuture<Optional<BinanceReferencePriceCalculation>> referencePriceCalculationAsync(
      String symbol, @Nullable BinanceSymbolStatus status);

  /**
   * Asks how the reference price is made. {@code GET /api/v3/referencePrice/calculation}, weight 2.
   * Not on {@link BinanceEnvironment#PRODUCTION_DATA}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param status the status that the symbol must be in, or the venue refuses with code -1220; null
   *     for any
   * @return empty when the symbol never had one (the venue's code -2043)
   */
  default Optional<BinanceReferencePriceCalculation> referencePriceCalculation(
      String symbol, @Nullable BinanceSymbolStatus status) {
    return Await.result(
        referencePriceCalculationAsync(symbol, status), Binance.VENUE, "referencePriceCalculation");
  }

  /**
   * Asks for everything that the venue lists: some megabytes, weight 20.
   *
   * @return what it lists
   */
  default CompletableFuture<BinanceExchangeInfo> exchangeInfoAsync() {
    return exchangeInfoAsync(BinanceExchangeInfoRequest.all());
  }

  /**
   * Asks for everything that the venue lists: some megabytes, weight 20.
   *
   * <p>Blocks until it is there.
   *
   * @return what it lists
   */
  default BinanceExchangeInfo exchangeInfo() {
    return Await.result(exchangeInfoAsync(), Binance.VENUE, "exchangeInfo");
  }

  /**
   * Asks for the order book of a symbol in any status; see {@link #depth(String, int,
   * BinanceSymbolStatus)}.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param limit levels on each side, 1 to 5000
   * @return the book
   */
  default CompletableFuture<BinanceDepth> depthAsync(String symbol, int limit) {
    return depthAsync(symbol, limit, null);
  }

  /**
   * Asks for the order book of a symbol in any status; see {@link #depth(String, int,
   * BinanceSymbolStatus)}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param limit levels on each side, 1 to 5000
   * @return the book
   */
  default BinanceDepth depth(String symbol, int limit) {
    return Await.result(depthAsync(symbol, limit), Binance.VENUE, "depth");
  }

  /**
   * Asks for the rolling 24 hours of one symbol in full, weight 2.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return its ticker
   */
  default CompletableFuture<BinanceTicker24h> ticker24hAsync(String symbol) {
    return ticker24hAsync(BinanceSymbols.of(symbol)).thenApply(found -> found.get(0));
  }

  /**
   * Asks for the rolling 24 hours of one symbol in full, weight 2.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return its ticker
   */
  default BinanceTicker24h ticker24h(String symbol) {
    return Await.result(ticker24hAsync(symbol), Binance.VENUE, "ticker24h");
  }

  /**
   * Asks for the last price of one symbol, weight 2.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return its price
   */
  default CompletableFuture<BinancePrice> priceAsync(String symbol) {
    return priceAsync(BinanceSymbols.of(symbol)).thenApply(found -> found.get(0));
  }

  /**
   * Asks for the last price of one symbol, weight 2.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return its price
   */
  default BinancePrice price(String symbol) {
    return Await.result(priceAsync(symbol), Binance.VENUE, "price");
  }

  /**
   * Asks for the top of one book, weight 2.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return the top
   */
  default CompletableFuture<BinanceBookTicker> bookTickerAsync(String symbol) {
    return bookTickerAsync(BinanceSymbols.of(symbol)).thenApply(found -> found.get(0));
  }

  /**
   * Asks for the top of one book, weight 2.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return the top
   */
  default BinanceBookTicker bookTicker(String symbol) {
    return Await.result(bookTickerAsync(symbol), Binance.VENUE, "bookTicker");
  }

  /**
   * Asks for a rolling window of one symbol in full, weight 4.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param window 1 to 59 minutes, 1 to 23 hours or 1 to 7 days
   * @return its ticker
   */
  default CompletableFuture<BinanceWindowTicker> rollingTickerAsync(
      String symbol, Duration window) {
    return rollingTickerAsync(BinanceSymbols.of(symbol), window).thenApply(found -> found.get(0));
  }

  /**
   * Asks for a rolling window of one symbol in full, weight 4.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @param window 1 to 59 minutes, 1 to 23 hours or 1 to 7 days
   * @return its ticker
   */
  default BinanceWindowTicker rollingTicker(String symbol, Duration window) {
    return Await.result(rollingTickerAsync(symbol, window), Binance.VENUE, "rollingTicker");
  }

  /**
   * Asks for the UTC trading day of one symbol in full, weight 4. Not on {@link
   * BinanceEnvironment#PRODUCTION_DATA}.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return its ticker
   */
  default CompletableFuture<BinanceWindowTicker> tradingDayTickerAsync(String symbol) {
    return tradingDayTickerAsync(BinanceSymbols.of(symbol), null).thenApply(found -> found.get(0));
  }

  /**
   * Asks for the UTC trading day of one symbol in full, weight 4. Not on {@link
   * BinanceEnvironment#PRODUCTION_DATA}.
   *
   * <p>Blocks until it is there.
   *
   * @param symbol in any case, for example {@code BTCUSDT}
   * @return its ticker
   */
  default BinanceWindowTicker tradingDayTicker(String symbol) {
    return Await.result(tradingDayTickerAsync(symbol), Binance.VENUE, "tradingDayTicker");
  }

  /**
   * Calls an endpoint that this version does not model, through the same limiter, errors and
   * statistics. Not signed.
   *
   * @param method {@code GET}, or {@code POST}, {@code PUT} or {@code DELETE}, which are never
   *     tried again
   * @param path for example {@code /api/v3/avgPrice}
   * @param parameters names and values of the query, not encoded yet, in the map's order
   * @param weight what it costs of the request weight; at least 1, and at most what the lane may
   *     ever have: 5,510 to 5,710 of a minute's 6,000
   * @param lane how urgent it is; {@link Lane#BACKFILL} for what can wait
   * @return the successful answer as it came
   */
  CompletableFuture<RawAnswer> rawAsync(
      String method, String path, Map<String, String> parameters, int weight, Lane lane);

  /**
   * Calls an endpoint that this version does not model, in the lane {@link Lane#MARKET_DATA}.
   *
   * @param method as in {@link #rawAsync(String, String, Map, int, Lane)}
   * @param path as there
   * @param parameters as there
   * @param weight as there
   * @return the successful answer as it came
   */
  default CompletableFuture<RawAnswer> rawAsync(
      String method, String path, Map<String, String> parameters, int weight) {
    return rawAsync(method, path, parameters, weight, Lane.MARKET_DATA);
  }

  /**
   * Calls an endpoint that this version does not model, for {@link #DEFAULT_RAW_WEIGHT}.
   *
   * @param method as in {@link #rawAsync(String, String, Map, int, Lane)}
   * @param path as there
   * @param parameters as there
   * @return the successful answer as it came
   */
  default CompletableFuture<RawAnswer> rawAsync(
      String method, String path, Map<String, String> parameters) {
    return rawAsync(method, path, parameters, DEFAULT_RAW_WEIGHT);
  }

  /**
   * Calls an endpoint that this version does not model; blocks.
   *
   * @param method as in {@link #rawAsync(String, String, Map, int, Lane)}
   * @param path as there
   * @param parameters as there
   * @return the successful answer as it came
   */
  default RawAnswer raw(String method, String path, Map<String, String> parameters) {
    return Await.result(rawAsync(method, path, parameters), Binance.VENUE, method + " " + path);
  }
}
