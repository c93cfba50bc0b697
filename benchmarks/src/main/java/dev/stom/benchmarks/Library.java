package dev.stom.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import okio.Buffer;

/** Who decodes. All of them turn the same bytes into the same exact decimals. */
public enum Library {
  /** The SDK's decoder, through its public door. */
  OURS("ours") {
    @Override
    Decoder decoder(FrameKind kind) {
      return kind.ours();
    }
  },

  /** Moshi, records found by reflection. */
  MOSHI_REFLECTIVE("Moshi reflective") {
    @Override
    Decoder decoder(FrameKind kind) {
      Moshi moshi = new Moshi.Builder().add(BigDecimal.class, new ExactDecimals()).build();
      JsonAdapter<?> adapter = moshi.adapter(kind.model());
      return frame -> Objects.requireNonNull(adapter.fromJson(new Buffer().write(frame)));
    }
  },

  /** Moshi, adapters written by hand. */
  MOSHI_ADAPTER("Moshi by hand") {
    @Override
    Decoder decoder(FrameKind kind) {
      Adapter adapter = kind.adapter();
      return frame -> adapter.read(new MoshiJson(JsonReader.of(new Buffer().write(frame))));
    }
  },

  /** Jackson, records found by reflection. */
  JACKSON_DATABIND("Jackson databind") {
    @Override
    Decoder decoder(FrameKind kind) {
      ObjectMapper mapper = new ObjectMapper();
      ObjectReader reader =
          mapper
              .readerFor(mapper.constructType(kind.model()))
              .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
      return reader::readValue;
    }
  },

  /** Jackson's streaming parser, driven by hand. */
  JACKSON_STREAMING("Jackson by hand") {
    @Override
    Decoder decoder(FrameKind kind) {
      Adapter adapter = kind.adapter();
      JsonFactory factory = new JsonFactory();
      return frame -> {
        try (JsonParser parser = factory.createParser(frame)) {
          return adapter.read(new JacksonJson(parser));
        }
      };
    }
  };

  private final String label;

  Library(String label) {
    this.label = label;
  }

  /** Its heading in the table. */
  String label() {
    return label;
  }

  /** A decoder of such frames, for one thread. */
  abstract Decoder decoder(FrameKind kind);

  /** Turns a frame into what it says. */
  @FunctionalInterface
  interface Decoder {
    /** Reads one frame. */
    Object decode(byte[] frame) throws IOException;
  }

  /** A hand-written adapter, for either streaming library. */
  @FunctionalInterface
  interface Adapter {
    /** Reads one message. */
    Object read(Json json) throws IOException;
  }

  /** Moshi brings no adapter for decimals; this is the obvious one. */
  private static final class ExactDecimals extends JsonAdapter<BigDecimal> {
    @Override
    public BigDecimal fromJson(JsonReader reader) throws IOException {
      return new BigDecimal(reader.nextString());
    }

    @Override
    public void toJson(JsonWriter writer, BigDecimal value) throws IOException {
      writer.value(value);
    }
  }
}
