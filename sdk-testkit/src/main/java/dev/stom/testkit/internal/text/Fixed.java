package dev.stom.testkit.internal.text;

import java.math.BigDecimal;

/** Writes numbers that are held in units of 10⁻⁸. */
public final class Fixed {
  private static final long ONE = 100_000_000L;
  private static final long SMALLEST_PLAIN = 10_000L;

  private Fixed() {}

  /** With all eight decimals: {@code 0.01000000}. */
  public static String eight(long units) {
    StringBuilder text = new StringBuilder(24);
    appendEight(text, units);
    return text.toString();
  }

  static void appendEight(StringBuilder text, long units) {
    long whole = units / ONE;
    if (units < 0 && whole == 0) {
      text.append('-');
    }
    text.append(whole).append('.');
    long part = Math.abs(units % ONE);
    for (long power = ONE / 10; power > 1 && part < power; power /= 10) {
      text.append('0');
    }
    text.append(part);
  }

  /** Without trailing zeros: {@code 0.01}, {@code 148520000}. */
  public static String trimmed(long units) {
    String text = eight(units);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /**
   * As Upbit's REST writes prices: without trailing zeros, and below 0.0001 with an exponent,
   * {@code 8.428e-05}.
   */
  public static String compact(long units) {
    if (units == 0 || Math.abs(units) >= SMALLEST_PLAIN) {
      return trimmed(units);
    }
    String digits = Long.toString(Math.abs(units));
    int exponent = 9 - digits.length();
    String fraction = digits.substring(1).replaceAll("0+$", "");
    return (units < 0 ? "-" : "")
        + digits.charAt(0)
        + (fraction.isEmpty() ? "" : "." + fraction)
        + "e-0"
        + exponent;
  }

  /** The value itself. */
  public static BigDecimal decimal(long units) {
    return BigDecimal.valueOf(units, 8);
  }
}
