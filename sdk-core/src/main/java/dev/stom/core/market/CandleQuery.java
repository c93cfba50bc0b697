package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which candles are wanted: the newest so many, all of a range, or so many from or before a moment.
 * However many there are, they come as one ascending {@link CandleSeries}: paging is the SDK's
 * affair.
 *
 * @param instrument whose candles
 * @param interval how long each is
 * @param from open time of the first one, inclusive; null for no lower bound (then a count is
 *     needed)
 * @param to upper bound of the open time, exclusive; null for now
 * @param count how many at most: the newest ones, unless {@code from} stands without {@code to},
 *     then the oldest; null for all of the range
 */
public record CandleQuery(
    Instrument instrument,
    CandleInterval interval,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Integer count) {

  /** More than this in one answer is a mistake rather than a wish: two years of minutes. */
  public static final int MAX_COUNT = 1_100_000;

  /** Checks that the parts make sense together. */
  public CandleQuery {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(interval, "interval");
    if (from == null && count == null) {
      throw new IllegalArgumentException("a candle query needs a count or a from");
    }
    if (count != null && (count < 1 || count > MAX_COUNT)) {
      throw new IllegalArgumentException("count must be 1 to " + MAX_COUNT + " but is " + count);
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("from must be before to but is " + from + ", to " + to);
    }
  }

  /**
   * The newest candles, the running one included.
   *
   * @param instrument whose
   * @param interval how long each
   * @param count how many at most, 1 to {@link #MAX_COUNT}
   * @return the query
   */
  public static CandleQuery latest(Instrument instrument, CandleInterval interval, int count) {
    return new CandleQuery(instrument, interval, null, null, count);
  }

  /**
   * All candles that open within a range.
   *
   * @param instrument whose
   * @param interval how long each
   * @param from inclusive
   * @param to exclusive
   * @return the query
   */
  public static CandleQuery range(
      Instrument instrument, CandleInterval interval, Instant from, Instant to) {
    return new CandleQuery(instrument, interval, from, to, null);
  }

  /**
   * So many candles from a moment on.
   *
   * @param instrument whose
   * @param interval how long each
   * @param from inclusive
   * @param count how many at most, 1 to {@link #MAX_COUNT}
   * @return the query
   */
  public static CandleQuery from(
      Instrument instrument, CandleInterval interval, Instant from, int count) {
    return new CandleQuery(instrument, interval, from, null, count);
  }

  /**
   * So many candles before a moment.
   *
   * @param instrument whose
   * @param interval how long each
   * @param to exclusive
   * @param count how many at most, 1 to {@link #MAX_COUNT}
   * @return the query
   */
  public static CandleQuery before(
      Instrument instrument, CandleInterval interval, Instant to, int count) {
    return new CandleQuery(instrument, interval, null, to, count);
  }
}
