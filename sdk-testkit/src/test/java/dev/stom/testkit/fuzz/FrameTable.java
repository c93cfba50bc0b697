package dev.stom.testkit.fuzz;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.stom.core.spi.DecimalColumn;
import dev.stom.core.spi.FieldNames;
import dev.stom.core.spi.JsonCursor;
import dev.stom.core.spi.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A kind of frame as a table of its fields, read once through the cursor and once through Moshi:
 * what a venue's decoder and its oracle do, in general.
 */
final class FrameTable {
  private static final Words SYMBOLS = Words.of("KRW-BTC", "KRW-ETH", "ETHUSDT", "这是测试币456");
  private static final String[] TEXTS = {
    "KRW-BTC", "ETHUSDT", "这是测试币456", "KRW-NEW", "비트", "🪙", "", "a\"\\/"
  };

  private enum Type {
    DECIMAL,
    NULLABLE_DECIMAL,
    LONG,
    ID,
    TEXT,
    NULLABLE_TEXT,
    SYMBOL,
    BOOLEAN,
    /** An array of arrays of a price, a quantity and perhaps more. */
    LEVELS,
    /** An object by another table. */
    OBJECT,
    /** An array of objects by another table. */
    ROWS
  }

  private final String[] names;
  private final Type[] types;
  private final List<Optional<FrameTable>> inner = new ArrayList<>();
  private final FieldNames fields;
  private final JsonReader.Options options;

