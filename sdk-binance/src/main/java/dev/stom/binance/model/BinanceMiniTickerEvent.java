package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The rolling 24 hours in short: stream {@code <symbol>@miniTicker}, once a second when something
 * changed.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param eventTime when the venue made the message ({@code E})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param close last price ({@code c})
 * @param open first price of the 24 hours ({@code o})
 * @param high highest price of the 24 hours ({@code h})
 * @param low lowest price of the 24 hours ({@code l})
 * @param volume units of base traded in the 24 hours ({@code v})
 * @param quoteVolume the same in units of quote ({@code q})
 */
public record BinanceMiniTickerEvent(
    Instant eventTime,
    String symbol,
    BigDecimal close,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal volume,
    BigDecimal quoteVolume)
    implements BinanceMessage {}
