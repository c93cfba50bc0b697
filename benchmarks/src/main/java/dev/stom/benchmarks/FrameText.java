package dev.stom.benchmarks;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/** Parts of made-up frames. */
final class FrameText {
  /** Some moment of November 2026, milliseconds. */
  private static final long NEWEST_MILLIS = 1_795_000_000_000L;

  private FrameText() {}

  /** A decimal between two whole numbers of units, written with all its digits. */
  static String decimal(SplittableRandom random, long from, long to, int scale) {
    return BigDecimal.valueOf(random.nextLong(from, to), scale).toPlainString();
  }

  /** A quantity with eight decimals, seldom large. */
  static String quantity(SplittableRandom random) {
    return decimal(random, 1, random.nextInt(8) == 0 ? 100_000_000_000L : 100_000_000L, 8);
  }

  /** Milliseconds. */
  static long time(SplittableRandom random) {
    return NEWEST_MILLIS + random.nextLong(1_000_000_000L);
  }

  /** One of several. */
  @SafeVarargs
  static <T> T oneOf(SplittableRandom random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Joins names and values, which are JSON already. */
  static String object(Names names, Object... values) {
    if (names.fields().size() != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for the fields " + names.fields());
    }
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "\"" : ",\"").append(names.fields().get(i)).append("\":");
      text.append(values[i]);
    }
    return text.append('}').toString();
  }

  /** Quotes a text that needs no escapes. */
  static String quoted(Object text) {
    return "\"" + text + "\"";
  }
}
