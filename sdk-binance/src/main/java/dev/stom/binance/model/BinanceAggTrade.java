package dev.stom.binance.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The fills of one taker order at one price, as one, from {@code GET /api/v3/aggTrades}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param id ascending within the symbol
 * @param price quote asset per one base
 * @param quantity units of base, of all fills together
 * @param firstTradeId id of the first fill
 * @param lastTradeId id of the last fill
 * @param time when it was traded
 * @param buyerIsMaker true when the buyer's order was resting, so that the taker sold
 * @param bestMatch the venue's own flag; without meaning today
 */
public record BinanceAggTrade(
    @WireName("a") long id,
    @WireName("p") BigDecimal price,
    @WireName("q") BigDecimal quantity,
    @WireName("f") long firstTradeId,
    @WireName("l") long lastTradeId,
    @WireName("T") Instant time,
    @WireName("m") boolean buyerIsMaker,
    @WireName("M") boolean bestMatch) {}
