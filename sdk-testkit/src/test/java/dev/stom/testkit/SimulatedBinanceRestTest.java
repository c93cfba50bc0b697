package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedBinanceRestTest {
  private final ManualTime time = ManualTime.create();
  private SimulatedBinance binance;
  private Client client;

  @BeforeEach
  void open() {
    binance = SimulatedBinance.builder().seed(7).time(time).build();
    client = new Client(time, binance);
    time.advance(Duration.ofHours(30).plusMillis(1234));
  }

  @AfterEach
  void close() {
    client.close();
    binance.close();
  }

  private Tree get(String target, Header... headers) {
    HttpAnswer answer = client.get("/api/v3/" + target, headers);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Tree.of(answer.text());
  }

  private static String symbols(String... symbols) {
    return URLEncoder.encode("[\"" + String.join("\",\"", symbols) + "\"]", StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ping, 1",
    "time, 1",
    "exchangeInfo, 20",
    "depth?symbol=BTCUSDT, 5",
    "depth?symbol=BTCUSDT&limit=101, 25",
    "depth?symbol=BTCUSDT&limit=1000, 50",
    "depth?symbol=BTCUSDT&limit=5000, 250",
    "trades?symbol=BTCUSDT, 25",
    "historicalTrades?symbol=BTCUSDT&fromId=1, 25",
    "historicalBlockTrades?symbol=BTCUSDT&fromId=1, 25",
    "aggTrades?symbol=BTCUSDT, 4",
    "klines?symbol=BTCUSDT&interval=1m, 2",
    "uiKlines?symbol=BTCUSDT&interval=1m, 2",
    "avgPrice?symbol=BTCUSDT, 2",
    "ticker/24hr?symbol=BTCUSDT, 2",
    "ticker/24hr, 80",
    "ticker/tradingDay?symbol=BTCUSDT, 4",
    "ticker/price?symbol=BTCUSDT, 2",
    "ticker/price, 4",
    "ticker/bookTicker, 4",
    "ticker?symbol=BTCUSDT&windowSize=7d, 4",
    "executionRules?symbol=BTCUSDT, 2",
    "executionRules, 40",
    "referencePrice?symbol=BTCUSDT, 2",
    "referencePrice/calculation?symbol=BTCUSDT, 2",
  })
  void everyEndpointAnswersAndWeighsWhatIsDocumented(String target, String weight) {
    HttpAnswer answer = client.get("/api/v3/" + target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("X-MBX-USED-WEIGHT-1M")).hasValue(weight);
    assertThat(answer.header("X-MBX-USED-WEIGHT")).hasValue(weight);
    Tree.of(answer.text());
  }

  @Test
  void severalSymbolsWeighByTheirNumber() {
    get("ticker?symbols=" + symbols("BTCUSDT", "ETHUSDT", "XRPUSDT"));
    assertThat(binance.traffic().busiestWindow()).containsEntry("REQUEST_WEIGHT", 12L);
  }

  @ParameterizedTest(name = "{0} gives {2}")
  @CsvSource({
    "klines?symbol=NOPEUSDT&interval=1m, 400, -1121",
    "klines?symbol=btcusdt&interval=1m, 400, -1100",
    "klines?symbol=BTCUSDT&interval=1x, 400, -1120",
    "klines?symbol=BTCUSDT&interval=1m&limit=1001, 400, -1130",
    "klines?symbol=BTCUSDT&interval=1m&limit=0, 400, -1130",
    "klines?symbol=BTCUSDT&interval=1m&limit=abc, 400, -1100",
    "klines?symbol=BTCUSDT&interval=1m&startTime=-1, 400, -1100",
    "klines?symbol=BTCUSDT&interval=1m&timeZone=15, 400, -1130",
    "klines?symbol=BTCUSDT, 400, -1102",
    "klines?interval=1m, 400, -1102",
    "depth?symbol=, 400, -1105",
    "depth?symbol=BTCUSDT&symbol=BTCUSDT, 400, -1101",
    "depth?symbol=BTCUSDT&colour=red, 400, -1103",
    "depth?symbol=BTCUSDT&symbolStatus=HALT, 400, -1220",
    "depth?symbol=BTCUSDT&symbolStatus=OPEN, 400, -1122",
    "historicalBlockTrades?symbol=BTCUSDT, 400, -1102",
    "aggTrades?symbol=BTCUSDT&fromId=1&startTime=2, 400, -1128",
    "ticker/24hr?symbol=BTCUSDT&symbols=%5B%22BTCUSDT%22%5D, 400, -1128",
    "ticker/24hr?symbols=BTCUSDT, 400, -1100",
    "ticker/24hr?symbols=%5B%22BTCUSDT%22%2C%22BTCUSDT%22%5D, 400, -1151",
    "ticker/24hr?symbol=BTCUSDT&type=HALF, 400, -1130",
    "ticker?windowSize=1h, 400, -1128",
    "ticker?symbol=BTCUSDT&windowSize=60m, 400, -1130",
    "ticker/tradingDay, 400, -1128",
    "exchangeInfo?symbol=BTCUSDT&symbolStatus=TRADING, 400, -1128",
    "referencePrice?symbol=ETHBTC, 400, -2043",
  })
  void errorsHaveTheirCode(String target, int status, String code) {
    HttpAnswer answer = client.get("/api/v3/" + target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    Tree error = Tree.of(answer.text());
    assertThat(error.get("code").text()).isEqualTo(code);
    assertThat(error.get("msg").text()).isNotEmpty();
  }

  @Test
  void anUnknownPathIsAnHtmlPage() {
    HttpAnswer answer = client.get("/api/v3/nothing");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).hasValue("text/html");
  }

  @Test
  void oneSymbolIsAnObjectAndAListIsAnArray() {
    assertThat(get("ticker/price?symbol=BTCUSDT").names()).containsExactly("symbol", "price");
    assertThat(get("ticker/price?symbols=" + symbols("BTCUSDT")).size()).isEqualTo(1);
    assertThat(get("ticker/price").size()).isEqualTo(get("exchangeInfo").get("symbols").size());
    assertThat(get("ticker/24hr?symbolStatus=BREAK").size()).isEqualTo(1);
  }

  @Test
  void fullAndMiniTickersHaveTheirFields() {
    assertThat(get("ticker/24hr?symbol=BTCUSDT").names())
        .containsExactly(
            "symbol",
            "priceChange",
            "priceChangePercent",
            "weightedAvgPrice",
            "prevClosePrice",
            "lastPrice",
            "lastQty",
            "bidPrice",
            "bidQty",
            "askPrice",
            "askQty",
            "openPrice",
            "highPrice",
            "lowPrice",
            "volume",
            "quoteVolume",
            "openTime",
            "closeTime",
            "firstId",
            "lastId",
            "count");
    for (String target : List.of("ticker/24hr?", "ticker?", "ticker/tradingDay?")) {
      assertThat(get(target + "symbol=BTCUSDT&type=MINI").names())
          .containsExactly(
              "symbol",
              "openPrice",
              "highPrice",
              "lowPrice",
              "lastPrice",
              "volume",
              "quoteVolume",
              "openTime",
              "closeTime",
              "firstId",
              "lastId",
              "count");
    }
  }

  @Test
  void aPairThatNeverTradedHasZeros() {
    Tree ticker = get("ticker/24hr?symbol=ARDRBTC");
    assertThat(ticker.get("lastPrice").text()).isEqualTo("0.00000000");
    assertThat(ticker.get("count").whole()).isZero();
    assertThat(ticker.get("firstId").whole()).isEqualTo(-1);
    assertThat(get("klines?symbol=ARDRBTC&interval=1m").size()).isZero();
    assertThat(get("depth?symbol=ARDRBTC").get("bids").size()).isZero();
  }

  @Test
  void changeIsAbsoluteAndPercentIsPercent() {
    Tree ticker = get("ticker/24hr?symbol=ETHUSDT");
    BigDecimal open = ticker.get("openPrice").number();
    BigDecimal change = ticker.get("lastPrice").number().subtract(open);
    assertThat(ticker.get("priceChange").number()).isEqualByComparingTo(change);
    assertThat(ticker.get("priceChangePercent").number())
        .isCloseTo(
            change.movePointRight(2).divide(open, 6, java.math.RoundingMode.HALF_UP),
            org.assertj.core.data.Offset.offset(new BigDecimal("0.0006")));
  }

  @Test
  void everyPriceAndQuantityHasEightDecimalsAndItsFilter() {
    for (Tree symbol : get("exchangeInfo?symbolStatus=TRADING").get("symbols").all()) {
      BigDecimal tick = symbol.get("filters").at(0).get("tickSize").number();
      BigDecimal lot = symbol.get("filters").at(1).get("stepSize").number();
      for (Tree trade : get("trades?symbol=" + symbol.get("symbol") + "&limit=50").all()) {
        assertThat(trade.get("price").text()).matches("\\d+\\.\\d{8}");
        assertThat(trade.get("price").number().remainder(tick)).isZero();
        assertThat(trade.get("qty").number().remainder(lot)).isZero();
        assertThat(trade.get("quoteQty").number())
            .isEqualByComparingTo(trade.get("price").number().multiply(trade.get("qty").number()));
      }
    }
  }

  @Test
  void tradesPageByIdWithoutGapOrRepeat() {
    long newest = get("trades?symbol=BTCUSDT&limit=1").at(0).get("id").whole();
    long next = newest - 2_999;
    List<Long> ids = new ArrayList<>();
    while (next <= newest) {
      for (Tree trade : get("historicalTrades?symbol=BTCUSDT&limit=1000&fromId=" + next).all()) {
        ids.add(trade.get("id").whole());
      }
      next = ids.get(ids.size() - 1) + 1;
    }
    for (int i = 1; i < ids.size(); i++) {
      assertThat(ids.get(i)).isEqualTo(ids.get(i - 1) + 1);
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(3_000);
  }

  @Test
  void aggregatesCoverTheTradesExactlyAndBothEndsOfASpanCount() {
    long now = time.now().toEpochMilli();
    Tree groups = get("aggTrades?symbol=BTCUSDT&limit=500&startTime=" + (now - 120_000));
    for (int i = 1; i < groups.size(); i++) {
      assertThat(groups.at(i).get("a").whole()).isEqualTo(groups.at(i - 1).get("a").whole() + 1);
      assertThat(groups.at(i).get("f").whole()).isEqualTo(groups.at(i - 1).get("l").whole() + 1);
    }
    Tree one = groups.at(3);
    String moment = one.get("T").text();
    assertThat(
            get("aggTrades?symbol=BTCUSDT&startTime=" + moment + "&endTime=" + moment)
                .all()
                .toString())
        .contains("a=" + one.get("a"));
    assertThat(get("aggTrades?symbol=BTCUSDT&limit=1&fromId=" + one.get("a")).at(0).toString())
        .isEqualTo(one.toString());
    assertThat(get("aggTrades?symbol=BTCUSDT&limit=5").size()).isEqualTo(5);
  }

  @Test
  void klinesObeyTheirSpanAndHaveACandleForEveryBucket() {
    long start = Instant.parse("2026-01-01T20:00:30Z").toEpochMilli();
    Tree from = get("klines?symbol=ARDRUSDT&interval=1m&limit=10&startTime=" + start);
    assertThat(from.size()).isEqualTo(10);
    assertThat(from.at(0).at(0).whole()).isEqualTo(start + 30_000);
    for (int i = 0; i < 10; i++) {
      assertThat(from.at(i).at(0).whole()).isEqualTo(start + 30_000 + i * 60_000L);
      assertThat(from.at(i).at(6).whole()).isEqualTo(from.at(i).at(0).whole() + 59_999);
      assertThat(from.at(i).size()).isEqualTo(12);
    }
    assertThat(from.all()).anyMatch(kline -> kline.at(8).whole() == 0);
    long end = start + 30_000 + 5 * 60_000L;
    Tree until = get("klines?symbol=ARDRUSDT&interval=1m&limit=3&endTime=" + end);
    assertThat(until.at(2).at(0).whole()).isEqualTo(end);
    Tree both = get("klines?symbol=ARDRUSDT&interval=1m&startTime=" + start + "&endTime=" + end);
    assertThat(both.size()).isEqualTo(6);
    String micros = "&startTime=" + start + "000&endTime=" + end + "000";
    assertThat(get("klines?symbol=ARDRUSDT&interval=1m" + micros).toString())
        .isEqualTo(both.toString());
  }

  @Test
  void fiveThousandMinutesPageWithoutGapOrRepeat() {
    long start = time.now().toEpochMilli() / 60_000 * 60_000 - 5_000 * 60_000L;
    long next = start;
    List<Long> opens = new ArrayList<>();
    while (opens.size() < 5_000) {
      for (Tree kline :
          get("klines?symbol=BTCUSDT&interval=1m&limit=1000&startTime=" + next).all()) {
        opens.add(kline.at(0).whole());
      }
      next = opens.get(opens.size() - 1) + 1;
    }
    for (int i = 0; i < opens.size(); i++) {
      assertThat(opens.get(i)).isEqualTo(start + i * 60_000L);
    }
  }

  @Test
  void aTimeZoneShiftsDaysAndLeavesTheirContentWhole() {
    Tree korea = get("klines?symbol=BTCUSDT&interval=1d&limit=2&timeZone=9");
    assertThat(Instant.ofEpochMilli(korea.at(0).at(0).whole()))
        .isEqualTo(Instant.parse("2025-12-31T15:00:00Z"));
    long open = korea.at(0).at(0).whole();
    Tree hours = get("klines?symbol=BTCUSDT&interval=1h&limit=24&startTime=" + open);
    BigDecimal volume = BigDecimal.ZERO;
    for (Tree hour : hours.all()) {
      volume = volume.add(hour.at(5).number());
    }
    assertThat(korea.at(0).at(5).number()).isEqualByComparingTo(volume);
    Tree week = get("klines?symbol=BTCUSDT&interval=1w&limit=1");
    assertThat(Instant.ofEpochMilli(week.at(0).at(0).whole()))
        .isEqualTo(Instant.parse("2025-12-29T00:00:00Z"));
    Tree month = get("klines?symbol=BTCUSDT&interval=1M&limit=1");
    assertThat(Instant.ofEpochMilli(month.at(0).at(0).whole()))
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void microsecondsAreGivenToWhoAsks() {
    Header micros = new Header("X-MBX-TIME-UNIT", "MICROSECOND");
    long server = get("time", micros).get("serverTime").whole();
    assertThat(server / 1_000)
        .isCloseTo(time.now().toEpochMilli(), org.assertj.core.data.Offset.offset(20L));
    Tree kline = get("klines?symbol=BTCUSDT&interval=1m&limit=2", micros).at(0);
    assertThat(kline.at(6).whole() - kline.at(0).whole()).isEqualTo(59_999_999);
    assertThat(client.get("/api/v3/time", new Header("X-MBX-TIME-UNIT", "DAYS")).text())
        .contains("-1194");
  }

  @Test
  void tooMuchWeightIsRefusedUntilTheNextMinuteAndWhoGoesOnIsBanned() {
    time.advance(Duration.ofMinutes(1).minusMillis(time.now().toEpochMilli() % 60_000));
    for (int i = 0; i < 24; i++) {
      assertThat(client.get("/api/v3/depth?symbol=BTCUSDT&limit=5000").status()).isEqualTo(200);
    }
    HttpAnswer refused = client.get("/api/v3/ping");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text()).startsWith("{\"code\":-1003,");
    assertThat(Long.parseLong(refused.header("Retry-After").orElseThrow())).isBetween(58L, 60L);
    time.advance(Duration.ofMinutes(1));
    assertThat(client.get("/api/v3/ping").header("X-MBX-USED-WEIGHT-1M")).hasValue("1");
    int status = 200;
    for (int i = 0; i < 60 && status != 418; i++) {
      status = client.get("/api/v3/depth?symbol=BTCUSDT&limit=5000").status();
    }
    assertThat(status).isEqualTo(418);
    HttpAnswer banned = client.get("/api/v3/ping");
    assertThat(banned.status()).isEqualTo(418);
    long wait = Long.parseLong(banned.header("Retry-After").orElseThrow());
    assertThat(wait).isBetween(118L, 120L);
    time.advance(Duration.ofSeconds(wait));
    assertThat(client.get("/api/v3/ping").status()).isEqualTo(200);
  }
}
