package dev.stom.testkit.internal.upbit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Upbit's ways of writing moments. */
final class UpbitTimes {
  static final ZoneOffset KOREA = ZoneOffset.ofHours(9);
  static final DateTimeFormatter SECONDS = formatter("yyyy-MM-dd'T'HH:mm:ss");
  static final DateTimeFormatter DATE = formatter("yyyy-MM-dd");
  static final DateTimeFormatter TIME = formatter("HH:mm:ss");
  static final DateTimeFormatter BARE_DATE = formatter("yyyyMMdd");
  static final DateTimeFormatter BARE_TIME = formatter("HHmmss");

  private UpbitTimes() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  static String utc(long millis, DateTimeFormatter formatter) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).format(formatter);
  }

  static String korea(long millis, DateTimeFormatter formatter) {
    return Instant.ofEpochMilli(millis).atOffset(KOREA).format(formatter);
  }

  /**
   * A moment with or without zone (then UTC), a {@code T} or a blank between; null if it is none.
   */
  static @Nullable Long parse(String text) {
    String iso = text.trim().replace(' ', 'T');
    try {
      return OffsetDateTime.parse(iso).toInstant().toEpochMilli();
    } catch (DateTimeParseException withoutZone) {
      try {
        return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
      } catch (DateTimeParseException unreadable) {
        return null;
      }
    }
  }
}
