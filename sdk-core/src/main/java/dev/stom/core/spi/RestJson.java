package dev.stom.core.spi;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a venue's REST bodies into its wire records.
 *
 * <p>A wire record has one component for each JSON member that matters, named like it or through
 * {@link WireName} (or Moshi's {@code @Json(name = "…")}):
 *
 * <ul>
 *   <li>{@code BigDecimal} for decimals: JSON number or string, exact to the last zero. {@code
 *       double} and {@code float} are refused.
 *   <li>{@code String} takes a string or a number's literal text, so identifiers of any length are
 *       safe. {@code long} and {@code int} take whole numbers only.
 *   <li>{@code List} (immutable, without nulls), {@code Map} with text keys, other wire records. A
 *       record that the venue writes as an array is marked {@link FromJsonArray}.
 *   <li>A component that may be absent or null is marked {@code @Nullable} (JSpecify). Any other
 *       that is missing or null, primitives included, makes the body unreadable: absent is never
 *       zero. Members without a component are skipped.
 * </ul>
 *
 * <p>Records need not be public and their package need not be opened to anybody: they are
 * constructed through the lookup that the venue hands in. All methods that make readers check the
 * record types at once and throw {@link IllegalArgumentException} for a type that cannot be read.
 *
 * <p>Immutable and thread-safe, as are the readers.
 */
public final class RestJson {
  private final Moshi moshi;

  private RestJson(MethodHandles.Lookup access, @Nullable LongFunction<Instant> times) {
    Moshi.Builder builder =
        new Moshi.Builder()
            .add(BigDecimal.class, new WireDecimals())
            .add(ListAdapter::create)
            .add(RecordAdapter.factory(access));
    if (times != null) {
      builder.add(Instant.class, new WireTimes(times));
    }
    this.moshi = builder.build();
  }

  /**
   * Makes a codec for the records of one module.
   *
   * @param access {@code MethodHandles.lookup()}, called in any class of the module that holds the
   *     records
   * @return the codec
   */
  public static RestJson with(MethodHandles.Lookup access) {
    return new RestJson(access, null);
  }

  /**
   * Makes a codec whose records may hold {@code Instant}s that the venue writes as whole numbers.
   *
   * @param access as in {@link #with(MethodHandles.Lookup)}
   * @param times what such a number means, for example {@code Instant::ofEpochMilli}
   * @return the codec
   */
  public static RestJson with(MethodHandles.Lookup access, LongFunction<Instant> times) {
    return new RestJson(access, times);
  }

  /**
   * A reader of bodies that are one object.
   *
   * @param type the wire record
   * @param <T> the wire record
   * @return reads an answer's body; throws a {@link RuntimeException} when it cannot
   */
  public <T> Function<HttpAnswer, T> object(Class<T> type) {
    JsonAdapter<T> adapter = moshi.adapter(type);
    return answer -> read(adapter, answer.body());
  }

  /**
   * A reader of bodies that are an array of equal things.
   *
   * @param element the wire record of one element
   * @param <T> the wire record of one element
   * @return reads an answer's body into an immutable list
   */
  public <T> Function<HttpAnswer, List<T>> list(Class<T> element) {
    JsonAdapter<List<T>> adapter = adapter(Types.newParameterizedType(List.class, element));
    return answer -> read(adapter, answer.body());
  }

  /**
   * A reader of bodies that are an object with arbitrary member names and equal values.
   *
   * @param value the wire record of one value
   * @param <T> the wire record of one value
   * @return reads an answer's body into a map in the venue's order
   */
  public <T> Function<HttpAnswer, Map<String, T>> map(Class<T> value) {
    JsonAdapter<Map<String, T>> adapter =
        adapter(Types.newParameterizedType(Map.class, String.class, value));
    return answer -> read(adapter, answer.body());
  }

  /**
   * Reads a body at once: for error objects and other small things.
   *
   * @param type the wire record
   * @param body UTF-8
   * @param <T> the wire record
   * @return the record
   * @throws RuntimeException when the body cannot be read
   */
  public <T> T read(Class<T> type, byte[] body) {
    return read(moshi.adapter(type), body);
  }

  private <T> JsonAdapter<T> adapter(Type type) {
    return moshi.adapter(type);
  }

  private static <T> T read(JsonAdapter<T> adapter, byte[] body) {
    JsonReader reader = JsonReader.of(new Buffer().write(body));
    try {
      T value = adapter.fromJson(reader);
      if (value == null) {
        throw new JsonDataException("Unexpected null instead of a document");
      }
      if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
        throw new JsonDataException("Unexpected text after the document");
      }
      return Objects.requireNonNull(value);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
