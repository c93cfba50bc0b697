package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.binance.model.BinanceAggTradeEvent;
import dev.stom.binance.model.BinanceAvgPriceEvent;
import dev.stom.binance.model.BinanceBlockTradeEvent;
import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.binance.model.BinanceMiniTickerEvent;
import dev.stom.binance.model.BinanceMiniTickers;
import dev.stom.binance.model.BinanceReferencePriceEvent;
import dev.stom.binance.model.BinanceServerShutdown;
import dev.stom.binance.model.BinanceStreamAnswer;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTradeEvent;
import dev.stom.binance.model.BinanceUnmodelled;
import dev.stom.binance.model.BinanceWindowTickerEvent;
import dev.stom.binance.model.BinanceWindowTickers;
import dev.stom.core.error.DecodeException;
import dev.stom.core.error.ErrorReason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Frames with the values of the venue's documentation (web-socket-streams.md, 2026-07-21), typed by
 * hand, raw and combined.
 */
class GoldenFramesTest {
  private static final Instant E = Instant.parse("2022-12-31T19:03:02.136Z");

  private final BinanceFrameReader reader = Binance.frameReader();

  private BinanceMessage raw(String json) {
    return reader.read(json.getBytes(StandardCharsets.UTF_8)).message();
  }

  private BinanceMessage combined(String stream, String json) {
    String frame = "{\"stream\":\"" + stream + "\",\"data\":" + json + "}";
    BinanceFrameReader.Reading reading = reader.read(frame.getBytes(StandardCharsets.UTF_8));
    assertThat(reading.stream()).hasValue(BinanceStream.of(stream));
    return reading.message();
  }

  private static BigDecimal d(String text) {
    return new BigDecimal(text);
  }

  @Test
  void aTrade() {
    String json =
        "{\"e\":\"trade\",\"E\":1672513382136,\"s\":\"BNBBTC\",\"t\":12345,\"p\":\"0.001\",\"q\":\"100\",\"T\":1672513382136,\"m\":true,\"M\":true}";
    BinanceTradeEvent trade =
        new BinanceTradeEvent(E, "BNBBTC", 12345, d("0.001"), d("100"), E, true);
    assertThat(raw(json)).isEqualTo(trade);
    assertThat(combined("bnbbtc@trade", json)).isEqualTo(trade);
  }

  @Test
  void anAggregateTrade() {
    String json =
        "{\"e\":\"aggTrade\",\"E\":1672513382136,\"s\":\"BNBBTC\",\"a\":12345,\"p\":\"0.001\",\"q\":\"100\",\"f\":100,\"l\":105,\"T\":1672513382136,\"m\":true,\"M\":true}";
    BinanceAggTradeEvent trade =
        new BinanceAggTradeEvent(E, "BNBBTC", 12345, d("0.001"), d("100"), 100, 105, E, true);
    assertThat(raw(json)).isEqualTo(trade);
    assertThat(combined("bnbbtc@aggTrade", json)).isEqualTo(trade);
  }

  @Test
  void aBlockTrade() {
    String json =
        "{\"e\":\"blockTrade\",\"E\":1772506983582,\"s\":\"BNBBTC\",\"t\":582,\"p\":\"0.052\",\"q\":\"5838\",\"T\":1772506983321,\"m\":true}";
    BinanceBlockTradeEvent trade =
        new BinanceBlockTradeEvent(
            Instant.ofEpochMilli(1772506983582L),
            "BNBBTC",
            582,
            d("0.052"),
            d("5838"),
            Instant.ofEpochMilli(1772506983321L),
            true);
    assertThat(raw(json)).isEqualTo(trade);
    assertThat(combined("bnbbtc@blockTrade", json)).isEqualTo(trade);
  }

  @Test
  void aCandle() {
    String json =
        "{\"e\":\"kline\",\"E\":1672513382136,\"s\":\"BNBBTC\",\"k\":{\"t\":1672513380000,\"T\":1672513439999,\"s\":\"BNBBTC\",\"i\":\"1m\",\"f\":100,\"L\":200,\"o\":\"0.0010\",\"c\":\"0.0020\",\"h\":\"0.0025\",\"l\":\"0.0015\",\"v\":\"1000\",\"n\":101,\"x\":false,\"q\":\"1.0000\",\"V\":\"500\",\"Q\":\"0.500\",\"B\":\"123456\"}}";
    BinanceKlineEvent kline =
        new BinanceKlineEvent(
            E,
            "BNBBTC",
            Instant.parse("2022-12-31T19:03:00Z"),
            Instant.parse("2022-12-31T19:03:59.999Z"),
            "1m",
            100,
            200,
            d("0.0010"),
            d("0.0020"),
            d("0.0025"),
            d("0.0015"),
            d("1000"),
            101,
            false,
            d("1.0000"),
            d("500"),
            d("0.500"));
    assertThat(raw(json)).isEqualTo(kline);
    assertThat(combined("bnbbtc@kline_1m", json)).isEqualTo(kline);
    assertThat(combined("bnbbtc@kline_1m@+08:00", json)).isEqualTo(kline);
  }

