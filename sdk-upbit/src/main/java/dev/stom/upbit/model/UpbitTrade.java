package dev.stom.upbit.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A trade, as {@code GET /v1/trades/ticks} answers.
 *
 * <p>Source: Upbit developer centre v1.6.4, list-pair-trades, read 2026-11-22.
 *
 * @param market the pair
 * @param tradeDateUtc {@code yyyy-MM-dd}
 * @param tradeTimeUtc {@code HH:mm:ss}
 * @param timestamp when it was traded, milliseconds since 1970
 * @param tradePrice what was paid for one unit of base
 * @param tradeVolume units of base
 * @param prevClosingPrice the last price before 00:00 UTC
 * @param changePrice how far the price is from it
 * @param askBid what the taker did: {@code BID} bought, {@code ASK} sold
 * @param sequentialId the trade's id: unique for the pair, not an order; as text, because it
 *     outgrows what many number types hold exactly. Also the {@code cursor} for older trades
 */
public record UpbitTrade(
    String market,
    @WireName("trade_date_utc") @Nullable String tradeDateUtc,
    @WireName("trade_time_utc") @Nullable String tradeTimeUtc,
    long timestamp,
    @WireName("trade_price") BigDecimal tradePrice,
    @WireName("trade_volume") BigDecimal tradeVolume,
    @WireName("prev_closing_price") @Nullable BigDecimal prevClosingPrice,
    @WireName("change_price") @Nullable BigDecimal changePrice,
    @WireName("ask_bid") @Nullable String askBid,
    @WireName("sequential_id") String sequentialId) {}
