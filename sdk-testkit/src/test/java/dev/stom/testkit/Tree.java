package dev.stom.testkit;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;

/** What a venue sent, as a test looks at it: numbers and texts both by their text. */
final class Tree {
  private final Object value;

  private Tree(Object value) {
    this.value = value;
  }

  static Tree of(String json) {
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
      Tree tree = new Tree(read(reader));
      if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
        throw new AssertionError("text after the value in " + json);
      }
      return tree;
    } catch (IOException cause) {
      throw new UncheckedIOException(json, cause);
    }
  }

  private static Object read(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_ARRAY -> {
        List<Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          list.add(read(reader));
        }
        reader.endArray();
        yield list;
      }
      case BEGIN_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          String name = reader.nextName();
          if (map.put(name, read(reader)) != null) {
            throw new AssertionError("member " + name + " occurs twice");
          }
        }
        reader.endObject();
        yield map;
      }
      case BOOLEAN -> reader.nextBoolean();
      case NULL -> reader.nextNull();
      default -> reader.nextString();
    };
  }

  Tree get(String name) {
    Map<?, ?> map = (Map<?, ?>) value;
    if (!map.containsKey(name)) {
      throw new AssertionError("no member " + name + " in " + map.keySet());
    }
    return new Tree(map.get(name));
  }

  Tree at(int index) {
    return new Tree(((List<?>) value).get(index));
  }

  int size() {
    return ((List<?>) value).size();
  }

  List<Tree> all() {
    return ((List<?>) value).stream().map(Tree::new).toList();
  }

  List<String> names() {
    return ((Map<?, ?>) value).keySet().stream().map(String::valueOf).toList();
  }

  boolean has(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name);
  }

  String text() {
    return String.valueOf(value);
  }

  BigDecimal number() {
    return new BigDecimal(text());
  }

  long whole() {
    return Long.parseLong(text());
  }

  @Override
  public String toString() {
    return text();
  }
}
