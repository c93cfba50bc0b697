package dev.stom.testkit.internal.binance;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The span of a kline.
 *
 * @param name for example {@code 1m}; letters' case matters: {@code 1M} is a month
 * @param millis its length, 0 for a month
 */
record BinanceInterval(String name, long millis) {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final Map<String, BinanceInterval> ALL = new LinkedHashMap<>();

  static {
    add("1s", 1_000);
    add("1m", MINUTE);
    add("3m", 3 * MINUTE);
    add("5m", 5 * MINUTE);
    add("15m", 15 * MINUTE);
    add("30m", 30 * MINUTE);
    add("1h", HOUR);
    add("2h", 2 * HOUR);
    add("4h", 4 * HOUR);
    add("6h", 6 * HOUR);
    add("8h", 8 * HOUR);
    add("12h", 12 * HOUR);
    add("1d", DAY);
    add("3d", 3 * DAY);
    add("1w", WEEK);
    add("1M", 0);
  }

  private static void add(String name, long millis) {
    ALL.put(name, new BinanceInterval(name, millis));
  }

  static @Nullable BinanceInterval of(String name) {
    return ALL.get(name);
  }

  /** The open time of the kline that a moment lies in, cut in a zone that is so far east of UTC. */
  long open(long moment, long offset) {
    long local = moment + offset;
    if (millis == 0) {
      return millis(date(local).withDayOfMonth(1)) - offset;
    }
    if (millis == WEEK) {
      // The epoch was a Thursday; weeks begin on Monday.
      return Math.floorDiv(local + 3 * DAY, WEEK) * WEEK - 3 * DAY - offset;
    }
    return Math.floorDiv(local, millis) * millis - offset;
  }

  /** The open time of the next kline. */
  long next(long open, long offset) {
    return millis == 0 ? millis(date(open + offset).plusMonths(1)) - offset : open + millis;
  }

  private static LocalDate date(long local) {
    return LocalDate.ofEpochDay(Math.floorDiv(local, DAY));
  }

  private static long millis(LocalDate date) {
    return date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
