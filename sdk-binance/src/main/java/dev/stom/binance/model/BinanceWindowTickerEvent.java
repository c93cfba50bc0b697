package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A rolling window of 1 h, 4 h or 1 d: stream {@code <symbol>@ticker_<window>}, once a second when
 * something changed.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param event the venue's word for the window: {@code 1hTicker}, {@code 4hTicker} or {@code
 *     1dTicker} ({@code e})
 * @param eventTime when the venue made the message ({@code E})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param priceChange last price less the first one of the window, signed ({@code p})
 * @param priceChangePercent the same in percent of the first price, signed ({@code P})
 * @param open first price of the window ({@code o})
 * @param high highest price of the window ({@code h})
 * @param low lowest price of the window ({@code l})
 * @param last last price ({@code c})
 * @param weightedAveragePrice quote volume by volume ({@code w})
 * @param volume units of base traded in the window ({@code v})
 * @param quoteVolume the same in units of quote ({@code q})
 * @param openTime when the window begins ({@code O})
 * @param closeTime when it ends: about now ({@code C})
 * @param firstTradeId id of its first trade ({@code F})
 * @param lastTradeId id of its last trade ({@code L})
 * @param tradeCount how many trades ({@code n})
 */
public record BinanceWindowTickerEvent(
    String event,
    Instant eventTime,
    String symbol,
    BigDecimal priceChange,
    BigDecimal priceChangePercent,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal last,
    BigDecimal weightedAveragePrice,
    BigDecimal volume,
    BigDecimal quoteVolume,
    Instant openTime,
    Instant closeTime,
    long firstTradeId,
    long lastTradeId,
    long tradeCount)
    implements BinanceMessage {}
