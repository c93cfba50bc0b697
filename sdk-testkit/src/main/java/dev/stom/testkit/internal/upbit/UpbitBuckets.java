package dev.stom.testkit.internal.upbit;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** The spans that Upbit's candles cover: [start, end), cut in UTC. */
enum UpbitBuckets {
  SECONDS {
    @Override
    long start(long millis, int unit) {
      return floor(millis, unit * 1_000L);
    }

    @Override
    long end(long start, int unit) {
      return start + unit * 1_000L;
    }
  },
  MINUTES {
    @Override
    long start(long millis, int unit) {
      return floor(millis, unit * 60_000L);
    }

    @Override
    long end(long start, int unit) {
      return start + unit * 60_000L;
    }
  },
  DAYS {
    @Override
    long start(long millis, int unit) {
      return floor(millis, DAY);
    }

    @Override
    long end(long start, int unit) {
      return start + DAY;
    }
  },
  /** From Monday to Monday. */
  WEEKS {
    @Override
    long start(long millis, int unit) {
      return floor(millis + 3 * DAY, 7 * DAY) - 3 * DAY;
    }

    @Override
    long end(long start, int unit) {
      return start + 7 * DAY;
    }
  },
  MONTHS {
    @Override
    long start(long millis, int unit) {
      return millis(date(millis).withDayOfMonth(1));
    }

    @Override
    long end(long start, int unit) {
      return millis(date(start).plusMonths(1));
    }
  },
  YEARS {
    @Override
    long start(long millis, int unit) {
      return millis(date(millis).withDayOfYear(1));
    }

    @Override
    long end(long start, int unit) {
      return millis(date(start).plusYears(1));
    }
  };

  private static final long DAY = 86_400_000;

  /** The start of the bucket that a moment lies in. */
  abstract long start(long millis, int unit);

  /** The end of the bucket that starts at a moment. */
  abstract long end(long start, int unit);

  private static long floor(long millis, long span) {
    return Math.floorDiv(millis, span) * span;
  }

  private static LocalDate date(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
  }

  private static long millis(LocalDate date) {
    return date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
