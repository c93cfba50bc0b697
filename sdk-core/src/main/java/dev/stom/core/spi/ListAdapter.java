package dev.stom.core.spi;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a JSON array into an immutable list; a null among the elements is an error. */
final class ListAdapter<E> extends JsonAdapter<List<E>> {
  private final JsonAdapter<E> elements;

  private ListAdapter(JsonAdapter<E> elements) {
    this.elements = elements;
  }

  static @Nullable JsonAdapter<?> create(
      Type type, Set<? extends Annotation> annotations, Moshi moshi) {
    return type instanceof ParameterizedType list
            && Types.getRawType(type) == List.class
            && annotations.isEmpty()
        ? new ListAdapter<>(moshi.adapter(list.getActualTypeArguments()[0]))
        : null;
  }

  @Override
  public @Nullable List<E> fromJson(JsonReader reader) throws IOException {
    if (reader.peek() == JsonReader.Token.NULL) {
      return reader.nextNull();
    }
    List<E> list = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      String path = reader.getPath();
      E element = elements.fromJson(reader);
      if (element == null) {
        throw new JsonDataException("Unexpected null in a list at path " + path);
      }
      list.add(element);
    }
    reader.endArray();
    return List.copyOf(list);
  }

  @Override
  public void toJson(JsonWriter writer, @Nullable List<E> value) throws IOException {
    throw new UnsupportedOperationException("wire records are only read");
  }
}
