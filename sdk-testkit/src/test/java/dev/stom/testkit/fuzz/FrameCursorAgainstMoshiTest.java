package dev.stom.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.squareup.moshi.JsonDataException;
import dev.stom.core.spi.JsonCursor;
import dev.stom.core.spi.MalformedFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decoders made of the cursor against a plain Moshi parse, on frames shaped as venues shape them.
 */
class FrameCursorAgainstMoshiTest {
  private static final int FRAMES = 20_000;
  private static final int MANY_FRAMES = 120_000;

  private final JsonCursor cursor = new JsonCursor();

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(Named.of("trade", FrameTable.upbitTrade()), 1),
        Arguments.of(Named.of("book of objects", FrameTable.upbitBook()), 2),
        Arguments.of(Named.of("quote in an envelope", FrameTable.binanceQuote()), 3),
        Arguments.of(Named.of("depth of arrays", FrameTable.binanceDepth()), 4));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("kinds")
  void legalFramesAreDecodedAsMoshiDecodesThem(FrameTable table, long seed) throws IOException {
    legal(table, seed, FRAMES);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("kinds")
  void brokenFramesAreFaultsOrDecodedAsMoshiDecodesThem(FrameTable table, long seed) {
    broken(table, seed, FRAMES);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("kinds")
  void aHundredThousandFramesOfEachKindAndAsManyBroken(FrameTable table, long seed)
      throws IOException {
    legal(table, seed + 100, MANY_FRAMES);
    broken(table, seed + 200, MANY_FRAMES);
  }

  private void legal(FrameTable table, long seed, int frames) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    FrameFuzzer fuzzer = new FrameFuzzer(random);
    for (int i = 0; i < frames; i++) {
      WrittenFrame frame = fuzzer.write(table.model(random));
      Map<String, Object> read = table.byCursor(cursor, frame.bytes());
      Map<String, Object> expected = table.byMoshi(frame.bytes());
      if (!read.equals(expected)) {
        assertThat(read).as(frame.text()).isEqualTo(expected);
      }
    }
  }

  private void broken(FrameTable table, long seed, int frames) {
    SplittableRandom random = new SplittableRandom(seed);
    FrameFuzzer fuzzer = new FrameFuzzer(random);
    int faults = 0;
    for (int i = 0; i < frames; i++) {
      byte[] frame = fuzzer.mutate(fuzzer.write(table.model(random)).bytes());
      Map<String, Object> read;
      try {
        read = table.byCursor(cursor, frame);
      } catch (MalformedFrame fault) {
        faults++;
        continue;
      }
      try {
        Map<String, Object> expected = table.byMoshi(frame);
        if (!read.equals(expected)) {
          assertThat(read).as(shown(frame)).isEqualTo(expected);
        }
      } catch (IOException | JsonDataException | NumberFormatException refused) {
        fail(shown(frame) + " is refused by Moshi: " + refused.getMessage());
      }
    }
    assertThat(faults).isBetween(frames / 2, frames * 95 / 100);
  }

  private static String shown(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8);
  }
}
