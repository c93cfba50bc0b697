package dev.stom.upbit;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /v1/trades/ticks} is asked. Begin with {@link #of}, refine with the {@code with…}
 * methods.
 *
 * <p>Upbit answers with trades of one UTC day: today, or a given number of days ago.
 *
 * @param market the pair
 * @param count how many, 1 to {@link #MAX_COUNT}; the newest
 * @param to only trades before this time of day (UTC, whole seconds); null for no bound
 * @param cursor only trades older than the one with this {@code sequential_id}; null for no bound
 * @param daysAgo which day: 1 to {@link #MAX_DAYS_AGO} days ago; null for today
 */
public record UpbitTradesRequest(
    String market,
    int count,
    @Nullable LocalTime to,
    @Nullable String cursor,
    @Nullable Integer daysAgo) {
  /** The most that one answer holds. Source: Upbit developer centre v1.6.4, list-pair-trades. */
  public static final int MAX_COUNT = 500;

  /** How far the history reaches back. Source: Upbit developer centre v1.6.4, list-pair-trades. */
  public static final int MAX_DAYS_AGO = 7;

  /** Checks the parts. */
  public UpbitTradesRequest {
    UpbitSymbols.checked("market", market);
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("count must be 1 to " + MAX_COUNT + " but is " + count);
    }
    if (to != null && !to.equals(to.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("to must be a whole second but is " + to);
    }
    if (cursor != null && !cursor.matches("[0-9]{1,30}")) {
      throw new IllegalArgumentException(
          "cursor must be the digits of a sequential_id but is '" + cursor + "'");
    }
    if (daysAgo != null && (daysAgo < 1 || daysAgo > MAX_DAYS_AGO)) {
      throw new IllegalArgumentException(
          "daysAgo must be 1 to "
              + MAX_DAYS_AGO
              + " but is "
              + daysAgo
              + "; leave it null for today");
    }
  }

  /**
   * The newest trades of today (UTC).
   *
   * @param market the pair
   * @param count how many, 1 to {@link #MAX_COUNT}
   * @return the request
   */
  public static UpbitTradesRequest of(String market, int count) {
    return new UpbitTradesRequest(market, count, null, null, null);
  }

  /**
   * Asks for trades before a time of day.
   *
   * @param time UTC, whole seconds
   * @return a copy
   */
  public UpbitTradesRequest withTo(LocalTime time) {
    return new UpbitTradesRequest(market, count, time, cursor, daysAgo);
  }

  /**
   * Asks for trades older than one: the way to page back.
   *
   * @param sequentialId the id of the oldest trade known
   * @return a copy
   */
  public UpbitTradesRequest withCursor(String sequentialId) {
    return new UpbitTradesRequest(market, count, to, sequentialId, daysAgo);
  }

  /**
   * Asks for trades of an earlier day.
   *
   * @param days 1 to {@link #MAX_DAYS_AGO}
   * @return a copy
   */
  public UpbitTradesRequest withDaysAgo(int days) {
    return new UpbitTradesRequest(market, count, to, cursor, days);
  }
}
