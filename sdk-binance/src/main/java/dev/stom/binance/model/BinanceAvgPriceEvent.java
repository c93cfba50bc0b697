package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The average price: stream {@code <symbol>@avgPrice}, once a second.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param eventTime when the venue made the message ({@code E})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param interval over how long, in the venue's words, for example {@code 5m} ({@code i})
 * @param averagePrice quote asset per one base ({@code w})
 * @param lastTradeTime when the last trade was ({@code T})
 */
public record BinanceAvgPriceEvent(
    Instant eventTime,
    String symbol,
    String interval,
    BigDecimal averagePrice,
    Instant lastTradeTime)
    implements BinanceMessage {}
