package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A block trade, agreed outside the book: stream {@code <symbol>@blockTrade}, since 2026-05-12.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param eventTime when the venue made the message ({@code E})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param id the block trade's id ({@code t}); block trades are numbered on their own
 * @param price quote asset per one base; positive ({@code p})
 * @param quantity units of base; positive ({@code q})
 * @param time when it was traded ({@code T})
 * @param buyerIsMaker true when the buyer was the maker ({@code m})
 */
public record BinanceBlockTradeEvent(
    Instant eventTime,
    String symbol,
    long id,
    BigDecimal price,
    BigDecimal quantity,
    Instant time,
    boolean buyerIsMaker)
    implements BinanceMessage {}
