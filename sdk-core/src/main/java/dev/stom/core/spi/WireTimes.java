package dev.stom.core.spi;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads a moment that the venue writes as a whole number. Null stays null. */
final class WireTimes extends JsonAdapter<Instant> {
  private final LongFunction<Instant> meaning;

  WireTimes(LongFunction<Instant> meaning) {
    this.meaning = meaning;
  }

  @Override
  public @Nullable Instant fromJson(JsonReader reader) throws IOException {
    return reader.peek() == JsonReader.Token.NULL
        ? reader.nextNull()
        : meaning.apply(reader.nextLong());
  }

  @Override
  public void toJson(JsonWriter writer, @Nullable Instant value) throws IOException {
    throw new UnsupportedOperationException("wire records are only read");
  }
}
