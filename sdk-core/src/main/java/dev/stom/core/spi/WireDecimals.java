package dev.stom.core.spi;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a decimal exactly as the venue wrote it, as a JSON number or as a string, scale included;
 * never through a {@code double}. Null stays null. Text that JSON's grammar for numbers does not
 * allow is refused, and so is a number that would cost absurd memory to write out.
 */
final class WireDecimals extends JsonAdapter<BigDecimal> {
  /** No price or size of any venue comes near: the longest seen has 30 characters. */
  static final int MAX_LENGTH = 128;

  /** {@code 1e999999999} is ten characters on the wire and a gigabyte in plain digits. */
  static final int MAX_EXPONENT = 400;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,6})?");

  @Override
  public @Nullable BigDecimal fromJson(JsonReader reader) throws IOException {
    if (reader.peek() == JsonReader.Token.NULL) {
      return reader.nextNull();
    }
    String path = reader.getPath();
    String text = reader.nextString();
    if (text.length() > MAX_LENGTH || !NUMBER.matcher(text).matches()) {
      throw new JsonDataException("Expected a decimal number at path " + path);
    }
    BigDecimal value = new BigDecimal(text);
    if (Math.abs((long) value.scale()) > MAX_EXPONENT + MAX_LENGTH) {
      throw new JsonDataException(
          "Expected an exponent of at most " + MAX_EXPONENT + " at path " + path);
    }
    return value;
  }

  @Override
  public void toJson(JsonWriter writer, @Nullable BigDecimal value) throws IOException {
    throw new UnsupportedOperationException("wire records are only read");
  }
}
