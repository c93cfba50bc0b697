package dev.stom.binance.model;

import java.time.Instant;

/**
 * What changed in the order book: streams {@code <symbol>@depth} and {@code <symbol>@depth@100ms}.
 * Quantities are absolute; 0 removes the level. Without a snapshot to begin with it says little:
 * see the venue's procedure for a local book.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param eventTime when the venue made the message ({@code E})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param firstUpdateId number of the first change in it ({@code U})
 * @param finalUpdateId number of the last change in it ({@code u}); the next message begins with
 *     the one after
 * @param bids changed bids ({@code b})
 * @param asks changed asks ({@code a})
 */
public record BinanceDepthUpdate(
    Instant eventTime,
    String symbol,
    long firstUpdateId,
    long finalUpdateId,
    BinanceLevels bids,
    BinanceLevels asks)
    implements BinanceMessage {}
