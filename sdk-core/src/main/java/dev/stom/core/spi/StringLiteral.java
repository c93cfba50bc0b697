package dev.stom.core.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One string by the grammar of RFC 8259 (section 7) in valid UTF-8 (RFC 3629): found in bytes and
 * held as the span of them that it covers, or, where it has escapes, as bytes of our own. Reused
 * from string to string; confined to its cursor.
 */
final class StringLiteral {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  /** Longer than any symbol or id; grows with the longest string that has escapes. */
  private static final int FIRST_UNESCAPED = 128;

  private byte[] unescaped = new byte[FIRST_UNESCAPED];

  private byte[] bytes = unescaped;
  private int offset;
  private int length;
  private boolean ascii;

  private String reason = "";

  /**
   * Reads a string whose opening quote is just before {@code from}.
   *
   * @return the index after the closing quote; or the complement of the faulty index, and {@link
   *     #reason()} says why
   */
  int scan(byte[] in, int from, int limit) {
    int p = from;
    boolean plain = true;
    while (true) {
      p = special(in, p, limit);
      if (p == limit) {
        return fault(p, "a string that does not end");
      }
      byte b = in[p];
      if (b == '"') {
        if (this.bytes != in) {
          this.bytes = in; // storing a reference costs a barrier, comparing does not
        }
        this.offset = from;
        this.length = p - from;
        this.ascii = plain;
        return p + 1;
      }
      if (b == '\\') {
        return unescape(in, from, p, limit);
      }
      if (b >= 0) {
        return fault(p, "a control character in a string");
      }
      int sequence = sequence(in, p, limit);
      if (sequence == 0) {
        return fault(p, "bytes that are not UTF-8");
      }
      plain = false;
      p += sequence;
    }
  }

