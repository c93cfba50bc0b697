package dev.stom.binance.model;

import java.util.List;

/**
 * Short summaries of all symbols that changed within a second: stream {@code !miniTicker@arr}.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param tickers those that changed; may be empty
 */
public record BinanceMiniTickers(List<BinanceMiniTickerEvent> tickers) implements BinanceMessage {
  /** Copies the list. */
  public BinanceMiniTickers {
    tickers = List.copyOf(tickers);
  }
}
