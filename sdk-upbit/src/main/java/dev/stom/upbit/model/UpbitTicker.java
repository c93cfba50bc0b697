package dev.stom.upbit.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a pair, as {@code GET /v1/ticker} and {@code /v1/ticker/all} answer. The UTC day
 * begins at 09:00 in Seoul. Null where Upbit did not say.
 *
 * <p>Source: Upbit developer centre v1.6.4, list-tickers, read 2026-11-22.
 *
 * @param market the pair, for example {@code KRW-BTC}
 * @param tradeDate when the last trade was, {@code yyyyMMdd}, UTC
 * @param tradeTime when the last trade was, {@code HHmmss}, UTC
 * @param tradeDateKst the same in Korean time; null outside Korea
 * @param tradeTimeKst the same in Korean time; null outside Korea
 * @param tradeTimestamp when the last trade was, milliseconds since 1970
 * @param openingPrice first price of the UTC day
 * @param highPrice highest price of the UTC day
 * @param lowPrice lowest price of the UTC day
 * @param tradePrice price of the last trade
 * @param prevClosingPrice the last price before 00:00 UTC
 * @param change {@code RISE}, {@code EVEN} or {@code FALL} against {@code prevClosingPrice}
 * @param changePrice how far, without a sign
 * @param changeRate {@code changePrice} ÷ {@code prevClosingPrice}, a fraction without a sign:
 *     0.0126 is 1.26 %
 * @param signedChangePrice how far, with its sign
 * @param signedChangeRate the fraction, with its sign
 * @param tradeVolume units of base of the last trade
 * @param accTradePrice units of quote traded since 00:00 UTC
 * @param accTradePrice24h units of quote traded in the last 24 hours
 * @param accTradeVolume units of base traded since 00:00 UTC
 * @param accTradeVolume24h units of base traded in the last 24 hours
 * @param highest52WeekPrice highest price of 52 weeks
 * @param highest52WeekDate when that was, {@code yyyy-MM-dd}
 * @param lowest52WeekPrice lowest price of 52 weeks
 * @param lowest52WeekDate when that was, {@code yyyy-MM-dd}
 * @param timestamp when this was true, milliseconds since 1970
 */
public record UpbitTicker(
    String market,
    @WireName("trade_date") @Nullable String tradeDate,
    @WireName("trade_time") @Nullable String tradeTime,
    @WireName("trade_date_kst") @Nullable String tradeDateKst,
    @WireName("trade_time_kst") @Nullable String tradeTimeKst,
    @WireName("trade_timestamp") @Nullable Long tradeTimestamp,
    @WireName("opening_price") @Nullable BigDecimal openingPrice,
    @WireName("high_price") @Nullable BigDecimal highPrice,
    @WireName("low_price") @Nullable BigDecimal lowPrice,
    @WireName("trade_price") BigDecimal tradePrice,
    @WireName("prev_closing_price") @Nullable BigDecimal prevClosingPrice,
    @Nullable String change,
    @WireName("change_price") @Nullable BigDecimal changePrice,
    @WireName("change_rate") @Nullable BigDecimal changeRate,
    @WireName("signed_change_price") @Nullable BigDecimal signedChangePrice,
    @WireName("signed_change_rate") @Nullable BigDecimal signedChangeRate,
    @WireName("trade_volume") @Nullable BigDecimal tradeVolume,
    @WireName("acc_trade_price") @Nullable BigDecimal accTradePrice,
    @WireName("acc_trade_price_24h") @Nullable BigDecimal accTradePrice24h,
    @WireName("acc_trade_volume") @Nullable BigDecimal accTradeVolume,
    @WireName("acc_trade_volume_24h") @Nullable BigDecimal accTradeVolume24h,
    @WireName("highest_52_week_price") @Nullable BigDecimal highest52WeekPrice,
    @WireName("highest_52_week_date") @Nullable String highest52WeekDate,
    @WireName("lowest_52_week_price") @Nullable BigDecimal lowest52WeekPrice,
    @WireName("lowest_52_week_date") @Nullable String lowest52WeekDate,
    long timestamp) {}
