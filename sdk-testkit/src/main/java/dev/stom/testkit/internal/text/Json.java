package dev.stom.testkit.internal.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes JSON text member by member; numbers are written as the text they are given as. */
public final class Json {
  private final StringBuilder out = new StringBuilder(256);
  private boolean comma;

  private Json() {}

  /**
   * Writes an object.
   *
   * @param members writes its members
   * @return the text
   */
  public static String object(Consumer<Json> members) {
    Json json = new Json();
    json.element(members);
    return json.out.toString();
  }

  /**
   * Writes an array.
   *
   * @param elements writes its elements
   * @return the text
   */
  public static String array(Consumer<Json> elements) {
    Json json = new Json();
    json.elements(elements);
    return json.out.toString();
  }

  /** Adds an object to an array. */
  public Json element(Consumer<Json> members) {
    return nested('{', members, '}');
  }

  /** Adds an array to an array. */
  public Json elements(Consumer<Json> elements) {
    return nested('[', elements, ']');
  }

  /** Adds a text to an array. */
  public Json element(String text) {
    separate();
    quote(text);
    return this;
  }

  /** Adds an array of two texts to an array: numbers in units of 10⁻⁸, with eight decimals. */
  public Json eights(long first, long second) {
    separate();
    out.append("[\"");
    Fixed.appendEight(out, first);
    out.append("\",\"");
    Fixed.appendEight(out, second);
    out.append("\"]");
    return this;
  }

  /** Adds JSON text to an array as it is. */
  public Json raw(String json) {
    separate();
    out.append(json);
    return this;
  }

  /** Adds a member that is an object. */
  public Json object(String name, Consumer<Json> members) {
    name(name);
    return nested('{', members, '}');
  }

  /** Adds a member that is an array. */
  public Json array(String name, Consumer<Json> elements) {
    name(name);
    return nested('[', elements, ']');
  }

  /** Adds a member that is a text, or null. */
  public Json text(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      out.append("null");
    } else {
      quote(value);
    }
    comma = true;
    return this;
  }

  /** Adds a member that is a number written as given. */
  public Json number(String name, String literal) {
    name(name);
    out.append(literal);
    comma = true;
    return this;
  }

  /** Adds a member that is a number. */
  public Json number(String name, long value) {
    return number(name, Long.toString(value));
  }

  /** Adds a member that is a number without exponent. */
  public Json number(String name, BigDecimal value) {
    return number(name, value.toPlainString());
  }

  /** Adds a member that is true or false. */
  public Json flag(String name, boolean value) {
    return number(name, Boolean.toString(value));
  }

  /** Adds a member that is null. */
  public Json absent(String name) {
    return number(name, "null");
  }

  private void name(String name) {
    separate();
    quote(name);
    out.append(':');
    comma = false;
  }

  private Json nested(char open, Consumer<Json> content, char close) {
    separate();
    out.append(open);
    comma = false;
    content.accept(this);
    out.append(close);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
    comma = true;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
