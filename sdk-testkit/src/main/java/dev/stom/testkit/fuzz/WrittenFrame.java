package dev.stom.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A frame that {@link FrameFuzzer} has written, with the literal text of every number of the model
 * in it: {@code new BigDecimal(literal)} is what an exact decoder must give, scale included.
 */
public final class WrittenFrame {
  private final byte[] bytes;
  private final Map<String, String> literals;

  WrittenFrame(byte[] bytes, Map<String, String> literals) {
    this.bytes = bytes;
    this.literals = Collections.unmodifiableMap(new LinkedHashMap<>(literals));
  }

  /**
   * Returns the frame.
   *
   * @return its bytes, UTF-8; not copied
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Returns what was written for the numbers.
   *
   * @return the literal, without quotes, by path; a path is a JSON pointer without its escapes,
   *     such as {@code /data/bids/0/1}; the path of a frame that is but a number is empty
   */
  public Map<String, String> literals() {
    return literals;
  }

  /**
   * Returns what was written for one number.
   *
   * @param path as in {@link #literals()}
   * @return the literal, without quotes
   */
  public String literal(String path) {
    String literal = literals.get(path);
    if (literal == null) {
      throw new IllegalArgumentException(
          "path is " + path + "; the model's numbers are at " + literals.keySet());
    }
    return literal;
  }

  /**
   * Returns the frame as text.
   *
   * @return the text
   */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns the frame as text, for the descriptions of assertions. */
  @Override
  public String toString() {
    return text();
  }
}
