package dev.stom.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.squareup.moshi.Json;
import java.math.BigDecimal;
import java.util.List;

/**
 * Binance's messages as one writes them for Moshi and Jackson: every field, decimals exact. Public
 * for Moshi, which reads no other records.
 */
public final class BinanceModels {
  private BinanceModels() {}

  /** The envelope of the combined form. */
  public record Combined<T>(
      @Json(name = "stream") @JsonProperty("stream") String stream,
      @Json(name = "data") @JsonProperty("data") T data) {}

  /** A trade. */
  public record Trade(
      @Json(name = "e") @JsonProperty("e") String eventType,
      @Json(name = "E") @JsonProperty("E") long eventTime,
      @Json(name = "s") @JsonProperty("s") String symbol,
      @Json(name = "t") @JsonProperty("t") long id,
      @Json(name = "p") @JsonProperty("p") BigDecimal price,
      @Json(name = "q") @JsonProperty("q") BigDecimal quantity,
      @Json(name = "T") @JsonProperty("T") long time,
      @Json(name = "m") @JsonProperty("m") boolean buyerIsMaker) {}

  /** What one taker order traded at one price. */
  public record AggTrade(
      @Json(name = "e") @JsonProperty("e") String eventType,
      @Json(name = "E") @JsonProperty("E") long eventTime,
      @Json(name = "s") @JsonProperty("s") String symbol,
      @Json(name = "a") @JsonProperty("a") long id,
      @Json(name = "p") @JsonProperty("p") BigDecimal price,
      @Json(name = "q") @JsonProperty("q") BigDecimal quantity,
      @Json(name = "f") @JsonProperty("f") long firstTradeId,
      @Json(name = "l") @JsonProperty("l") long lastTradeId,
      @Json(name = "T") @JsonProperty("T") long time,
      @Json(name = "m") @JsonProperty("m") boolean buyerIsMaker) {}

  /** Statistics of 24 hours. */
  public record Ticker(
      @Json(name = "e") @JsonProperty("e") String eventType,
      @Json(name = "E") @JsonProperty("E") long eventTime,
      @Json(name = "s") @JsonProperty("s") String symbol,
      @Json(name = "p") @JsonProperty("p") BigDecimal priceChange,
      @Json(name = "P") @JsonProperty("P") BigDecimal priceChangePercent,
      @Json(name = "w") @JsonProperty("w") BigDecimal weightedAveragePrice,
      @Json(name = "x") @JsonProperty("x") BigDecimal previousClose,
      @Json(name = "c") @JsonProperty("c") BigDecimal last,
      @Json(name = "Q") @JsonProperty("Q") BigDecimal lastQuantity,
      @Json(name = "b") @JsonProperty("b") BigDecimal bidPrice,
      @Json(name = "B") @JsonProperty("B") BigDecimal bidQuantity,
      @Json(name = "a") @JsonProperty("a") BigDecimal askPrice,
      @Json(name = "A") @JsonProperty("A") BigDecimal askQuantity,
      @Json(name = "o") @JsonProperty("o") BigDecimal open,
      @Json(name = "h") @JsonProperty("h") BigDecimal high,
      @Json(name = "l") @JsonProperty("l") BigDecimal low,
      @Json(name = "v") @JsonProperty("v") BigDecimal volume,
      @Json(name = "q") @JsonProperty("q") BigDecimal quoteVolume,
      @Json(name = "O") @JsonProperty("O") long openTime,
      @Json(name = "C") @JsonProperty("C") long closeTime,
      @Json(name = "F") @JsonProperty("F") long firstTradeId,
      @Json(name = "L") @JsonProperty("L") long lastTradeId,
      @Json(name = "n") @JsonProperty("n") long tradeCount) {}

  /** The best of both sides. */
  public record BookTicker(
      @Json(name = "u") @JsonProperty("u") long updateId,
      @Json(name = "s") @JsonProperty("s") String symbol,
      @Json(name = "b") @JsonProperty("b") BigDecimal bidPrice,
      @Json(name = "B") @JsonProperty("B") BigDecimal bidQuantity,
      @Json(name = "a") @JsonProperty("a") BigDecimal askPrice,
      @Json(name = "A") @JsonProperty("A") BigDecimal askQuantity) {}

  /** A partial book: price and quantity of each level. */
  public record Depth(
      @Json(name = "lastUpdateId") @JsonProperty("lastUpdateId") long lastUpdateId,
      @Json(name = "bids") @JsonProperty("bids") List<List<BigDecimal>> bids,
      @Json(name = "asks") @JsonProperty("asks") List<List<BigDecimal>> asks) {}

  /** Changes of a book: price and quantity of each level. */
  public record DepthUpdate(
      @Json(name = "e") @JsonProperty("e") String eventType,
      @Json(name = "E") @JsonProperty("E") long eventTime,
      @Json(name = "s") @JsonProperty("s") String symbol,
      @Json(name = "U") @JsonProperty("U") long firstUpdateId,
      @Json(name = "u") @JsonProperty("u") long finalUpdateId,
      @Json(name = "b") @JsonProperty("b") List<List<BigDecimal>> bids,
      @Json(name = "a") @JsonProperty("a") List<List<BigDecimal>> asks) {}

  /** A candle in its envelope. */
  public record Kline(
      @Json(name = "e") @JsonProperty("e") String eventType,
      @Json(name = "E") @JsonProperty("E") long eventTime,
      @Json(name = "s") @JsonProperty("s") String symbol,
      @Json(name = "k") @JsonProperty("k") Bar bar) {}

  /** The candle itself. */
  public record Bar(
      @Json(name = "t") @JsonProperty("t") long openTime,
      @Json(name = "T") @JsonProperty("T") long closeTime,
      @Json(name = "i") @JsonProperty("i") String interval,
      @Json(name = "f") @JsonProperty("f") long firstTradeId,
      @Json(name = "L") @JsonProperty("L") long lastTradeId,
      @Json(name = "o") @JsonProperty("o") BigDecimal open,
      @Json(name = "c") @JsonProperty("c") BigDecimal close,
      @Json(name = "h") @JsonProperty("h") BigDecimal high,
      @Json(name = "l") @JsonProperty("l") BigDecimal low,
      @Json(name = "v") @JsonProperty("v") BigDecimal volume,
      @Json(name = "n") @JsonProperty("n") long tradeCount,
      @Json(name = "x") @JsonProperty("x") boolean closed,
      @Json(name = "q") @JsonProperty("q") BigDecimal quoteVolume,
      @Json(name = "V") @JsonProperty("V") BigDecimal takerBuyVolume,
      @Json(name = "Q") @JsonProperty("Q") BigDecimal takerBuyQuoteVolume) {}
}
