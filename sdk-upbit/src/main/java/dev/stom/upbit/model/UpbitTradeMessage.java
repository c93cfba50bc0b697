package dev.stom.upbit.model;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A trade, streamed.
 *
 * @param type {@code trade}
 * @param code the pair
 * @param tradePrice what was paid for one unit of base
 * @param tradeVolume units of base
 * @param askBid what the taker did: {@code BID} bought, {@code ASK} sold; null or another word
 *     where the venue says so
 * @param prevClosingPrice the last price before 00:00 UTC
 * @param change {@code RISE}, {@code EVEN} or {@code FALL} against {@code prevClosingPrice}
 * @param changePrice how far, without a sign
 * @param tradeDate {@code yyyy-MM-dd}, UTC
 * @param tradeTime {@code HH:mm:ss}, UTC
 * @param tradeTimestamp when it was traded, milliseconds
 * @param timestamp when the frame was made, milliseconds
 * @param sequentialId the trade's id: unique for the pair, not an order; as text, because it
 *     outgrows what many number types hold exactly
 * @param bestAskPrice lowest price to sell after the trade
 * @param bestAskSize units of base there
 * @param bestBidPrice highest price to buy after the trade
 * @param bestBidSize units of base there
 * @param streamType {@code SNAPSHOT} or {@code REALTIME}
 */
public record UpbitTradeMessage(
    String type,
    String code,
    BigDecimal tradePrice,
    BigDecimal tradeVolume,
    @Nullable String askBid,
    @Nullable BigDecimal prevClosingPrice,
    @Nullable String change,
    @Nullable BigDecimal changePrice,
    @Nullable String tradeDate,
    @Nullable String tradeTime,
    long tradeTimestamp,
    long timestamp,
    String sequentialId,
    @Nullable BigDecimal bestAskPrice,
    @Nullable BigDecimal bestAskSize,
    @Nullable BigDecimal bestBidPrice,
    @Nullable BigDecimal bestBidSize,
    @Nullable String streamType)
    implements UpbitMessage {
  /** Checks that what every trade has is there. */
  public UpbitTradeMessage {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(tradePrice, "tradePrice");
    Objects.requireNonNull(tradeVolume, "tradeVolume");
    Objects.requireNonNull(sequentialId, "sequentialId");
  }
}