  @Test
  void miniTickersAloneAndInAList() {
    String json =
        "{\"e\":\"24hrMiniTicker\",\"E\":1672513382136,\"s\":\"BNBBTC\",\"c\":\"0.0025\",\"o\":\"0.0010\",\"h\":\"0.0026\",\"l\":\"0.0009\",\"v\":\"10000\",\"q\":\"18\"}";
    BinanceMiniTickerEvent ticker =
        new BinanceMiniTickerEvent(
            E, "BNBBTC", d("0.0025"), d("0.0010"), d("0.0026"), d("0.0009"), d("10000"), d("18"));
    assertThat(raw(json)).isEqualTo(ticker);
    assertThat(combined("bnbbtc@miniTicker", json)).isEqualTo(ticker);
    String list = "[" + json + "," + json + "]";
    BinanceMiniTickers tickers = new BinanceMiniTickers(List.of(ticker, ticker));
    assertThat(raw(list)).isEqualTo(tickers);
    assertThat(combined("!miniTicker@arr", list)).isEqualTo(tickers);
    assertThat(combined("!miniTicker@arr", "[]")).isEqualTo(new BinanceMiniTickers(List.of()));
  }

  @Test
  void aTicker() {
    String json =
        "{\"e\":\"24hrTicker\",\"E\":1672513382136,\"s\":\"BNBBTC\",\"p\":\"0.0015\",\"P\":\"250.00\",\"w\":\"0.0018\",\"x\":\"0.0009\",\"c\":\"0.0025\",\"Q\":\"10\",\"b\":\"0.0024\",\"B\":\"11\",\"a\":\"0.0026\",\"A\":\"100\",\"o\":\"0.0010\",\"h\":\"0.0027\",\"l\":\"0.0008\",\"v\":\"10000\",\"q\":\"18\",\"O\":0,\"C\":86400000,\"F\":1,\"L\":18150,\"n\":18151}";
    BinanceTickerEvent ticker =
        new BinanceTickerEvent(
            E,
            "BNBBTC",
            d("0.0015"),
            d("250.00"),
            d("0.0018"),
            d("0.0009"),
            d("0.0025"),
            d("10"),
            d("0.0024"),
            d("11"),
            d("0.0026"),
            d("100"),
            d("0.0010"),
            d("0.0027"),
            d("0.0008"),
            d("10000"),
            d("18"),
            Instant.EPOCH,
            Instant.parse("1970-01-02T00:00:00Z"),
            1,
            18150,
            18151);
    assertThat(raw(json)).isEqualTo(ticker);
    assertThat(combined("bnbbtc@ticker", json)).isEqualTo(ticker);
  }

  @Test
  void windowTickersAloneAndInAList() {
    String json =
        "{\"e\":\"1hTicker\",\"E\":1672513382136,\"s\":\"BNBBTC\",\"p\":\"0.0015\",\"P\":\"250.00\",\"o\":\"0.0010\",\"h\":\"0.0025\",\"l\":\"0.0009\",\"c\":\"0.0024\",\"w\":\"0.0018\",\"v\":\"10000\",\"q\":\"18\",\"O\":0,\"C\":1675216573749,\"F\":1,\"L\":18150,\"n\":18151}";
    BinanceWindowTickerEvent ticker =
        new BinanceWindowTickerEvent(
            "1hTicker",
            E,
            "BNBBTC",
            d("0.0015"),
            d("250.00"),
            d("0.0010"),
            d("0.0025"),
            d("0.0009"),
            d("0.0024"),
            d("0.0018"),
            d("10000"),
            d("18"),
            Instant.EPOCH,
            Instant.ofEpochMilli(1675216573749L),
            1,
            18150,
            18151);
    assertThat(raw(json)).isEqualTo(ticker);
    assertThat(combined("bnbbtc@ticker_1h", json)).isEqualTo(ticker);
    String list = "[" + json + "]";
    BinanceWindowTickers tickers = new BinanceWindowTickers(List.of(ticker));
    assertThat(raw(list)).isEqualTo(tickers);
    assertThat(combined("!ticker_1h@arr", list)).isEqualTo(tickers);
  }

