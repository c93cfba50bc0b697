package dev.stom.binance.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade, from {@code GET /api/v3/trades} and {@code /historicalTrades}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param id ascending within the symbol
 * @param price quote asset per one base
 * @param quantity units of base
 * @param quoteQuantity price × quantity
 * @param time when it was traded
 * @param buyerIsMaker true when the buyer's order was resting, so that the taker sold
 * @param bestMatch the venue's own flag; without meaning today
 */
public record BinanceTrade(
    long id,
    BigDecimal price,
    @WireName("qty") BigDecimal quantity,
    @WireName("quoteQty") BigDecimal quoteQuantity,
    Instant time,
    @WireName("isBuyerMaker") boolean buyerIsMaker,
    @WireName("isBestMatch") boolean bestMatch) {}
