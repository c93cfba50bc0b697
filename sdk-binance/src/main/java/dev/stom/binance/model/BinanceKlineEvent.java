package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A candle, running or just closed: streams {@code <symbol>@kline_<interval>} and {@code
 * ...@+08:00}; once a second for {@code 1s}, every two seconds otherwise.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param eventTime when the venue made the message ({@code E})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param openTime when it begins, inclusive ({@code k.t})
 * @param closeTime its last millisecond (or microsecond) ({@code k.T})
 * @param interval the venue's word, for example {@code 1m} (minute) or {@code 1M} (month) ({@code
 *     k.i})
 * @param firstTradeId id of its first trade; -1 for none ({@code k.f})
 * @param lastTradeId id of its last trade; -1 for none ({@code k.L})
 * @param open first price ({@code k.o})
 * @param close last price so far ({@code k.c})
 * @param high highest price ({@code k.h})
 * @param low lowest price ({@code k.l})
 * @param volume units of base traded ({@code k.v})
 * @param tradeCount how many trades ({@code k.n})
 * @param closed true when it does not change any more ({@code k.x})
 * @param quoteVolume units of quote traded ({@code k.q})
 * @param takerBuyVolume units of base that takers bought ({@code k.V})
 * @param takerBuyQuoteVolume the same in units of quote ({@code k.Q})
 */
public record BinanceKlineEvent(
    Instant eventTime,
    String symbol,
    Instant openTime,
    Instant closeTime,
    String interval,
    long firstTradeId,
    long lastTradeId,
    BigDecimal open,
    BigDecimal close,
    BigDecimal high,
    BigDecimal low,
    BigDecimal volume,
    long tradeCount,
    boolean closed,
    BigDecimal quoteVolume,
    BigDecimal takerBuyVolume,
    BigDecimal takerBuyQuoteVolume)
    implements BinanceMessage {}
