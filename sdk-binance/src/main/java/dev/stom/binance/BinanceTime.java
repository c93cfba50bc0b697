package dev.stom.binance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The venue's times. It writes milliseconds since 1970, or microseconds when asked to; the two
 * cannot be mistaken for each other: {@link #FIRST_MICROSECONDS} milliseconds are the year 5138,
 * and as many microseconds March 1973.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, general information, 2026-07-21.
 */
final class BinanceTime {
  /** From this figure on a time is in microseconds. */
  static final long FIRST_MICROSECONDS = 100_000_000_000_000L;

  private static final long MICROS_PER_SECOND = 1_000_000;

  private BinanceTime() {}

  static Instant instant(long wire) {
    if (wire < FIRST_MICROSECONDS) {
      return Instant.ofEpochMilli(wire);
    }
    return Instant.ofEpochSecond(
        wire / MICROS_PER_SECOND, Math.floorMod(wire, MICROS_PER_SECOND) * 1_000);
  }

  /**
   * Writes a moment as a parameter: milliseconds when it has no finer digits, otherwise
   * microseconds, cut. The server recognises which.
   */
  static long parameter(Instant moment) {
    return moment.equals(moment.truncatedTo(ChronoUnit.MILLIS))
        ? moment.toEpochMilli()
        : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  /** The first whole millisecond that is not before a moment. */
  static long ceilingMillis(Instant moment) {
    long floor = moment.toEpochMilli();
    return Instant.ofEpochMilli(floor).equals(moment) ? floor : floor + 1;
  }
}
