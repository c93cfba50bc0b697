package dev.stom.binance.model;

import java.time.Instant;

/**
 * The answer of {@code GET /api/v3/time}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param serverTime the venue's clock
 */
public record BinanceServerTime(Instant serverTime) {}
