package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldNamesTest {
  @Test
  void aFieldsNumberIsItsPlaceInTheList() {
    FieldNames names = FieldNames.of("b", "a");
    assertThat(names.size()).isEqualTo(2);
    assertThat(names.name(0)).isEqualTo("b");
    assertThat(names.name(1)).isEqualTo("a");
  }

  @Test
  void badSetsAreRefusedAtTheDoor() {
    assertThatIllegalArgumentException()
        .isThrownBy(FieldNames::of)
        .withMessageContaining("0 entries");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldNames.of(numbered(65)))
        .withMessageContaining("65 entries; give 1 to 64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldNames.of("a", "b", "a"))
        .withMessageContaining("\"a\" is given twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldNames.of("a").requiring("b"))
        .withMessageContaining("\"b\" is not a name of this set");
    assertThatIllegalArgumentException().isThrownBy(() -> FieldNames.of("a").name(1));
    assertThatIllegalArgumentException().isThrownBy(() -> FieldNames.of("\ud83e"));
  }

  @Test
  void asManyNamesAsFitAreAllRequiredWhenAsked() {
    assertThat(FieldNames.of(numbered(64)).requiringAll().required).isEqualTo(-1L);
    assertThat(FieldNames.of("a").requiringAll().required).isEqualTo(1L);
    assertThat(FieldNames.of("a", "b", "c").requiring("c").requiring("a").required).isEqualTo(5L);
  }

  @Test
  void thousandsOfWordsAreFoundAndOthersAreNot() {
    List<String> symbols =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "KRW-" + Integer.toString(i * 7, 36).toUpperCase(Locale.ROOT))
            .toList();
    Words words = Words.of(symbols);
    assertThat(words.size()).isEqualTo(5_000);
    for (int i = 0; i < symbols.size(); i++) {
      assertThat(words.numberOf(symbols.get(i))).isEqualTo(i);
      assertThat(words.numberOf(symbols.get(i).toLowerCase(Locale.ROOT)))
          .isEqualTo(JsonCursor.UNKNOWN);
      assertThat(words.word(i)).isSameAs(symbols.get(i));
    }
  }

  @Test
  void aSetOfNoWordsFindsNone() {
    assertThat(Words.of().numberOf("")).isEqualTo(JsonCursor.UNKNOWN);
    assertThat(Words.of("").numberOf("")).isZero();
    assertThat(Words.of("?").numberOf("\ud83e")).isEqualTo(JsonCursor.UNKNOWN);
    assertThatIllegalArgumentException().isThrownBy(() -> Words.of().word(0));
  }

  private static String[] numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "f" + i).toArray(String[]::new);
  }
}
