package dev.stom.core.spi;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one kind of record. Unlike Moshi's own it tells absent from zero and null from present: a
 * component that is not {@code Nullable} must be there, whatever its type, and its place in the
 * document is named when it is not.
 */
final class RecordAdapter<T> extends JsonAdapter<T> {
  private final Class<T> type;
  private final Component[] components;
  private final JsonReader.Options names;
  private final boolean fromArray;
  private final MethodHandle constructor;

  private RecordAdapter(Class<T> type, Component[] components, MethodHandle constructor) {
    this.type = type;
    this.components = components;
    this.constructor = constructor;
    this.fromArray = type.isAnnotationPresent(FromJsonArray.class);
    this.names =
        JsonReader.Options.of(
            Arrays.stream(components).map(Component::jsonName).toArray(String[]::new));
  }

  /** Makes adapters for all records that a lookup may construct. */
  static Factory factory(MethodHandles.Lookup access) {
    return new Factory() {
      @Override
      public @Nullable JsonAdapter<?> create(
          Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        return type instanceof Class<?> kind && kind.isRecord() && annotations.isEmpty()
            ? of(kind, moshi, access)
            : null;
      }
    };
  }

  private static <T> RecordAdapter<T> of(Class<T> type, Moshi moshi, MethodHandles.Lookup access) {
    RecordComponent[] parts = type.getRecordComponents();
    Component[] components = new Component[parts.length];
    Class<?>[] types = new Class<?>[parts.length];
    for (int i = 0; i < parts.length; i++) {
      types[i] = parts[i].getType();
      components[i] = Component.of(type, parts[i], moshi);
    }
    try {
      MethodHandle constructor =
          MethodHandles.privateLookupIn(type, access)
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, parts.length);
      return new RecordAdapter<>(type, components, constructor);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          type.getName()
              + " cannot be constructed through the lookup of "
              + access.lookupClass().getName()
              + "; hand in MethodHandles.lookup() of a class in the record's own module",
          e);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("a record without its canonical constructor", impossible);
    }
  }

  @Override
  public @Nullable T fromJson(JsonReader reader) throws IOException {
    if (reader.peek() == JsonReader.Token.NULL) {
      return reader.nextNull();
    }
    String path = reader.getPath();
    @Nullable Object[] values = new @Nullable Object[components.length];
    if (fromArray) {
      readArray(reader, values);
    } else {
      readObject(reader, values);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && components[i].required) {
        throw new JsonDataException(
            "Required value '" + components[i].jsonName + "' is missing or null at path " + path);
      }
    }
    return construct(values);
  }

  private void readObject(JsonReader reader, @Nullable Object[] values) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      int index = reader.selectName(names);
      if (index < 0) {
        reader.skipName();
        reader.skipValue();
      } else {
        values[index] = components[index].adapter.fromJson(reader);
      }
    }
    reader.endObject();
  }

  private void readArray(JsonReader reader, @Nullable Object[] values) throws IOException {
    reader.beginArray();
    for (int i = 0; reader.hasNext(); i++) {
      if (i < values.length) {
        values[i] = components[i].adapter.fromJson(reader);
      } else {
        reader.skipValue();
      }
    }
    reader.endArray();
  }

  private T construct(@Nullable Object[] values) {
    try {
      return type.cast(constructor.invoke(values));
    } catch (RuntimeException | Error thrown) {
      throw thrown; // the record's own check
    } catch (Throwable checked) {
      throw new IllegalStateException(type.getName() + " threw a checked exception", checked);
    }
  }

  @Override
  public void toJson(JsonWriter writer, @Nullable T value) throws IOException {
    throw new UnsupportedOperationException("wire records are only read");
  }

  @Override
  public String toString() {
    return "RecordAdapter[" + type.getName() + "]";
  }

  private record Component(String jsonName, JsonAdapter<?> adapter, boolean required) {

    private static Component of(Class<?> owner, RecordComponent part, Moshi moshi) {
      Class<?> raw = part.getType();
      if (raw == double.class || raw == float.class || raw == Double.class || raw == Float.class) {
        throw new IllegalArgumentException(
            owner.getName()
                + "."
                + part.getName()
                + " is a "
                + raw.getSimpleName()
                + ", which cannot hold a decimal exactly; use BigDecimal");
      }
      String name = jsonName(part);
      boolean nullable = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (nullable && raw.isPrimitive()) {
        throw new IllegalArgumentException(
            owner.getName() + "." + part.getName() + " is primitive and cannot be Nullable");
      }
      return new Component(name, moshi.adapter(part.getGenericType()), !nullable);
    }

    private static String jsonName(RecordComponent part) {
      WireName wire = part.getAnnotation(WireName.class);
      if (wire != null) {
        return wire.value();
      }
      Json renamed = part.getAnnotation(Json.class);
      return renamed == null || renamed.name().equals(Json.UNSET_NAME)
          ? part.getName()
          : renamed.name();
    }
  }
}
