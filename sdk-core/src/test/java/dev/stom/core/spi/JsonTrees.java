package dev.stom.core.spi;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okio.Buffer;

/**
 * Reads a whole frame into maps, lists and values, once through the cursor and once through Moshi,
 * the oracle. Numbers are decimals made from their texts.
 */
final class JsonTrees {
  /** What stands for null inside a tree. */
  static final Object NULL = Optional.empty();

  private static final FieldNames KNOWN = FieldNames.of(JsonGrammar.NAMES);

  private JsonTrees() {}

  static Object byCursor(JsonCursor cursor, byte[] frame) {
    cursor.reset(frame);
    Object value = byCursor(cursor);
    cursor.expectEnd();
    return value;
  }

  private static Object byCursor(JsonCursor cursor) {
    switch (cursor.peekKind()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        cursor.beginObject();
        for (int field; (field = cursor.nextField(KNOWN)) != JsonCursor.END; ) {
          String name = field >= 0 ? KNOWN.name(field) : cursor.lastText();
          if (map.put(name, byCursor(cursor)) != null) {
            if (field >= 0) {
              throw new AssertionError("a known field twice: " + name);
            }
            throw cursor.malformed("an unknown field twice");
          }
        }
        return map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
          list.add(byCursor(cursor));
        }
        return list;
      }
      case STRING -> {
        return cursor.string();
      }
      case NUMBER -> {
        return cursor.decimal();
      }
      case BOOLEAN -> {
        return cursor.booleanValue();
      }
      case NULL -> {
        cursor.skipValue();
        return NULL;
      }
    }
    throw new AssertionError("a kind of value that is not handled");
  }

  /** Throws what Moshi throws for what it does not take. */
  static Object byMoshi(byte[] frame) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().write(frame));
    Object value = byMoshi(reader);
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new IOException("more after the end");
    }
    return value;
  }

  private static Object byMoshi(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          if (map.put(reader.nextName(), byMoshi(reader)) != null) {
            throw new IOException("a field twice");
          }
        }
        reader.endObject();
        return map;
      }
      case BEGIN_ARRAY -> {
        List<Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          list.add(byMoshi(reader));
        }
        reader.endArray();
        return list;
      }
      case STRING -> {
        return Objects.requireNonNull(reader.nextString());
      }
      case NUMBER -> {
        return new BigDecimal(reader.nextString());
      }
      case BOOLEAN -> {
        return reader.nextBoolean();
      }
      case NULL -> {
        reader.nextNull();
        return NULL;
      }
      default -> throw new IOException("no value");
    }
  }
}
