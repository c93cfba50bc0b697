package dev.stom.binance;

import dev.stom.binance.model.BinanceAggTradeEvent;
import dev.stom.binance.model.BinanceAvgPriceEvent;
import dev.stom.binance.model.BinanceBlockTradeEvent;
import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceMiniTickerEvent;
import dev.stom.binance.model.BinanceMiniTickers;
import dev.stom.binance.model.BinanceReferencePriceEvent;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTradeEvent;
import dev.stom.binance.model.BinanceUnmodelled;
import dev.stom.binance.model.BinanceWindowTickerEvent;
import dev.stom.binance.model.BinanceWindowTickers;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.StreamStatus;

/**
 * Hears Binance's streams in the venue's own words. Override what is of interest. Each method gets
 * the message, the stream that it came on, and when it happened and was received.
 *
 * <p><b>Threads:</b> as {@link dev.stom.core.market.MarketListener}: one call at a time for each
 * subscription, in order, never on a socket's thread. What it throws is logged, counted and
 * survived.
 */
public interface BinanceStreamListener {
  /**
   * A trade.
   *
   * @param trade what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onTrade(BinanceTradeEvent trade, BinanceStream stream, Stamp stamp) {}

  /**
   * The fills of one taker order at one price.
   *
   * @param trade what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onAggTrade(BinanceAggTradeEvent trade, BinanceStream stream, Stamp stamp) {}

  /**
   * A block trade.
   *
   * @param trade what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onBlockTrade(BinanceBlockTradeEvent trade, BinanceStream stream, Stamp stamp) {}

  /**
   * A new or changed candle.
   *
   * @param kline what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onKline(BinanceKlineEvent kline, BinanceStream stream, Stamp stamp) {}

  /**
   * The rolling 24 hours in short.
   *
   * @param ticker what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onMiniTicker(BinanceMiniTickerEvent ticker, BinanceStream stream, Stamp stamp) {}

  /**
   * The rolling 24 hours in short of all symbols that changed.
   *
   * @param tickers what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onMiniTickers(BinanceMiniTickers tickers, BinanceStream stream, Stamp stamp) {}

  /**
   * The rolling 24 hours.
   *
   * @param ticker what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onTicker(BinanceTickerEvent ticker, BinanceStream stream, Stamp stamp) {}

  /**
   * A rolling window.
   *
   * @param ticker what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onWindowTicker(BinanceWindowTickerEvent ticker, BinanceStream stream, Stamp stamp) {}

  /**
   * A rolling window of all symbols that changed.
   *
   * @param tickers what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onWindowTickers(BinanceWindowTickers tickers, BinanceStream stream, Stamp stamp) {}

  /**
   * A new top of a book.
   *
   * @param top what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onBookTicker(BinanceBookTickerEvent top, BinanceStream stream, Stamp stamp) {}

  /**
   * The average price.
   *
   * @param price what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onAvgPrice(BinanceAvgPriceEvent price, BinanceStream stream, Stamp stamp) {}

  /**
   * The reference price.
   *
   * @param price what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onReferencePrice(
      BinanceReferencePriceEvent price, BinanceStream stream, Stamp stamp) {}

  /**
   * The best levels of a book.
   *
   * @param book what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onDepth(BinanceDepth book, BinanceStream stream, Stamp stamp) {}

  /**
   * Changes of a book.
   *
   * @param update what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onDepthUpdate(BinanceDepthUpdate update, BinanceStream stream, Stamp stamp) {}

  /**
   * Something that this version does not model.
   *
   * @param message what came
   * @param stream which stream it came on
   * @param stamp when
   */
  default void onUnmodelled(BinanceUnmodelled message, BinanceStream stream, Stamp stamp) {}

  /**
   * Something happened to the stream, a gap included.
   *
   * @param status what happened
   */
  default void onStatus(StreamStatus status) {}
}
