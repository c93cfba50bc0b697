package dev.stom.upbit;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, in order, as they stand in its address. */
final class Query {
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder text = new StringBuilder();

  /** Adds a parameter, unless its value is null. */
  Query add(String name, @Nullable Object value) {
    if (value != null) {
      text.append(text.isEmpty() ? '?' : '&');
      encode(name);
      text.append('=');
      encode(value.toString());
    }
    return this;
  }

  /**
   * Percent-encodes all but the unreserved characters of RFC 3986 and the comma, which separates
   * lists and may stand as it is.
   */
  private void encode(String value) {
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if ((c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || (c >= '0' && c <= '9')
          || "-._~,".indexOf(c) >= 0) {
        text.append(c);
      } else {
        text.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      }
    }
  }

  /** Returns the query with its question mark, or nothing when there are no parameters. */
  @Override
  public String toString() {
    return text.toString();
  }
}
