package dev.stom.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Breaks frames. Looks for the place of a damage in the bytes, without understanding them all. */
final class FrameDamage {
  private static final String TELLING = "{}[]\",:\\/'0123456789-+.eEu \t\r\n\0\u0001\u001ftfn";

  private static final byte[][] BAD_UTF8 = {
    bytes(0x80),
    bytes(0xbf),
    bytes(0xff),
    bytes(0xfe),
    bytes(0xc0, 0xa2),
    bytes(0xc1, 0xbf),
    bytes(0xe0, 0x80, 0xa2),
    bytes(0xed, 0xa0, 0x80),
    bytes(0xed, 0xbf, 0xbf),
    bytes(0xe2, 0x82),
    bytes(0xf0, 0x80, 0x80, 0xa2),
    bytes(0xf0, 0x9f, 0xaa),
    bytes(0xf4, 0x90, 0x80, 0x80),
    bytes(0xf5, 0x80, 0x80, 0x80),
    bytes(0xc3)
  };

  private static final String[] BAD_ESCAPES = {
    "\\", "\\x41", "\\'", "\\u12", "\\u12g4", "\\uD83E", "\\uDE99", "\\uD83E\\u0041", "\\0", "\\N"
  };

  private static final String[] BAD_NUMBERS = {
    "01",
    "-01",
    "+1",
    "1.",
    ".5",
    "-",
    "1e",
    "1e+",
    "--1",
    "0x10",
    "NaN",
    "Infinity",
    "-Infinity",
    "1_000",
    "1,5",
    "１",
    "1.2.3",
    "00",
    "1f",
    "1e5.5",
    "Infinity\"",
    "1 2"
  };

  private static final String[] OTHER_KINDS = {
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "0",
    "-1.5",
    "\"x\"",
    "[null]",
    "{\"a\":1}",
    "\"1,5\"",
    "\" 1\"",
    "\"NaN\"",
    "\"+1\"",
    "9223372036854775808",
    "1e999999999",
    "\"1e999999999\""
  };

  private static final String[] TRAILING = {
    "x", "{}", "]", "}", ",", "\0", " 1", "//", "\n{\"a\":1}", "\""
  };

  private final RandomGenerator random;

  FrameDamage(RandomGenerator random) {
    this.random = random;
  }

  byte[] apply(byte[] frame, Damage how) {
    int at = frame.length == 0 ? 0 : random.nextInt(frame.length);
    return switch (how) {
      case TRUNCATED -> splice(frame, at, frame.length);
      case BIT_FLIPPED -> splice(frame, at, at + 1, (byte) (byteAt(frame, at) ^ bit()));
      case BYTE_REPLACED -> splice(frame, at, at + 1, (byte) random.nextInt());
      case BYTE_INSERTED -> splice(frame, at, at, telling());
      case BYTE_REMOVED -> splice(frame, at, at + 1);
      case STRETCH_REMOVED -> splice(frame, at, at + stretch());
      case STRETCH_REPEATED -> {
        int end = Math.min(frame.length, at + stretch());
        yield splice(frame, at, at, slice(frame, at, end));
      }
      case BAD_UTF8 -> splice(frame, at, at, BAD_UTF8[random.nextInt(BAD_UTF8.length)]);
      case BAD_ESCAPE -> afterByte(frame, '"', ascii(oneOf(BAD_ESCAPES)));
      case DEEP_NESTING -> overValue(frame, ascii(nesting()));
      case HUGE_NUMBER -> overValue(frame, ascii(hugeNumber()));
      case BAD_NUMBER -> {
        byte[] bad = oneOf(BAD_NUMBERS).getBytes(StandardCharsets.UTF_8);
        yield overValue(frame, random.nextBoolean() ? bad : quoted(bad));
      }
      case DUPLICATE_FIELD -> duplicateField(frame);
      case OTHER_KIND -> overValue(frame, ascii(oneOf(OTHER_KINDS)));
      case TRAILING_BYTES -> splice(frame, frame.length, frame.length, ascii(oneOf(TRAILING)));
      case BYTE_ORDER_MARK -> splice(frame, 0, 0, bytes(0xef, 0xbb, 0xbf));
    };
  }

  private int bit() {
    return 1 << random.nextInt(8);
  }

  private int stretch() {
    return random.nextInt(1, 20);
  }

  private byte telling() {
    return (byte) TELLING.charAt(random.nextInt(TELLING.length()));
  }

