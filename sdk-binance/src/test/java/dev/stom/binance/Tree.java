package dev.stom.binance;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import okio.Buffer;

/** A plain Moshi parse: the oracle that decoders are held to. Numbers stay the text they are. */
final class Tree {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final Map<String, Object> fields = new HashMap<>();
  private final Set<String> twice = new HashSet<>();

  /** Reads a whole document: a tree, a list of such things, text, boolean or null. */
  static Object parse(byte[] json) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().write(json));
    Object value = read(reader);
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new IOException("more after the end");
    }
    return value;
  }

  private static Object read(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Tree tree = new Tree();
        reader.beginObject();
        while (reader.hasNext()) {
          String name = reader.nextName();
          if (tree.fields.containsKey(name)) {
            tree.twice.add(name);
          }
          tree.fields.put(name, read(reader));
        }
        reader.endObject();
        return tree;
      }
      case BEGIN_ARRAY -> {
        List<Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          list.add(read(reader));
        }
        reader.endArray();
        return list;
      }
      case BOOLEAN -> {
        return reader.nextBoolean();
      }
      case NULL -> {
        reader.nextNull();
        return null;
      }
      default -> {
        return reader.nextString();
      }
    }
  }

  private Object get(String name) {
    if (twice.contains(name)) {
      throw new JsonDataException(name + " twice");
    }
    if (!fields.containsKey(name)) {
      throw new JsonDataException(name + " is missing");
    }
    return fields.get(name);
  }

  Object value(String name) {
    return get(name);
  }

  static BigDecimal decimalOf(Object value) {
    if (value instanceof String text && NUMBER.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    throw new JsonDataException("not a number: " + value);
  }

  BigDecimal decimal(String name) {
    return decimalOf(get(name));
  }

  BigDecimal decimalOrNull(String name) {
    if (!fields.containsKey(name)) {
      return null;
    }
    Object value = get(name);
    return value == null ? null : decimalOf(value);
  }

  long whole(String name) {
    return decimal(name).longValueExact();
  }

  Instant time(String name) {
    long value = whole(name);
    return value >= 100_000_000_000_000L
        ? Instant.EPOCH.plus(value, ChronoUnit.MICROS)
        : Instant.ofEpochMilli(value);
  }

  String text(String name) {
    return (String) get(name);
  }

  boolean flag(String name) {
    return (Boolean) get(name);
  }

  Tree tree(String name) {
    return (Tree) get(name);
  }

  <T> List<T> list(String name, Function<Object, T> element) {
    List<T> list = new ArrayList<>();
    for (Object value : (List<?>) get(name)) {
      list.add(element.apply(value));
    }
    return list;
  }
}
