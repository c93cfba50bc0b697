package dev.stom.binance.model;

import java.time.Instant;
import java.util.List;

/**
 * What the venue lists and which limits it keeps, from {@code GET /api/v3/exchangeInfo}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param timezone {@code UTC}
 * @param serverTime the venue's clock
 * @param rateLimits limits by address and by account
 * @param exchangeFilters rules across all symbols
 * @param symbols in the venue's order
 * @param sors smart order routing; empty where there is none
 */
public record BinanceExchangeInfo(
    String timezone,
    Instant serverTime,
    List<BinanceRateLimit> rateLimits,
    List<BinanceFilter> exchangeFilters,
    List<BinanceSymbol> symbols,
    List<BinanceSor> sors) {
  /** Copies the lists. */
  public BinanceExchangeInfo {
    rateLimits = List.copyOf(rateLimits);
    exchangeFilters = List.copyOf(exchangeFilters);
    symbols = List.copyOf(symbols);
    sors = List.copyOf(sors);
  }
}