  /** Takes name, type, name, type ...; the table of a nested type follows it. */
  private FrameTable(Object... parts) {
    List<String> foundNames = new ArrayList<>();
    List<Type> foundTypes = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof String name) {
        foundNames.add(name);
      } else if (part instanceof Type type) {
        foundTypes.add(type);
        inner.add(Optional.empty());
      } else {
        inner.set(inner.size() - 1, Optional.of((FrameTable) part));
      }
    }
    names = foundNames.toArray(String[]::new);
    types = foundTypes.toArray(Type[]::new);
    fields = FieldNames.of(names);
    options = JsonReader.Options.of(names);
  }

  static FrameTable upbitTrade() {
    return new FrameTable(
        "type",
        Type.TEXT,
        "code",
        Type.SYMBOL,
        "trade_price",
        Type.DECIMAL,
        "trade_volume",
        Type.DECIMAL,
        "ask_bid",
        Type.TEXT,
        "trade_timestamp",
        Type.LONG,
        "sequential_id",
        Type.ID,
        "best_ask_price",
        Type.NULLABLE_DECIMAL,
        "stream_type",
        Type.NULLABLE_TEXT);
  }

  static FrameTable upbitBook() {
    return new FrameTable(
        "ty",
        Type.TEXT,
        "cd",
        Type.SYMBOL,
        "tms",
        Type.LONG,
        "tas",
        Type.DECIMAL,
        "tbs",
        Type.DECIMAL,
        "obu",
        Type.ROWS,
        new FrameTable(
            "ap", Type.DECIMAL, "bp", Type.DECIMAL, "as", Type.DECIMAL, "bs", Type.DECIMAL),
        "lv",
        Type.NULLABLE_DECIMAL);
  }

  static FrameTable binanceQuote() {
    return new FrameTable(
        "stream",
        Type.TEXT,
        "data",
        Type.OBJECT,
        new FrameTable(
            "u",
            Type.ID,
            "s",
            Type.SYMBOL,
            "b",
            Type.DECIMAL,
            "B",
            Type.DECIMAL,
            "a",
            Type.DECIMAL,
            "A",
            Type.DECIMAL));
  }

  static FrameTable binanceDepth() {
    return new FrameTable(
        "e",
        Type.TEXT,
        "E",
        Type.LONG,
        "s",
        Type.SYMBOL,
        "U",
        Type.LONG,
        "u",
        Type.LONG,
        "b",
        Type.LEVELS,
        "a",
        Type.LEVELS,
        "m",
        Type.BOOLEAN);
  }

  // ---- the model

  Map<String, Object> model(SplittableRandom random) {
    Map<String, Object> model = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (random.nextInt(30) != 0) {
        model.put(names[i], value(i, random));
      }
    }
    return model;
  }

  private Object value(int i, SplittableRandom random) {
    return switch (types[i]) {
      case DECIMAL -> decimal(random);
      case NULLABLE_DECIMAL -> random.nextInt(3) == 0 ? orNull() : decimal(random);
      case LONG -> random.nextInt(4) == 0 ? random.nextLong() : random.nextLong(2_000_000_000_000L);
      case ID ->
          random.nextBoolean()
              ? random.nextLong(20_000_000_000_000_000L)
              : new java.math.BigInteger("98765432109876543210")
                  .add(java.math.BigInteger.valueOf(random.nextInt(1_000)));
      case TEXT, SYMBOL -> TEXTS[random.nextInt(TEXTS.length)];
      case NULLABLE_TEXT -> random.nextInt(3) == 0 ? orNull() : "REALTIME";
      case BOOLEAN -> random.nextBoolean();
      case OBJECT -> inner.get(i).orElseThrow().model(random);
      case ROWS -> {
        List<Object> rows = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
          rows.add(inner.get(i).orElseThrow().model(random));
        }
        yield rows;
      }
      case LEVELS -> {
        List<Object> levels = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
          levels.add(
              random.nextInt(6) == 0
                  ? List.of(decimal(random), decimal(random), List.of())
                  : List.of(decimal(random), decimal(random)));
        }
        yield levels;
      }
    };
  }

  /** Null as a value of a model. */
  @SuppressWarnings("NullAway") // a model may hold null; the map of a test is not annotated for it
  private static Object orNull() {
    return null;
  }

  private static BigDecimal decimal(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(0, 20));
      case 1 ->
          new BigDecimal("1386929.37231066771348207123").add(BigDecimal.valueOf(random.nextInt()));
      case 2 -> BigDecimal.valueOf(random.nextInt(1_000), -random.nextInt(9));
      case 3 -> BigDecimal.valueOf(random.nextInt(200_000_000), 0);
      default -> BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 8);
    };
  }

  // ---- the decoder

  Map<String, Object> byCursor(JsonCursor cursor, byte[] frame) {
    cursor.reset(frame);
    Map<String, Object> read = byCursor(cursor);
    cursor.expectEnd();
    return read;
  }

  private Map<String, Object> byCursor(JsonCursor cursor) {
    Map<String, Object> read = new LinkedHashMap<>();
    cursor.beginObject();
    for (int field; (field = cursor.nextField(fields)) != JsonCursor.END; ) {
      if (field == JsonCursor.UNKNOWN) {
        cursor.skipValue();
      } else {
        read.put(names[field], byCursor(cursor, field));
      }
    }
    return read;
  }

  private Object byCursor(JsonCursor cursor, int field) {
    return switch (types[field]) {
      case DECIMAL -> cursor.decimal();
      case NULLABLE_DECIMAL -> Optional.ofNullable(cursor.decimalOrNull());
      case LONG -> cursor.longValue();
      case ID -> cursor.idText();
      case TEXT -> cursor.string();
      case NULLABLE_TEXT -> Optional.ofNullable(cursor.stringOrNull());
      case SYMBOL -> {
        int word = cursor.word(SYMBOLS);
        yield word == JsonCursor.UNKNOWN ? cursor.lastText() : SYMBOLS.word(word);
      }
      case BOOLEAN -> cursor.booleanValue();
      case OBJECT -> inner.get(field).orElseThrow().byCursor(cursor);
      case ROWS -> {
        List<Object> rows = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
          rows.add(inner.get(field).orElseThrow().byCursor(cursor));
        }
        yield rows;
      }
      case LEVELS -> levelsByCursor(cursor);
    };
  }

  private static List<Object> levelsByCursor(JsonCursor cursor) {
    DecimalColumn prices = new DecimalColumn();
    DecimalColumn quantities = new DecimalColumn();
    cursor.beginArray();
    while (cursor.nextElement()) {
      cursor.beginArray();
      cursor.requireElement();
      cursor.decimalInto(prices);
      cursor.requireElement();
      cursor.decimalInto(quantities);
      cursor.skipRest();
    }
    List<Object> levels = new ArrayList<>();
    for (int i = 0; i < prices.size(); i++) {
      levels.add(List.of(prices.get(i), quantities.get(i)));
    }
    return levels;
  }

  // ---- the oracle

  Map<String, Object> byMoshi(byte[] frame) throws IOException {
    JsonReader reader = JsonReader.of(new okio.Buffer().write(frame));
    Map<String, Object> read = byMoshi(reader);
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new IOException("more after the end");
    }
    return read;
  }

  private Map<String, Object> byMoshi(JsonReader reader) throws IOException {
    Map<String, Object> read = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      int field = reader.selectName(options);
      if (field < 0) {
        reader.skipName();
        reader.skipValue();
      } else if (read.put(names[field], byMoshi(reader, field)) != null) {
        throw new JsonDataException(names[field] + " twice");
      }
    }
    reader.endObject();
    return read;
  }

  private Object byMoshi(JsonReader reader, int field) throws IOException {
    boolean isNull = reader.peek() == JsonReader.Token.NULL;
    return switch (types[field]) {
      case DECIMAL -> new BigDecimal(reader.nextString());
      case NULLABLE_DECIMAL ->
          isNull ? nothing(reader) : Optional.of(new BigDecimal(reader.nextString()));
      case LONG -> reader.nextLong();
      case ID, TEXT, SYMBOL -> reader.nextString();
      case NULLABLE_TEXT -> isNull ? nothing(reader) : Optional.of(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      case OBJECT -> inner.get(field).orElseThrow().byMoshi(reader);
      case ROWS -> {
        List<Object> rows = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          rows.add(inner.get(field).orElseThrow().byMoshi(reader));
        }
        reader.endArray();
        yield rows;
      }
      case LEVELS -> {
        List<Object> levels = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          reader.beginArray();
          levels.add(
              List.of(new BigDecimal(reader.nextString()), new BigDecimal(reader.nextString())));
          while (reader.hasNext()) {
            reader.skipValue();
          }
          reader.endArray();
        }
        reader.endArray();
        yield levels;
      }
    };
  }

  private static Optional<Object> nothing(JsonReader reader) throws IOException {
    reader.nextNull();
    return Optional.empty();
  }
}
