package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.spi.MalformedFrame;
import dev.stom.core.spi.Words;
import dev.stom.testkit.fuzz.FrameFuzzer;
import dev.stom.upbit.model.UpbitMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the decoder to a plain Moshi parse: on every legal spelling they agree to the last digit; a
 * broken frame is refused or, if it is still legal, read the same.
 */
class FrameDecoderDifferentialTest {
  private static final int QUICK = 2_500;
  private static final int SLOW_SEEDS = 10;
  private static final int SLOW = 10_000;

  enum Kind {
    TICKER(
        "ticker",
        "opening_price high_price low_price trade_price! prev_closing_price change% change_price "
            + "change_rate signed_change_price signed_change_rate ask_bid% trade_volume "
            + "acc_trade_volume acc_trade_volume_24h acc_trade_price acc_trade_price_24h "
            + "trade_date% trade_time% trade_timestamp# acc_ask_volume acc_bid_volume "
            + "highest_52_week_price highest_52_week_date% lowest_52_week_price "
            + "lowest_52_week_date% market_state% delisting_date% is_trading_suspended? "
            + "market_warning% timestamp#! stream_type%"),
    TRADE(
        "trade",
        "trade_price!+ trade_volume!+ ask_bid% prev_closing_price change% change_price "
            + "trade_date% trade_time% trade_timestamp#! timestamp#! sequential_id#! "
            + "best_ask_price best_ask_size best_bid_price best_bid_size stream_type%"),
    ORDERBOOK(
        "orderbook",
        "timestamp#! total_ask_size total_bid_size orderbook_units! level stream_type%"),
    CANDLE(
        "candle.15m",
        "candle_date_time_utc!% candle_date_time_kst% opening_price! high_price! low_price! "
            + "trade_price! candle_acc_trade_volume! candle_acc_trade_price! timestamp#! "
            + "stream_type%");

    final String type;

    /** Names with marks: ! required, + positive, # whole number, % text, ? true or false. */
    private final String fields;

    Kind(String type, String fields) {
      this.type = type;
      this.fields = fields;
    }

    List<String> fields() {
      return Arrays.asList(fields.split(" "));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void framesInEverySpellingAreReadAsAPlainParseReadsThem(Kind kind) throws IOException {
    legal(kind, 1, QUICK);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void brokenFramesAreRefusedOrReadAsAPlainParseReadsThem(Kind kind) throws IOException {
    broken(kind, 2, QUICK);
  }

  static Stream<Arguments> seeds() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                LongStream.range(0, SLOW_SEEDS).mapToObj(seed -> Arguments.of(kind, 1_000 + seed)));
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void manyMoreFrames(Kind kind, long seed) throws IOException {
    legal(kind, seed, SLOW);
    broken(kind, -seed, SLOW);
  }

  private static void legal(Kind kind, long seed, int frames) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    FrameFuzzer fuzzer = new FrameFuzzer(random);
    Reader reader = new Reader();
    for (int i = 0; i < frames; i++) {
      byte[] frame = fuzzer.write(model(kind, random)).bytes();
      List<UpbitMessage> read = reader.read(frame);
      assertThat(read).as("seed %d, frame %d: %s", seed, i, new Text(frame)).hasSize(1);
      assertThat(FrameFields.difference(read.get(0), FrameFields.parse(frame)))
          .as("seed %d, frame %d: %s", seed, i, new Text(frame))
          .isNull();
    }
  }

  private static void broken(Kind kind, long seed, int frames) {
    SplittableRandom random = new SplittableRandom(seed);
    FrameFuzzer fuzzer = new FrameFuzzer(random);
    Reader reader = new Reader();
    int refused = 0;
    for (int i = 0; i < frames; i++) {
      byte[] frame = fuzzer.mutate(fuzzer.write(model(kind, random)).bytes());
      List<UpbitMessage> read;
      try {
        read = reader.read(frame);
      } catch (MalformedFrame malformed) {
        refused++;
        continue;
      }
      if (read.size() == 1) {
        String difference;
        try {
          difference = FrameFields.difference(read.get(0), FrameFields.parse(frame));
        } catch (IOException | RuntimeException oracle) {
          difference = "a plain parse refuses it: " + oracle;
        }
        assertThat(difference).as("seed %d, frame %d: %s", seed, i, new Text(frame)).isNull();
      }
    }
    assertThat(refused).as("most damage is noticed").isGreaterThan(frames / 3);
  }

