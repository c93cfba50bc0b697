package dev.stom.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameFuzzerTest {
  private static Map<String, Object> model() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("a\"b", Arrays.asList(new BigDecimal("0.00014208"), null, "비트코인 🪙"));
    inner.put("big", new BigInteger("98765432109876543210"));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("code", "KRW-BTC");
    model.put("price", new BigDecimal("100473000.00000000"));
    model.put("exp", new BigDecimal("-1E+8"));
    model.put("zero", new BigDecimal("0.00"));
    model.put("id", 17303368620470000L);
    model.put("flag", true);
    model.put("inner", inner);
    return model;
  }

  @Test
  void whatIsWrittenSaysTheModelInEverySpelling() throws IOException {
    FrameFuzzer fuzzer = new FrameFuzzer(new SplittableRandom(1));
    Set<String> spellings = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      WrittenFrame frame = fuzzer.write(model());
      spellings.add(frame.text());
      Map<?, ?> read = (Map<?, ?>) tree(frame.bytes());
      assertThat(read.get("code")).isEqualTo("KRW-BTC");
      assertNumber(read.get("price"), frame.literal("/price"), "100473000");
      assertNumber(read.get("exp"), frame.literal("/exp"), "-100000000");
      assertNumber(read.get("zero"), frame.literal("/zero"), "0");
      assertThat(read.get("id")).hasToString("17303368620470000");
      assertThat(read.get("flag")).isEqualTo(true);
      Map<?, ?> inner = (Map<?, ?>) read.get("inner");
      List<?> list = (List<?>) inner.get("a\"b");
      assertNumber(list.get(0), frame.literal("/inner/a\"b/0"), "0.00014208");
      assertThat(list.get(1)).isNull();
      assertThat(list.get(2)).isEqualTo("비트코인 🪙");
      assertThat(inner.get("big")).hasToString("98765432109876543210");
      assertThat(frame.literals()).hasSize(6);
    }
    assertThat(spellings).hasSizeGreaterThan(4_500);
  }

  @Test
  void anExponentKeepsTheScale() {
    FrameFuzzer fuzzer =
        new FrameFuzzer(new SplittableRandom(2)).without(Variation.PADDED_DECIMALS);
    BigDecimal price = new BigDecimal("-100473000.00000000");
    Set<String> literals = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      String literal = fuzzer.write(price).literal("");
      literals.add(literal);
      assertThat(new BigDecimal(literal)).isEqualTo(price);
    }
    assertThat(literals).hasSizeGreaterThan(20).contains("-100473000.00000000");
  }

  @Test
  void withoutVariationsTheFrameIsThePlainOne() {
    FrameFuzzer plain = new FrameFuzzer(new SplittableRandom(3)).without(Variation.values());
    for (int i = 0; i < 100; i++) {
      assertThat(plain.write(model()))
          .hasToString(
              "{\"code\":\"KRW-BTC\",\"price\":100473000.00000000,\"exp\":-1E+8,\"zero\":0.00,"
                  + "\"id\":17303368620470000,\"flag\":true,\"inner\":{\"a\\\"b\":[0.00014208,null,"
                  + "\"비트코인 🪙\"],\"big\":98765432109876543210}}");
    }
  }

  @ParameterizedTest
  @EnumSource(Variation.class)
  void eachVariationAloneShows(Variation variation) {
    Variation[] others = EnumSet.complementOf(EnumSet.of(variation)).toArray(Variation[]::new);
    FrameFuzzer only = new FrameFuzzer(new SplittableRandom(4)).without(others);
    String plain =
        new FrameFuzzer(new SplittableRandom(4)).without(Variation.values()).write(model()).text();
    int changed = 0;
    for (int i = 0; i < 200; i++) {
      changed += only.write(model()).text().equals(plain) ? 0 : 1;
    }
    assertThat(changed).isBetween(20, 190);
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void eachDamageMostlyMakesTheFrameAnother(Damage how) {
    FrameFuzzer fuzzer = new FrameFuzzer(new SplittableRandom(5));
    int changed = 0;
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] frame = fuzzer.write(model()).bytes();
      byte[] original = frame.clone();
      byte[] broken = fuzzer.mutate(frame, how);
      assertThat(frame).isEqualTo(original);
      changed += Arrays.equals(frame, broken) ? 0 : 1;
      try {
        tree(broken);
      } catch (IOException | RuntimeException e) {
        refused++;
      }
    }
    assertThat(changed).isGreaterThan(450);
    boolean mayBeLegalToMoshi =
        EnumSet.of(Damage.BAD_UTF8, Damage.OTHER_KIND, Damage.HUGE_NUMBER).contains(how);
    if (!mayBeLegalToMoshi) {
      assertThat(refused).as("refused by a plain parse").isGreaterThan(80);
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void bytesOfAnyKindCanBeDamagedFurther(Damage how) {
    SplittableRandom random = new SplittableRandom(6);
    FrameFuzzer fuzzer = new FrameFuzzer(random);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(12)];
      for (int at = 0; at < noise.length; at++) {
        noise[at] = (byte) "{}[]\",:\\1e \u00ff".charAt(random.nextInt(12));
      }
      assertThat(fuzzer.mutate(noise, how)).isNotNull();
    }
  }

  @Test
  void theSameSeedGivesTheSameFrames() {
    List<String> first = some(7);
    assertThat(some(7)).isEqualTo(first);
    assertThat(some(8)).isNotEqualTo(first);
  }

  private static List<String> some(long seed) {
    FrameFuzzer fuzzer = new FrameFuzzer(new SplittableRandom(seed));
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      byte[] frame = fuzzer.write(model()).bytes();
      frames.add(new String(fuzzer.mutate(frame), StandardCharsets.ISO_8859_1));
    }
    return frames;
  }

  @Test
  void whatIsNoModelIsRefusedAtTheDoor() {
    FrameFuzzer fuzzer = new FrameFuzzer(new SplittableRandom(9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fuzzer.write(List.of(1.5)))
        .withMessageContaining("java.lang.Double at \"/0\"");
    assertThatIllegalArgumentException().isThrownBy(() -> fuzzer.write(Map.of(1, 2)));
    assertThatIllegalArgumentException().isThrownBy(() -> fuzzer.write("x").literal("/x"));
  }

  private static void assertNumber(@Nullable Object read, String literal, String value) {
    assertThat(read).hasToString(literal);
    assertThat(new BigDecimal(literal)).isEqualByComparingTo(value);
  }

  /** Numbers as their texts. */
  private static @Nullable Object tree(byte[] frame) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().write(frame));
    Object value = tree(reader);
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new IOException("more after the end");
    }
    return value;
  }

  private static @Nullable Object tree(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          String name = reader.nextName();
          if (map.containsKey(name)) {
            throw new IOException(name + " twice");
          }
          map.put(name, tree(reader));
        }
        reader.endObject();
        return map;
      }
      case BEGIN_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          list.add(tree(reader));
        }
        reader.endArray();
        return list;
      }
      case BOOLEAN -> {
        return reader.nextBoolean();
      }
      case NULL -> {
        return reader.nextNull();
      }
      default -> {
        return reader.nextString();
      }
    }
  }
}
