package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.ManualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedBinanceStreamTest {
  private final ManualTime time = ManualTime.create();
  private SimulatedBinance binance;
  private Client client;

  @BeforeEach
  void open() {
    binance = SimulatedBinance.builder().seed(7).time(time).build();
    client = new Client(time, binance);
    time.advance(Duration.ofMinutes(77));
  }

  @AfterEach
  void close() {
    client.close();
    binance.close();
  }

  private static String subscribe(int id, String... streams) {
    return "{\"method\":\"SUBSCRIBE\",\"params\":[\""
        + String.join("\",\"", streams)
        + "\"],\"id\":"
        + id
        + "}";
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "btcusdt@trade, e E s t p q T m M",
    "btcusdt@aggTrade, e E s a p q f l T m M",
    "btcusdt@kline_1m, e E s k",
    "btcusdt@kline_1d@+08:00, e E s k",
    "btcusdt@miniTicker, e E s c o h l v q",
    "btcusdt@ticker, e E s p P w x c Q b B a A o h l v q O C F L n",
    "btcusdt@ticker_4h, e E s p P o h l c w v q O C F L n",
    "btcusdt@bookTicker, u s b B a A",
    "btcusdt@avgPrice, e E s i w T",
    "btcusdt@referencePrice, e s r t",
    "btcusdt@depth20, lastUpdateId bids asks",
    "btcusdt@depth5@100ms, lastUpdateId bids asks",
    "btcusdt@depth, e E s U u b a",
    "btcusdt@depth@100ms, e E s U u b a",
  })
  void everyStreamHasItsFields(String name, String fields) {
    Client.Stream stream = client.connect("/ws/" + name.replace("+", "%2B"));
    client.pass(Duration.ofSeconds(5));
    assertThat(stream.frames).isNotEmpty();
    assertThat(String.join(" ", Tree.of(stream.frames.get(0)).names())).isEqualTo(fields);
    assertThat(binance.traffic().violations()).isEmpty();
  }

  @Test
  void arraysHoldOnlyPairsThatTraded() {
    Client.Stream stream = client.connect("/stream?streams=!miniTicker@arr/!ticker_1h@arr");
    client.pass(Duration.ofSeconds(3));
    assertThat(stream.frames).anyMatch(frame -> frame.startsWith("{\"stream\":\"!ticker_1h@arr\""));
    for (String frame : stream.frames) {
      Tree data = Tree.of(frame).get("data");
      assertThat(data.size()).isBetween(2, 13);
      assertThat(data.all()).noneMatch(entry -> entry.get("s").text().equals("ARDRBTC"));
    }
  }

  @Test
  void aBlockTradeComesOnceAnHour() {
    Client.Stream stream = client.connect("/ws/btcusdt@blockTrade");
    client.pass(Duration.ofHours(2));
    assertThat(stream.frames).hasSize(2);
    assertThat(Tree.of(stream.frames.get(0)).names())
        .containsExactly("e", "E", "s", "t", "p", "q", "T", "m");
  }

  @Test
  void combinedConnectionsWrapAndRawOnesDoNot() {
    Client.Stream combined =
        client.connect("/stream?streams=btcusdt@bookTicker/ethusdt@bookTicker");
    Client.Stream raw = client.connect("/ws/btcusdt@bookTicker");
    client.pass(Duration.ofSeconds(3));
    assertThat(combined.take()).allMatch(frame -> frame.startsWith("{\"stream\":\""));
    assertThat(raw.take()).allMatch(frame -> frame.startsWith("{\"u\":"));
    raw.socket.send("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":5}");
    client.pass(Duration.ofMillis(10));
    assertThat(raw.take()).contains("{\"result\":null,\"id\":5}");
    raw.socket.send("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":2}");
    client.pass(Duration.ofSeconds(2));
    List<String> frames = raw.take();
    assertThat(frames).contains("{\"result\":true,\"id\":2}");
    assertThat(frames).anyMatch(frame -> frame.startsWith("{\"stream\":\"btcusdt@bookTicker\""));
  }

  @Test
  void subscriptionsAreAddedListedAndTakenBack() {
    Client.Stream stream = client.connect("/ws");
    stream.socket.send(subscribe(1, "btcusdt@trade", "nope@trade", "BTCUSDT@trade"));
    stream.socket.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":\"two\"}");
    stream.socket.send("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":null}");
    client.pass(Duration.ofMillis(10));
    assertThat(stream.take())
        .containsExactly(
            "{\"result\":null,\"id\":1}",
            "{\"result\":[\"btcusdt@trade\",\"nope@trade\",\"BTCUSDT@trade\"],\"id\":\"two\"}",
            "{\"result\":null,\"id\":null}");
    client.pass(Duration.ofSeconds(5));
    assertThat(stream.take()).isEmpty();
    assertThat(binance.traffic().violations())
        .anyMatch(text -> text.contains("nope@trade"))
        .anyMatch(text -> text.contains("BTCUSDT@trade"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "hello | 3",
        "[] | 2",
        "{\"method\":\"DANCE\",\"id\":1} | 2",
        "{\"id\":1} | 2",
        "{\"method\":\"SUBSCRIBE\",\"id\":1} | 2",
        "{\"method\":\"SUBSCRIBE\",\"params\":[1],\"id\":1} | 2",
        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1.5} | 2",
        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":{}} | 2",
        "{\"method\":\"GET_PROPERTY\",\"params\":[\"colour\"],\"id\":1} | 0",
        "{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",1],\"id\":1} | 1",
      })
  void badMessagesGetTheirError(String message, String code) {
    Client.Stream stream = client.connect("/ws");
    stream.socket.send(message);
    client.pass(Duration.ofMillis(10));
    assertThat(Tree.of(stream.frames.get(0)).get("code").text()).isEqualTo(code);
  }

  @Test
  void microsecondsAreGivenToWhoAsks() {
    Client.Stream stream = client.connect("/ws/btcusdt@kline_1s?timeUnit=MICROSECOND");
    client.pass(Duration.ofSeconds(2));
    Tree kline = Tree.of(stream.frames.get(0)).get("k");
    assertThat(kline.get("T").whole() - kline.get("t").whole()).isEqualTo(999_999);
    assertThat(client.connect("/ws/btcusdt@trade?timeUnit=DAYS").end().httpStatus()).hasValue(400);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void snapshotAndChangesGiveTheBookAndItsBestIsTheQuote(long seed) {
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(seed).time(time).build();
        Client own = new Client(time, venue)) {
      String speed = seed % 2 == 0 ? "@100ms" : "";
      Client.Stream stream =
          own.connect(
              "/stream?streams=ethusdt@depth"
                  + speed
                  + "/ethusdt@bookTicker/ethusdt@depth20@100ms");
      own.pass(Duration.ofMillis(2_345));
      Tree snapshot = Tree.of(own.get("/api/v3/depth?symbol=ETHUSDT&limit=5000").text());
      own.pass(Duration.ofSeconds(40));
      NavigableMap<BigDecimal, BigDecimal> bids = side(snapshot.get("bids"));
      NavigableMap<BigDecimal, BigDecimal> asks = side(snapshot.get("asks"));
      long id = snapshot.get("lastUpdateId").whole();
      Map<Long, Tree> quotes = new TreeMap<>();
      Map<Long, Tree> tops = new TreeMap<>();
      List<Tree> changes = new ArrayList<>();
      for (String frame : stream.take()) {
        Tree event = Tree.of(frame);
        Tree data = event.get("data");
        if (data.has("lastUpdateId")) {
          tops.put(data.get("lastUpdateId").whole(), data);
        } else if (data.has("e")) {
          changes.add(data);
        } else {
          quotes.put(data.get("u").whole(), data);
        }
      }
      assertThat(changes.get(0).get("U").whole()).isLessThanOrEqualTo(id + 1);
      int applied = 0;
      int compared = 0;
      for (int i = 0; i < changes.size(); i++) {
        Tree change = changes.get(i);
        if (i > 0) {
          assertThat(change.get("U").whole()).isEqualTo(changes.get(i - 1).get("u").whole() + 1);
        }
        if (change.get("u").whole() <= id) {
          continue;
        }
        assertThat(change.get("U").whole()).isLessThanOrEqualTo(id + 1);
        apply(bids, change.get("b"));
        apply(asks, change.get("a"));
        id = change.get("u").whole();
        applied++;
        assertThat(bids.lastKey()).isLessThan(asks.firstKey());
        if (quotes.containsKey(id)) {
          Tree quote = quotes.get(id);
          assertThat(bids.lastKey()).isEqualByComparingTo(quote.get("b").number());
          assertThat(bids.lastEntry().getValue()).isEqualByComparingTo(quote.get("B").number());
          assertThat(asks.firstKey()).isEqualByComparingTo(quote.get("a").number());
          assertThat(asks.firstEntry().getValue()).isEqualByComparingTo(quote.get("A").number());
        }
        if (tops.containsKey(id)) {
          compared++;
          Iterator<BigDecimal> best = asks.keySet().iterator();
          for (Tree level : tops.get(id).get("asks").all()) {
            assertThat(best.next()).isEqualByComparingTo(level.at(0).number());
          }
        }
      }
      assertThat(applied).isGreaterThan(seed % 2 == 0 ? 390 : 38);
      assertThat(compared).isEqualTo(applied);
      assertThat(quotes.size()).isGreaterThan(50);
    }
  }

  private static NavigableMap<BigDecimal, BigDecimal> side(Tree levels) {
    NavigableMap<BigDecimal, BigDecimal> side = new TreeMap<>();
    apply(side, levels);
    return side;
  }

  private static void apply(NavigableMap<BigDecimal, BigDecimal> side, Tree levels) {
    for (Tree level : levels.all()) {
      BigDecimal quantity = level.at(1).number();
      if (quantity.signum() == 0) {
        side.remove(level.at(0).number());
      } else {
        side.put(level.at(0).number(), quantity);
      }
    }
  }

  @Test
  void everyKlineIsFinishedOnceAndEqualsTheAnswerOfRest() {
    Client.Stream stream = client.connect("/ws/ethusdt@kline_1m");
    client.pass(Duration.ofMinutes(5));
    List<Tree> finished = new ArrayList<>();
    for (String frame : stream.take()) {
      Tree kline = Tree.of(frame).get("k");
      if (kline.get("x").text().equals("true")) {
        finished.add(kline);
      }
    }
    assertThat(finished).hasSize(5);
    Tree rest =
        Tree.of(
            client
                .get(
                    "/api/v3/klines?symbol=ETHUSDT&interval=1m&limit=5&startTime="
                        + finished.get(0).get("t"))
                .text());
    for (int i = 0; i < 5; i++) {
      Tree kline = finished.get(i);
      assertThat(rest.at(i).toString())
          .isEqualTo(
              String.format(
                  "[%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0]",
                  kline.get("t"),
                  kline.get("o"),
                  kline.get("h"),
                  kline.get("l"),
                  kline.get("c"),
                  kline.get("v"),
                  kline.get("T"),
                  kline.get("q"),
                  kline.get("n"),
                  kline.get("V"),
                  kline.get("Q")));
    }
  }

  @Test
  void theSixthMessageOfASecondEndsTheConnection() {
    Client.Stream stream = client.connect("/ws");
    for (int i = 0; i < 6; i++) {
      stream.socket.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + i + "}");
    }
    client.pass(Duration.ofMillis(20));
    assertThat(stream.frames).hasSize(5);
    assertThat(stream.end().closeCode()).hasValue(1008);
    assertThat(binance.traffic().busiestWindow()).containsEntry("websocket-message", 6L);
  }

  @Test
  void aConnectionTakes1024StreamsAndNotOneMore() {
    Client.Stream stream = client.connect("/ws");
    String[] names = new String[1_024];
    for (int i = 0; i < names.length; i++) {
      names[i] = "coin" + i + "usdt@trade";
    }
    stream.socket.send(subscribe(1, names));
    stream.socket.send(subscribe(19, "btcusdt@trade"));
    stream.socket.send(subscribe(2, "coin7usdt@trade"));
    client.pass(Duration.ofMillis(20));
    assertThat(stream.take())
        .containsExactly(
            "{\"result\":null,\"id\":1}",
            "{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":19}",
            "{\"result\":null,\"id\":2}");
  }

  @Test
  void moreThan300ConnectionsInFiveMinutesAreRefused() {
    time.advance(Duration.ofMinutes(5).minusMillis(time.now().toEpochMilli() % 300_000));
    for (int i = 0; i < 300; i++) {
      Client.Stream stream = client.connect("/ws");
      assertThat(stream.opened).isEqualTo(1);
      stream.socket.close(1000, "");
    }
    assertThat(client.connect("/ws").end().httpStatus()).hasValue(429);
    time.advance(Duration.ofMinutes(5));
    assertThat(client.connect("/ws").opened).isEqualTo(1);
  }

  @Test
  void aConnectionLives24HoursAndPingsKeepItUntilThen() {
    Client.Stream stream = client.connect("/ws");
    client.pass(Duration.ofHours(23).plusMinutes(59));
    assertThat(stream.isOver()).isFalse();
    client.pass(Duration.ofMinutes(2));
    assertThat(stream.end().closeCode()).hasValue(1001);
  }

  @Test
  void anUnknownPathIsNotFound() {
    assertThat(client.connect("/streams").end().httpStatus()).hasValue(404);
  }
}
