package dev.stom.upbit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** How Upbit writes moments. */
final class UpbitTimes {
  private static final DateTimeFormatter CANDLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private UpbitTimes() {}

  /** Reads {@code candle_date_time_utc}. */
  static Instant candleTime(String text) {
    return LocalDateTime.parse(text, CANDLE).toInstant(ZoneOffset.UTC);
  }

  static boolean isCandleTime(String text) {
    try {
      LocalDateTime unused = LocalDateTime.parse(text, CANDLE);
      return true;
    } catch (DateTimeException unreadable) {
      return false;
    }
  }

  /** Writes a moment for the parameter {@code to} of candles: in UTC, and saying so. */
  static String to(Instant moment) {
    return CANDLE.format(moment.atOffset(ZoneOffset.UTC)) + "Z";
  }
}
