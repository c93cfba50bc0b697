package dev.stom.upbit.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A candle, as {@code GET /v1/candles/…} answers. A stretch without a trade has none.
 *
 * <p>Source: Upbit developer centre v1.6.4, candle pages, read 2026-11-22.
 *
 * @param market the pair
 * @param candleDateTimeUtc when it opens, {@code yyyy-MM-dd'T'HH:mm:ss}, UTC
 * @param candleDateTimeKst the same in Korean time; null outside Korea
 * @param openingPrice first price
 * @param highPrice highest price
 * @param lowPrice lowest price
 * @param tradePrice last price (so far)
 * @param timestamp when the last trade in it was stored, milliseconds since 1970; not the open time
 * @param candleAccTradePrice units of quote traded
 * @param candleAccTradeVolume units of base traded
 * @param unit how many minutes; minutes only
 * @param prevClosingPrice the last price before 00:00 UTC; days only
 * @param changePrice how far from it; days only
 * @param changeRate how far, as a fraction; days only
 * @param convertedTradePrice {@code tradePrice} in the currency asked for; days only, if asked
 * @param firstDayOfPeriod {@code yyyy-MM-dd}; weeks, months and years only
 */
public record UpbitCandle(
    String market,
    @WireName("candle_date_time_utc") String candleDateTimeUtc,
    @WireName("candle_date_time_kst") @Nullable String candleDateTimeKst,
    @WireName("opening_price") BigDecimal openingPrice,
    @WireName("high_price") BigDecimal highPrice,
    @WireName("low_price") BigDecimal lowPrice,
    @WireName("trade_price") BigDecimal tradePrice,
    long timestamp,
    @WireName("candle_acc_trade_price") BigDecimal candleAccTradePrice,
    @WireName("candle_acc_trade_volume") BigDecimal candleAccTradeVolume,
    @Nullable Integer unit,
    @WireName("prev_closing_price") @Nullable BigDecimal prevClosingPrice,
    @WireName("change_price") @Nullable BigDecimal changePrice,
    @WireName("change_rate") @Nullable BigDecimal changeRate,
    @WireName("converted_trade_price") @Nullable BigDecimal convertedTradePrice,
    @WireName("first_day_of_period") @Nullable String firstDayOfPeriod) {}
