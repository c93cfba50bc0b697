package dev.stom.binance.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The rolling 24 hours: stream {@code <symbol>@ticker}, once a second when something changed.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param eventTime when the venue made the message ({@code E})
 * @param symbol upper case, for example {@code BTCUSDT} ({@code s})
 * @param priceChange last price less the first one of the 24 hours, signed ({@code p})
 * @param priceChangePercent the same in percent of the first price, signed: 1.26 is 1.26 % ({@code
 *     P})
 * @param weightedAveragePrice quote volume by volume ({@code w})
 * @param previousClose the last price before the 24 hours ({@code x})
 * @param last last price ({@code c})
 * @param lastQuantity units of base of the last trade ({@code Q})
 * @param bidPrice best bid; 0 for none ({@code b})
 * @param bidQuantity units of base there ({@code B})
 * @param askPrice best ask; 0 for none ({@code a})
 * @param askQuantity units of base there ({@code A})
 * @param open first price of the 24 hours ({@code o})
 * @param high highest price of the 24 hours ({@code h})
 * @param low lowest price of the 24 hours ({@code l})
 * @param volume units of base traded in the 24 hours ({@code v})
 * @param quoteVolume the same in units of quote ({@code q})
 * @param openTime when the window begins ({@code O})
 * @param closeTime when it ends: about now ({@code C})
 * @param firstTradeId id of its first trade ({@code F})
 * @param lastTradeId id of its last trade ({@code L})
 * @param tradeCount how many trades ({@code n})
 */
public record BinanceTickerEvent(
    Instant eventTime,
    String symbol,
    BigDecimal priceChange,
    BigDecimal priceChangePercent,
    BigDecimal weightedAveragePrice,
    BigDecimal previousClose,
    BigDecimal last,
    BigDecimal lastQuantity,
    BigDecimal bidPrice,
    BigDecimal bidQuantity,
    BigDecimal askPrice,
    BigDecimal askQuantity,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal volume,
    BigDecimal quoteVolume,
    Instant openTime,
    Instant closeTime,
    long firstTradeId,
    long lastTradeId,
    long tradeCount)
    implements BinanceMessage {}
