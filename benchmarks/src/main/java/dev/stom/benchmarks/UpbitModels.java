package dev.stom.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.squareup.moshi.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Upbit's messages as one writes them for Moshi and Jackson: every field, decimals exact. Public
 * for Moshi, which reads no other records.
 */
public final class UpbitModels {
  private UpbitModels() {}

  /** A trade, format DEFAULT. */
  public record Trade(
      @Json(name = "type") @JsonProperty("type") String type,
      @Json(name = "code") @JsonProperty("code") String code,
      @Json(name = "timestamp") @JsonProperty("timestamp") long timestamp,
      @Json(name = "trade_date") @JsonProperty("trade_date") String tradeDate,
      @Json(name = "trade_time") @JsonProperty("trade_time") String tradeTime,
      @Json(name = "trade_timestamp") @JsonProperty("trade_timestamp") long tradeTimestamp,
      @Json(name = "trade_price") @JsonProperty("trade_price") BigDecimal tradePrice,
      @Json(name = "trade_volume") @JsonProperty("trade_volume") BigDecimal tradeVolume,
      @Json(name = "ask_bid") @JsonProperty("ask_bid") String askBid,
      @Json(name = "prev_closing_price") @JsonProperty("prev_closing_price")
          BigDecimal prevClosingPrice,
      @Json(name = "change") @JsonProperty("change") String change,
      @Json(name = "change_price") @JsonProperty("change_price") BigDecimal changePrice,
      @Json(name = "sequential_id") @JsonProperty("sequential_id") long sequentialId,
      @Json(name = "best_ask_price") @JsonProperty("best_ask_price") BigDecimal bestAskPrice,
      @Json(name = "best_ask_size") @JsonProperty("best_ask_size") BigDecimal bestAskSize,
      @Json(name = "best_bid_price") @JsonProperty("best_bid_price") BigDecimal bestBidPrice,
      @Json(name = "best_bid_size") @JsonProperty("best_bid_size") BigDecimal bestBidSize,
      @Json(name = "stream_type") @JsonProperty("stream_type") String streamType) {}

  /** A trade, format SIMPLE. */
  public record SimpleTrade(
      @Json(name = "ty") @JsonProperty("ty") String type,
      @Json(name = "cd") @JsonProperty("cd") String code,
      @Json(name = "tms") @JsonProperty("tms") long timestamp,
      @Json(name = "td") @JsonProperty("td") String tradeDate,
      @Json(name = "ttm") @JsonProperty("ttm") String tradeTime,
      @Json(name = "ttms") @JsonProperty("ttms") long tradeTimestamp,
      @Json(name = "tp") @JsonProperty("tp") BigDecimal tradePrice,
      @Json(name = "tv") @JsonProperty("tv") BigDecimal tradeVolume,
      @Json(name = "ab") @JsonProperty("ab") String askBid,
      @Json(name = "pcp") @JsonProperty("pcp") BigDecimal prevClosingPrice,
      @Json(name = "c") @JsonProperty("c") String change,
      @Json(name = "cp") @JsonProperty("cp") BigDecimal changePrice,
      @Json(name = "sid") @JsonProperty("sid") long sequentialId,
      @Json(name = "bap") @JsonProperty("bap") BigDecimal bestAskPrice,
      @Json(name = "bas") @JsonProperty("bas") BigDecimal bestAskSize,
      @Json(name = "bbp") @JsonProperty("bbp") BigDecimal bestBidPrice,
      @Json(name = "bbs") @JsonProperty("bbs") BigDecimal bestBidSize,
      @Json(name = "st") @JsonProperty("st") String streamType) {
    /** The same under the other names. */
    Trade plain() {
      return new Trade(
          type,
          code,
          timestamp,
          tradeDate,
          tradeTime,
          tradeTimestamp,
          tradePrice,
          tradeVolume,
          askBid,
          prevClosingPrice,
          change,
          changePrice,
          sequentialId,
          bestAskPrice,
          bestAskSize,
          bestBidPrice,
          bestBidSize,
          streamType);
    }
  }

