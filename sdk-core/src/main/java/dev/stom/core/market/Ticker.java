package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A summary of recent trading: the last price, its change, and the range and volume of a window.
 * Each part names the window or the reference that it is about, because venues differ; what a venue
 * does not tell is null.
 *
 * @param instrument what is summarised
 * @param stamp when
 * @param last price of the last trade, quote asset per one base; positive
 * @param lastTradeAt when the last trade happened by the venue's clock, or null where the venue
 *     does not say
 * @param change from a reference price to the last, or null
 * @param range first, highest and lowest price of a window, or null
 * @param volume what was traded in a window, or null
 */
public record Ticker(
    Instrument instrument,
    Stamp stamp,
    BigDecimal last,
    @Nullable Instant lastTradeAt,
    @Nullable Change change,
    @Nullable Range range,
    @Nullable Volume volume)
    implements MarketEvent {

  /** Checks that the price is positive. */
  public Ticker {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(stamp, "stamp");
    Decimals.positive(last, "last");
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Ticker other
        && instrument.equals(other.instrument)
        && stamp.equals(other.stamp)
        && Decimals.same(last, other.last)
        && Objects.equals(lastTradeAt, other.lastTradeAt)
        && Objects.equals(change, other.change)
        && Objects.equals(range, other.range)
        && Objects.equals(volume, other.volume);
  }

  @Override
  public int hashCode() {
    return Objects.hash(instrument, stamp, Decimals.hash(last));
  }

  /** What a change is measured against. */
  public enum Reference {
    /** The last price before 00:00 UTC (09:00 in Seoul). */
    PREVIOUS_UTC_DAY_CLOSE,
    /** The first price of the rolling 24 hours. */
    OPEN_24H_AGO,
    /** The closing price of the exchange's previous session. */
    PREVIOUS_SESSION_CLOSE
  }

  /** Which stretch of time a figure covers. */
  public enum Window {
    /** Since 00:00 UTC (09:00 in Seoul). */
    UTC_DAY,
    /** The 24 hours up to now. */
    ROLLING_24H,
    /** Since the exchange's session began. */
    SESSION
  }

  /**
   * How far the price has moved.
   *
   * @param amount last − reference price, signed, in the quote asset
   * @param ratio amount ÷ reference price, signed, as a fraction: 0.0126 is 1.26 %
   * @param reference what it is measured against
   * @param referencePrice the price it is measured against, or null where the venue does not say
   */
  public record Change(
      BigDecimal amount,
      BigDecimal ratio,
      Reference reference,
      @Nullable BigDecimal referencePrice) {
    /** Checks that nothing is missing. */
    public Change {
      Objects.requireNonNull(amount, "amount");
      Objects.requireNonNull(ratio, "ratio");
      Objects.requireNonNull(reference, "reference");
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Change other
          && Decimals.same(amount, other.amount)
          && Decimals.same(ratio, other.ratio)
          && reference == other.reference
          && Decimals.same(referencePrice, other.referencePrice);
    }

    @Override
    public int hashCode() {
      return Objects.hash(Decimals.hash(amount), Decimals.hash(ratio), reference);
    }
  }

  /**
   * Where the price has been.
   *
   * @param open first price of the window
   * @param high highest price of the window
   * @param low lowest price of the window
   * @param window which
   */
  public record Range(BigDecimal open, BigDecimal high, BigDecimal low, Window window) {
    /** Checks that nothing is missing. */
    public Range {
      Objects.requireNonNull(open, "open");
      Objects.requireNonNull(high, "high");
      Objects.requireNonNull(low, "low");
      Objects.requireNonNull(window, "window");
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Range other
          && Decimals.same(open, other.open)
          && Decimals.same(high, other.high)
          && Decimals.same(low, other.low)
          && window == other.window;
    }

    @Override
    public int hashCode() {
      return Objects.hash(Decimals.hash(open), Decimals.hash(high), Decimals.hash(low), window);
    }
  }

  /**
   * How much was traded.
   *
   * @param base units of base
   * @param quote the same in units of quote (turnover)
   * @param window which
   */
  public record Volume(BigDecimal base, BigDecimal quote, Window window) {
    /** Checks that nothing is missing. */
    public Volume {
      Objects.requireNonNull(base, "base");
      Objects.requireNonNull(quote, "quote");
      Objects.requireNonNull(window, "window");
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Volume other
          && Decimals.same(base, other.base)
          && Decimals.same(quote, other.quote)
          && window == other.window;
    }

    @Override
    public int hashCode() {
      return Objects.hash(Decimals.hash(base), Decimals.hash(quote), window);
    }
  }
}
