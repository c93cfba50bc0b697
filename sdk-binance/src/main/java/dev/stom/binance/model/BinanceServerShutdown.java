package dev.stom.binance.model;

import java.time.Instant;

/**
 * The server is about to close the connection; no lead time is promised.
 *
 * <p>Source: Binance Spot API documentation, changelog, 2026-06-09.
 *
 * @param eventTime when the venue made the message ({@code E})
 */
public record BinanceServerShutdown(Instant eventTime) implements BinanceMessage {}
