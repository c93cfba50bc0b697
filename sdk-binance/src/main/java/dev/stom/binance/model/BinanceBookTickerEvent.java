package dev.stom.binance.model;

import java.math.BigDecimal;

/**
 * The top of the book, whenever it changes: stream {@code <symbol>@bookTicker}. Carries no time.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param updateId the state of the book that it is the top of ({@code u})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param bidPrice best bid; 0 for none ({@code b})
 * @param bidQuantity units of base there ({@code B})
 * @param askPrice best ask; 0 for none ({@code a})
 * @param askQuantity units of base there ({@code A})
 */
public record BinanceBookTickerEvent(
    long updateId,
    String symbol,
    BigDecimal bidPrice,
    BigDecimal bidQuantity,
    BigDecimal askPrice,
    BigDecimal askQuantity)
    implements BinanceMessage {}
