package dev.stom.binance.model;

import org.jspecify.annotations.Nullable;

/**
 * How the reference price is made, from {@code GET /api/v3/referencePrice/calculation}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param symbol upper case, for example {@code BTCUSDT}
 * @param calculationType {@code ARITHMETIC_MEAN} or {@code EXTERNAL}; new words may come
 * @param bucketCount how many buckets the mean is taken over; null unless it is a mean
 * @param bucketWidthMs how long each is, milliseconds; null unless it is a mean
 * @param externalCalculationId which external method; null unless it is external
 */
public record BinanceReferencePriceCalculation(
    String symbol,
    String calculationType,
    @Nullable Long bucketCount,
    @Nullable Long bucketWidthMs,
    @Nullable Long externalCalculationId) {}