  @Test
  void aBookTickerHasNoEventWordAndNoTime() {
    String json =
        "{\"u\":400900217,\"s\":\"BNBUSDT\",\"b\":\"25.35190000\",\"B\":\"31.21000000\",\"a\":\"25.36520000\",\"A\":\"40.66000000\"}";
    BinanceBookTickerEvent top =
        new BinanceBookTickerEvent(
            400900217,
            "BNBUSDT",
            d("25.35190000"),
            d("31.21000000"),
            d("25.36520000"),
            d("40.66000000"));
    assertThat(raw(json)).isEqualTo(top);
    assertThat(combined("bnbusdt@bookTicker", json)).isEqualTo(top);
  }

  @Test
  void anAveragePrice() {
    String json =
        "{\"e\":\"avgPrice\",\"E\":1693907033000,\"s\":\"BTCUSDT\",\"i\":\"5m\",\"w\":\"25776.86000000\",\"T\":1693907032213}";
    BinanceAvgPriceEvent price =
        new BinanceAvgPriceEvent(
            Instant.ofEpochMilli(1693907033000L),
            "BTCUSDT",
            "5m",
            d("25776.86000000"),
            Instant.ofEpochMilli(1693907032213L));
    assertThat(raw(json)).isEqualTo(price);
    assertThat(combined("btcusdt@avgPrice", json)).isEqualTo(price);
  }

  @Test
  void aReferencePriceThatMayBeNull() {
    String json = "{\"e\":\"referencePrice\",\"s\":\"BAZUSD\",\"r\":\"1.00\",\"t\":1770313263917}";
    BinanceReferencePriceEvent price =
        new BinanceReferencePriceEvent("BAZUSD", d("1.00"), Instant.ofEpochMilli(1770313263917L));
    assertThat(raw(json)).isEqualTo(price);
    assertThat(combined("bazusd@referencePrice", json)).isEqualTo(price);
    assertThat(raw(json.replace("\"1.00\"", "null")))
        .isEqualTo(new BinanceReferencePriceEvent("BAZUSD", null, price.time()));
  }

  @Test
  void aPartialBookNamesNeitherSymbolNorTime() {
    String json =
        "{\"lastUpdateId\":160,\"bids\":[[\"0.0024\",\"10\"],[\"0.0023\",\"7.50\"]],\"asks\":[[\"0.0026\",\"100\"]]}";
    BinanceDepth book = (BinanceDepth) combined("bnbbtc@depth20@100ms", json);
    assertThat(book.lastUpdateId()).isEqualTo(160);
    assertThat(book.bids().size()).isEqualTo(2);
    assertThat(book.bids().price(1)).isEqualTo(d("0.0023"));
    assertThat(book.bids().quantity(1)).isEqualTo(d("7.50"));
    assertThat(book.asks().price(0)).isEqualTo(d("0.0026"));
    assertThat(raw(json)).isEqualTo(book);
    assertThat(raw("{\"lastUpdateId\":1,\"bids\":[],\"asks\":[]}"))
        .isInstanceOf(BinanceDepth.class);
  }

  @Test
  void aChangeOfABookKeepsItsZeros() {
    String json =
        "{\"e\":\"depthUpdate\",\"E\":1672513382136,\"s\":\"BNBBTC\",\"U\":157,\"u\":160,\"b\":[[\"0.0024\",\"0.00000000\"]],\"a\":[[\"0.0026\",\"100\"]]}";
    BinanceDepthUpdate update = (BinanceDepthUpdate) combined("bnbbtc@depth@100ms", json);
    assertThat(update.eventTime()).isEqualTo(E);
    assertThat(update.firstUpdateId()).isEqualTo(157);
    assertThat(update.finalUpdateId()).isEqualTo(160);
    assertThat(update.bids().quantity(0)).isEqualTo(d("0.00000000"));
    assertThat(update.asks().quantity(0)).isEqualTo(d("100"));
    assertThat(raw(json)).isEqualTo(update);
  }

