package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Feed;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.WindowRateLimiter;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller's mistake is named at the door, with the argument and what it should be. */
class BadArgumentsTest {
  private final VirtualUpbit virtual = VirtualUpbit.open();

  @AfterEach
  void nothingWasSent() {
    assertThat(virtual.venue.requests()).isEmpty();
    virtual.close();
  }

  private static void refused(ThrowingCallable mistake, String... said) {
    assertThatThrownBy(mistake)
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).contains(said));
  }

  @Test
  void codes() {
    for (String code :
        List.of("", "BTC", "krw-btc", "KRW_BTC", "KRW-", "-BTC", "KRW-BTC.5", "KRW-BTC,", "a b")) {
      refused(() -> Upbit.instrument(code), "code", "QUOTE-BASE", "'" + code + "'");
      refused(() -> UpbitChannel.ticker(code), "code", "'" + code + "'");
      refused(() -> virtual.upbit.market().tickersAsync(List.of(code)), "markets");
      refused(() -> virtual.upbit.market().tickers(List.of("KRW-BTC", code)), "markets");
      refused(() -> UpbitCandleRequest.of(UpbitCandleUnit.DAYS, code, 1), "market");
      refused(() -> UpbitTradesRequest.of(code, 1), "market");
      refused(() -> UpbitOrderbookRequest.of(code), "markets");
      refused(() -> Upbit.frameReader(List.of(code)), "codes");
      assertThat(Upbit.symbols().find(code)).isEmpty();
    }
  }

  @Test
  void requests() {
    UpbitMarketApi api = virtual.upbit.market();
    refused(() -> api.tickersAsync(List.of()), "markets", "at least one");
    refused(() -> api.orderbookInstrumentsAsync(List.of()), "markets");
    refused(() -> api.orderbookInstruments(List.of()), "markets");
    refused(() -> api.supportedLevelsAsync(List.of()), "markets");
    refused(() -> api.supportedLevels(List.of()), "markets");
    refused(() -> api.allTickersAsync(List.of()), "quoteCurrencies", "KRW");
    refused(() -> api.allTickers(List.of("krw")), "quoteCurrencies", "'krw'");
    refused(() -> api.rawAsync("POST", "/v1/orders", Map.of()), "method", "GET", "'POST'");
    for (String path : List.of("", "v1/ticker", "/v1/ticker?markets=KRW-BTC", "/v1/ ticker", "/")) {
      refused(() -> api.raw("GET", path, Map.of()), "path", "'" + path + "'");
    }
  }

  @Test
  void candleRequests() {
    UpbitCandleRequest one = UpbitCandleRequest.of(UpbitCandleUnit.MINUTES_1, "KRW-BTC", 1);
    refused(() -> UpbitCandleRequest.of(UpbitCandleUnit.DAYS, "KRW-BTC", 0), "count", "0");
    refused(() -> UpbitCandleRequest.of(UpbitCandleUnit.DAYS, "KRW-BTC", 201), "201", "candles");
    refused(() -> one.withTo(Instant.MAX), "to");
    refused(() -> one.withTo(Instant.EPOCH), "to", "1970");
    refused(() -> one.withConvertingPriceUnit("KRW"), "convertingPriceUnit", "days");
    refused(
        () ->
            UpbitCandleRequest.of(UpbitCandleUnit.DAYS, "KRW-BTC", 1)
                .withConvertingPriceUnit("won"),
        "convertingPriceUnit",
        "'won'");
  }

  @Test
  void tradeRequests() {
    UpbitTradesRequest one = UpbitTradesRequest.of("KRW-BTC", 1);
    refused(() -> UpbitTradesRequest.of("KRW-BTC", 0), "count", "0");
    refused(() -> UpbitTradesRequest.of("KRW-BTC", 501), "count", "501");
    refused(() -> one.withTo(LocalTime.of(1, 2, 3, 4)), "to", "whole second");
    refused(() -> one.withCursor("latest"), "cursor", "'latest'");
    refused(() -> one.withDaysAgo(0), "daysAgo", "today");
    refused(() -> one.withDaysAgo(8), "daysAgo", "8");
  }

  @Test
  void orderbookRequests() {
    UpbitOrderbookRequest one = UpbitOrderbookRequest.of("KRW-BTC");
    refused(() -> UpbitOrderbookRequest.of(List.of()), "markets");
    refused(() -> one.withCount(0), "count", "0");
    refused(() -> one.withCount(31), "count", "31");
    refused(() -> one.withLevel(new BigDecimal("-1E3")), "level", "-1000");
  }

  @Test
  void channels() {
    refused(() -> UpbitChannel.orderbook("KRW-BTC", 3), "depth", "1, 5, 15 or 30", "3");
    refused(() -> UpbitChannel.candle("KRW-BTC", UpbitCandleUnit.DAYS), "unit", "days");
    refused(() -> UpbitChannel.ticker("KRW-BTC").withLevel(BigDecimal.TEN), "level", "ticker");
    refused(() -> UpbitChannel.orderbook("KRW-BTC").withLevel(new BigDecimal("-1")), "level", "-1");
    refused(
        () -> new UpbitChannel("myOrder", "KRW-BTC", null, null, Feed.Mode.SNAPSHOT_THEN_REALTIME),
        "type",
        "'myOrder'");
    refused(
        () ->
            new UpbitChannel("candle.1d", "KRW-BTC", null, null, Feed.Mode.SNAPSHOT_THEN_REALTIME),
        "type");
    assertThat(UpbitChannel.orderbook("KRW-BTC", 30)).isEqualTo(UpbitChannel.orderbook("KRW-BTC"));
    assertThat(UpbitChannel.orderbook("KRW-BTC").withLevel(BigDecimal.ZERO))
        .isEqualTo(UpbitChannel.orderbook("KRW-BTC"));
  }

  @Test
  void feeds() {
    UpbitFeedMapping mapping = new UpbitFeedMapping();
    refused(
        () -> mapping.channelOf(Feed.candles(Upbit.instrument("KRW-BTC"), CandleInterval.DAY_1)),
        "interval",
        "1d");
    refused(
        () -> mapping.channelOf(Feed.book(Upbit.instrument("KRW-BTC"), 31)), "depth", "31", "30");
    assertThat(mapping.channelOf(Feed.book(Upbit.instrument("KRW-BTC"), 6)))
        .isEqualTo(UpbitChannel.orderbook("KRW-BTC", 15));
  }

  @Test
  void environments() {
    URI rest = URI.create("https://a");
    refused(() -> UpbitEnvironment.of(URI.create("ftp://a"), URI.create("wss://a")), "rest", "ftp");
    refused(() -> UpbitEnvironment.of(rest, URI.create("https://a")), "stream", "wss");
    refused(() -> UpbitEnvironment.KOREA.withRest(URI.create("https://a?b=c")), "rest");
    refused(() -> UpbitEnvironment.KOREA.withStream(URI.create("/websocket")), "stream");
    refused(() -> new UpbitEnvironment(" ", rest, URI.create("wss://a")), "name");
    assertThat(UpbitEnvironment.KOREA.withRest(URI.create("https://proxy/upbit/")).rest())
        .isEqualTo(URI.create("https://proxy/upbit"));
    assertThat(UpbitEnvironment.SINGAPORE.rest()).hasToString("https://sg-api.upbit.com");
    assertThat(UpbitEnvironment.THAILAND.stream()).hasToString("wss://th-api.upbit.com");
  }

  @Test
  void builders() {
    refused(() -> Upbit.builder().deadline(Duration.ZERO), "deadline");
    refused(() -> Upbit.builder().deadline(Duration.ofSeconds(-1)), "deadline", "-1");
    refused(
        () -> Upbit.builder().httpClient(new OkHttpClient()).transport(virtual.transport).open(),
        "httpClient",
        "transport");
    refused(
        () ->
            Upbit.builder()
                .rateLimiter(
                    WindowRateLimiter.of(
                        ManualTime.create(),
                        List.of(new RateBudget("ticker", 9, Duration.ofSeconds(1)))))
                .open(),
        "rateLimiter",
        "candle",
        "Upbit.rateBudgets()");
  }

  @Test
  void normalizers() {
    refused(
        () -> Upbit.normalizer().readAnswer("/v1/market/all", Samples.bytes("[]"), Instant.EPOCH),
        "path",
        "/v1/market/all");
  }
}
