package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.squareup.moshi.JsonDataException;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.binance.model.BinanceUnmodelled;
import dev.stom.core.spi.MalformedFrame;
import dev.stom.testkit.fuzz.FrameFuzzer;
import dev.stom.testkit.fuzz.WrittenFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The frame decoder against a plain Moshi parse, on generated frames, legal and broken. */
class FramesAgainstMoshiTest {
  private static final int FRAMES = 1_200;
  private static final int MANY_FRAMES = 60_000;

  private final FrameDecoder decoder = new FrameDecoder();

  @ParameterizedTest
  @EnumSource
  void legalFramesAreReadAsMoshiReadsThem(FrameKind kind) throws IOException {
    legal(kind, 1, FRAMES);
  }

  @ParameterizedTest
  @EnumSource
  void brokenFramesAreFaultsOrReadAsMoshiReadsThem(FrameKind kind) {
    broken(kind, 2, FRAMES);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void sixtyThousandLegalAndAsManyBrokenFramesOfEachKind(FrameKind kind) throws IOException {
    legal(kind, 3, MANY_FRAMES);
    broken(kind, 4, MANY_FRAMES);
  }

  private static Object model(FrameKind kind, SplittableRandom random, boolean combined) {
    Object data = kind.data(random);
    if (!combined) {
      return data;
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("stream", kind.stream);
    envelope.put("data", data);
    return envelope;
  }

  private static BinanceMessage oracle(FrameKind kind, byte[] frame, boolean combined)
      throws IOException {
    Object tree = Tree.parse(frame);
    return kind.expected(combined ? data((Tree) tree) : tree);
  }

  private static Object data(Tree envelope) {
    return envelope.value("data");
  }

  private void expectStreams(FrameKind kind, int i) {
    decoder.expect(
        i % 3 == 0
            ? KnownStreams.NONE
            : KnownStreams.of(
                List.of(BinanceStream.of(kind.stream), BinanceStream.of("ethbtc@trade"))));
  }

  private void legal(FrameKind kind, long seed, int frames) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    FrameFuzzer fuzzer = new FrameFuzzer(random);
    for (int i = 0; i < frames; i++) {
      boolean combined = i % 4 != 0;
      WrittenFrame frame = fuzzer.write(model(kind, random, combined));
      expectStreams(kind, i);
      BinanceMessage read;
      try {
        read = decoder.read(frame.bytes());
      } catch (MalformedFrame refused) {
        throw new AssertionError(frame.text(), refused);
      }
      BinanceMessage expected = oracle(kind, frame.bytes(), combined);
      if (!read.equals(expected) || !read.toString().equals(expected.toString())) {
        assertThat(read).as(frame.text()).isEqualTo(expected);
        assertThat(read).as(frame.text()).hasToString(expected.toString()); // the scales, too
      }
      if (combined) {
        assertThat(decoder.stream()).isEqualTo(BinanceStream.of(kind.stream));
      }
    }
  }

  private void broken(FrameKind kind, long seed, int frames) {
    SplittableRandom random = new SplittableRandom(seed);
    FrameFuzzer fuzzer = new FrameFuzzer(random);
    int faults = 0;
    for (int i = 0; i < frames; i++) {
      boolean combined = i % 4 != 0;
      byte[] frame = fuzzer.mutate(fuzzer.write(model(kind, random, combined)).bytes());
      expectStreams(kind, i);
      BinanceMessage read;
      try {
        read = decoder.read(frame);
      } catch (MalformedFrame fault) {
        faults++;
        continue;
      }
      try {
        if (read instanceof BinanceUnmodelled) {
          Object unused = Tree.parse(frame); // of another kind now, but still JSON
          continue;
        }
        BinanceMessage expected = oracle(kind, frame, combined);
        if (!read.equals(expected) || !read.toString().equals(expected.toString())) {
          assertThat(read).as(shown(frame)).isEqualTo(expected);
          assertThat(read).as(shown(frame)).hasToString(expected.toString());
        }
      } catch (IOException | JsonDataException | ArithmeticException | ClassCastException refused) {
        fail(shown(frame) + " is read as " + read + " but refused by Moshi: " + refused);
      }
    }
    assertThat(faults).isBetween(frames / 2, frames * 97 / 100);
  }

  private static String shown(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8);
  }
}
