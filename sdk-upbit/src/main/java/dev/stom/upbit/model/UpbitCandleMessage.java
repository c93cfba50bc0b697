package dev.stom.upbit.model;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A candle, streamed at most once a second while it changes. The same open time comes several
 * times: the last one counts. That it is complete shows when a later open time comes.
 *
 * @param type for example {@code candle.1m}
 * @param code the pair
 * @param candleDateTimeUtc when it opens, {@code yyyy-MM-dd'T'HH:mm:ss}, UTC
 * @param candleDateTimeKst the same in Korean time; null outside Korea
 * @param openingPrice first price
 * @param highPrice highest price
 * @param lowPrice lowest price
 * @param tradePrice last price so far
 * @param candleAccTradeVolume units of base traded
 * @param candleAccTradePrice units of quote traded
 * @param timestamp when the last trade in it was stored, milliseconds
 * @param streamType {@code SNAPSHOT} or {@code REALTIME}
 */
public record UpbitCandleMessage(
    String type,
    String code,
    String candleDateTimeUtc,
    @Nullable String candleDateTimeKst,
    BigDecimal openingPrice,
    BigDecimal highPrice,
    BigDecimal lowPrice,
    BigDecimal tradePrice,
    BigDecimal candleAccTradeVolume,
    BigDecimal candleAccTradePrice,
    long timestamp,
    @Nullable String streamType)
    implements UpbitMessage {
  /** Checks that what every candle has is there. */
  public UpbitCandleMessage {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(candleDateTimeUtc, "candleDateTimeUtc");
    Objects.requireNonNull(openingPrice, "openingPrice");
    Objects.requireNonNull(highPrice, "highPrice");
    Objects.requireNonNull(lowPrice, "lowPrice");
    Objects.requireNonNull(tradePrice, "tradePrice");
    Objects.requireNonNull(candleAccTradeVolume, "candleAccTradeVolume");
    Objects.requireNonNull(candleAccTradePrice, "candleAccTradePrice");
  }
}
