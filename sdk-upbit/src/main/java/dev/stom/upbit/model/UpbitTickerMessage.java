package dev.stom.upbit.model;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a pair, streamed when it changes. The UTC day begins at 09:00 in Seoul.
 *
 * @param type {@code ticker}
 * @param code the pair
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
 * @param askBid what the last taker did: {@code BID} bought, {@code ASK} sold
 * @param tradeVolume units of base of the last trade
 * @param accTradeVolume units of base traded since 00:00 UTC
 * @param accTradeVolume24h units of base traded in the last 24 hours
 * @param accTradePrice units of quote traded since 00:00 UTC
 * @param accTradePrice24h units of quote traded in the last 24 hours
 * @param tradeDate when the last trade was, {@code yyyyMMdd}, UTC
 * @param tradeTime when the last trade was, {@code HHmmss}, UTC
 * @param tradeTimestamp when the last trade was, milliseconds
 * @param accAskVolume units of base that takers sold since 00:00 UTC
 * @param accBidVolume units of base that takers bought since 00:00 UTC
 * @param highest52WeekPrice highest price of 52 weeks
 * @param highest52WeekDate when that was, {@code yyyy-MM-dd}
 * @param lowest52WeekPrice lowest price of 52 weeks
 * @param lowest52WeekDate when that was, {@code yyyy-MM-dd}
 * @param marketState {@code PREVIEW}, {@code ACTIVE} or {@code DELISTED}
 * @param delistingDate when the pair will be or was delisted, as Upbit writes it; null for none
 * @param tradingSuspended {@code is_trading_suspended}; Upbit has announced that it will go
 * @param marketWarning {@code NONE} or {@code CAUTION}; Upbit has announced that it will go
 * @param timestamp when the frame was made, milliseconds
 * @param streamType {@code SNAPSHOT} or {@code REALTIME}
 */
public record UpbitTickerMessage(
    String type,
    String code,
    @Nullable BigDecimal openingPrice,
    @Nullable BigDecimal highPrice,
    @Nullable BigDecimal lowPrice,
    BigDecimal tradePrice,
    @Nullable BigDecimal prevClosingPrice,
    @Nullable String change,
    @Nullable BigDecimal changePrice,
    @Nullable BigDecimal changeRate,
    @Nullable BigDecimal signedChangePrice,
    @Nullable BigDecimal signedChangeRate,
    @Nullable String askBid,
    @Nullable BigDecimal tradeVolume,
    @Nullable BigDecimal accTradeVolume,
    @Nullable BigDecimal accTradeVolume24h,
    @Nullable BigDecimal accTradePrice,
    @Nullable BigDecimal accTradePrice24h,
    @Nullable String tradeDate,
    @Nullable String tradeTime,
    @Nullable Long tradeTimestamp,
    @Nullable BigDecimal accAskVolume,
    @Nullable BigDecimal accBidVolume,
    @Nullable BigDecimal highest52WeekPrice,
    @Nullable String highest52WeekDate,
    @Nullable BigDecimal lowest52WeekPrice,
    @Nullable String lowest52WeekDate,
    @Nullable String marketState,
    @Nullable String delistingDate,
    @Nullable Boolean tradingSuspended,
    @Nullable String marketWarning,
    long timestamp,
    @Nullable String streamType)
    implements UpbitMessage {
  /** Checks that what every ticker has is there. */
  public UpbitTickerMessage {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(tradePrice, "tradePrice");
  }
}