  /** A frame as an assertion's description; made only when one fails. */
  @SuppressWarnings("ArrayRecordComponent") // only shown
  private record Text(byte[] frame) {
    @Override
    public String toString() {
      return new String(frame, 0, Math.min(frame.length, 2_000), StandardCharsets.UTF_8);
    }
  }

  private static final class Reader implements FrameDecoder.Handler {
    private final FrameDecoder decoder = new FrameDecoder();
    private final List<UpbitMessage> messages = new ArrayList<>();

    List<UpbitMessage> read(byte[] frame) {
      messages.clear();
      decoder.read(frame, Words.of("KRW-BTC", "KRW-ETH"), this);
      return messages;
    }

    @Override
    public void data(UpbitMessage message) {
      messages.add(message);
    }

    @Override
    public void control(Control control) {}
  }

  // ---- models

  private static Object model(Kind kind, SplittableRandom random) {
    boolean brief = random.nextBoolean();
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put(brief ? "ty" : "type", kind.type);
    frame.put(brief ? "cd" : "code", random.nextBoolean() ? "KRW-BTC" : word(random));
    for (String marked : kind.fields()) {
      String full = marked.replaceAll("[!+#%?]", "");
      boolean required = marked.contains("!");
      if (!required && random.nextInt(8) == 0) {
        continue; // absent
      }
      String name = brief ? FrameFields.brief(full, kind.type) : full;
      frame.put(
          name, !required && random.nextInt(8) == 0 ? null : value(marked, full, brief, random));
    }
    return random.nextInt(3) == 0 ? List.of(frame) : frame;
  }

  private static Object value(String marked, String full, boolean brief, SplittableRandom random) {
    if (full.equals("orderbook_units")) {
      return units(brief, random);
    }
    if (full.equals("candle_date_time_utc")) {
      return String.format(
          "20%02d-%02d-%02dT%02d:%02d:%02d",
          random.nextInt(100),
          random.nextInt(1, 13),
          random.nextInt(1, 29),
          random.nextInt(24),
          random.nextInt(60),
          random.nextInt(60));
    }
    if (full.equals("sequential_id")) {
      return new BigInteger(random.nextInt(1, 80), new Random(random.nextLong()));
    }
    if (marked.contains("#")) {
      return random.nextLong(2_000_000_000_000L);
    }
    if (marked.contains("%")) {
      return word(random);
    }
    if (marked.contains("?")) {
      return random.nextBoolean();
    }
    BigDecimal decimal = decimal(random);
    return marked.contains("+") && decimal.signum() == 0 ? BigDecimal.ONE : decimal;
  }

  private static List<Object> units(boolean brief, SplittableRandom random) {
    List<Object> units = new ArrayList<>();
    int rows = random.nextInt(4) == 0 ? random.nextInt(31) : random.nextInt(4);
    for (int i = 0; i < rows; i++) {
      Map<String, Object> unit = new LinkedHashMap<>();
      for (String name : List.of("ask_price", "bid_price", "ask_size", "bid_size")) {
        unit.put(
            brief ? FrameFields.BRIEF.get(name) : name,
            random.nextInt(10) == 0 ? BigDecimal.ZERO : decimal(random));
      }
      units.add(unit);
    }
    return units;
  }

  /** Not negative; up to 27 digits, as private streams have them. */
  private static BigDecimal decimal(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> BigDecimal.valueOf(random.nextLong(200_000_000L));
      case 1 -> BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 8);
      case 2 ->
          new BigDecimal(new BigInteger(90, new Random(random.nextLong())), random.nextInt(21));
      default -> BigDecimal.valueOf(random.nextLong(1_000), random.nextInt(12));
    };
  }

  private static String word(SplittableRandom random) {
    List<String> words =
        List.of(
            "BID",
            "ASK",
            "RISE",
            "FALL",
            "EVEN",
            "SNAPSHOT",
            "REALTIME",
            "ACTIVE",
            "NONE",
            "2024-10-31",
            "비트코인",
            "",
            "KRW-BTC",
            "a\"b\\c/d\n",
            "\uD83D\uDE00",
            "AUCTION");
    return words.get(random.nextInt(words.size()));
  }
}
