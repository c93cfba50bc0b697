package dev.stom.binance.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A block trade, from {@code GET /api/v3/historicalBlockTrades}.
 *
 * <p>Source: Binance Spot API documentation, changelog, 2026-05-08.
 *
 * @param id ascending within the symbol; block trades are numbered on their own
 * @param price quote asset per one base
 * @param quantity units of base
 * @param quoteQuantity price × quantity
 * @param time when it was traded
 * @param buyerIsMaker true when the buyer was the maker
 */
public record BinanceBlockTrade(
    long id,
    BigDecimal price,
    @WireName("qty") BigDecimal quantity,
    @WireName("quoteQty") BigDecimal quoteQuantity,
    Instant time,
    @WireName("isBuyerMaker") boolean buyerIsMaker) {}
