package dev.stom.upbit;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /v1/candles/…} is asked. Begin with {@link #of}, refine with the {@code with…}
 * methods.
 *
 * @param unit which candles
 * @param market the pair
 * @param to upper bound of the open time, exclusive; null for now. Upbit knows whole seconds: a
 *     fraction is rounded up
 * @param count how many, 1 to {@link #MAX_COUNT}; the newest before {@code to}
 * @param convertingPriceUnit for days only: the currency into which the closing price is converted
 *     as well; Upbit knows {@code KRW}. Null for none
 */
public record UpbitCandleRequest(
    UpbitCandleUnit unit,
    String market,
    @Nullable Instant to,
    int count,
    @Nullable String convertingPriceUnit) {
  /** The most that one answer holds. Source: Upbit developer centre v1.6.4, candle pages. */
  public static final int MAX_COUNT = 200;

  /** Long before the first candle of any pair (Upbit opened in 2017). */
  static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  /** Checks the parts. */
  public UpbitCandleRequest {
    Objects.requireNonNull(unit, "unit");
    UpbitSymbols.checked("market", market);
    if (to != null) {
      if (to.isBefore(EARLIEST) || to.isAfter(LATEST)) {
        throw new IllegalArgumentException(
            "to must lie between " + EARLIEST + " and " + LATEST + " but is " + to);
      }
      if (to.getNano() != 0) {
        to = Instant.ofEpochSecond(to.getEpochSecond() + 1);
      }
    }
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "count must be 1 to "
              + MAX_COUNT
              + " but is "
              + count
              + "; MarketDataSource.candles asks for more, page by page");
    }
    if (convertingPriceUnit != null) {
      if (unit != UpbitCandleUnit.DAYS) {
        throw new IllegalArgumentException(
            "convertingPriceUnit is for days only; leave it null for " + unit);
      }
      UpbitSymbols.checkedQuote("convertingPriceUnit", convertingPriceUnit);
    }
  }

  /**
   * The newest candles.
   *
   * @param unit which
   * @param market the pair
   * @param count how many, 1 to {@link #MAX_COUNT}
   * @return the request
   */
  public static UpbitCandleRequest of(UpbitCandleUnit unit, String market, int count) {
    return new UpbitCandleRequest(unit, market, null, count, null);
  }

  /**
   * Asks for candles before a moment.
   *
   * @param moment upper bound of the open time, exclusive
   * @return a copy
   */
  public UpbitCandleRequest withTo(Instant moment) {
    return new UpbitCandleRequest(unit, market, moment, count, convertingPriceUnit);
  }

  /**
   * Asks for converted closing prices as well.
   *
   * @param currency for example {@code KRW}
   * @return a copy
   */
  public UpbitCandleRequest withConvertingPriceUnit(String currency) {
    return new UpbitCandleRequest(unit, market, to, count, currency);
  }
}
