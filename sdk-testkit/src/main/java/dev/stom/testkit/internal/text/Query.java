package dev.stom.testkit.internal.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A request's query, decoded, in order. */
public final class Query {
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  private Query() {}

  /**
   * Reads a raw query.
   *
   * @param raw as on the wire, or null
   * @return its parameters
   * @throws IllegalArgumentException if a percent escape is broken
   */
  public static Query parse(@Nullable String raw) {
    Query query = new Query();
    if (raw == null || raw.isEmpty()) {
      return query;
    }
    for (String part : raw.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      query.names.add(URLDecoder.decode(name, StandardCharsets.UTF_8));
      query.values.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return query;
  }

  /** The first value of a name, or null. */
  public @Nullable String get(String name) {
    int index = names.indexOf(name);
    return index < 0 ? null : values.get(index);
  }

  /** All names, sorted. */
  public Set<String> names() {
    return new TreeSet<>(names);
  }

  /** A name that occurs twice, or null. */
  public @Nullable String duplicate() {
    for (int i = 0; i < names.size(); i++) {
      if (names.lastIndexOf(names.get(i)) != i) {
        return names.get(i);
      }
    }
    return null;
  }
}
