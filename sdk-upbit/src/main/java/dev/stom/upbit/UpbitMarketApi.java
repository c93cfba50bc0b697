package dev.stom.upbit;

import dev.stom.core.RawAnswer;
import dev.stom.core.runtime.Await;
import dev.stom.core.runtime.Lane;
import dev.stom.upbit.model.UpbitCandle;
import dev.stom.upbit.model.UpbitMarket;
import dev.stom.upbit.model.UpbitOrderbook;
import dev.stom.upbit.model.UpbitOrderbookInstrument;
import dev.stom.upbit.model.UpbitSupportedLevels;
import dev.stom.upbit.model.UpbitTicker;
import dev.stom.upbit.model.UpbitTrade;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Upbit's public market data in Upbit's own words: every quotation endpoint, one call for one
 * request. For the vocabulary that all venues share, see {@link Upbit#marketData()}.
 *
 * <p>Each request has two forms: one blocks and throws, the other returns a future. Both end within
 * the client's deadline, waiting for the rate limiter included, and fail with an {@link
 * dev.stom.core.error.SdkException}. Requests that may succeed later are tried again within the
 * deadline. A caller's mistake is an {@link IllegalArgumentException}, thrown at once by both
 * forms.
 *
 * <p><b>Limits:</b> ten requests a second for each group (markets, candles, trades, tickers, order
 * books), counted for the IP address; the client keeps below by itself. Source: Upbit developer
 * centre, rate-limits page, 2026-10-07.
 *
 * <p><b>Threads:</b> all methods may be called from any thread. Continuations of futures run on the
 * client's {@code sdk-upbit-call-…} threads, unless the builder was given another executor.
 */
public interface UpbitMarketApi {

  /**
   * {@code GET /v1/market/all}: what is listed.
   *
   * @param details whether warnings are wanted too ({@code is_details})
   * @return in Upbit's order
   */
  CompletableFuture<List<UpbitMarket>> marketsAsync(boolean details);

  /**
   * {@code GET /v1/candles/…}: candles of one pair, newest first. A stretch without a trade has
   * none. Seconds are kept for three months.
   *
   * @param request which
   * @return newest first; empty when there are none before {@code to}
   */
  CompletableFuture<List<UpbitCandle>> candlesAsync(UpbitCandleRequest request);

  /**
   * {@code GET /v1/trades/ticks}: trades of one pair and one UTC day, newest first.
   *
   * @param request which
   * @return newest first
   */
  CompletableFuture<List<UpbitTrade>> tradesAsync(UpbitTradesRequest request);

  /**
   * {@code GET /v1/ticker}: summaries of some pairs.
   *
   * @param markets the pairs; at least one
   * @return in the order asked
   */
  CompletableFuture<List<UpbitTicker>> tickersAsync(Collection<String> markets);

  /**
   * {@code GET /v1/ticker/all}: summaries of all pairs of some quote currencies.
   *
   * @param quoteCurrencies for example {@code KRW}; at least one
   * @return in Upbit's order
   */
  CompletableFuture<List<UpbitTicker>> allTickersAsync(Collection<String> quoteCurrencies);

  /**
   * {@code GET /v1/orderbook}: order books of some pairs.
   *
   * @param request which
   * @return in the order asked; pairs that do not have the level asked for are left out
   */
  CompletableFuture<List<UpbitOrderbook>> orderbooksAsync(UpbitOrderbookRequest request);

  /**
   * {@code GET /v1/orderbook/instruments}: price steps of some pairs.
   *
   * @param markets the pairs; at least one
   * @return in the order asked
   */
  CompletableFuture<List<UpbitOrderbookInstrument>> orderbookInstrumentsAsync(
      Collection<String> markets);

  /**
   * {@code GET /v1/orderbook/supported_levels}: superseded by {@link #orderbookInstrumentsAsync}
   * (Upbit notice, 2025-07-31), but still answered.
   *
   * @param markets the pairs; at least one
   * @return in the order asked
   */
  CompletableFuture<List<UpbitSupportedLevels>> supportedLevelsAsync(Collection<String> markets);

