package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The reference price: stream {@code <symbol>@referencePrice}, once a second.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param referencePrice quote asset per one base; null when there is none now ({@code r})
 * @param time when the engine set it ({@code t})
 */
public record BinanceReferencePriceEvent(
    String symbol, @Nullable BigDecimal referencePrice, Instant time) implements BinanceMessage {}
