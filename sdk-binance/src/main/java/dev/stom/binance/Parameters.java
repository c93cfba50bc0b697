package dev.stom.binance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of a request: names and values in order, percent-encoded as RFC 3986 has it. */
final class Parameters {
  private final List<String> pairs = new ArrayList<>();

  /** Adds a parameter unless its value is null. */
  Parameters add(String name, @Nullable Object value) {
    if (value != null) {
      pairs.add(encode(name) + '=' + encode(value.toString()));
    }
    return this;
  }

  /** Adds a list in the venue's form, a JSON array. */
  Parameters addArray(String name, Collection<String> values) {
    return add(
        name,
        values.stream().map(value -> '"' + value + '"').collect(Collectors.joining(",", "[", "]")));
  }

  /** The query without a question mark; empty for none. */
  String query() {
    return String.join("&", pairs);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
