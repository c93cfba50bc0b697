package dev.stom.binance;

/**
 * How fine the venue writes its times.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md and web-socket-streams.md, general
 * information, 2026-07-21.
 */
public enum BinanceTimeUnit {
  /** Thousandths of a second, the venue's default. */
  MILLISECOND,
  /** Millionths of a second: three more digits a time, nothing else changes. */
  MICROSECOND
}
