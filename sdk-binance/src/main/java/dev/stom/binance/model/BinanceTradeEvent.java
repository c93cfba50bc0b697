package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A single trade: stream {@code <symbol>@trade}, in real time.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param eventTime when the venue made the message ({@code E})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param id the trade's id, ascending within the symbol ({@code t})
 * @param price quote asset per one base; positive ({@code p})
 * @param quantity units of base; positive ({@code q})
 * @param time when it was traded ({@code T})
 * @param buyerIsMaker true when the buyer's order was resting, so that the taker sold ({@code m})
 */
public record BinanceTradeEvent(
    Instant eventTime,
    String symbol,
    long id,
    BigDecimal price,
    BigDecimal quantity,
    Instant time,
    boolean buyerIsMaker)
    implements BinanceMessage {}
