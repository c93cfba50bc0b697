package dev.stom.testkit.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes one model as JSON with the variations chosen for it. Made for one frame. */
final class FrameWriter {
  /** In every unknown name, and in no name of any venue. */
  private static final String MARK = "zz";

  /** Exponents further out are no spelling that any venue would choose. */
  private static final int LARGEST_EXPONENT = 300;

  private static final int DEEPEST_UNKNOWN_VALUE = 4;

  private static final String[] TEXTS = {
    "",
    "x",
    "REALTIME",
    "비트코인",
    "这是测试币456",
    "🪙 to the 🌙",
    "a\"b\\c/d",
    "\n\t\b\f\r\0",
    "{\"a\":[",
    "null",
    "1e5",
    "\u2028\u007fé"
  };

  private static final String[] NUMBERS = {
    "0",
    "-0",
    "1",
    "-1.50",
    "98765432109876543210",
    "8.428e-05",
    "1E+8",
    "0.00000001",
    "1386929.37231066771348207123",
    "1e-300",
    "123456789012345678901234567890.123456789"
  };

  private final RandomGenerator random;
  private final Set<Variation> chosen;
  private final StringBuilder out = new StringBuilder(512);
  private final Map<String, String> literals = new LinkedHashMap<>();

  /** Names that the model uses so far, for use inside unknown values. */
  private final List<String> modelNames = new ArrayList<>();

  FrameWriter(RandomGenerator random, Set<Variation> chosen) {
    this.random = random;
    this.chosen = chosen;
  }

  WrittenFrame write(@Nullable Object model) {
    space();
    value(model, "");
    space();
    return new WrittenFrame(out.toString().getBytes(StandardCharsets.UTF_8), literals);
  }

  // ---- the model

