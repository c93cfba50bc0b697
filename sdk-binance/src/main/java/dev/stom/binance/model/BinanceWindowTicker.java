package dev.stom.binance.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A window in full: the trading day, from {@code GET /api/v3/ticker/tradingDay}, or a rolling one,
 * from {@code GET /api/v3/ticker}. A rolling window may be up to 59,999 ms longer than asked for,
 * because it begins with a whole minute.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param symbol upper case, for example {@code BTCUSDT}
 * @param priceChange last price less the first one of the window, signed
 * @param priceChangePercent the same in percent of the first price, signed: 1.26 is 1.26 %
 * @param weightedAveragePrice quote volume by volume
 * @param openPrice first price of the window
 * @param highPrice highest price of the window
 * @param lowPrice lowest price of the window
 * @param lastPrice last price; 0 when never traded
 * @param volume units of base traded in the window
 * @param quoteVolume the same in units of quote
 * @param openTime when the window begins
 * @param closeTime when it ends
 * @param firstTradeId id of its first trade; -1 for none
 * @param lastTradeId id of its last trade; -1 for none
 * @param tradeCount how many trades
 */
public record BinanceWindowTicker(
    String symbol,
    BigDecimal priceChange,
    BigDecimal priceChangePercent,
    @WireName("weightedAvgPrice") BigDecimal weightedAveragePrice,
    BigDecimal openPrice,
    BigDecimal highPrice,
    BigDecimal lowPrice,
    BigDecimal lastPrice,
    BigDecimal volume,
    BigDecimal quoteVolume,
    Instant openTime,
    Instant closeTime,
    @WireName("firstId") long firstTradeId,
    @WireName("lastId") long lastTradeId,
    @WireName("count") long tradeCount) {}