  private String oneOf(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** Mostly just beyond what a reader may take; now and then so deep that recursion would fail. */
  private String nesting() {
    int depth = random.nextInt(40) == 0 ? 20_000 : random.nextInt(30, 300);
    boolean closed = random.nextBoolean();
    return switch (random.nextInt(3)) {
      case 0 -> "[".repeat(depth) + (closed ? "]".repeat(depth) : "");
      case 1 -> "{\"a\":".repeat(depth) + (closed ? "1" + "}".repeat(depth) : "");
      default -> "[{\"a\":".repeat(depth / 2) + (closed ? "[]" + "}]".repeat(depth / 2) : "");
    };
  }

  private String hugeNumber() {
    String digits = "123456789".repeat(random.nextInt(20) == 0 ? 2_000 : random.nextInt(15, 60));
    String number =
        switch (random.nextInt(7)) {
          case 0 -> digits;
          case 1 -> "-" + digits + "." + digits;
          case 2 -> "0." + digits;
          case 3 -> "1e999999999";
          case 4 -> "1.5E-2147483648";
          case 5 -> "1e" + digits;
          default -> "0e-99999";
        };
    return random.nextBoolean() ? number : '"' + number + '"';
  }

  /** Inserts something after a byte of this kind. */
  private byte[] afterByte(byte[] frame, char kind, byte[] inserted) {
    int at = find(frame, kind);
    return at < 0 ? apply(frame, Damage.BYTE_INSERTED) : splice(frame, at + 1, at + 1, inserted);
  }

  /** Puts something in the place of a value that a colon, a comma or a bracket announces. */
  private byte[] overValue(byte[] frame, byte[] value) {
    int before = find(frame, random.nextInt(4) == 0 ? (random.nextBoolean() ? ',' : '[') : ':');
    if (before < 0) {
      return apply(frame, Damage.BYTE_INSERTED);
    }
    int from = blank(frame, before + 1);
    return splice(frame, from, endOfValue(frame, from), value);
  }

  private byte[] duplicateField(byte[] frame) {
    for (int attempt = 0; attempt < 8; attempt++) {
      int quote = find(frame, '"');
      if (quote < 0) {
        break;
      }
      int colon = blank(frame, endOfValue(frame, quote));
      if (byteAt(frame, colon) != ':') {
        continue; // a value, or a closing quote
      }
      int end = endOfValue(frame, blank(frame, colon + 1));
      byte[] field = slice(frame, quote, end);
      byte[] twice = splice(field, field.length, field.length, (byte) ',');
      return splice(frame, quote, quote, twice);
    }
    return apply(frame, Damage.BYTE_INSERTED);
  }

  /** The index of a byte of this kind, any of them with the same chance, or -1. */
  private int find(byte[] frame, char kind) {
    if (frame.length == 0) {
      return -1;
    }
    int start = random.nextInt(frame.length);
    for (int i = 0; i < frame.length; i++) {
      int at = (start + i) % frame.length;
      if (frame[at] == kind) {
        return at;
      }
    }
    return -1;
  }

  private static int blank(byte[] frame, int from) {
    int at = from;
    while (at < frame.length && frame[at] <= ' ' && frame[at] >= 0) {
      at++;
    }
    return at;
  }

  /** The index after the value that begins here, as far as brackets and quotes tell. */
  private static int endOfValue(byte[] frame, int from) {
    int depth = 0;
    boolean inString = false;
    for (int at = from; at < frame.length; at++) {
      byte b = frame[at];
      if (inString) {
        if (b == '\\') {
          at++;
        } else if (b == '"') {
          inString = false;
          if (depth == 0) {
            return at + 1;
          }
        }
      } else if (b == '"') {
        inString = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
        if (depth <= 0) {
          return depth == 0 ? at + 1 : at;
        }
      } else if (depth == 0 && (b == ',' || b == ':' || (b <= ' ' && b >= 0))) {
        return at;
      }
    }
    return frame.length;
  }

  private static byte byteAt(byte[] frame, int at) {
    return at < frame.length ? frame[at] : 0;
  }

  private static byte[] quoted(byte[] text) {
    byte[] quote = {'"'};
    return splice(splice(text, 0, 0, quote), text.length + 1, text.length + 1, quote);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] slice(byte[] frame, int from, int to) {
    byte[] slice = new byte[to - from];
    System.arraycopy(frame, from, slice, 0, slice.length);
    return slice;
  }

  private static byte[] splice(byte[] frame, int from, int to, byte... between) {
    int end = Math.min(to, frame.length);
    byte[] spliced = new byte[frame.length - (end - from) + between.length];
    System.arraycopy(frame, 0, spliced, 0, from);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(frame, end, spliced, from + between.length, frame.length - end);
    return spliced;
  }
}
