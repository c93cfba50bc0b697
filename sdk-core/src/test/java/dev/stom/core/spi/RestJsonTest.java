package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonDataException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestJsonTest {
  private final RestJson json = RestJson.with(MethodHandles.lookup());

  private record Inner(String name, @Nullable BigDecimal size) {}

  private record Sample(
      String market,
      @Json(name = "trade_price") BigDecimal tradePrice,
      @Json(name = "timestamp") long at,
      boolean open,
      int count,
      @Nullable Long optionalId,
      @Nullable String note,
      List<Inner> parts,
      @Nullable List<String> tags) {}

  @FromJsonArray
  private record Level(BigDecimal price, BigDecimal quantity, @Nullable String extra) {}

  private record Book(List<Level> bids) {}

  private record Decimal(BigDecimal value) {}

  private record Id(String id) {}

  private record Whole(long value) {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpAnswer answer(String text) {
    return new HttpAnswer(200, List.of(), bytes(text));
  }

  private static final String FULL =
      """
      {"trade_price":"97000000.10","market":"KRW-BTC","timestamp":1751606040403,"open":true,
       "unknown":{"deep":[1,2,{"x":null}]},"count":3,"optionalId":null,
       "parts":[{"name":"한글","size":1.50},{"name":"b"}]}
      """;

  @Test
  void aPrivateRecordIsReadInAnyOrderWithUnknownMembersSkipped() {
    Sample sample = json.read(Sample.class, bytes(FULL));
    assertThat(sample)
        .isEqualTo(
            new Sample(
                "KRW-BTC",
                new BigDecimal("97000000.10"),
                1751606040403L,
                true,
                3,
                null,
                null,
                List.of(new Inner("한글", new BigDecimal("1.50")), new Inner("b", null)),
                null));
    assertThatThrownBy(() -> sample.parts().add(new Inner("c", null)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest(name = "without {0}")
  @ValueSource(strings = {"market", "trade_price", "timestamp", "open", "count", "parts"})
  void aMissingOrNullRequiredValueIsAnErrorThatNamesItAndItsPlace(String name) {
    String renamed = FULL.replace("\"" + name + "\"", "\"other\"");
    assertThatThrownBy(() -> json.list(Sample.class).apply(answer("[" + renamed + "]")))
        .isInstanceOf(JsonDataException.class)
        .hasMessageContaining("'" + name + "'")
        .hasMessageContaining("$[0]");
  }

  @Test
  void aNullForAPrimitiveOrARequiredValueIsAnError() {
    assertThatThrownBy(() -> json.read(Whole.class, bytes("{\"value\":null}")))
        .isInstanceOf(JsonDataException.class);
    assertThatThrownBy(() -> json.read(Id.class, bytes("{\"id\":null}")))
        .isInstanceOf(JsonDataException.class)
        .hasMessageContaining("'id'");
    assertThatThrownBy(() -> json.read(Sample.class, bytes(FULL.replace("[{", "[null,{"))))
        .isInstanceOf(JsonDataException.class)
        .hasMessageContaining("$.parts[0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "1.0",
        "1.00",
        "0.00000001",
        "1e-8",
        "1E+5",
        "-12.50",
        "7.1e2",
        "123456789012345678901234567890.123456789012345678901234567890",
        "9223372036854775808",
        "-9223372036854775808",
        "0.1"
      })
  void aDecimalKeepsItsExactTextWhetherNumberOrString(String text) {
    BigDecimal expected = new BigDecimal(text);
    assertThat(json.read(Decimal.class, bytes("{\"value\":" + text + "}")).value())
        .isEqualTo(expected);
    assertThat(json.read(Decimal.class, bytes("{\"value\":\"" + text + "\"}")).value())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"", "\"abc\"", "\"+1\"", "\"1.\"", "\".5\"", "\"01\"", "\" 1\"", "\"1 \"", "\"NaN\"",
        "\"0x1\"", "\"１\"", "\"1,000\"", "\"1e\"", "true", "[]", "{}", "1e999999999", "\"1e9999\"",
        "\"1e-999999\""
      })
  void whatIsNoDecimalIsRefused(String value) {
    assertThatThrownBy(() -> json.read(Decimal.class, bytes("{\"value\":" + value + "}")))
        .isInstanceOf(JsonDataException.class)
        .hasMessageContaining("$.value");
  }

  @Test
  void aNumberOfAbsurdLengthIsRefused() {
    String digits = "1".repeat(200);
    assertThatThrownBy(() -> json.read(Decimal.class, bytes("{\"value\":" + digits + "}")))
        .isInstanceOf(JsonDataException.class);
  }

  @Test
  void anIdentifierKeepsEveryDigitWhetherNumberOrString() {
    assertThat(json.read(Id.class, bytes("{\"id\":12345678901234567890123}")).id())
        .isEqualTo("12345678901234567890123");
    assertThat(json.read(Id.class, bytes("{\"id\":\"00680K\"}")).id()).isEqualTo("00680K");
    assertThat(json.read(Id.class, bytes("{\"id\":404}")).id()).isEqualTo("404");
    assertThat(json.read(Whole.class, bytes("{\"value\":9223372036854775807}")).value())
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "1.5", "true", "\"x\"", "{}"})
  void aWholeNumberThatDoesNotFitIsRefused(String value) {
    assertThatThrownBy(() -> json.read(Whole.class, bytes("{\"value\":" + value + "}")))
        .isInstanceOf(JsonDataException.class);
  }

  @Test
  void aRecordWrittenAsAnArrayIsReadByPosition() {
    Book book =
        json.read(
            Book.class, bytes("{\"bids\":[[\"4.00\",\"431.0\"],[\"5\",\"6\",\"x\",[1,2],3]]}"));
    assertThat(book.bids())
        .containsExactly(
            new Level(new BigDecimal("4.00"), new BigDecimal("431.0"), null),
            new Level(new BigDecimal("5"), new BigDecimal("6"), "x"));
    assertThatThrownBy(() -> json.read(Book.class, bytes("{\"bids\":[[\"4\"]]}")))
        .isInstanceOf(JsonDataException.class)
        .hasMessageContaining("'quantity'")
        .hasMessageContaining("$.bids[0]");
  }

  @Test
  void aMapKeepsTheVenuesOrder() {
    Map<String, Id> map = json.map(Id.class).apply(answer("{\"b\":{\"id\":1},\"a\":{\"id\":2}}"));
    assertThat(map.keySet()).containsExactly("b", "a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"id\":\"1\"",
        "{\"id\":\"1\"}}",
        "{\"id\":\"1\"} x",
        "<html>",
        "null",
        "[]",
        "{id:1}",
        "{'id':'1'}",
        "{\"id\":\"1\",}"
      })
  void whatIsNoWholeDocumentIsRefused(String body) {
    assertThatThrownBy(() -> json.object(Id.class).apply(answer(body)))
        .isInstanceOfAny(JsonDataException.class, UncheckedIOException.class);
  }

  @Test
  void deepNestingIsRefusedWithoutOverflowingTheStack() {
    String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"id\":\"1\"}";
    assertThatThrownBy(() -> json.read(Id.class, bytes(deep)))
        .isInstanceOfAny(JsonDataException.class, UncheckedIOException.class);
  }

  private record Lossy(double price) {}

  private record Confused(@Nullable String fine, float price) {}

  @Test
  void aComponentThatCannotHoldADecimalIsRefusedBeforeAnythingIsRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json.object(Lossy.class))
        .withMessageContaining("Lossy.price")
        .withMessageContaining("BigDecimal");
    assertThatIllegalArgumentException().isThrownBy(() -> json.list(Confused.class));
  }
}