  /** A ticker, format SIMPLE. */
  public record Ticker(
      @Json(name = "ty") @JsonProperty("ty") String type,
      @Json(name = "cd") @JsonProperty("cd") String code,
      @Json(name = "op") @JsonProperty("op") BigDecimal openingPrice,
      @Json(name = "hp") @JsonProperty("hp") BigDecimal highPrice,
      @Json(name = "lp") @JsonProperty("lp") BigDecimal lowPrice,
      @Json(name = "tp") @JsonProperty("tp") BigDecimal tradePrice,
      @Json(name = "pcp") @JsonProperty("pcp") BigDecimal prevClosingPrice,
      @Json(name = "atp") @JsonProperty("atp") BigDecimal accTradePrice,
      @Json(name = "c") @JsonProperty("c") String change,
      @Json(name = "cp") @JsonProperty("cp") BigDecimal changePrice,
      @Json(name = "scp") @JsonProperty("scp") BigDecimal signedChangePrice,
      @Json(name = "cr") @JsonProperty("cr") BigDecimal changeRate,
      @Json(name = "scr") @JsonProperty("scr") BigDecimal signedChangeRate,
      @Json(name = "ab") @JsonProperty("ab") String askBid,
      @Json(name = "tv") @JsonProperty("tv") BigDecimal tradeVolume,
      @Json(name = "atv") @JsonProperty("atv") BigDecimal accTradeVolume,
      @Json(name = "tdt") @JsonProperty("tdt") String tradeDate,
      @Json(name = "ttm") @JsonProperty("ttm") String tradeTime,
      @Json(name = "ttms") @JsonProperty("ttms") long tradeTimestamp,
      @Json(name = "aav") @JsonProperty("aav") BigDecimal accAskVolume,
      @Json(name = "abv") @JsonProperty("abv") BigDecimal accBidVolume,
      @Json(name = "h52wp") @JsonProperty("h52wp") BigDecimal highest52WeekPrice,
      @Json(name = "h52wdt") @JsonProperty("h52wdt") String highest52WeekDate,
      @Json(name = "l52wp") @JsonProperty("l52wp") BigDecimal lowest52WeekPrice,
      @Json(name = "l52wdt") @JsonProperty("l52wdt") String lowest52WeekDate,
      @Json(name = "ms") @JsonProperty("ms") String marketState,
      @Json(name = "its") @JsonProperty("its") boolean isTradingSuspended,
      @Json(name = "dd") @JsonProperty("dd") @Nullable String delistingDate,
      @Json(name = "mw") @JsonProperty("mw") String marketWarning,
      @Json(name = "tms") @JsonProperty("tms") long timestamp,
      @Json(name = "atp24h") @JsonProperty("atp24h") BigDecimal accTradePrice24h,
      @Json(name = "atv24h") @JsonProperty("atv24h") BigDecimal accTradeVolume24h,
      @Json(name = "st") @JsonProperty("st") String streamType) {}

  /** An order book, format SIMPLE. */
  public record Book(
      @Json(name = "ty") @JsonProperty("ty") String type,
      @Json(name = "cd") @JsonProperty("cd") String code,
      @Json(name = "tms") @JsonProperty("tms") long timestamp,
      @Json(name = "tas") @JsonProperty("tas") BigDecimal totalAskSize,
      @Json(name = "tbs") @JsonProperty("tbs") BigDecimal totalBidSize,
      @Json(name = "obu") @JsonProperty("obu") List<Row> orderbookUnits,
      @Json(name = "lv") @JsonProperty("lv") BigDecimal level,
      @Json(name = "st") @JsonProperty("st") String streamType) {}

  /** One row of a book: the n-th best of both sides. */
  public record Row(
      @Json(name = "ap") @JsonProperty("ap") BigDecimal askPrice,
      @Json(name = "bp") @JsonProperty("bp") BigDecimal bidPrice,
      @Json(name = "as") @JsonProperty("as") BigDecimal askSize,
      @Json(name = "bs") @JsonProperty("bs") BigDecimal bidSize) {}

  /** A candle, format SIMPLE. */
  public record Candle(
      @Json(name = "ty") @JsonProperty("ty") String type,
      @Json(name = "cd") @JsonProperty("cd") String code,
      @Json(name = "cdttmu") @JsonProperty("cdttmu") String candleDateTimeUtc,
      @Json(name = "cdttmk") @JsonProperty("cdttmk") String candleDateTimeKst,
      @Json(name = "op") @JsonProperty("op") BigDecimal openingPrice,
      @Json(name = "hp") @JsonProperty("hp") BigDecimal highPrice,
      @Json(name = "lp") @JsonProperty("lp") BigDecimal lowPrice,
      @Json(name = "tp") @JsonProperty("tp") BigDecimal tradePrice,
      @Json(name = "catv") @JsonProperty("catv") BigDecimal candleAccTradeVolume,
      @Json(name = "catp") @JsonProperty("catp") BigDecimal candleAccTradePrice,
      @Json(name = "tms") @JsonProperty("tms") long timestamp,
      @Json(name = "st") @JsonProperty("st") String streamType) {}
}
