package dev.stom.upbit.model;

import org.jspecify.annotations.Nullable;

/**
 * What a frame of Upbit's public streams says, in Upbit's words. Each frame is complete: none
 * builds on an earlier one.
 *
 * <p>Prices are in the quote currency for one unit of base, sizes and volumes in units of base;
 * times are milliseconds since 1970 (UTC). A component that is null was not in the frame, or null
 * there.
 *
 * <p>Source: Upbit developer centre v1.6.x, websocket pages, read 2026-11-22.
 */
public sealed interface UpbitMessage
    permits UpbitTickerMessage, UpbitTradeMessage, UpbitOrderbookMessage, UpbitCandleMessage {
  /** The {@link #streamType()} of a frame that shows the present state. */
  String SNAPSHOT = "SNAPSHOT";

  /** The {@link #streamType()} of a frame that was sent because something happened. */
  String REALTIME = "REALTIME";

  /**
   * Returns what the frame is about.
   *
   * @return for example {@code ticker} or {@code candle.1m}
   */
  String type();

  /**
   * Returns the pair.
   *
   * @return for example {@code KRW-BTC}
   */
  String code();

  /**
   * Returns when Upbit made the frame (of candles: when the last trade in it was stored).
   *
   * @return milliseconds since 1970
   */
  long timestamp();

  /**
   * Returns why the frame came.
   *
   * @return {@link #SNAPSHOT}, {@link #REALTIME}, a word that this version does not know, or null
   */
  @Nullable String streamType();

  /**
   * Tells whether the frame shows the present state, as at the beginning of a subscription.
   *
   * @return true for {@link #SNAPSHOT}
   */
  default boolean isSnapshot() {
    return SNAPSHOT.equals(streamType());
  }
}