  @Test
  void answersAndErrorsInBothShapes() {
    assertThat(raw("{\"result\":null,\"id\":1}"))
        .isEqualTo(new BinanceStreamAnswer("1", null, null, List.of()));
    assertThat(raw("{\"result\":[\"btcusdt@aggTrade\"],\"id\":\"abc\"}"))
        .isEqualTo(new BinanceStreamAnswer("abc", null, null, List.of("btcusdt@aggTrade")));
    assertThat(raw("{\"result\":true,\"id\":2}"))
        .isEqualTo(new BinanceStreamAnswer("2", null, null, List.of()));
    assertThat(raw("{\"code\":2,\"msg\":\"Invalid request\",\"id\":null}"))
        .isEqualTo(new BinanceStreamAnswer(null, "2", "Invalid request", List.of()));
    assertThat(raw("{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":19}"))
        .isEqualTo(new BinanceStreamAnswer("19", "4", "Too many subscriptions", List.of()));
  }

  @Test
  void aShutdownRawAndCombined() {
    BinanceServerShutdown shutdown =
        new BinanceServerShutdown(Instant.ofEpochMilli(1770123456789L));
    String json = "{\"e\":\"serverShutdown\",\"E\":1770123456789}";
    assertThat(raw(json)).isEqualTo(shutdown);
    assertThat(raw("{\"stream\":\"!serverShutdown\",\"data\":" + json + "}")).isEqualTo(shutdown);
    assertThat(raw("{\"data\":" + json + ",\"stream\":\"!serverShutdown\"}")).isEqualTo(shutdown);
  }

  @Test
  void whatIsNewComesThroughAsItCame() {
    String json = "{\"e\":\"newThing\",\"x\":[1,{\"y\":null}]}";
    assertThat(raw(json)).isEqualTo(new BinanceUnmodelled("newThing", json));
    String frame = "{\"stream\":\"btcusdt@newThing\",\"data\":" + json + "}";
    assertThat(raw(frame)).isEqualTo(new BinanceUnmodelled("newThing", frame));
    assertThat(raw("{\"hello\":1}")).isEqualTo(new BinanceUnmodelled(null, "{\"hello\":1}"));
    assertThat(raw("[]")).isEqualTo(new BinanceUnmodelled(null, "[]"));
    assertThat(raw("[1]")).isEqualTo(new BinanceUnmodelled(null, "[1]"));
  }

  @Test
  void microsecondsAreKept() {
    String json =
        "{\"e\":\"trade\",\"E\":1672513382136123,\"s\":\"BNBBTC\",\"t\":12345,\"p\":\"0.001\",\"q\":\"100\",\"T\":1672513382136001,\"m\":false,\"M\":true}";
    BinanceTradeEvent trade = (BinanceTradeEvent) raw(json);
    assertThat(trade.eventTime()).isEqualTo(Instant.parse("2022-12-31T19:03:02.136123Z"));
    assertThat(trade.time()).isEqualTo(Instant.parse("2022-12-31T19:03:02.136001Z"));
  }

  @Test
  void symbolsBeyondAsciiAreRead() {
    String json = "{\"u\":1,\"s\":\"这是测试币456\",\"b\":\"1\",\"B\":\"2\",\"a\":\"3\",\"A\":\"4\"}";
    assertThat(((BinanceBookTickerEvent) combined("这是测试币456@bookTicker", json)).symbol())
        .isEqualTo("这是测试币456");
  }

  @Test
  void whatCannotBeReadIsATypedError() {
    for (String bad :
        List.of(
            "",
            "nonsense",
            "5",
            "{",
            "{\"stream\":\"btcusdt@trade\"}",
            "{\"stream\":\"btcusdt@trade\",\"data\":null}",
            "{\"stream\":\"btcusdt@trade\",\"data\":{}}",
            "{\"stream\":5,\"data\":{}}",
            "{\"stream\":\"\",\"data\":{}}",
            "{\"stream\":\"a@trade\",\"stream\":\"b@trade\",\"data\":{}}",
            "{\"e\":\"trade\"}",
            "{\"e\":\"trade\",\"E\":1,\"s\":\"B\",\"t\":1,\"p\":\"0\",\"q\":\"1\",\"T\":1,\"m\":true}",
            "{\"e\":\"trade\",\"E\":1,\"s\":\"B\",\"t\":1,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":\"true\"}",
            "{\"lastUpdateId\":1,\"bids\":[[\"1\"]],\"asks\":[]}",
            "{\"lastUpdateId\":1,\"bids\":[[\"-1\",\"1\"]],\"asks\":[]}")) {
      assertThatThrownBy(() -> raw(bad))
          .as(bad)
          .isInstanceOfSatisfying(
              DecodeException.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo(ErrorReason.UNREADABLE);
                assertThat(failure.venue()).isEqualTo(Binance.VENUE);
              });
    }
  }
}
