package dev.stom.binance.model;

import dev.stom.core.spi.FromJsonArray;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A candle, from {@code GET /api/v3/klines} and {@code /uiKlines}, which write it as an array.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param openTime when it begins, inclusive
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param close last price, so far if it is running
 * @param volume units of base traded
 * @param closeTime its last millisecond (or microsecond)
 * @param quoteVolume units of quote traded
 * @param tradeCount how many trades
 * @param takerBuyVolume units of base that takers bought
 * @param takerBuyQuoteVolume the same in units of quote
 */
@FromJsonArray
public record BinanceKline(
    Instant openTime,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume,
    Instant closeTime,
    BigDecimal quoteVolume,
    long tradeCount,
    BigDecimal takerBuyVolume,
    BigDecimal takerBuyQuoteVolume) {}
