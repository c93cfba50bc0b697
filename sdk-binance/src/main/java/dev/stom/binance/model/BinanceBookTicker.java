package dev.stom.binance.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;

/**
 * The top of the book, from {@code GET /api/v3/ticker/bookTicker}. Carries no time.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param symbol upper case, for example {@code BTCUSDT}
 * @param bidPrice best bid; 0 for none
 * @param bidQuantity units of base there
 * @param askPrice best ask; 0 for none
 * @param askQuantity units of base there
 */
public record BinanceBookTicker(
    String symbol,
    BigDecimal bidPrice,
    @WireName("bidQty") BigDecimal bidQuantity,
    BigDecimal askPrice,
    @WireName("askQty") BigDecimal askQuantity) {}
