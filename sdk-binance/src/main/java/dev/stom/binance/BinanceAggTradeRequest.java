package dev.stom.binance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which aggregate trades are asked for in one request, in the venue's terms: the newest ones, those
 * from an id on, or those of a span of time (both ends inclusive). Immutable.
 */
public final class BinanceAggTradeRequest {
  /** What the venue returns at most, and what this asks for unless told otherwise. */
  public static final int MAX_LIMIT = 1000;

  private final String symbol;
  private final @Nullable Long fromId;
  private final @Nullable Instant startTime;
  private final @Nullable Instant endTime;
  private final int limit;

  private BinanceAggTradeRequest(
      String symbol,
      @Nullable Long fromId,
      @Nullable Instant startTime,
      @Nullable Instant endTime,
      int limit) {
    this.symbol = symbol;
    this.fromId = fromId;
    this.startTime = startTime;
    this.endTime = endTime;
    this.limit = limit;
  }

  /**
   * Starts with what is mandatory: the newest {@value #MAX_LIMIT} aggregates.
   *
   * @param symbol in any case
   * @return the request
   */
  public static BinanceAggTradeRequest of(String symbol) {
    return new BinanceAggTradeRequest(BinanceSymbols.checked(symbol), null, null, null, MAX_LIMIT);
  }

  /**
   * Sets the first id.
   *
   * @param id inclusive, not negative
   * @return a copy
   */
  public BinanceAggTradeRequest fromId(long id) {
    return new BinanceAggTradeRequest(
        symbol, MarketEndpoints.id("fromId", id), startTime, endTime, limit);
  }

  /**
   * Sets the first time.
   *
   * @param time inclusive
   * @return a copy
   */
  public BinanceAggTradeRequest startTime(Instant time) {
    return new BinanceAggTradeRequest(symbol, fromId, time, endTime, limit);
  }

  /**
   * Sets the last time.
   *
   * @param time inclusive
   * @return a copy
   */
  public BinanceAggTradeRequest endTime(Instant time) {
    return new BinanceAggTradeRequest(symbol, fromId, startTime, time, limit);
  }

  /**
   * Sets how many aggregates come at most.
   *
   * @param count 1 to {@value #MAX_LIMIT}
   * @return a copy
   */
  public BinanceAggTradeRequest limit(int count) {
    return new BinanceAggTradeRequest(
        symbol, fromId, startTime, endTime, MarketEndpoints.limit(count, MAX_LIMIT));
  }

  Parameters parameters() {
    if (startTime != null && endTime != null && endTime.isBefore(startTime)) {
      throw new IllegalArgumentException(
          "endTime must not be before startTime but is " + endTime + ", startTime " + startTime);
    }
    return new Parameters()
        .add("symbol", symbol)
        .add("fromId", fromId)
        .add("startTime", startTime == null ? null : BinanceTime.parameter(startTime))
        .add("endTime", endTime == null ? null : BinanceTime.parameter(endTime))
        .add("limit", limit);
  }

  /** Shows the query. */
  @Override
  public String toString() {
    return parameters().query();
  }
}
