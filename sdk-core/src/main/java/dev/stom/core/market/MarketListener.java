package dev.stom.core.market;

/**
 * Hears market data and what happens to its stream. Override what is of interest.
 *
 * <p><b>Threads:</b> called one call at a time per subscription, in order, on the executor given to
 * the client (by default a daemon thread of the client), never on a socket's thread; what one call
 * did happens-before the next. A listener may be slow: only its own subscription waits, see {@link
 * OverflowPolicy}. What it throws is logged, counted and survived.
 */
public interface MarketListener {
  /**
   * A trade.
   *
   * @param trade what was traded
   */
  default void onTrade(Trade trade) {}

  /**
   * A new top of a book.
   *
   * @param quote best bid and ask
   */
  default void onQuote(Quote quote) {}

  /**
   * A new state of a book.
   *
   * @param book the levels
   */
  default void onBook(OrderBook book) {}

  /**
   * A new summary.
   *
   * @param ticker the summary
   */
  default void onTicker(Ticker ticker) {}

  /**
   * A new or changed candle.
   *
   * @param candle the candle
   */
  default void onCandle(Candle candle) {}

  /**
   * Something happened to the stream. Gaps come through {@link #onGap}.
   *
   * @param status what happened
   */
  default void onStatus(StreamStatus status) {}

  /**
   * Something may have been missed. By default handed on to {@link #onStatus}.
   *
   * @param gap what and when
   */
  default void onGap(StreamStatus.Gap gap) {
    onStatus(gap);
  }
}
