package dev.stom.core.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to a {@link CandleQuery}: ascending, each open time once, and what is missing in
 * between named.
 *
 * <p>A missing stretch is one in which the venue has no candle. At Upbit that means that nothing
 * was traded (or that the instrument was not listed yet); at Binance every stretch has a candle
 * once an instrument is listed.
 *
 * @param query what was asked
 * @param candles ascending by open time, without duplicates
 * @param gaps stretches without a candle, ascending, as far as they lie within what was asked
 */
public record CandleSeries(CandleQuery query, List<Candle> candles, List<Gap> gaps) {

  /** Copies the lists. */
  public CandleSeries {
    candles = List.copyOf(candles);
    gaps = List.copyOf(gaps);
  }

  /**
   * Orders what a venue returned, drops what lies outside the query, and finds the gaps. Where an
   * open time comes twice, the one received last counts.
   *
   * @param query what was asked
   * @param found what the venue returned, in any order
   * @param now the moment of asking: nothing is missing that has not begun
   * @return the series
   */
  public static CandleSeries of(CandleQuery query, Collection<Candle> found, Instant now) {
    Map<Instant, Candle> byOpenTime = new TreeMap<>();
    Instant from = query.from();
    Instant to = query.to();
    for (Candle candle : found) {
      Instant open = candle.openTime();
      if ((from == null || !open.isBefore(from)) && (to == null || open.isBefore(to))) {
        byOpenTime.put(open, candle);
      }
    }
    List<Candle> candles = new ArrayList<>(byOpenTime.values());
    Integer count = query.count();
    if (count != null && candles.size() > count) {
      boolean oldest = from != null && to == null;
      candles =
          oldest
              ? candles.subList(0, count)
              : candles.subList(candles.size() - count, candles.size());
    }
    candles.sort(Comparator.comparing(Candle::openTime));
    return new CandleSeries(query, candles, findGaps(query, candles, now));
  }

  private static List<Gap> findGaps(CandleQuery query, List<Candle> candles, Instant now) {
    CandleInterval interval = query.interval();
    // A full answer was cut at one end: what lies beyond the cut is not missing.
    boolean full = query.count() != null && candles.size() >= query.count();
    boolean cutAtEnd = full && query.from() != null && query.to() == null;
    boolean cutAtBeginning = full && !cutAtEnd;
    Instant expected = null;
    if (query.from() != null && interval.isAligned() && !cutAtBeginning) {
      expected = ceiling(interval, query.from());
    }
    List<Gap> gaps = new ArrayList<>();
    for (Candle candle : candles) {
      if (expected != null && expected.isBefore(candle.openTime())) {
        gaps.add(new Gap(expected, candle.openTime()));
      }
      expected = candle.closeTime();
    }
    if (expected != null && interval.isAligned() && !cutAtEnd) {
      Instant end = interval.floor(now); // a stretch that is not over is not missing
      if (query.to() != null && ceiling(interval, query.to()).isBefore(end)) {
        end = ceiling(interval, query.to());
      }
      if (expected.isBefore(end)) {
        gaps.add(new Gap(expected, end));
      }
    }
    return gaps;
  }

  private static Instant ceiling(CandleInterval interval, Instant moment) {
    Instant floor = interval.floor(moment);
    return floor.equals(moment) ? floor : interval.next(floor);
  }

  /**
   * A stretch without a candle.
   *
   * @param from open time of the first missing candle
   * @param to open time of the first candle after it, exclusive
   */
  public record Gap(Instant from, Instant to) {
    /** Checks the order. */
    public Gap {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("from must be before to but is " + from + ", " + to);
      }
    }
  }
}
