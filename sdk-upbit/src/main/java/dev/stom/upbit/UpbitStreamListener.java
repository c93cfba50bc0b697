package dev.stom.upbit;

import dev.stom.core.market.StreamStatus;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTradeMessage;

/**
 * Hears Upbit's streams in Upbit's own words. Override what is of interest.
 *
 * <p><b>Threads:</b> as {@link dev.stom.core.market.MarketListener}: one call at a time for each
 * subscription, in order, never on a socket's thread. What it throws is logged, counted and
 * survived.
 */
public interface UpbitStreamListener {
  /**
   * A new summary.
   *
   * @param ticker the summary
   */
  default void onTicker(UpbitTickerMessage ticker) {}

  /**
   * A trade.
   *
   * @param trade what was traded
   */
  default void onTrade(UpbitTradeMessage trade) {}

  /**
   * A new state of a book.
   *
   * @param orderbook the whole book, as deep as was asked for
   */
  default void onOrderbook(UpbitOrderbookMessage orderbook) {}

  /**
   * A new or changed candle.
   *
   * @param candle the candle
   */
  default void onCandle(UpbitCandleMessage candle) {}

  /**
   * Something happened to the stream: it went live, was lost, left a gap, and so on. What comes
   * after a status was received after it.
   *
   * @param status what happened
   */
  default void onStatus(StreamStatus status) {}
}
