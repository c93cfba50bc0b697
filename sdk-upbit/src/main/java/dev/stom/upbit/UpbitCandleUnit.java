package dev.stom.upbit;

import dev.stom.core.market.CandleInterval;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The candles that Upbit makes, in its own words. Seconds and minutes are also streamed.
 *
 * <p>Source: Upbit developer centre v1.6.4, candle pages and websocket-candle, read 2026-11-22.
 */
public enum UpbitCandleUnit {
  /** One second; kept for the last three months only. */
  SECONDS_1("seconds", "1s", "candle.1s"),
  /** One minute. */
  MINUTES_1("minutes/1", "1m", "candle.1m"),
  /** Three minutes. */
  MINUTES_3("minutes/3", "3m", "candle.3m"),
  /** Five minutes. */
  MINUTES_5("minutes/5", "5m", "candle.5m"),
  /** Ten minutes. */
  MINUTES_10("minutes/10", "10m", "candle.10m"),
  /** A quarter of an hour. */
  MINUTES_15("minutes/15", "15m", "candle.15m"),
  /** Half an hour. */
  MINUTES_30("minutes/30", "30m", "candle.30m"),
  /** An hour. */
  MINUTES_60("minutes/60", "1h", "candle.60m"),
  /** Four hours. */
  MINUTES_240("minutes/240", "4h", "candle.240m"),
  /** A day, from 00:00 UTC (09:00 in Seoul). */
  DAYS("days", "1d", null),
  /** A week, from Monday 00:00 UTC. */
  WEEKS("weeks", "1w", null),
  /** A calendar month, UTC. */
  MONTHS("months", "1M", null),
  /** A calendar year, UTC. */
  YEARS("years", "1y", null);

  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // a record of an int and an enum
  private final CandleInterval interval;

  private final @Nullable String streamType;

  UpbitCandleUnit(String path, String interval, @Nullable String streamType) {
    this.path = "/v1/candles/" + path;
    this.interval = CandleInterval.parse(interval);
    this.streamType = streamType;
  }

  /**
   * Finds the unit of an interval.
   *
   * @param interval how long a candle is
   * @return the unit, or empty when Upbit has none of that length
   */
  public static Optional<UpbitCandleUnit> of(CandleInterval interval) {
    return Arrays.stream(values()).filter(unit -> unit.interval.equals(interval)).findFirst();
  }

  /** Returns the unit whose candles a path asks for. */
  static Optional<UpbitCandleUnit> ofPath(String path) {
    return Arrays.stream(values()).filter(unit -> unit.path.equals(path)).findFirst();
  }

  /** Returns the unit of a stream's type. */
  static Optional<UpbitCandleUnit> ofStreamType(String type) {
    return Arrays.stream(values()).filter(unit -> type.equals(unit.streamType)).findFirst();
  }

  /**
   * Returns how long a candle is.
   *
   * @return the interval
   */
  public CandleInterval interval() {
    return interval;
  }

  /**
   * Returns the path that is asked for such candles.
   *
   * @return for example {@code /v1/candles/minutes/5}
   */
  public String path() {
    return path;
  }

  /**
   * Returns the word that streams use.
   *
   * @return for example {@code candle.5m}; empty for days and longer, which are not streamed
   */
  public Optional<String> streamType() {
    return Optional.ofNullable(streamType);
  }

  /** Returns the constant's name in lower case with a blank. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
