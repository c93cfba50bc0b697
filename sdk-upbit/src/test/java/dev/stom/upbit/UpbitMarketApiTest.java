package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.RawAnswer;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.traffic.SeenRequest;
import dev.stom.upbit.model.UpbitCandle;
import dev.stom.upbit.model.UpbitMarket;
import dev.stom.upbit.model.UpbitOrderbook;
import dev.stom.upbit.model.UpbitOrderbookInstrument;
import dev.stom.upbit.model.UpbitSupportedLevels;
import dev.stom.upbit.model.UpbitTicker;
import dev.stom.upbit.model.UpbitTrade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpbitMarketApiTest {
  private VirtualUpbit virtual = VirtualUpbit.open();

  @AfterEach
  void close() {
    virtual.close();
  }

  private UpbitMarketApi api() {
    return virtual.upbit.market();
  }

  private <T> T settle(CompletableFuture<T> future) {
    return virtual.settle(future);
  }

  private SeenRequest lastRequest() {
    List<SeenRequest> requests = virtual.venue.requests();
    return requests.get(requests.size() - 1);
  }

  private void answerNext(String body) {
    virtual.venue.faults().onRequests(1, HttpFault.answer(200, "application/json", body));
  }

  @Test
  void marketsComeWithAndWithoutDetails() {
    List<UpbitMarket> plain = settle(api().marketsAsync(false));
    assertThat(plain).extracting(UpbitMarket::market).contains("KRW-BTC", "BTC-ETH", "KRW-USDT");
    assertThat(plain).extracting(UpbitMarket::marketEvent).containsOnlyNulls();
    assertThat(plain.get(0).koreanName()).isEqualTo("비트코인");
    List<UpbitMarket> details = settle(api().marketsAsync(true));
    assertThat(details)
        .filteredOn(market -> market.market().equals("KRW-ARDR"))
        .singleElement()
        .satisfies(
            market ->
                assertThat(market.marketEvent().caution())
                    .containsEntry("CONCENTRATION_OF_SMALL_ACCOUNTS", true)
                    .containsEntry("PRICE_FLUCTUATIONS", false));
    assertThat(lastRequest().query()).isEqualTo("is_details=true");
  }

  @ParameterizedTest
  @EnumSource(UpbitCandleUnit.class)
  void everyUnitOfCandlesIsAnsweredNewestFirst(UpbitCandleUnit unit) {
    List<UpbitCandle> candles =
        settle(api().candlesAsync(UpbitCandleRequest.of(unit, "KRW-BTC", 3)));
    assertThat(candles).isNotEmpty();
    assertThat(candles)
        .extracting(candle -> UpbitTimes.candleTime(candle.candleDateTimeUtc()))
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(lastRequest().path()).isEqualTo(unit.path());
  }

  @Test
  void candlesBeforeAMomentAreAskedForInUtc() {
    UpbitCandleRequest request =
        UpbitCandleRequest.of(UpbitCandleUnit.DAYS, "BTC-ETH", 2)
            .withTo(Instant.parse("2026-11-20T00:00:00Z"))
            .withConvertingPriceUnit("KRW");
    List<UpbitCandle> candles = settle(api().candlesAsync(request));
    assertThat(lastRequest().query())
        .isEqualTo("market=BTC-ETH&to=2026-11-20T00%3A00%3A00Z&count=2&converting_price_unit=KRW");
    assertThat(candles.get(0).candleDateTimeUtc()).isEqualTo("2026-11-19T00:00:00");
    assertThat(candles.get(0).convertedTradePrice()).isNotNull();
    assertThat(candles.get(0).prevClosingPrice()).isNotNull();
    assertThat(candles.get(0).unit()).isNull();
  }

  @Test
  void aMomentBetweenSecondsIsRoundedUpSoThatItsSecondIsIncluded() {
    UpbitCandleRequest request =
        UpbitCandleRequest.of(UpbitCandleUnit.SECONDS_1, "KRW-BTC", 1)
            .withTo(Instant.parse("2026-11-20T00:00:00.001Z"));
    assertThat(request.to()).isEqualTo(Instant.parse("2026-11-20T00:00:01Z"));
  }

  @Test
  void tradesArePagedBackByCursor() {
    virtual.time.advance(Duration.ofMinutes(1));
    List<UpbitTrade> newest = settle(api().tradesAsync(UpbitTradesRequest.of("KRW-BTC", 5)));
    assertThat(newest).hasSize(5);
    String oldest = newest.get(4).sequentialId();
    List<UpbitTrade> older =
        settle(api().tradesAsync(UpbitTradesRequest.of("KRW-BTC", 5).withCursor(oldest)));
    assertThat(older)
        .allSatisfy(
            trade ->
                assertThat(new BigDecimal(trade.sequentialId()))
                    .isLessThan(new BigDecimal(oldest)));
    List<UpbitTrade> yesterday =
        settle(
            api()
                .tradesAsync(
                    UpbitTradesRequest.of("KRW-BTC", 5)
                        .withDaysAgo(1)
                        .withTo(LocalTime.of(12, 0))));
    assertThat(lastRequest().query())
        .isEqualTo("market=KRW-BTC&to=12%3A00%3A00&count=5&days_ago=1");
    assertThat(yesterday)
        .isNotEmpty()
        .allSatisfy(trade -> assertThat(trade.tradeDateUtc()).isEqualTo("2026-11-21"));
  }

  @Test
  void tickersComeForPairsAndForWholeMarkets() {
    assertThat(settle(api().tickersAsync(List.of("KRW-ETH", "KRW-BTC", "KRW-ETH"))))
        .extracting(UpbitTicker::market)
        .containsExactly("KRW-ETH", "KRW-BTC");
    assertThat(lastRequest().query()).isEqualTo("markets=KRW-ETH,KRW-BTC");
    assertThat(settle(api().allTickersAsync(List.of("BTC", "USDT"))))
        .extracting(UpbitTicker::market)
        .isNotEmpty()
        .allMatch(market -> market.startsWith("BTC-") || market.startsWith("USDT-"));
    assertThat(lastRequest().path()).isEqualTo("/v1/ticker/all");
  }

  @Test
  void pricesWithExponentsAndInQuotesAreExact() {
    answerNext(Samples.REST_TICKER);
    UpbitTicker ticker = settle(api().tickersAsync(List.of("KRW-BTC"))).get(0);
    assertThat(ticker.openingPrice()).isEqualTo(new BigDecimal("148737000.00000000"));
    assertThat(ticker.lowest52WeekPrice()).isEqualTo(new BigDecimal("0.00008428"));
    assertThat(ticker.signedChangeRate()).isEqualTo(new BigDecimal("-0.0009143656"));
    assertThat(ticker.tradeDateKst()).isEqualTo("20250704");
    List<UpbitTicker> cheap = settle(api().tickersAsync(List.of("BTC-DOGE")));
    assertThat(cheap.get(0).tradePrice().scale()).isPositive();
  }

  @Test
  void idsBeyondFiftyThreeBitsAreExact() {
    answerNext(Samples.REST_TRADES.replace("17510687993360000", "98765432109876543211"));
    assertThat(settle(api().tradesAsync(UpbitTradesRequest.of("KRW-BTC", 1))).get(0).sequentialId())
        .isEqualTo("98765432109876543211");
  }

  @Test
  void orderbooksComeWithRowsAndLevels() {
    List<UpbitOrderbook> books =
        settle(
            api()
                .orderbooksAsync(
                    UpbitOrderbookRequest.of(List.of("KRW-BTC", "KRW-ETH")).withCount(7)));
    assertThat(books).extracting(UpbitOrderbook::market).containsExactly("KRW-BTC", "KRW-ETH");
    assertThat(books.get(0).orderbookUnits()).hasSize(7);
    UpbitOrderbookInstrument instrument =
        settle(api().orderbookInstrumentsAsync(List.of("KRW-BTC"))).get(0);
    assertThat(instrument.tickSize()).isEqualByComparingTo("1000");
    BigDecimal widest = instrument.supportedLevels().get(instrument.supportedLevels().size() - 1);
    UpbitOrderbook wide =
        settle(api().orderbooksAsync(UpbitOrderbookRequest.of("KRW-BTC").withLevel(widest))).get(0);
    assertThat(wide.level()).isEqualByComparingTo(widest);
    assertThat(wide.orderbookUnits().get(0).askPrice().remainder(widest)).isEqualByComparingTo("0");
    UpbitSupportedLevels levels = settle(api().supportedLevelsAsync(List.of("KRW-BTC"))).get(0);
    assertThat(levels.supportedLevels()).hasSameSizeAs(instrument.supportedLevels());
  }

  @Test
  void aRawCallReachesAnythingWithOurLimiterAndStatistics() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("market", "KRW-BTC");
    parameters.put("to", "2026-11-20T09:00:00+09:00");
    RawAnswer answer = settle(api().rawAsync("GET", "/v1/candles/minutes/1", parameters));
    assertThat(lastRequest().query())
        .isEqualTo("market=KRW-BTC&to=2026-11-20T09%3A00%3A00%2B09%3A00");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("2026-11-19T23:59:00");
    assertThat(answer.headers().get("remaining-req")).hasSize(1);
    assertThat(virtual.upbit.statistics().snapshot().byEndpoint())
        .containsOnlyKeys("GET /v1/candles/minutes/1");
  }

  @Test
  void theLatestTradesReachBackAcrossMidnight() {
    virtual.close();
    virtual = VirtualUpbit.openAt("2026-11-22T00:00:03Z");
    List<Trade> trades =
        settle(virtual.upbit.marketData().recentTradesAsync(Upbit.instrument("KRW-BTC"), 200));
    assertThat(trades).hasSize(200);
    assertThat(trades).extracting(trade -> trade.venueTime().orElseThrow()).isSorted();
    assertThat(trades.get(0).venueTime().orElseThrow())
        .isBefore(Instant.parse("2026-11-22T00:00:00Z"));
    assertThat(virtual.venue.requests()).hasSize(2);
  }

  @Test
  void manyTickersAreAskedForInBatchesAndComeInTheOrderAsked() {
    virtual
        .venue
        .faults()
        .onRequests(
            Faults.ALWAYS, (request, genuine) -> HttpFault.Outcome.of(tickersFor(request.query())));
    List<Instrument> all =
        IntStream.range(0, 250).mapToObj(i -> Upbit.instrument("KRW-C" + i)).toList();
    List<Instrument> twice = new ArrayList<>(all);
    twice.add(all.get(7));
    assertThat(settle(virtual.upbit.marketData().tickersAsync(twice)))
        .extracting(Ticker::instrument)
        .containsExactlyElementsOf(twice);
    assertThat(virtual.venue.requests()).hasSize(3);
  }

  /** Answers backwards: Upbit promises no order. */
  private static HttpAnswer tickersFor(String query) {
    List<String> tickers = new ArrayList<>();
    for (String market : query.substring("markets=".length()).split(",")) {
      tickers.add(0, "{\"market\":\"" + market + "\",\"trade_price\":1,\"timestamp\":1}");
    }
    return new HttpAnswer(200, List.of(), Samples.bytes("[" + String.join(",", tickers) + "]"));
  }

  @Test
  void aGroupThatUpbitCallsEmptyIsLeftAloneUntilTheNextSecond() {
    virtual
        .venue
        .faults()
        .onRequests(
            1,
            HttpFault.changed(
                answer ->
                    new HttpAnswer(
                        200,
                        List.of(new Header("Remaining-Req", "group=candles; min=600; sec=0")),
                        answer.body())));
    ManualTime time = virtual.time;
    settle(api().tickersAsync(List.of("KRW-BTC")));
    Instant before = time.now();
    settle(api().tickersAsync(List.of("KRW-BTC")));
    assertThat(time.now()).isAfterOrEqualTo(before.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    Instant other = time.now();
    settle(api().marketsAsync(false));
    assertThat(Duration.between(other, time.now())).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void theHeaderOfRemainingRequestsIsReadLeniently() {
    assertThat(RemainingRequests.parse("group=default; min=1800; sec=29"))
        .contains(new RemainingRequests(29));
    assertThat(RemainingRequests.parse("sec=0;group=exchange.default"))
        .contains(new RemainingRequests(0));
    assertThat(RemainingRequests.parse("group=candle,sec = 7")).contains(new RemainingRequests(7));
    assertThat(RemainingRequests.parse("group=candle; min=600")).isEmpty();
    assertThat(RemainingRequests.parse("millisec=4")).isEmpty();
    assertThat(RemainingRequests.parse("")).isEmpty();
  }
}
