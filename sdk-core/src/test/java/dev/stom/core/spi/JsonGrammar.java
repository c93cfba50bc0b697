package dev.stom.core.spi;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Writes random JSON straight from the grammar of RFC 8259, so that every production and every
 * spelling of a value comes up; and damages it.
 */
final class JsonGrammar {
  /** Names that decoders know, alike at their beginnings, in other scripts, and none at all. */
  static final String[] NAMES = {
    "code", "trade_price", "acc_trade_price", "acc_trade_price_24h", "u", "U", "b", "", "가격", "🪙"
  };

  private static final String[] SCRIPTS = {"비트코인", "这是测试币", "🪙🚀", "é", "\u007f", "\u2028", "߿ࠀ"};
  private static final String SIMPLE_ESCAPES = "\"\\/bfnrt";
  private static final String TELLING_BYTES =
      "{}[]\",:\\/'0123456789-+.eEu \t\r\n\0\u0001truefalsn";

  private final SplittableRandom random;
  private final StringBuilder out = new StringBuilder();

  JsonGrammar(SplittableRandom random) {
    this.random = random;
  }

  byte[] document() {
    out.setLength(0);
    space();
    value(random.nextInt(1, 6));
    space();
    return bytes();
  }

  String numberText() {
    out.setLength(0);
    number();
    return out.toString();
  }

  private byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(int depth) {
    int choice = random.nextInt(depth > 0 ? 12 : 7);
    switch (choice) {
      case 0, 1, 2 -> number();
      case 3, 4 -> string();
      case 5 -> out.append(random.nextBoolean() ? "true" : "false");
      case 6 -> out.append("null");
      case 7, 8 -> array(depth - 1);
      default -> object(depth - 1);
    }
  }

  private void array(int depth) {
    out.append('[');
    space();
    for (int i = random.nextInt(5); i > 0; i--) {
      value(depth);
      space();
      if (i > 1) {
        out.append(',');
        space();
      }
    }
    out.append(']');
  }

  private void object(int depth) {
    out.append('{');
    space();
    Set<String> used = new HashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String name = NAMES[random.nextInt(NAMES.length)];
      while (!used.add(name)) {
        name += random.nextInt(10);
      }
      quoted(name);
      space();
      out.append(':');
      space();
      value(depth);
      space();
      if (i > 1) {
        out.append(',');
        space();
      }
    }
    out.append('}');
  }

  private void number() {
    if (random.nextInt(4) == 0) {
      out.append('-');
    }
    if (random.nextInt(4) == 0) {
      out.append('0');
    } else {
      out.append((char) ('1' + random.nextInt(9)));
      digits(random.nextInt(random.nextInt(4) == 0 ? 30 : 10));
    }
    if (random.nextInt(2) == 0) {
      out.append('.');
      if (random.nextInt(4) == 0) {
        out.append("0".repeat(random.nextInt(25)));
      }
      digits(1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 9));
    }
    if (random.nextInt(5) == 0) {
      out.append(random.nextBoolean() ? 'e' : 'E');
      out.append(new String[] {"", "+", "-"}[random.nextInt(3)]);
      out.append("0".repeat(random.nextInt(6) == 0 ? random.nextInt(14) : 0));
      out.append(random.nextInt(random.nextInt(3) == 0 ? JsonCursor.MAX_EXPONENT + 1 : 20));
    }
  }

  private void digits(int count) {
    for (int i = 0; i < count; i++) {
      out.append((char) ('0' + random.nextInt(10)));
    }
  }

  private void string() {
    int from = random.nextInt(6);
    if (from == 0) {
      out.append('"');
      number();
      out.append('"');
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(4) == 0 ? 40 : 9); i > 0; i--) {
      switch (random.nextInt(from == 1 ? 10 : 40)) {
        case 0 -> text.append(SCRIPTS[random.nextInt(SCRIPTS.length)]);
        case 1 -> text.append((char) random.nextInt(' '));
        case 2 -> text.append(SIMPLE_ESCAPES.charAt(random.nextInt(3)));
        case 3 -> text.append((char) random.nextInt(0x80, Character.MIN_SURROGATE));
        case 4 -> text.appendCodePoint(random.nextInt(Character.MAX_SURROGATE + 1, 0x110000));
        default -> text.append((char) random.nextInt('0', '[' + 1));
      }
    }
    quoted(text.toString());
  }

  private void quoted(String text) {
    out.append('"');
    boolean escaping = random.nextInt(8) == 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = "\"\\/\b\f\n\r\t".indexOf(c);
      if (simple >= 0 && random.nextInt(3) != 0) {
        out.append('\\').append(SIMPLE_ESCAPES.charAt(simple));
      } else if (c < ' ' || c == '"' || c == '\\' || (escaping && random.nextBoolean())) {
        // Both halves of a pair or neither: half a pair is not text.
        i = escaped(text, i);
      } else if (Character.isHighSurrogate(c)) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private int escaped(String text, int at) {
    int end = Character.isHighSurrogate(text.charAt(at)) ? at + 1 : at;
    for (int i = at; i <= end; i++) {
      String hex = String.format("%04x", (int) text.charAt(i));
      out.append("\\u").append(random.nextBoolean() ? hex : hex.toUpperCase(java.util.Locale.ROOT));
    }
    return end;
  }

  private void space() {
    for (int i = random.nextInt(6) == 0 ? random.nextInt(4) : 0; i > 0; i--) {
      out.append(" \t\r\n".charAt(random.nextInt(4)));
    }
  }

  /** Changes some bytes of a frame in one of the ways that a fault does. */
  byte[] damaged(byte[] frame) {
    byte[] bytes = frame;
    for (int i = random.nextInt(4) == 0 ? random.nextInt(1, 5) : 1; i > 0; i--) {
      bytes = damagedOnce(bytes);
    }
    return bytes;
  }

  private byte[] damagedOnce(byte[] frame) {
    int at = frame.length == 0 ? 0 : random.nextInt(frame.length);
    int other = at + (frame.length == at ? 0 : random.nextInt(Math.min(20, frame.length - at)));
    return switch (random.nextInt(8)) {
      case 0 -> spliced(frame, at, frame.length, new byte[0]);
      case 1 -> spliced(frame, at, at + 1, (byte) (byteAt(frame, at) ^ 1 << random.nextInt(8)));
      case 2 -> spliced(frame, at, at + 1, (byte) random.nextInt());
      case 3 -> spliced(frame, at, at + 1, telling());
      case 4 -> spliced(frame, at, at, telling());
      case 5 -> spliced(frame, at, at + 1, new byte[0]);
      case 6 -> spliced(frame, at, at, java.util.Arrays.copyOfRange(frame, at, other));
      default -> spliced(frame, at, other, new byte[0]);
    };
  }

  private static byte byteAt(byte[] frame, int at) {
    return at < frame.length ? frame[at] : 0;
  }

  private byte telling() {
    return (byte) TELLING_BYTES.charAt(random.nextInt(TELLING_BYTES.length()));
  }

  static byte[] spliced(byte[] frame, int from, int to, byte... between) {
    int end = Math.min(to, frame.length);
    byte[] spliced = new byte[frame.length - (end - from) + between.length];
    System.arraycopy(frame, 0, spliced, 0, from);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(frame, end, spliced, from + between.length, frame.length - end);
    return spliced;
  }
}
