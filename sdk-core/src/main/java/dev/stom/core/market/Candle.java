package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The trading of one stretch of time.
 *
 * @param instrument what was traded
 * @param stamp when we learned of it
 * @param interval how long the stretch is
 * @param openTime when it begins (UTC), inclusive; it ends, exclusive, at {@link #closeTime()}
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param close last price, so far if the candle is running
 * @param volume units of base traded
 * @param turnover units of quote traded
 * @param tradeCount how many trades, or null where the venue does not say
 * @param completion whether it can still change
 */
public record Candle(
    Instrument instrument,
    Stamp stamp,
    CandleInterval interval,
    Instant openTime,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume,
    BigDecimal turnover,
    @Nullable Long tradeCount,
    Completion completion)
    implements MarketEvent {

  /** Checks that nothing is missing. */
  public Candle {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(stamp, "stamp");
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(openTime, "openTime");
    Objects.requireNonNull(open, "open");
    Objects.requireNonNull(high, "high");
    Objects.requireNonNull(low, "low");
    Objects.requireNonNull(close, "close");
    Objects.requireNonNull(volume, "volume");
    Objects.requireNonNull(turnover, "turnover");
    Objects.requireNonNull(completion, "completion");
  }

  /**
   * Returns when the stretch ends.
   *
   * @return the open time of the next candle
   */
  public Instant closeTime() {
    return interval.next(openTime);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Candle other
        && instrument.equals(other.instrument)
        && stamp.equals(other.stamp)
        && interval.equals(other.interval)
        && openTime.equals(other.openTime)
        && Decimals.same(open, other.open)
        && Decimals.same(high, other.high)
        && Decimals.same(low, other.low)
        && Decimals.same(close, other.close)
        && Decimals.same(volume, other.volume)
        && Decimals.same(turnover, other.turnover)
        && Objects.equals(tradeCount, other.tradeCount)
        && completion == other.completion;
  }

  @Override
  public int hashCode() {
    return Objects.hash(instrument, interval, openTime, Decimals.hash(close));
  }

  /** Whether a candle can still change. */
  public enum Completion {
    /** Its stretch is over and the venue has said so, or its end lies in the past. */
    CLOSED,
    /** Its stretch is not over. */
    RUNNING,
    /** The venue does not say; a later candle of the same stretch replaces this one. */
    UNSTATED
  }
}
