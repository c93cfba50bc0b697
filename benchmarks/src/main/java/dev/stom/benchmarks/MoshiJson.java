package dev.stom.benchmarks;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;

/** Moshi's streaming reader. */
final class MoshiJson implements Json {
  private final JsonReader reader;

  MoshiJson(JsonReader reader) {
    this.reader = reader;
  }

  @Override
  public void beginObject() throws IOException {
    reader.beginObject();
  }

  @Override
  public int nextField(Names names) throws IOException {
    while (reader.hasNext()) {
      int number = reader.selectName(names.options());
      if (number >= 0) {
        return number;
      }
      reader.skipName();
      reader.skipValue();
    }
    reader.endObject();
    return END;
  }

  @Override
  public void beginArray() throws IOException {
    reader.beginArray();
  }

  @Override
  public boolean hasElement() throws IOException {
    if (reader.hasNext()) {
      return true;
    }
    reader.endArray();
    return false;
  }

  @Override
  public String text() throws IOException {
    if (reader.peek() == JsonReader.Token.NULL) {
      reader.skipValue();
      return "";
    }
    return reader.nextString();
  }

  @Override
  public BigDecimal decimal() throws IOException {
    return new BigDecimal(reader.nextString());
  }

  @Override
  public long integer() throws IOException {
    return reader.nextLong();
  }

  @Override
  public boolean flag() throws IOException {
    return reader.nextBoolean();
  }
}
