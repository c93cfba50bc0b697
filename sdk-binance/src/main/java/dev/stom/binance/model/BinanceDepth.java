package dev.stom.binance.model;

/**
 * The order book at one moment: the answer of {@code GET /api/v3/depth} and the message of the
 * streams {@code <symbol>@depth5}, {@code 10} and {@code 20}. It names neither symbol nor time:
 * only the request or the stream's name tells.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md and web-socket-streams.md, 2026-07-21.
 *
 * @param lastUpdateId the number of this state of the book
 * @param bids highest first
 * @param asks lowest first
 */
public record BinanceDepth(long lastUpdateId, BinanceLevels bids, BinanceLevels asks)
    implements BinanceMessage {}
