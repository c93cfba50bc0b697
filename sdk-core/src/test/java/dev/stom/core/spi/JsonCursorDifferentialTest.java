package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cursor against Moshi, frame by generated frame. */
class JsonCursorDifferentialTest {
  private static final int FRAMES_PER_SEED = 25_000;
  private static final FieldNames NONE = FieldNames.of("a name that no frame has");

  private final JsonCursor cursor = new JsonCursor();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void legalFramesReadAsMoshiReadsThem(long seed) throws IOException {
    JsonGrammar grammar = new JsonGrammar(new SplittableRandom(seed));
    for (int i = 0; i < FRAMES_PER_SEED; i++) {
      byte[] frame = grammar.document();
      Object read = JsonTrees.byCursor(cursor, frame);
      if (!read.equals(JsonTrees.byMoshi(frame))) {
        assertThat(read).as(shown(frame)).isEqualTo(JsonTrees.byMoshi(frame));
      }
      skip(frame);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void damagedFramesAreFaultsOrReadAsMoshiReadsThem(long seed) {
    JsonGrammar grammar = new JsonGrammar(new SplittableRandom(seed));
    int faults = 0;
    for (int i = 0; i < FRAMES_PER_SEED; i++) {
      faults += isFaultOrAgrees(grammar.damaged(grammar.document())) ? 1 : 0;
    }
    assertThat(faults).isBetween(FRAMES_PER_SEED / 3, FRAMES_PER_SEED * 9 / 10);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void numbersAreTheDecimalsOfTheirTexts(long seed) throws IOException {
    JsonGrammar grammar = new JsonGrammar(new SplittableRandom(seed));
    DecimalColumn column = new DecimalColumn();
    for (int i = 0; i < FRAMES_PER_SEED; i++) {
      String text = grammar.numberText();
      boolean quoted = (i & 1) == 0;
      byte[] frame = (quoted ? '"' + text + '"' : text).getBytes(StandardCharsets.US_ASCII);
      BigDecimal expected = new BigDecimal(JsonReader.of(new Buffer().write(frame)).nextString());

      cursor.reset(frame);
      assertEqual(expected, cursor.decimal(), frame);
      cursor.expectEnd();

      column.clear();
      cursor.reset(frame);
      cursor.decimalInto(column);
      cursor.expectEnd();
      assertEqual(expected, column.get(0), frame);

      Long whole = moshiLong(frame);
      Long read;
      try {
        cursor.reset(frame);
        read = cursor.longValue();
      } catch (MalformedFrame fault) {
        read = null;
      }
      if (whole == null ? read != null : !whole.equals(read)) {
        fail(shown(frame) + " is " + whole + " to Moshi and " + read + " to the cursor");
      }
    }
  }

  @Test
  void aFrameCutOrChangedAtAnyByteIsAFaultOrReadsAsMoshiReadsIt() {
    JsonGrammar grammar = new JsonGrammar(new SplittableRandom(31));
    int faults = 0;
    for (int i = 0; i < 100; i++) {
      byte[] frame = grammar.document();
      for (int at = 0; at < frame.length; at++) {
        faults += isFaultOrAgrees(JsonGrammar.spliced(frame, at, frame.length)) ? 1 : 0;
        for (int bit = 0; bit < 8; bit++) {
          byte flipped = (byte) (frame[at] ^ (1 << bit));
          faults += isFaultOrAgrees(JsonGrammar.spliced(frame, at, at + 1, flipped)) ? 1 : 0;
        }
      }
    }
    assertThat(faults).isGreaterThan(10_000);
  }

  @Test
  void bytesOfNoSenseAreFaultsOrReadAsMoshiReadsThem() {
    SplittableRandom random = new SplittableRandom(41);
    String often = "{}[]\",:\\u01234-.eE \n\ttruefalsn";
    for (int i = 0; i < FRAMES_PER_SEED; i++) {
      byte[] frame = new byte[random.nextInt(24)];
      for (int at = 0; at < frame.length; at++) {
        frame[at] =
            random.nextInt(20) == 0
                ? (byte) random.nextInt()
                : (byte) often.charAt(random.nextInt(often.length()));
      }
      isFaultOrAgrees(frame);
    }
  }

  @Tag("slow")
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108})
  void aMillionFramesWholeAndDamagedGiveTheSame(long seed) throws IOException {
    for (int part = 0; part < 5; part++) {
      legalFramesReadAsMoshiReadsThem(seed * 1_000 + part);
      damagedFramesAreFaultsOrReadAsMoshiReadsThem(seed * 1_000 + part);
      numbersAreTheDecimalsOfTheirTexts(seed * 1_000 + part);
    }
  }

  /** Returns true for a fault, false for a value like Moshi's, and fails for anything else. */
  private boolean isFaultOrAgrees(byte[] frame) {
    Object read;
    try {
      read = JsonTrees.byCursor(cursor, frame);
    } catch (MalformedFrame fault) {
      assertThat(fault.offset()).isBetween(0, frame.length);
      skipOrFault(frame);
      return true;
    }
    Object expected;
    try {
      expected = JsonTrees.byMoshi(frame);
    } catch (IOException | JsonDataException | NumberFormatException refused) {
      return fail(shown(frame) + " is refused by Moshi: " + refused.getMessage());
    }
    if (!read.equals(expected)) {
      assertThat(read).as(shown(frame)).isEqualTo(expected);
    }
    assertUtf8(frame); // which Moshi does not check
    skip(frame);
    return false;
  }

  private static void assertUtf8(byte[] frame) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame));
    } catch (CharacterCodingException e) {
      fail("taken although it is not UTF-8: " + Arrays.toString(frame));
    }
  }

  /** What can be read can be skipped, as a whole and field by field. */
  private void skip(byte[] frame) {
    cursor.reset(frame);
    cursor.skipValue();
    cursor.expectEnd();
    cursor.reset(frame);
    switch (cursor.peekKind()) {
      case OBJECT -> {
        cursor.beginObject();
        assertThat(cursor.seekField(NONE)).isEqualTo(JsonCursor.END);
        cursor.restartObject();
        cursor.skipRest();
      }
      case ARRAY -> {
        cursor.beginArray();
        while (cursor.nextElement()) {
          cursor.peekKind();
        }
      }
      default -> cursor.skipValue();
    }
    cursor.expectEnd();
  }

  private void skipOrFault(byte[] frame) {
    try {
      cursor.reset(frame);
      cursor.skipValue();
      cursor.expectEnd();
    } catch (MalformedFrame fault) {
      assertThat(fault.offset()).isBetween(0, frame.length);
    }
  }

  /** Equal as decimals are, scale included; spares a description where nothing is wrong. */
  private static void assertEqual(Object expected, Object read, byte[] frame) {
    if (!expected.equals(read)) {
      assertThat(read).as(shown(frame)).isEqualTo(expected);
    }
  }

  private static @Nullable Long moshiLong(byte[] frame) throws IOException {
    try {
      return JsonReader.of(new Buffer().write(frame)).nextLong();
    } catch (JsonDataException notWhole) {
      return null;
    }
  }

  private static String shown(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8);
  }
}