  private void value(@Nullable Object value, String path) {
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof String text) {
      quoted(text);
    } else if (value instanceof BigDecimal decimal) {
      literal(spelled(decimal), path);
    } else if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      literal(value.toString(), path);
    } else if (value instanceof List<?> list) {
      array(list, path);
    } else if (value instanceof Map<?, ?> map) {
      object(map, path);
    } else {
      throw new IllegalArgumentException(
          "model has a " + value.getClass().getName() + " at \"" + path + "\"; see FrameFuzzer");
    }
  }

  private void array(List<?> list, String path) {
    out.append('[');
    space();
    for (int i = 0; i < list.size(); i++) {
      comma(i);
      value(list.get(i), path + '/' + i);
      space();
    }
    out.append(']');
  }

  private void object(Map<?, ?> map, String path) {
    List<String> names = new ArrayList<>();
    for (Object name : map.keySet()) {
      if (!(name instanceof String text)) {
        throw new IllegalArgumentException("model has a field named " + name + " at " + path);
      }
      names.add(text);
    }
    modelNames.addAll(names);
    if (chosen.contains(Variation.SHUFFLED_FIELDS)) {
      shuffle(names);
    }
    Set<String> unknown = new HashSet<>();
    int written = 0;
    out.append('{');
    space();
    for (int i = 0; i <= names.size(); i++) {
      while (chosen.contains(Variation.UNKNOWN_FIELDS) && random.nextInt(6) == 0) {
        comma(written++);
        name(unknownName(unknown));
        unknownValue(DEEPEST_UNKNOWN_VALUE);
        space();
      }
      if (i < names.size()) {
        comma(written++);
        name(names.get(i));
        value(map.get(names.get(i)), path + '/' + names.get(i));
        space();
      }
    }
    out.append('}');
  }

  private void comma(int before) {
    if (before > 0) {
      out.append(',');
      space();
    }
  }

  private void name(String name) {
    quoted(name);
    space();
    out.append(':');
    space();
  }

  private void shuffle(List<String> names) {
    for (int i = names.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      String name = names.get(i);
      names.set(i, names.get(other));
      names.set(other, name);
    }
  }

  // ---- what no model has

  private String unknownName(Set<String> used) {
    String near = modelNames.isEmpty() ? "" : modelNames.get(random.nextInt(modelNames.size()));
    String name =
        switch (random.nextInt(4)) {
          case 0 -> near + MARK;
          case 1 -> MARK + near;
          case 2 -> MARK + TEXTS[random.nextInt(TEXTS.length)];
          default -> MARK;
        };
    while (!used.add(name)) {
      name += random.nextInt(10);
    }
    return name;
  }

  private void unknownValue(int depth) {
    switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> out.append("null");
      case 1 -> out.append(random.nextBoolean());
      case 2 -> quoted(TEXTS[random.nextInt(TEXTS.length)]);
      case 3, 4 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 5 -> {
        out.append('[');
        space();
        for (int i = 0, size = random.nextInt(4); i < size; i++) {
          comma(i);
          unknownValue(depth - 1);
          space();
        }
        out.append(']');
      }
      default -> {
        out.append('{');
        space();
        Set<String> used = new HashSet<>();
        for (int i = 0, size = random.nextInt(4); i < size; i++) {
          comma(i);
          String known =
              modelNames.isEmpty() ? "" : modelNames.get(random.nextInt(modelNames.size()));
          name(used.add(known) ? known : unknownName(used));
          unknownValue(depth - 1);
          space();
        }
        out.append('}');
      }
    }
  }

  // ---- scalars

  private void literal(String literal, String path) {
    literals.put(path, literal);
    boolean quotes = chosen.contains(Variation.QUOTED_NUMBERS) && random.nextBoolean();
    if (quotes) {
      quoted(literal);
    } else {
      out.append(literal);
    }
  }

  private String spelled(BigDecimal decimal) {
    BigDecimal value = decimal;
    if (chosen.contains(Variation.PADDED_DECIMALS) && random.nextInt(3) == 0) {
      value = value.setScale(Math.max(0, value.scale()) + random.nextInt(9));
    }
    boolean exponent = chosen.contains(Variation.EXPONENTS) && random.nextInt(3) == 0;
    if (exponent) {
      return withExponent(value);
    }
    return value.scale() >= 0 ? value.toPlainString() : value.toString();
  }

  /** Moves the point anywhere among the digits and sets it right again: scale and value stay. */
  private String withExponent(BigDecimal value) {
    String digits = value.unscaledValue().abs().toString();
    int decimals = random.nextInt(digits.length() + 3);
    int exponent = decimals - value.scale();
    if (Math.abs(exponent) > LARGEST_EXPONENT && value.scale() >= 0) {
      return value.toPlainString();
    }
    StringBuilder text = new StringBuilder();
    if (value.signum() < 0) {
      text.append('-');
    }
    if (decimals < digits.length()) {
      text.append(digits, 0, digits.length() - decimals);
    } else {
      text.append('0');
    }
    if (decimals > 0) {
      text.append('.').append("0".repeat(Math.max(0, decimals - digits.length())));
      text.append(digits, Math.max(0, digits.length() - decimals), digits.length());
    }
    text.append(random.nextBoolean() ? 'e' : 'E');
    text.append(exponent < 0 ? "-" : random.nextBoolean() ? "+" : "");
    text.append("0".repeat(random.nextInt(4) == 0 ? 1 : 0));
    return text.append(Math.abs(exponent)).toString();
  }

  private void quoted(String text) {
    boolean escapes = chosen.contains(Variation.ESCAPES) && random.nextInt(3) == 0;
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = "\"\\/\b\f\n\r\t".indexOf(c);
      boolean must = c < ' ' || c == '"' || c == '\\';
      if (simple >= 0 && (escapes ? random.nextInt(4) != 0 : must)) {
        out.append('\\').append("\"\\/bfnrt".charAt(simple));
      } else if (must || (escapes && random.nextInt(3) == 0)) {
        unicode(c);
        if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
          unicode(text.charAt(++i));
        }
      } else {
        out.append(c);
        if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
          out.append(text.charAt(++i));
        }
      }
    }
    out.append('"');
  }

  private void unicode(char c) {
    String hex = Integer.toHexString(0x10000 | c).substring(1);
    out.append("\\u").append(random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT));
  }

  private void space() {
    if (chosen.contains(Variation.WHITE_SPACE) && random.nextInt(5) == 0) {
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        out.append(" \t\r\n".charAt(random.nextInt(4)));
      }
    }
  }
}
