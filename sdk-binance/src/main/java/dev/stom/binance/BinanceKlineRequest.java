package dev.stom.binance;

import dev.stom.core.market.CandleInterval;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which candles are asked for in one request, in the venue's terms. Without times the newest ones
 * come; with a start time alone the oldest from there; with an end time alone the newest up to
 * there. Both times are inclusive and compared with open times, in UTC whatever the time zone.
 * Immutable.
 */
public final class BinanceKlineRequest {
  /** What the venue returns at most, and what this asks for unless told otherwise. */
  public static final int MAX_LIMIT = 1000;

  private final String symbol;
  private final CandleInterval interval;
  private final @Nullable Instant startTime;
  private final @Nullable Instant endTime;
  private final @Nullable String timeZone;
  private final int limit;

  private BinanceKlineRequest(
      String symbol,
      CandleInterval interval,
      @Nullable Instant startTime,
      @Nullable Instant endTime,
      @Nullable String timeZone,
      int limit) {
    this.symbol = symbol;
    this.interval = interval;
    this.startTime = startTime;
    this.endTime = endTime;
    this.timeZone = timeZone;
    this.limit = limit;
  }

  /**
   * Starts with what is mandatory: the newest {@value #MAX_LIMIT} candles.
   *
   * @param symbol in any case
   * @param interval one of {@link Binance#INTERVALS}
   * @return the request
   */
  public static BinanceKlineRequest of(String symbol, CandleInterval interval) {
    return new BinanceKlineRequest(
        BinanceSymbols.checked(symbol),
        Binance.checkedInterval(interval),
        null,
        null,
        null,
        MAX_LIMIT);
  }

  /**
   * Sets the first open time.
   *
   * @param time inclusive
   * @return a copy
   */
  public BinanceKlineRequest startTime(Instant time) {
    return new BinanceKlineRequest(symbol, interval, time, endTime, timeZone, limit);
  }

  /**
   * Sets the last open time.
   *
   * @param time inclusive
   * @return a copy
   */
  public BinanceKlineRequest endTime(Instant time) {
    return new BinanceKlineRequest(symbol, interval, startTime, time, timeZone, limit);
  }

  /**
   * Sets where days, weeks and months are cut.
   *
   * @param zone from -12:00 to +14:00; default UTC
   * @return a copy
   */
  public BinanceKlineRequest timeZone(ZoneOffset zone) {
    return new BinanceKlineRequest(
        symbol, interval, startTime, endTime, MarketEndpoints.zone(zone), limit);
  }

  /**
   * Sets how many candles come at most.
   *
   * @param count 1 to {@value #MAX_LIMIT}
   * @return a copy
   */
  public BinanceKlineRequest limit(int count) {
    return new BinanceKlineRequest(
        symbol, interval, startTime, endTime, timeZone, MarketEndpoints.limit(count, MAX_LIMIT));
  }

  Parameters parameters() {
    if (startTime != null && endTime != null && endTime.isBefore(startTime)) {
      throw new IllegalArgumentException(
          "endTime must not be before startTime but is " + endTime + ", startTime " + startTime);
    }
    return new Parameters()
        .add("symbol", symbol)
        .add("interval", interval)
        .add("startTime", startTime == null ? null : BinanceTime.parameter(startTime))
        .add("endTime", endTime == null ? null : BinanceTime.parameter(endTime))
        .add("timeZone", timeZone)
        .add("limit", limit);
  }

  /** Shows the query. */
  @Override
  public String toString() {
    return parameters().query();
  }
}
