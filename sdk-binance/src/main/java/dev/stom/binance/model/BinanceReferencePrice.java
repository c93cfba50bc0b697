package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The reference price, from {@code GET /api/v3/referencePrice}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param symbol upper case, for example {@code BTCUSDT}
 * @param referencePrice quote asset per one base; null when there is none now
 * @param timestamp when it was set
 */
public record BinanceReferencePrice(
    String symbol, @Nullable BigDecimal referencePrice, Instant timestamp) {}
