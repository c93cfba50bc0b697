package dev.stom.binance.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A window in short: what {@code type=MINI} leaves of {@code /ticker/24hr}, {@code
 * /ticker/tradingDay} and {@code /ticker}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param symbol upper case, for example {@code BTCUSDT}
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
public record BinanceMiniTicker(
    String symbol,
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
