package dev.stom.binance.model;

/**
 * A limit that the venue keeps, from {@code GET /api/v3/exchangeInfo}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param rateLimitType {@code REQUEST_WEIGHT}, {@code RAW_REQUESTS} or {@code ORDERS}
 * @param interval {@code SECOND}, {@code MINUTE} or {@code DAY}
 * @param intervalNum how many of them make the window
 * @param limit how much within one window
 */
public record BinanceRateLimit(String rateLimitType, String interval, int intervalNum, int limit) {}
