package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedUpbitRestTest {
  private final ManualTime time = ManualTime.create();
  private SimulatedUpbit upbit;
  private Client client;

  @BeforeEach
  void open() {
    upbit = SimulatedUpbit.builder().seed(7).time(time).build();
    client = new Client(time, upbit);
    time.advance(Duration.ofHours(30).plusMillis(1234));
  }

  @AfterEach
  void close() {
    client.close();
    upbit.close();
  }

  private Tree get(String target) {
    HttpAnswer answer = client.get(target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    time.advance(Duration.ofMillis(150));
    return Tree.of(answer.text());
  }

  @Test
  void marketsShowFlagsOnlyWhenAsked() {
    Tree plain = get("/v1/market/all");
    assertThat(plain.at(0).names()).containsExactly("market", "korean_name", "english_name");
    assertThat(plain.all().stream().map(market -> market.get("market").text()))
        .contains("KRW-BTC", "KRW-USDT", "BTC-ETH", "USDT-BTC");
    Tree detailed = get("/v1/market/all?is_details=true");
    assertThat(detailed.at(0).get("market_event").names()).containsExactly("warning", "caution");
    assertThat(detailed.at(0).get("market_event").get("caution").names()).hasSize(5);
  }

  @Test
  void tickerHasTheDocumentedFieldsAndItsFiguresAgree() {
    Tree ticker = get("/v1/ticker?markets=KRW-BTC").at(0);
    assertThat(ticker.names())
        .containsExactly(
            "market",
            "trade_date",
            "trade_time",
            "trade_date_kst",
            "trade_time_kst",
            "trade_timestamp",
            "opening_price",
            "high_price",
            "low_price",
            "trade_price",
            "prev_closing_price",
            "change",
            "change_price",
            "change_rate",
            "signed_change_price",
            "signed_change_rate",
            "trade_volume",
            "acc_trade_price",
            "acc_trade_price_24h",
            "acc_trade_volume",
            "acc_trade_volume_24h",
            "highest_52_week_price",
            "highest_52_week_date",
            "lowest_52_week_price",
            "lowest_52_week_date",
            "timestamp");
    BigDecimal change =
        ticker.get("trade_price").number().subtract(ticker.get("prev_closing_price").number());
    assertThat(ticker.get("signed_change_price").number()).isEqualByComparingTo(change);
    assertThat(ticker.get("change_price").number()).isEqualByComparingTo(change.abs());
    assertThat(ticker.get("change_rate").number().signum()).isNotNegative();
    Tree day = get("/v1/candles/days?market=KRW-BTC").at(0);
    assertThat(day.get("prev_closing_price").text())
        .isEqualTo(ticker.get("prev_closing_price").text());
    assertThat(day.get("opening_price").text()).isEqualTo(ticker.get("opening_price").text());
  }

  @Test
  void tickersOfQuoteCurrenciesCoverEveryPair() {
    assertThat(get("/v1/ticker/all?quote_currencies=KRW,BTC,USDT").size())
        .isEqualTo(get("/v1/market/all").size());
    assertThat(get("/v1/ticker/all?quote_currencies=USDT").all())
        .allSatisfy(ticker -> assertThat(ticker.get("market").text()).startsWith("USDT-"));
  }

  @Test
  void tinyPricesHaveExponents() {
    Tree ticker = get("/v1/ticker?markets=BTC-DOGE").at(0);
    assertThat(ticker.get("trade_price").text()).matches("\\d(\\.\\d+)?e-0\\d");
    assertThat(ticker.get("trade_price").number()).isLessThan(new BigDecimal("0.0001"));
  }

  @Test
  void fiveThousandMinutesPageWithoutGapOrRepeat() {
    List<String> opens = new ArrayList<>();
    String to = "";
    while (opens.size() < 5_000) {
      Tree page = get("/v1/candles/minutes/1?market=KRW-BTC&count=200" + to);
      page.all().forEach(candle -> opens.add(candle.get("candle_date_time_utc").text()));
      to = "&to=" + opens.get(opens.size() - 1) + "Z";
    }
    assertThat(new HashSet<>(opens)).hasSize(opens.size());
    for (int i = 1; i < opens.size(); i++) {
      assertThat(LocalDateTime.parse(opens.get(i)))
          .isEqualTo(LocalDateTime.parse(opens.get(i - 1)).minusMinutes(1));
    }
  }

  @Test
  void aMinuteWithoutATradeHasNoCandle() {
    Tree candles = get("/v1/candles/minutes/1?market=KRW-ARDR&count=20");
    assertThat(candles.size()).isEqualTo(20);
    LocalDateTime newest = LocalDateTime.parse(candles.at(0).get("candle_date_time_utc").text());
    LocalDateTime oldest = LocalDateTime.parse(candles.at(19).get("candle_date_time_utc").text());
    assertThat(Duration.between(oldest, newest)).isGreaterThan(Duration.ofMinutes(60));
  }

  @Test
  void smallCandlesAddUpToLargeOnes() {
    Tree hour = get("/v1/candles/minutes/60?market=KRW-ETH&count=2").at(1);
    String end = LocalDateTime.parse(hour.get("candle_date_time_utc").text()).plusHours(1) + ":00Z";
    Tree minutes = get("/v1/candles/minutes/5?market=KRW-ETH&count=12&to=" + end);
    BigDecimal turnover = BigDecimal.ZERO;
    for (Tree minute : minutes.all()) {
      turnover = turnover.add(minute.get("candle_acc_trade_price").number());
    }
    assertThat(turnover).isEqualByComparingTo(hour.get("candle_acc_trade_price").number());
    assertThat(minutes.at(11).get("opening_price").text())
        .isEqualTo(hour.get("opening_price").text());
    assertThat(minutes.at(0).get("trade_price").text()).isEqualTo(hour.get("trade_price").text());
  }

  @Test
  void toIsExclusiveAndUnderstandsZones() {
    String utc =
        get("/v1/candles/minutes/1?market=KRW-BTC&to=2026-01-01T12:00:00Z").at(0).toString();
    assertThat(utc).contains("2026-01-01T11:59:00");
    assertThat(get("/v1/candles/minutes/1?market=KRW-BTC&to=2026-01-01T12:00:00").at(0).toString())
        .isEqualTo(utc);
    assertThat(
            get("/v1/candles/minutes/1?market=KRW-BTC&to=2026-01-01T21:00:00%2B09:00")
                .at(0)
                .toString())
        .isEqualTo(utc);
    assertThat(get("/v1/candles/minutes/1?market=KRW-BTC&to=2026-01-01T12:00:01Z").at(0).toString())
        .contains("2026-01-01T12:00:00");
  }

  @Test
  void everyCandleKindAnswers() {
    assertThat(get("/v1/candles/seconds?market=KRW-BTC&count=5").at(0).has("unit")).isFalse();
    assertThat(
            get("/v1/candles/weeks?market=KRW-BTC&count=3").at(0).get("first_day_of_period").text())
        .isEqualTo("2025-12-29");
    assertThat(
            get("/v1/candles/months?market=KRW-BTC&count=3")
                .at(2)
                .get("first_day_of_period")
                .text())
        .isEqualTo("2025-11-01");
    assertThat(get("/v1/candles/years?market=BTC-ADA&count=10").size()).isEqualTo(5);
    assertThat(get("/v1/candles/days?market=BTC-ETH&converting_price_unit=KRW").at(0).names())
        .contains("converted_trade_price");
    assertThat(get("/v1/candles/seconds?market=KRW-BTC&to=2020-01-01T00:00:00Z").size()).isZero();
    assertThat(get("/v1/candles/seconds?market=KRW-BTC&to=2025-06-01T00:00:00Z").size()).isZero();
  }

  @Test
  void tradesPageByCursorWithoutGapOrRepeatWithinTheirDay() {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < 20; page++) {
      Tree trades = get("/v1/trades/ticks?market=KRW-XRP&count=37" + cursor);
      trades.all().forEach(trade -> ids.add(trade.get("sequential_id").text()));
      cursor = "&cursor=" + ids.get(ids.size() - 1);
    }
    Tree all = get("/v1/trades/ticks?market=KRW-XRP&count=500&cursor=" + ids.get(239));
    assertThat(all.all().stream().map(trade -> trade.get("sequential_id").text()))
        .containsExactlyElementsOf(ids.subList(240, 740));
    assertThat(new HashSet<>(ids)).hasSize(ids.size());
    assertThat(
            get("/v1/trades/ticks?market=KRW-XRP&days_ago=1&to=00:10:00")
                .at(0)
                .get("trade_date_utc")
                .text())
        .isEqualTo("2026-01-01");
    assertThat(
            get("/v1/trades/ticks?market=KRW-XRP&days_ago=7&count=500")
                .at(499)
                .get("trade_date_utc")
                .text())
        .isEqualTo("2025-12-26");
  }

  @Test
  void booksHaveThirtyRowsAndGroupByLevel() {
    Tree book = get("/v1/orderbook?markets=KRW-BTC,KRW-ETH").at(0);
    assertThat(book.names())
        .containsExactly(
            "market", "timestamp", "total_ask_size", "total_bid_size", "orderbook_units", "level");
    assertThat(book.get("orderbook_units").size()).isEqualTo(30);
    BigDecimal asks = BigDecimal.ZERO;
    for (Tree row : book.get("orderbook_units").all()) {
      asks = asks.add(row.get("ask_size").number());
    }
    assertThat(asks).isEqualByComparingTo(book.get("total_ask_size").number());
    Tree grouped = get("/v1/orderbook?markets=KRW-BTC&level=10000&count=5").at(0);
    assertThat(grouped.get("level").text()).isEqualTo("10000");
    assertThat(grouped.get("orderbook_units").all())
        .hasSize(5)
        .allSatisfy(
            row ->
                assertThat(row.get("bid_price").number().remainder(new BigDecimal("10000")))
                    .isZero());
    assertThat(get("/v1/orderbook?markets=KRW-BTC&level=7").size()).isZero();
    assertThat(get("/v1/orderbook?markets=BTC-ETH&level=1").size()).isZero();
  }

  @Test
  void instrumentsGiveTheTickAsText() {
    assertThat(upbitInstrument("KRW-BTC"))
        .isEqualTo(
            "{market=KRW-BTC, quote_currency=KRW, tick_size=1000, supported_levels=[0, 10000, 100000,"
                + " 1000000]}");
    assertThat(upbitInstrument("BTC-ETH"))
        .isEqualTo(
            "{market=BTC-ETH, quote_currency=BTC, tick_size=0.00000001, supported_levels=[0]}");
    assertThat(
            get("/v1/orderbook/supported_levels?markets=KRW-BTC")
                .at(0)
                .get("supported_levels")
                .size())
        .isEqualTo(4);
  }

  private String upbitInstrument(String market) {
    return get("/v1/orderbook/instruments?markets=" + market).at(0).toString();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/v1/ticker?markets=KRW-NOPE, 404",
    "/v1/ticker?markets=krw-btc, 404",
    "/v1/ticker, 400",
    "/v1/candles/minutes/7?market=KRW-BTC, 400",
    "/v1/candles/minutes/1?market=KRW-BTC&count=201, 400",
    "/v1/candles/minutes/1?market=KRW-BTC&count=x, 400",
    "/v1/candles/days?market=KRW-BTC&to=yesterday, 400",
    "/v1/trades/ticks?market=KRW-BTC&count=501, 400",
    "/v1/trades/ticks?market=KRW-BTC&days_ago=8, 400",
    "/v1/orderbook?markets=KRW-BTC&count=31, 400",
    "/v1/ticker/all?quote_currencies=SGD, 404",
    "/v1/nothing, 404",
  })
  void errorsHaveAnIntegerName(String target, int status) {
    HttpAnswer answer = client.get(target);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).startsWith("{\"error\":{\"name\":" + status + ",\"message\":\"");
  }

  @Test
  void theEleventhRequestOfASecondIsRefusedAndTheNextSecondIsFresh() {
    time.advance(Duration.ofMillis(1_000 - time.now().toEpochMilli() % 1_000));
    for (int i = 0; i < 10; i++) {
      assertThat(client.get("/v1/ticker?markets=KRW-BTC").header("Remaining-Req"))
          .hasValue("group=ticker; min=600; sec=" + (9 - i));
    }
    HttpAnswer refused = client.get("/v1/ticker?markets=KRW-BTC");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Remaining-Req")).hasValue("group=ticker; min=600; sec=0");
    assertThat(client.get("/v1/orderbook?markets=KRW-BTC").status()).isEqualTo(200);
    time.advance(Duration.ofSeconds(1));
    assertThat(client.get("/v1/ticker?markets=KRW-BTC").status()).isEqualTo(200);
    assertThat(upbit.traffic().answers(429)).isEqualTo(1);
    assertThat(upbit.traffic().busiestWindow()).containsEntry("ticker", 11L);
    assertThat(upbit.traffic().violations()).isNotEmpty();
  }

  @Test
  void whoGoesOnIsBlockedAndBlockedLongerTheNextTime() {
    for (int block = 1; block <= 2; block++) {
      List<CompletableFuture<HttpAnswer>> flood = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        flood.add(client.begin("/v1/ticker?markets=KRW-BTC"));
      }
      time.advance(Duration.ofMillis(10));
      assertThat(flood.stream().map(future -> future.join().status())).contains(200, 429, 418);
      assertThat(client.get("/v1/market/all").status()).isEqualTo(418);
      time.advance(Duration.ofSeconds(9L * block));
      assertThat(client.get("/v1/market/all").status()).isEqualTo(418);
      time.advance(Duration.ofSeconds(2L * block));
      assertThat(client.get("/v1/market/all").status()).isEqualTo(200);
      time.advance(Duration.ofSeconds(20));
    }
  }

  @Test
  void aBrowsersOriginIsAllowedOnceInTenSeconds() {
    time.advance(Duration.ofMillis(10_000 - time.now().toEpochMilli() % 10_000));
    Header origin = new Header("Origin", "http://localhost");
    assertThat(client.get("/v1/market/all", origin).header("Remaining-Req").orElseThrow())
        .startsWith("group=origin;");
    assertThat(client.get("/v1/market/all", origin).status()).isEqualTo(429);
    assertThat(client.get("/v1/market/all").status()).isEqualTo(200);
  }

  @Test
  void limitsThatAreNotEnforcedAreStillCounted() {
    try (SimulatedUpbit lenient =
            SimulatedUpbit.builder().time(time).limitsEnforced(false).build();
        Client other = new Client(time, lenient)) {
      for (int i = 0; i < 40; i++) {
        assertThat(other.get("/v1/ticker?markets=KRW-BTC").status()).isEqualTo(200);
      }
      assertThat(lenient.traffic().busiestWindow().get("ticker")).isGreaterThan(10);
      assertThat(lenient.requests()).hasSize(40);
    }
  }
}
