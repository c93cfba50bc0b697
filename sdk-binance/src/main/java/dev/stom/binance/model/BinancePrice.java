package dev.stom.binance.model;

import java.math.BigDecimal;

/**
 * The last price, from {@code GET /api/v3/ticker/price}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param symbol upper case, for example {@code BTCUSDT}
 * @param price quote asset per one base; 0 when never traded
 */
public record BinancePrice(String symbol, BigDecimal price) {}
