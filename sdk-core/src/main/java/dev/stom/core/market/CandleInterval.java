package dev.stom.core.market;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a candle is. Written like {@code 1s}, {@code 15m}, {@code 4h}, {@code 1d}, {@code 1w},
 * {@code 1M} (month, capital M), {@code 1y}. Sixty minutes and an hour are the same interval. All
 * are cut in UTC; weeks begin on Monday.
 *
 * @param count how many units; positive
 * @param unit of what
 */
public record CandleInterval(int count, Unit unit) {
  /** One second. */
  public static final CandleInterval SECOND_1 = new CandleInterval(1, Unit.SECOND);

  /** One minute. */
  public static final CandleInterval MINUTE_1 = new CandleInterval(1, Unit.MINUTE);

  /** Five minutes. */
  public static final CandleInterval MINUTE_5 = new CandleInterval(5, Unit.MINUTE);

  /** One hour. */
  public static final CandleInterval HOUR_1 = new CandleInterval(1, Unit.HOUR);

  /** One day, from 00:00 UTC. */
  public static final CandleInterval DAY_1 = new CandleInterval(1, Unit.DAY);

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,3})([smhdwMy])");

  /**
   * Checks the count; whole hours given in minutes become hours, whole minutes given in seconds
   * minutes.
   */
  public CandleInterval {
    if (count < 1) {
      throw new IllegalArgumentException("count must be positive but is " + count);
    }
    if (unit == Unit.SECOND && count % 60 == 0) {
      count /= 60;
      unit = Unit.MINUTE;
    }
    if (unit == Unit.MINUTE && count % 60 == 0) {
      count /= 60;
      unit = Unit.HOUR;
    }
  }

  /**
   * Reads an interval.
   *
   * @param text for example {@code 1m} (minute) or {@code 1M} (month); the case of the letter
   *     matters
   * @return the interval
   * @throws IllegalArgumentException when it cannot be read
   */
  public static CandleInterval parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "interval must look like 1s, 15m, 4h, 1d, 1w, 1M (month) or 1y but is '" + text + "'");
    }
    return new CandleInterval(Integer.parseInt(matcher.group(1)), Unit.ofLetter(matcher.group(2)));
  }

  /**
   * Returns the open time of the candle after the one that opens at a given time.
   *
   * @param openTime when a candle opens
   * @return when it ends and the next one opens
   */
  public Instant next(Instant openTime) {
    return plus(openTime, 1);
  }

  /**
   * Returns the open time so many candles later.
   *
   * @param openTime when a candle opens
   * @param candles how many candles; negative goes back
   * @return when that candle opens
   */
  public Instant plus(Instant openTime, long candles) {
    long units = Math.multiplyExact(candles, count);
    return switch (unit) {
      case SECOND -> openTime.plus(units, ChronoUnit.SECONDS);
      case MINUTE -> openTime.plus(units, ChronoUnit.MINUTES);
      case HOUR -> openTime.plus(units, ChronoUnit.HOURS);
      case DAY -> openTime.plus(units, ChronoUnit.DAYS);
      case WEEK -> openTime.plus(Math.multiplyExact(units, 7L), ChronoUnit.DAYS);
      case MONTH -> openTime.atZone(ZoneOffset.UTC).plusMonths(units).toInstant();
      case YEAR -> openTime.atZone(ZoneOffset.UTC).plusYears(units).toInstant();
    };
  }

  /**
   * Tells whether {@link #floor} knows where candles of this interval are cut. It does, but for
   * several days, weeks, months or years at once: where those are cut is the venue's choice.
   *
   * @return true when candles of this interval open at moments that need no asking
   */
  public boolean isAligned() {
    return switch (unit) {
      case SECOND -> 60 % count == 0;
      case MINUTE -> 60 % count == 0;
      case HOUR -> 24 % count == 0;
      case DAY, WEEK, MONTH, YEAR -> count == 1;
    };
  }

  /**
   * Returns the open time of the candle that holds a moment.
   *
   * @param moment any moment
   * @return the latest open time that is not after it
   * @throws IllegalStateException when this interval is not {@link #isAligned() aligned}
   */
  public Instant floor(Instant moment) {
    if (!isAligned()) {
      throw new IllegalStateException(
          "where candles of " + this + " are cut is the venue's choice");
    }
    ZonedDateTime utc = moment.atZone(ZoneOffset.UTC);
    LocalDate day = utc.toLocalDate();
    return switch (unit) {
      case SECOND, MINUTE, HOUR -> {
        long step = Duration.of(count, unit.chrono).toSeconds();
        long seconds = Math.floorDiv(moment.getEpochSecond(), step) * step;
        yield Instant.ofEpochSecond(seconds);
      }
      case DAY -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
      case WEEK ->
          day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
      case MONTH -> day.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      case YEAR -> day.withDayOfYear(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    };
  }

  /** Returns the text that {@link #parse} reads, for example {@code 15m}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d%s", count, unit.letter);
  }

  /** A unit of time. */
  public enum Unit {
    /** Seconds. */
    SECOND("s", ChronoUnit.SECONDS),
    /** Minutes. */
    MINUTE("m", ChronoUnit.MINUTES),
    /** Hours. */
    HOUR("h", ChronoUnit.HOURS),
    /** Days, from 00:00 UTC. */
    DAY("d", ChronoUnit.DAYS),
    /** Weeks, from Monday 00:00 UTC. */
    WEEK("w", ChronoUnit.WEEKS),
    /** Calendar months, UTC. */
    MONTH("M", ChronoUnit.MONTHS),
    /** Calendar years, UTC. */
    YEAR("y", ChronoUnit.YEARS);

    private final String letter;
    private final ChronoUnit chrono;

    Unit(String letter, ChronoUnit chrono) {
      this.letter = letter;
      this.chrono = chrono;
    }

    private static Unit ofLetter(String letter) {
      for (Unit unit : values()) {
        if (unit.letter.equals(letter)) {
          return unit;
        }
      }
      throw new AssertionError(letter);
    }
  }
}
