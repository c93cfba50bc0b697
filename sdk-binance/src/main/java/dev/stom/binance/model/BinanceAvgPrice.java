package dev.stom.binance.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The average price, from {@code GET /api/v3/avgPrice}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param minutes over how many minutes
 * @param price quote asset per one base
 * @param closeTime when the last trade was
 */
public record BinanceAvgPrice(@WireName("mins") int minutes, BigDecimal price, Instant closeTime) {}