  /**
   * The first byte that is a quote, a backslash, a control character or not ASCII; or the limit.
   */
  private static int special(byte[] in, int from, int limit) {
    int p = from;
    while (p <= limit - 8) {
      long marks = marks(WordTable.eight(in, p));
      if (marks != 0) {
        return p + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
      p += 8;
    }
    while (p < limit) {
      byte b = in[p];
      if (b < ' ' || b == '"' || b == '\\') {
        return p;
      }
      p++;
    }
    return limit;
  }

  /**
   * Sets a byte's high bit where it is below space, a quote, a backslash or not ASCII. Borrows
   * reach upwards only, so the lowest mark is always a true one; those above it may not be.
   */
  static long marks(long eight) {
    long quote = eight ^ QUOTES;
    long backslash = eight ^ BACKSLASHES;
    return (((eight - SPACES) & ~eight)
            | ((quote - ONES) & ~quote)
            | ((backslash - ONES) & ~backslash)
            | eight)
        & HIGHS;
  }

  private int unescape(byte[] in, int from, int firstEscape, int limit) {
    int out = 0;
    int copied = from;
    int p = firstEscape;
    boolean plain = true;
    while (true) {
      // in[p] is the first byte from `copied` on that cannot be copied as it is
      room(out + (p - copied) + 4);
      System.arraycopy(in, copied, unescaped, out, p - copied);
      out += p - copied;
      if (p == limit) {
        return fault(p, "a string that does not end");
      }
      byte b = in[p];
      if (b == '"') {
        this.bytes = unescaped;
        this.offset = 0;
        this.length = out;
        this.ascii = plain && onlyAscii(unescaped, out);
        return p + 1;
      }
      if (b == '\\') {
        int code = p + 1 < limit ? simpleEscape(in[p + 1]) : 0;
        if (code > 0) {
          unescaped[out++] = (byte) code;
          p += 2;
        } else if (p + 1 < limit && in[p + 1] == 'u') {
          int point = hex(in, p + 2, limit);
          p += 6;
          if (point >= Character.MIN_HIGH_SURROGATE && point <= Character.MAX_HIGH_SURROGATE) {
            int low =
                p + 1 < limit && in[p] == '\\' && in[p + 1] == 'u' ? hex(in, p + 2, limit) : -1;
            if (low < Character.MIN_LOW_SURROGATE || low > Character.MAX_LOW_SURROGATE) {
              return fault(Math.min(p, limit), "half of a surrogate pair");
            }
            point = Character.toCodePoint((char) point, (char) low);
            p += 6;
          } else if (point >= Character.MIN_LOW_SURROGATE && point <= Character.MAX_LOW_SURROGATE) {
            return fault(p - 6, "half of a surrogate pair");
          } else if (point < 0) {
            return fault(Math.min(p - 6, limit), "an escape that is not four hexadecimal digits");
          }
          out = encode(point, out);
        } else {
          return fault(p, "an unknown escape");
        }
      } else if (b >= 0) {
        return fault(p, "a control character in a string");
      } else {
        int sequence = sequence(in, p, limit);
        if (sequence == 0) {
          return fault(p, "bytes that are not UTF-8");
        }
        plain = false;
        room(out + 4);
        System.arraycopy(in, p, unescaped, out, sequence);
        out += sequence;
        p += sequence;
      }
      copied = p;
      p = special(in, p, limit);
    }
  }

  private static int simpleEscape(byte b) {
    return switch (b) {
      case '"', '\\', '/' -> b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> 0;
    };
  }

  /** Four hexadecimal digits, or -1. */
  private static int hex(byte[] in, int from, int limit) {
    if (limit - from < 4) {
      return -1;
    }
    int value = 0;
    for (int p = from; p < from + 4; p++) {
      byte b = in[p];
      int digit;
      if (b >= '0' && b <= '9') {
        digit = b - '0';
      } else if (b >= 'a' && b <= 'f') {
        digit = b - 'a' + 10;
      } else if (b >= 'A' && b <= 'F') {
        digit = b - 'A' + 10;
      } else {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private int encode(int point, int at) {
    int out = at;
    if (point < 0x80) {
      unescaped[out++] = (byte) point;
    } else if (point < 0x800) {
      unescaped[out++] = (byte) (0xc0 | (point >> 6));
      unescaped[out++] = (byte) (0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      unescaped[out++] = (byte) (0xe0 | (point >> 12));
      unescaped[out++] = (byte) (0x80 | ((point >> 6) & 0x3f));
      unescaped[out++] = (byte) (0x80 | (point & 0x3f));
    } else {
      unescaped[out++] = (byte) (0xf0 | (point >> 18));
      unescaped[out++] = (byte) (0x80 | ((point >> 12) & 0x3f));
      unescaped[out++] = (byte) (0x80 | ((point >> 6) & 0x3f));
      unescaped[out++] = (byte) (0x80 | (point & 0x3f));
    }
    return out;
  }

  private void room(int needed) {
    if (needed > unescaped.length) {
      unescaped = Arrays.copyOf(unescaped, Math.max(needed, unescaped.length * 2));
    }
  }

  private static boolean onlyAscii(byte[] text, int length) {
    for (int i = 0; i < length; i++) {
      if (text[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** The length of the well-formed sequence of two to four bytes at {@code p}, or 0. */
  private static int sequence(byte[] in, int p, int limit) {
    int lead = in[p] & 0xff;
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead < 0xc2 || lead > 0xf4 || limit - p < length) {
      return 0;
    }
    int second = in[p + 1] & 0xff;
    // The first range leaves out overlong forms, the second surrogates, the last beyond U+10FFFF.
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = p + 2; i < p + length; i++) {
      if ((in[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private int fault(int at, String why) {
    this.reason = why;
    return ~at;
  }

  /** Says what {@link #scan} found wrong. */
  String reason() {
    return reason;
  }

  /** The array that holds the text, from {@link #offset()} on, as UTF-8 without escapes. */
  byte[] bytes() {
    return bytes;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** Finds the text in a table without making it. */
  int find(WordTable table) {
    return table.find(bytes, offset, length);
  }

  /** Makes the text. */
  String text() {
    return new String(
        bytes, offset, length, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }
}
