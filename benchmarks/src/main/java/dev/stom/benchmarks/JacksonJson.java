package dev.stom.benchmarks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/** Jackson's streaming parser. */
final class JacksonJson implements Json {
  private final JsonParser parser;

  JacksonJson(JsonParser parser) {
    this.parser = parser;
  }

  @Override
  public void beginObject() throws IOException {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    expect(JsonToken.START_OBJECT);
  }

  @Override
  public int nextField(Names names) throws IOException {
    for (String field; (field = parser.nextFieldName()) != null; ) {
      parser.nextToken();
      int number = names.number(field);
      if (number >= 0) {
        return number;
      }
      parser.skipChildren();
    }
    expect(JsonToken.END_OBJECT);
    return END;
  }

  @Override
  public void beginArray() throws IOException {
    expect(JsonToken.START_ARRAY);
  }

  @Override
  public boolean hasElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  @Override
  public String text() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
  }

  @Override
  public BigDecimal decimal() throws IOException {
    return new BigDecimal(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  @Override
  public long integer() throws IOException {
    return parser.getLongValue();
  }

  @Override
  public boolean flag() throws IOException {
    return parser.getBooleanValue();
  }

  private void expect(JsonToken token) throws IOException {
    if (parser.currentToken() != token) {
      throw new IOException("expected " + token + " but found " + parser.currentToken());
    }
  }
}