  /**
   * Asks for anything below Upbit's address, for endpoints that are not modelled yet: with this
   * client's rate limiter, errors and statistics, tried again like any read. Paths that belong to
   * no group of public market data are charged to the group {@code default}.
   *
   * @param method {@code GET}: Upbit's public market data know no other
   * @param path beginning with {@code /}, for example {@code /v1/ticker}
   * @param parameters query parameters in order, values as they are: they are percent-encoded here
   * @param lane how urgent it is; {@link Lane#BACKFILL} for what can wait
   * @return the answer, if it is a success
   */
  CompletableFuture<RawAnswer> rawAsync(
      String method, String path, Map<String, String> parameters, Lane lane);

  /**
   * Asks for anything below Upbit's address, in the lane {@link Lane#MARKET_DATA}.
   *
   * @param method as {@link #rawAsync(String, String, Map, Lane)}
   * @param path as there
   * @param parameters as there
   * @return the answer, if it is a success
   */
  default CompletableFuture<RawAnswer> rawAsync(
      String method, String path, Map<String, String> parameters) {
    return rawAsync(method, path, parameters, Lane.MARKET_DATA);
  }

  /**
   * {@code GET /v1/market/all}; blocks.
   *
   * @param details whether warnings are wanted too
   * @return in Upbit's order
   */
  default List<UpbitMarket> markets(boolean details) {
    return Await.result(marketsAsync(details), Upbit.VENUE, "GET /v1/market/all");
  }

  /**
   * {@code GET /v1/candles/…}; blocks.
   *
   * @param request which
   * @return newest first
   */
  default List<UpbitCandle> candles(UpbitCandleRequest request) {
    return Await.result(candlesAsync(request), Upbit.VENUE, "GET " + request.unit().path());
  }

  /**
   * {@code GET /v1/trades/ticks}; blocks.
   *
   * @param request which
   * @return newest first
   */
  default List<UpbitTrade> trades(UpbitTradesRequest request) {
    return Await.result(tradesAsync(request), Upbit.VENUE, "GET /v1/trades/ticks");
  }

  /**
   * {@code GET /v1/ticker}; blocks.
   *
   * @param markets the pairs; at least one
   * @return in the order asked
   */
  default List<UpbitTicker> tickers(Collection<String> markets) {
    return Await.result(tickersAsync(markets), Upbit.VENUE, "GET /v1/ticker");
  }

  /**
   * {@code GET /v1/ticker/all}; blocks.
   *
   * @param quoteCurrencies for example {@code KRW}; at least one
   * @return in Upbit's order
   */
  default List<UpbitTicker> allTickers(Collection<String> quoteCurrencies) {
    return Await.result(allTickersAsync(quoteCurrencies), Upbit.VENUE, "GET /v1/ticker/all");
  }

  /**
   * {@code GET /v1/orderbook}; blocks.
   *
   * @param request which
   * @return in the order asked
   */
  default List<UpbitOrderbook> orderbooks(UpbitOrderbookRequest request) {
    return Await.result(orderbooksAsync(request), Upbit.VENUE, "GET /v1/orderbook");
  }

  /**
   * {@code GET /v1/orderbook/instruments}; blocks.
   *
   * @param markets the pairs; at least one
   * @return in the order asked
   */
  default List<UpbitOrderbookInstrument> orderbookInstruments(Collection<String> markets) {
    return Await.result(
        orderbookInstrumentsAsync(markets), Upbit.VENUE, "GET /v1/orderbook/instruments");
  }

  /**
   * {@code GET /v1/orderbook/supported_levels}; blocks. Superseded by {@link
   * #orderbookInstruments}.
   *
   * @param markets the pairs; at least one
   * @return in the order asked
   */
  default List<UpbitSupportedLevels> supportedLevels(Collection<String> markets) {
    return Await.result(
        supportedLevelsAsync(markets), Upbit.VENUE, "GET /v1/orderbook/supported_levels");
  }

  /**
   * Asks for anything below Upbit's address; blocks.
   *
   * @param method as {@link #rawAsync(String, String, Map, Lane)}
   * @param path as there
   * @param parameters as there
   * @return the answer, if it is a success
   */
  default RawAnswer raw(String method, String path, Map<String, String> parameters) {
    return Await.result(rawAsync(method, path, parameters), Upbit.VENUE, method + " " + path);
  }
}
