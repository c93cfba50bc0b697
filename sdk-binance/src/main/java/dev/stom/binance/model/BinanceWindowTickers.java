package dev.stom.binance.model;

import java.util.List;

/**
 * Windows of all symbols that changed within a second: streams {@code !ticker_<window>@arr}.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param tickers those that changed; may be empty
 */
public record BinanceWindowTickers(List<BinanceWindowTickerEvent> tickers)
    implements BinanceMessage {
  /** Copies the list. */
  public BinanceWindowTickers {
    tickers = List.copyOf(tickers);
  }
}
