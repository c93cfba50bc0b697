package dev.stom.core.spi;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * One number by the grammar of RFC 8259 (section 6): found in bytes, held as primitives, made an
 * object only when asked. Reused from number to number; confined to its cursor.
 */
final class NumberLiteral {
  /** As many digits as a {@code long} holds whatever they are. */
  private static final int COMPACT_DIGITS = 18;

  /** Past every bound and still far from overflow: where counting an exponent stops. */
  private static final int EXPONENT_CEILING = 100_000;

  private static final long HIGHS = 0x8080808080808080L;
  private static final long ZEROS = 0x3030303030303030L;
  private static final long SEVENTY_SIXES = 0x7676767676767676L;
  private static final int[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  private final char[] chars = new char[JsonCursor.MAX_NUMBER_LENGTH];

  private byte[] in = new byte[0];
  private int from;
  private int to;
  private int exponent;
  private boolean hasExponent;
  private int fraction;
  private boolean compact;
  private long unscaled;

  /** The digits so far, sign and point left out; wrong beyond eighteen significant ones. */
  private long value;

  private String reason = "";

  /**
   * Reads the number that begins at {@code from}.
   *
   * @return the index after it; or the complement of the faulty index, and {@link #reason()} says
   *     why
   */
  int scan(byte[] in, int from, int limit) {
    int p = from;
    boolean negative = p < limit && in[p] == '-';
    if (negative) {
      p++;
    }
    int first = p;
    value = 0;
    p = digits(in, p, limit);
    int digits = p - first;
    if (digits == 0) {
      return fault(p, "expected a digit");
    }
    if (digits > 1 && in[first] == '0') {
      return fault(first, "a number with a leading zero");
    }
    int decimals = 0;
    if (p < limit && in[p] == '.') {
      int dot = p;
      p = digits(in, p + 1, limit);
      decimals = p - dot - 1;
      if (decimals == 0) {
        return fault(p, "expected a digit after the decimal point");
      }
    }
    this.hasExponent = false;
    this.exponent = 0;
    if (p < limit && (in[p] | 0x20) == 'e') {
      p = scanExponent(in, p + 1, limit);
      if (p < 0) {
        return p;
      }
    }
    if (this.in != in) {
      this.in = in; // storing a reference costs a barrier, comparing does not
    }
    this.from = from;
    this.to = p;
    this.fraction = decimals;
    this.compact =
        digits + decimals <= COMPACT_DIGITS
            || digits + decimals - leadingZeros(in, first, p) <= COMPACT_DIGITS;
    this.unscaled = negative ? -value : value;
    return p;
  }

  /** Appends a run of digits, eight at a time, to {@link #value}; returns the index after it. */
  private int digits(byte[] in, int from, int limit) {
    int p = from;
    long sum = value;
    while (p <= limit - 8) {
      long word = WordTable.eight(in, p) ^ ZEROS;
      // A byte above 9 gets its high bit. Carries reach upwards only: the lowest mark is true.
      long marks = ((word + SEVENTY_SIXES) | word) & HIGHS;
      if (marks == 0) {
        sum = sum * 100_000_000 + eightDigits(word);
        p += 8;
        if (p == limit || in[p] < '0' || in[p] > '9') {
          value = sum; // eight decimals in full are so common that they deserve an exit
          return p;
        }
        continue;
      }
      int count = Long.numberOfTrailingZeros(marks) >>> 3;
      if (count > 0) {
        sum = sum * TENS[count] + eightDigits(word << (64 - 8 * count));
      }
      value = sum;
      return p + count;
    }
    int digit;
    while (p < limit && (digit = in[p] - '0') >= 0 && digit <= 9) {
      sum = sum * 10 + digit;
      p++;
    }
    value = sum;
    return p;
  }

  /** The number that eight digits make, one a byte, the first one lowest. */
  private static long eightDigits(long digits) {
    long pairs = (digits * (1 + (10 << 8))) >>> 8;
    long fours = ((pairs & 0x00ff00ff00ff00ffL) * (1 + (100 << 16))) >>> 16;
    return ((fours & 0x0000ffff0000ffffL) * (1 + (10_000L << 32))) >>> 32;
  }

  private int scanExponent(byte[] in, int at, int limit) {
    int p = at;
    boolean negative = p < limit && in[p] == '-';
    if (negative || (p < limit && in[p] == '+')) {
      p++;
    }
    int first = p;
    int value = 0;
    int digit;
    while (p < limit && (digit = in[p] - '0') >= 0 && digit <= 9) {
      value = Math.min(EXPONENT_CEILING, value * 10 + digit);
      p++;
    }
    if (p == first) {
      return fault(p, "expected a digit in the exponent");
    }
    this.hasExponent = true;
    this.exponent = negative ? -value : value;
    return p;
  }

  private static int leadingZeros(byte[] in, int first, int end) {
    int zeros = 0;
    for (int p = first; p < end && (in[p] == '0' || in[p] == '.'); p++) {
      if (in[p] == '0') {
        zeros++;
      }
    }
    return zeros;
  }

  private int fault(int at, String why) {
    this.reason = why;
    return ~at;
  }

  /** Says what {@link #scan} found wrong. */
  String reason() {
    return reason;
  }

  /** Tells whether this number may be taken as a value. */
  boolean inBounds() {
    return to - from <= JsonCursor.MAX_NUMBER_LENGTH
        && exponent <= JsonCursor.MAX_EXPONENT
        && exponent >= -JsonCursor.MAX_EXPONENT;
  }

  /** Says why it may not. */
  String excess() {
    return to - from > JsonCursor.MAX_NUMBER_LENGTH
        ? "a number longer than " + JsonCursor.MAX_NUMBER_LENGTH + " characters"
        : "an exponent beyond " + JsonCursor.MAX_EXPONENT;
  }

  /** True when the value is {@link #unscaled()} × 10^-{@link #scale()}. */
  boolean compact() {
    return compact;
  }

  long unscaled() {
    return unscaled;
  }

  int scale() {
    return fraction - exponent;
  }

  /** True when it is written with neither a decimal point nor an exponent. */
  boolean plainInteger() {
    return fraction == 0 && !hasExponent;
  }

  /** The same as {@code new BigDecimal(text)}, scale included. */
  BigDecimal toDecimal() {
    if (compact) {
      return BigDecimal.valueOf(unscaled, scale());
    }
    int length = to - from;
    for (int i = 0; i < length; i++) {
      chars[i] = (char) in[from + i];
    }
    return new BigDecimal(chars, 0, length);
  }

  /** The number as it is written. */
  String text() {
    return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
