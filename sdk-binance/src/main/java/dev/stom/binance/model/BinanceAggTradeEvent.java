package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The fills of one taker order at one price, as one: stream {@code <symbol>@aggTrade}, in real
 * time.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param eventTime when the venue made the message ({@code E})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param id the aggregate's id, ascending within the symbol ({@code a})
 * @param price quote asset per one base; positive ({@code p})
 * @param quantity units of base, of all fills together; positive ({@code q})
 * @param firstTradeId id of the first fill ({@code f})
 * @param lastTradeId id of the last fill ({@code l})
 * @param time when it was traded ({@code T})
 * @param buyerIsMaker true when the buyer's order was resting, so that the taker sold ({@code m})
 */
public record BinanceAggTradeEvent(
    Instant eventTime,
    String symbol,
    long id,
    BigDecimal price,
    BigDecimal quantity,
    long firstTradeId,
    long lastTradeId,
    Instant time,
    boolean buyerIsMaker)
    implements BinanceMessage {}
