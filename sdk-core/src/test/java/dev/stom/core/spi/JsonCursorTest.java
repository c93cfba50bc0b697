package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
  private static final int CODE = 0;
  private static final int PRICE = 1;
  private static final int TIME = 2;
  private static final FieldNames TRADE = FieldNames.of("code", "trade_price", "timestamp");

  private final JsonCursor cursor = new JsonCursor();

  private JsonCursor over(String json) {
    cursor.reset(json.getBytes(StandardCharsets.UTF_8));
    return cursor;
  }

  private String readTrade(String json) {
    over(json).beginObject();
    String code = "-";
    BigDecimal price = null;
    long time = 0;
    for (int field; (field = cursor.nextField(TRADE)) != JsonCursor.END; ) {
      switch (field) {
        case CODE -> code = cursor.string();
        case PRICE -> price = cursor.decimal();
        case TIME -> time = cursor.longValue();
        default -> cursor.skipValue();
      }
    }
    cursor.expectEnd();
    return code + " " + price + " " + time;
  }

  // ---- objects

  @Test
  void fieldsAreReadInAnyOrderAndUnknownOnesAreSkipped() {
    assertThat(
            readTrade(
                " { \"timestamp\" : 1730336862047 ,\n\t\"x\":[{\"code\":\"no\"},null,-1.5e3,true],"
                    + "\"trade_price\":\"100473000.00000000\",\r\n\"code\":\"KRW-BTC\" } "))
        .isEqualTo("KRW-BTC 100473000.00000000 1730336862047");
  }

  @Test
  void anEmptyObjectEndsAtOnce() {
    assertThat(readTrade("{ }")).isEqualTo("- null 0");
  }

  @Test
  void aValueLeftUnreadIsSkipped() {
    over("{\"x\":[1,2],\"code\":{\"y\":1},\"timestamp\":7}").beginObject();
    List<Integer> fields = new ArrayList<>();
    for (int field; (field = cursor.nextField(TRADE)) != JsonCursor.END; ) {
      fields.add(field);
    }
    cursor.expectEnd();
    assertThat(fields).containsExactly(JsonCursor.UNKNOWN, CODE, TIME);
  }

  @Test
  void aKnownFieldGivenTwiceIsAFaultThatNamesIt() {
    assertThatThrownBy(() -> readTrade("{\"code\":\"A\",\"timestamp\":1,\"code\":\"B\"}"))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("the field \"code\" for the second time");
  }

  @Test
  void anUnknownFieldMayBeRepeated() {
    assertThat(readTrade("{\"z\":1,\"z\":2,\"timestamp\":3}")).isEqualTo("- null 3");
  }

  @Test
  void theSameNameInAnInnerObjectIsNoDuplicate() {
    over("{\"code\":{\"code\":{\"code\":1}},\"timestamp\":2}").beginObject();
    assertThat(cursor.nextField(TRADE)).isEqualTo(CODE);
    cursor.beginObject();
    assertThat(cursor.nextField(TRADE)).isEqualTo(CODE);
    cursor.skipRest();
    assertThat(cursor.nextField(TRADE)).isEqualTo(TIME);
    assertThat(cursor.longValue()).isEqualTo(2);
    assertThat(cursor.nextField(TRADE)).isEqualTo(JsonCursor.END);
  }

  @Test
  void aNameWrittenWithEscapesIsTheSameName() {
    assertThat(readTrade("{\"c\\u006fde\":\"A\",\"time\\u0073tamp\":5}")).isEqualTo("A null 5");
  }

  @Test
  void namesThatOnlyBeginAlikeAreTold() {
    FieldNames names =
        FieldNames.of(
            "acc_trade_price", "acc_trade_price_24h", "acc_trade_volume", "acc_trad", "", "a", "가");
    for (int i = 0; i < names.size(); i++) {
      over("{\"" + names.name(i) + "\":1}").beginObject();
      assertThat(cursor.nextField(names)).as(names.name(i)).isEqualTo(i);
    }
    for (String other :
        List.of("acc_trade_price_24", "acc_tra", "b", "A", "나", "acc_trade_pricf")) {
      over("{\"" + other + "\":1}").beginObject();
      assertThat(cursor.nextField(names)).as(other).isEqualTo(JsonCursor.UNKNOWN);
    }
  }

  @Test
  void namesOfEveryLengthAreFoundInOrderOutOfOrderAndNotWhenAByteIsOff() {
    String longest = "abcdefghijklmnopqrstuvwxyz0123456789";
    String[] all = new String[longest.length() + 1];
    for (int length = 0; length < all.length; length++) {
      all[length] = longest.substring(0, length);
    }
    FieldNames names = FieldNames.of(all);
    for (String colon : List.of(":", " :", ": ")) {
      for (int first = 0; first < all.length; first++) {
        for (int second = 0; second < all.length; second++) {
          if (first != second) {
            String json = "{\"" + all[first] + "\"" + colon + "1,\"" + all[second] + "\"" + colon;
            over(json + "2,\"the rest\":\"is long enough\"}").beginObject();
            assertThat(cursor.nextField(names)).as(json).isEqualTo(first);
            assertThat(cursor.longValue()).isEqualTo(1);
            assertThat(cursor.nextField(names)).as(json).isEqualTo(second);
            assertThat(cursor.longValue()).isEqualTo(2);
          }
        }
        for (int off = 0; off < first; off++) {
          StringBuilder wrong = new StringBuilder(all[first]);
          wrong.setCharAt(off, '~');
          over("{\"" + wrong + "\"" + colon + "1,\"the rest\":\"is long enough\"}").beginObject();
          assertThat(cursor.nextField(names)).as(wrong.toString()).isEqualTo(JsonCursor.UNKNOWN);
          assertThat(cursor.lastText()).isEqualTo(wrong.toString());
          assertThat(cursor.longValue()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aNameThatAFrameCannotWritePlainlyIsOnlyTakenWithEscapes() {
    for (String name : List.of("a\"b", "a\\x", "a\nb", "\"")) {
      FieldNames names = FieldNames.of(name);
      String rest = "\":1,\"the rest\":\"is long enough\"}";
      over("{\"" + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + rest)
          .beginObject();
      assertThat(cursor.nextField(names)).as(name).isZero();
      over("{\"" + name + rest).beginObject();
      assertThatThrownBy(() -> cursor.nextField(names)).as(name).isInstanceOf(MalformedFrame.class);
    }
  }

  @Test
  void aRequiredFieldThatIsMissingIsAFaultThatNamesIt() {
    FieldNames strict = TRADE.requiring("code", "timestamp");
    over("{\"code\":null}").beginObject();
    assertThat(cursor.nextField(strict)).isEqualTo(CODE);
    assertThatThrownBy(() -> cursor.nextField(strict))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("an object without the field \"timestamp\"");
  }

  @Test
  void theFieldThatTellsTheKindIsFoundWhereverItStands() {
    FieldNames envelope = FieldNames.of("type", "error");
    Words kinds = Words.of("ticker", "trade");
    over("{\"code\":\"A\",\"x\":{\"type\":\"no\"},\"type\":\"trade\",\"timestamp\":3}")
        .beginObject();

    assertThat(cursor.seekField(envelope)).isZero();
    assertThat(cursor.word(kinds)).isEqualTo(1);
    cursor.restartObject();

    assertThat(cursor.nextField(TRADE)).isEqualTo(CODE);
    assertThat(cursor.string()).isEqualTo("A");
    assertThat(cursor.nextField(TRADE)).isEqualTo(JsonCursor.UNKNOWN);
    assertThat(cursor.nextField(TRADE)).isEqualTo(JsonCursor.UNKNOWN);
    assertThat(cursor.nextField(TRADE)).isEqualTo(TIME);
    assertThat(cursor.longValue()).isEqualTo(3);
    assertThat(cursor.nextField(TRADE)).isEqualTo(JsonCursor.END);
    cursor.expectEnd();
  }

  @Test
  void aSearchThatFindsNothingStaysInsideTheObject() {
    over("{\"code\":\"A\"}").beginObject();
    assertThat(cursor.seekField(FieldNames.of("type"))).isEqualTo(JsonCursor.END);
    cursor.restartObject();
    assertThat(cursor.nextField(TRADE)).isEqualTo(CODE);
    assertThat(cursor.string()).isEqualTo("A");
    assertThat(cursor.seekField(FieldNames.of("type"))).isEqualTo(JsonCursor.END);
    assertThat(cursor.nextField(TRADE)).isEqualTo(JsonCursor.END);
    cursor.expectEnd();
  }

  @Test
  void theNameOfAnUnknownFieldCanBeHad() {
    over("{\"K\\u0052W\":1,\"code\":\"A\",\"비\":{}}").beginObject();
    assertThat(cursor.nextField(TRADE)).isEqualTo(JsonCursor.UNKNOWN);
    assertThat(cursor.peekKind()).isEqualTo(JsonCursor.Kind.NUMBER);
    assertThat(cursor.lastText()).isEqualTo("KRW");
    assertThat(cursor.longValue()).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(cursor::lastText);
    assertThat(cursor.nextField(TRADE)).isEqualTo(CODE);
    assertThat(cursor.lastText()).isEqualTo("code");
    assertThat(cursor.nextField(TRADE)).isEqualTo(JsonCursor.UNKNOWN);
    assertThat(cursor.lastText()).isEqualTo("비");
    cursor.beginObject();
    assertThatIllegalStateException().isThrownBy(cursor::lastText);
  }

  // ---- arrays

  @Test
  void elementsAreReadOneByOne() {
    over("[ 1 , [ ] , 3 ]").beginArray();
    assertThat(cursor.nextElement()).isTrue();
    assertThat(cursor.longValue()).isEqualTo(1);
    assertThat(cursor.nextElement()).isTrue();
    cursor.beginArray();
    assertThat(cursor.nextElement()).isFalse();
    assertThat(cursor.nextElement()).isTrue();
    assertThat(cursor.longValue()).isEqualTo(3);
    assertThat(cursor.nextElement()).isFalse();
    cursor.expectEnd();
  }

  @Test
  void aLevelIsReadByPositionIntoColumns() {
    DecimalColumn prices = new DecimalColumn();
    DecimalColumn quantities = new DecimalColumn();
    over("[[\"0.0024\",\"10\",[]],[\"0.00250\",\"100\"]]").beginArray();
    while (cursor.nextElement()) {
      cursor.beginArray();
      cursor.requireElement();
      cursor.decimalInto(prices);
      cursor.requireElement();
      cursor.decimalInto(quantities);
      cursor.skipRest();
    }
    cursor.expectEnd();
    assertThat(prices).hasToString("[0.0024, 0.00250]");
    assertThat(quantities).hasToString("[10, 100]");
  }

  @Test
  void anArrayThatIsTooShortIsAFault() {
    over("[1]").beginArray();
    cursor.requireElement();
    assertThat(cursor.longValue()).isEqualTo(1);
    assertThatThrownBy(cursor::requireElement)
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("too few elements");
  }

  // ---- decimals

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "-0.00",
        "1",
        "100473000.00000000",
        "8.428e-05",
        "1E+8",
        "1e8",
        "0e5",
        "0E-5",
        "1.50e0",
        "1e0000000000007",
        "999999999999999999",
        "-999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "99999999999999999999",
        "1386929.37231066771348207123",
        "0.000000000000000000",
        "0.000000000000000001",
        "0.0000000000000000000000000000001",
        "0.00000000000000000012345678901234567",
        "0.0000000000000000001234567890123456789",
        "12345678901234567890.123456789e-300",
        "1e400",
        "1e-400"
      })
  void aDecimalIsExactlyWhatItsTextSays(String text) {
    BigDecimal expected = new BigDecimal(text);
    for (String json :
        List.of(text, "\"" + text + "\"", "\"" + text.replace("0", "\\u0030") + '"')) {
      assertThat(over(json).decimal()).as(json).isEqualTo(expected);
      cursor.expectEnd();

      DecimalColumn column = new DecimalColumn();
      over(" " + json + " ").decimalInto(column);
      cursor.expectEnd();
      assertThat(column.get(0)).as(json).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " 1",
        "1 ",
        "NaN",
        "Infinity",
        "-",
        "+1",
        "1_000",
        "1,5",
        "０",
        "٣",
        "0x10",
        "1.",
        ".5",
        "01",
        "-01",
        "00.1",
        "1e",
        "1e+",
        "1.e5",
        "1f",
        "1d",
        "1.5.5",
        "--1",
        "1e5.0",
        "null",
        "\\n1",
        "1\\u0000"
      })
  void aStringThatIsNoNumberIsNoDecimal(String text) {
    assertThatThrownBy(() -> over("\"" + text + "\"").decimal())
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("expected a number in the string at byte 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "+1",
        "01",
        "-01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1.e5",
        "0x1",
        "null",
        "true",
        "[]",
        "{}",
        "1_0",
        "1a",
        "1 1",
        "",
        " ",
        "１"
      })
  void whatIsNoNumberIsNoDecimal(String json) {
    assertThatThrownBy(
            () -> {
              over(json).decimal();
              cursor.expectEnd();
            })
        .isInstanceOf(MalformedFrame.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e401", "1e-401", "1e999999999", "1E99999999999999999999999", "0e1000000"})
  void anExponentBeyondTheBoundIsRefusedAsAValueAndSkippedOtherwise(String text) {
    for (String json : List.of(text, '"' + text + '"')) {
      assertThatThrownBy(() -> over(json).decimal())
          .isInstanceOf(MalformedFrame.class)
          .hasMessageContaining("an exponent beyond 400");
      assertThatThrownBy(() -> over(json).longValue()).isInstanceOf(MalformedFrame.class);
    }
    over(text).skipValue();
    cursor.expectEnd();
  }

  @Test
  void aNumberBeyondTheBoundIsRefusedAsAValueAndSkippedOtherwise() {
    String longest = "1".repeat(JsonCursor.MAX_NUMBER_LENGTH);
    assertThat(over(longest).decimal()).isEqualTo(new BigDecimal(longest));
    assertThat(over(longest).idText()).isEqualTo(longest);

    String tooLong = longest + "1";
    assertThatThrownBy(() -> over(tooLong).decimal())
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("a number longer than 128 characters");
    assertThatThrownBy(() -> over(tooLong).idText()).isInstanceOf(MalformedFrame.class);
    assertThatThrownBy(() -> over('"' + tooLong + '"').decimal())
        .isInstanceOf(MalformedFrame.class);
    over(tooLong).skipValue();
    cursor.expectEnd();
    over("0." + "0".repeat(1_000_000)).skipValue();
    cursor.expectEnd();
  }

  @Test
  void nullIsNoDecimalUnlessItMayBe() {
    assertThat(over("null").decimalOrNull()).isNull();
    assertThat(over("\"1.0\"").decimalOrNull()).isEqualTo("1.0");
    assertThat(over("null").stringOrNull()).isNull();
    assertThat(over("\"null\"").stringOrNull()).isEqualTo("null");
    assertThat(over("null").nextIsNull()).isTrue();
    assertThat(over("0").nextIsNull()).isFalse();
    assertThatThrownBy(() -> over("null").decimal()).isInstanceOf(MalformedFrame.class);
    assertThatThrownBy(() -> over("nul").decimalOrNull()).isInstanceOf(MalformedFrame.class);
    assertThatThrownBy(() -> over("nulk").decimalOrNull()).isInstanceOf(MalformedFrame.class);
  }

  // ---- whole numbers and ids

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "1730336862047, 1730336862047",
    "17510687993360000, 17510687993360000",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "\"1730336862047\", 1730336862047",
    "1.730336862047E12, 1730336862047",
    "5.00, 5",
    "0e400, 0",
    "0.0000000000000000000000000, 0"
  })
  void aWholeNumberIsReadHoweverItIsSpelled(String json, long expected) {
    assertThat(over(json).longValue()).isEqualTo(expected);
    cursor.expectEnd();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e400",
        "1.5",
        "1e-1",
        "1e-400",
        "\"\"",
        "\"1.5\"",
        "null",
        "true",
        "99999999999999999999999999"
      })
  void whatIsNoWholeNumberOf64BitsIsAFault(String json) {
    assertThatThrownBy(() -> over(json).longValue()).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void anIdKeepsItsTextWhateverItsLength() {
    assertThat(over("17510687993360000").idText()).isEqualTo("17510687993360000");
    assertThat(over("98765432109876543210").idText()).isEqualTo("98765432109876543210");
    assertThat(over("-1").idText()).isEqualTo("-1");
    assertThat(over("\"cdd92199-2897\"").idText()).isEqualTo("cdd92199-2897");
    for (String json : List.of("1.0", "1e5", "1E+5", "null", "true", "[1]", "01")) {
      assertThatThrownBy(
              () -> {
                over(json).idText();
                cursor.expectEnd();
              })
          .as(json)
          .isInstanceOf(MalformedFrame.class);
    }
  }

  // ---- strings

  @ParameterizedTest
  @CsvSource({
    "KRW-BTC, KRW-BTC",
    "비트코인, 비트코인",
    "这是测试币456, 这是测试币456",
    "coin 🪙 end, coin 🪙 end",
    "\\uD83E\\uDE99, 🪙",
    "\\ud83e\\ude99x, 🪙x",
    "\\uBE44\\ud2B8, 비트",
    "é\\u00e9\\u0041, ééA",
    "a\\/b\\\\c\\\"d, a/b\\c\"d",
    "'', ''"
  })
  void aStringIsItsText(String raw, String expected) {
    assertThat(over('"' + raw + '"').string()).isEqualTo(expected);
    cursor.expectEnd();
    over('"' + raw + '"').skipValue();
    cursor.expectEnd();
  }

  @Test
  void escapedControlCharactersAreTakenAndRawOnesAreNot() {
    assertThat(over("\"\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\"").string())
        .isEqualTo("\b\f\n\r\t\u0000\u001f\u007f");
    for (char c = 0; c < ' '; c++) {
      String json = "\"abcdefgh" + c + "\"";
      assertThatThrownBy(() -> over(json).string()).isInstanceOf(MalformedFrame.class);
      String afterEscape = "\"\\n" + c + "\"";
      assertThatThrownBy(() -> over(afterEscape).skipValue()).isInstanceOf(MalformedFrame.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\",
        "\\x",
        "\\'",
        "\\u",
        "\\u12",
        "\\u123",
        "\\u12g4",
        "\\u+123",
        "\\uD83E",
        "\\uD83Ex",
        "\\uD83E\\n",
        "\\uD83E\\u0041",
        "\\uDE99",
        "\\uD83E\\uD83E",
        "\\U0041",
        "\\0",
        "\\a"
      })
  void aBrokenEscapeIsAFaultAlsoWhenSkipped(String raw) {
    for (String json : List.of('"' + raw + '"', "\"ab" + raw, "\"비\\n" + raw + "z\"")) {
      assertThatThrownBy(() -> over(json).string()).as(json).isInstanceOf(MalformedFrame.class);
      assertThatThrownBy(() -> over(json).skipValue()).as(json).isInstanceOf(MalformedFrame.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0 80",
        "c1 bf",
        "c2",
        "c2 41",
        "e0 80 80",
        "e0 9f bf",
        "e2 82",
        "e2 28 a1",
        "ed a0 80",
        "ed bf bf",
        "f0 80 80 80",
        "f0 8f bf bf",
        "f0 9f 98",
        "f4 90 80 80",
        "f5 80 80 80",
        "fe",
        "ff",
        "e1 80 c0",
        "f1 80 80 c0",
        "f1 80 41 80"
      })
  void bytesThatAreNotUtf8AreAFaultAlsoWhenSkipped(String hex) {
    for (String before : List.of("", "abcdefghijk", "\\n")) {
      byte[] json = frame("\"" + before, hex, "\"");
      assertThatThrownBy(() -> over(json).string()).isInstanceOf(MalformedFrame.class);
      assertThatThrownBy(() -> over(json).skipValue()).isInstanceOf(MalformedFrame.class);
      byte[] atTheEnd = frame("\"" + before, hex, "");
      assertThatThrownBy(() -> over(atTheEnd).string()).isInstanceOf(MalformedFrame.class);
    }
    byte[] name = frame("{\"a", hex, "\":1}");
    assertThatThrownBy(
            () -> {
              over(name).beginObject();
              cursor.nextField(TRADE);
            })
        .isInstanceOf(MalformedFrame.class);
  }

  @Test
  void everyCodePointSurvivesRawAndEscaped() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 37) {
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        continue;
      }
      String text = Character.toString(point);
      StringBuilder escaped = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        escaped.append(String.format("\\u%04x", (int) text.charAt(i)));
      }
      assertThat(over("\"" + escaped + "\"").string()).isEqualTo(text);
      if (point >= ' ' && point != '"' && point != '\\') {
        assertThat(over("\"" + text + "\"").string()).isEqualTo(text);
      }
    }
  }

  @Test
  void aWordIsFoundWithoutMakingATextAndAnUnknownOneKeepsIts() {
    Words words = Words.of("BID", "ASK", "KRW-BTC", "비트코인");
    assertThat(over("\"ASK\"").word(words)).isEqualTo(1);
    assertThat(over("\"\\u0041SK\"").word(words)).isEqualTo(1);
    assertThat(over("\"비트코인\"").stringOf(words)).isSameAs(words.word(3));
    assertThat(over("\"KRW-BTT\"").stringOf(words)).isEqualTo("KRW-BTT");
    over("[\"HALF\"]").beginArray();
    cursor.requireElement();
    assertThat(cursor.word(words)).isEqualTo(JsonCursor.UNKNOWN);
    assertThat(cursor.lastText()).isEqualTo("HALF");
    assertThat(cursor.nextElement()).isFalse();
    assertThatIllegalStateException().isThrownBy(cursor::lastText);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "true", "[]", "{}", "BID", "'BID'", ""})
  void whatIsNoStringIsAFault(String json) {
    assertThatThrownBy(() -> over(json).string()).isInstanceOf(MalformedFrame.class);
    assertThatThrownBy(() -> over(json).word(Words.of())).isInstanceOf(MalformedFrame.class);
  }

  // ---- other scalars

  @Test
  void truthIsReadFromTrueAndFalseOnly() {
    assertThat(over("true").booleanValue()).isTrue();
    assertThat(over(" false ").booleanValue()).isFalse();
    for (String json : List.of("\"true\"", "1", "null", "tru", "truE", "True", "f", "falsy", "")) {
      assertThatThrownBy(() -> over(json).booleanValue())
          .as(json)
          .isInstanceOf(MalformedFrame.class);
    }
  }

  @Test
  void theKindOfTheNextValueIsKnownBeforeItIsRead() {
    over("[{},[],\"\",-1,true,null]").beginArray();
    List<JsonCursor.Kind> kinds = new ArrayList<>();
    while (cursor.nextElement()) {
      kinds.add(cursor.peekKind());
    }
    assertThat(kinds)
        .containsExactly(
            JsonCursor.Kind.OBJECT,
            JsonCursor.Kind.ARRAY,
            JsonCursor.Kind.STRING,
            JsonCursor.Kind.NUMBER,
            JsonCursor.Kind.BOOLEAN,
            JsonCursor.Kind.NULL);
  }

  // ---- strictness of the whole

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\uFEFF{}",
        "{",
        "[",
        "{]",
        "[}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1;\"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{\"a\" 1}",
        "{\"a\"=1}",
        "{\"a\"::1}",
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[1 2]",
        "[1}",
        "{\"a\":1]",
        "{} {}",
        "{}x",
        "[]]",
        "1 2",
        "// c\n1",
        "/* c */1",
        "[1/**/]",
        "# c\n1",
        "tru",
        "nulls",
        "TRUE",
        "undefined",
        "[1]\u0000",
        "\u00a01",
        "[1\u000b]",
        "\f1",
        ")]}'\n{}",
        "\"a",
        "\"a\\\"",
        "{\"a\":\"b}"
      })
  void whatRfc8259DoesNotAllowIsAFault(String json) {
    assertThatThrownBy(
            () -> {
              over(json).skipValue();
              cursor.expectEnd();
            })
        .isInstanceOf(MalformedFrame.class);
  }

  @Test
  void nestingIsBoundedAlsoWhenSkipped() {
    String deepest = "[".repeat(JsonCursor.MAX_DEPTH) + "]".repeat(JsonCursor.MAX_DEPTH);
    over(deepest).skipValue();
    cursor.expectEnd();
    for (String opening : List.of("[", "{\"a\":")) {
      byte[] hostile = opening.repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> over(hostile).skipValue())
          .isInstanceOf(MalformedFrame.class)
          .hasMessageContaining("nesting deeper than 64");
    }
    over("[".repeat(JsonCursor.MAX_DEPTH + 1));
    for (int i = 0; i < JsonCursor.MAX_DEPTH; i++) {
      cursor.beginArray();
      assertThat(cursor.nextElement()).isTrue();
    }
    assertThatThrownBy(cursor::beginArray).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void aFrameThatIsCutAnywhereIsAFault() {
    String whole = "{\"code\":\"비\\n\",\"x\":[{\"y\":-1.5e+3},null,true],\"timestamp\":12}";
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    assertThat(readTrade(whole)).isEqualTo("비\n null 12");
    for (int length = 0; length < bytes.length; length++) {
      cursor.reset(bytes, 0, length);
      assertThatThrownBy(
              () -> {
                cursor.skipValue();
                cursor.expectEnd();
              })
          .as("cut to " + length)
          .isInstanceOf(MalformedFrame.class);
    }
  }

  @Test
  void aFrameMayBeAPartOfAnArrayAndNothingBeyondItIsRead() {
    byte[] bytes = "123\"abc\"456".getBytes(StandardCharsets.UTF_8);
    cursor.reset(bytes, 1, 2);
    assertThat(cursor.longValue()).isEqualTo(23);
    cursor.expectEnd();
    cursor.reset(bytes, 3, 5);
    assertThat(cursor.string()).isEqualTo("abc");
    cursor.expectEnd();
    cursor.reset(bytes, 3, 4);
    assertThatThrownBy(cursor::string).isInstanceOf(MalformedFrame.class);
    cursor.reset(bytes, 11, 0);
    assertThatThrownBy(cursor::string).isInstanceOf(MalformedFrame.class);
    assertThatThrownBy(() -> cursor.reset(bytes, 3, 9))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void afterAFaultTheNextFrameIsReadAsIfNothingHadHappened() {
    assertThatThrownBy(() -> readTrade("{\"code\":\"A\",\"x\":[[[{\"y\":"))
        .isInstanceOf(MalformedFrame.class);
    assertThat(readTrade("{\"code\":\"A\",\"timestamp\":1}")).isEqualTo("A null 1");
  }

  @Test
  void inTheSteadyStateNothingIsAllocated() {
    byte[] frame =
        ("{\"ty\":\"orderbook\",\"cd\":\"KRW-\\u0042TC\",\"tms\":1618678262640,\"비\":[{\"y\":null}],"
                + "\"obu\":[{\"ap\":127.0,\"as\":\"280460.37885666\"},{\"ap\":1.28E+2,\"as\":5}]}")
            .getBytes(StandardCharsets.UTF_8);
    FieldNames book = FieldNames.of("ty", "cd", "tms", "obu").requiringAll();
    FieldNames level = FieldNames.of("ap", "as").requiringAll();
    Words words = Words.of("orderbook", "KRW-BTC");
    DecimalColumn column = new DecimalColumn();
    Runnable read =
        () -> {
          column.clear();
          cursor.reset(frame);
          cursor.beginObject();
          for (int field; (field = cursor.nextField(book)) != JsonCursor.END; ) {
            switch (field) {
              case 0 -> cursor.word(words);
              case 1 -> cursor.stringOf(words);
              case 2 -> cursor.longValue();
              case 3 -> {
                cursor.beginArray();
                while (cursor.nextElement()) {
                  cursor.beginObject();
                  while (cursor.nextField(level) != JsonCursor.END) {
                    cursor.decimalInto(column);
                  }
                }
              }
              default -> cursor.skipValue();
            }
          }
          cursor.expectEnd();
        };
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 1_000; i++) {
      read.run();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      read.run();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(column).hasToString("[127.0, 280460.37885666, 128, 5]");
    assertThat(allocated).as("bytes for 10,000 frames").isLessThan(10_000);
  }

  // ---- what a fault says

  @Test
  void aFaultSaysWhatAndWhereAndShowsLittle() {
    String json =
        "{\"code\":\"KRW-BTC\",\"trade_price\":true,\"secret\":\"" + "x".repeat(99) + "\"}";
    MalformedFrame fault = catchThrowableOfType(MalformedFrame.class, () -> readTrade("  " + json));
    assertThat(fault.reason()).isEqualTo("expected a number");
    assertThat(fault.offset()).isEqualTo(2 + json.indexOf("true"));
    assertThat(fault.excerpt())
        .isEqualTo("\",\"trade_price\":true,\"secret\":\"x")
        .hasSizeLessThan(33);
    assertThat(fault.getMessage())
        .isEqualTo("expected a number at byte 34, near `\",\"trade_price\":true,\"secret\":\"x`");
    assertThat(fault.getStackTrace()).isEmpty();
  }

  @Test
  void theExcerptOfAFaultIsPrintable() {
    MalformedFrame fault =
        catchThrowableOfType(MalformedFrame.class, () -> over("\u0001비x").string());
    assertThat(fault.excerpt()).isEqualTo("????x");
  }

  @Test
  void aDecoderCanReportAFaultOfItsOwn() {
    over("[1,2]").beginArray();
    assertThat(cursor.nextElement()).isTrue();
    assertThat(cursor.malformed("an unknown state").getMessage())
        .isEqualTo("an unknown state at byte 1, near `[1,2]`");
  }

  // ---- what only a wrong decoder does

  @Test
  void aDecoderThatAsksOutOfTurnIsToldSo() {
    assertThatIllegalStateException().isThrownBy(() -> over("{}").nextField(TRADE));
    assertThatIllegalStateException().isThrownBy(() -> over("[]").nextElement());
    assertThatIllegalStateException().isThrownBy(() -> over("[]").skipRest());
    assertThatIllegalStateException().isThrownBy(() -> over("1").expectEnd());
    over("[1]").beginArray();
    assertThatIllegalStateException().isThrownBy(cursor::longValue);
    assertThatIllegalStateException().isThrownBy(() -> cursor.nextField(TRADE));
    assertThatIllegalStateException().isThrownBy(cursor::expectEnd);
    over("1").skipValue();
    assertThatIllegalStateException().isThrownBy(cursor::longValue);
    over("{\"code\":1,\"timestamp\":2}").beginObject();
    assertThatIllegalStateException().isThrownBy(cursor::nextElement);
    assertThat(cursor.nextField(TRADE)).isEqualTo(CODE);
    assertThatIllegalStateException()
        .isThrownBy(() -> cursor.nextField(FieldNames.of("timestamp")));
  }

  private JsonCursor over(byte[] json) {
    cursor.reset(json);
    return cursor;
  }

  private static byte[] frame(String before, String hex, String after) {
    StringBuilder text = new StringBuilder(before);
    for (String octet : hex.split(" ", -1)) {
      text.append((char) Integer.parseInt(octet, 16));
    }
    return text.append(after).toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
