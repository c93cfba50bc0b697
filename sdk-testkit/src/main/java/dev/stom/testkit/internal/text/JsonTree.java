package dev.stom.testkit.internal.text;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, as maps, lists, texts, {@link BigDecimal}s and {@link Boolean}s; null is the
 * JSON null.
 */
public final class JsonTree {
  private JsonTree() {}

  /**
   * Reads a text.
   *
   * @param text one JSON value
   * @return what it holds
   * @throws MalformedException if it is not one JSON value
   */
  public static @Nullable Object read(String text) throws MalformedException {
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
      Object value = value(reader);
      if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
        throw new MalformedException("text after the value");
      }
      return value;
    } catch (IOException | JsonDataException | NumberFormatException cause) {
      throw new MalformedException(String.valueOf(cause.getMessage()));
    }
  }

  private static @Nullable Object value(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          list.add(value(reader));
        }
        reader.endArray();
        return list;
      }
      case BEGIN_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          map.put(reader.nextName(), value(reader));
        }
        reader.endObject();
        return map;
      }
      case STRING -> {
        return reader.nextString();
      }
      case NUMBER -> {
        return new BigDecimal(reader.nextString());
      }
      case BOOLEAN -> {
        return reader.nextBoolean();
      }
      default -> {
        return reader.<Object>nextNull();
      }
    }
  }

  /** The text is not JSON. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }
}
