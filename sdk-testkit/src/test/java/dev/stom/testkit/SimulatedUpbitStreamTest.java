package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.StreamSocket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedUpbitStreamTest {
  private static final String PATH = "/websocket/v1";

  private final ManualTime time = ManualTime.create();
  private SimulatedUpbit upbit;
  private Client client;

  @BeforeEach
  void open() {
    upbit = SimulatedUpbit.builder().seed(7).time(time).build();
    client = new Client(time, upbit);
    time.advance(Duration.ofMinutes(90));
  }

  @AfterEach
  void close() {
    client.close();
    upbit.close();
  }

  private static String request(String feeds, String format) {
    return "[{\"ticket\":\"t\"}," + feeds + ",{\"format\":\"" + format + "\"}]";
  }

  private static String feed(String type, String code) {
    return "{\"type\":\"" + type + "\",\"codes\":[\"" + code + "\"]}";
  }

  private Client.Stream subscribed(String feeds, String format) {
    Client.Stream stream = client.connect(PATH);
    assertThat(stream.socket.send(request(feeds, format))).isTrue();
    client.pass(Duration.ofMillis(10));
    return stream;
  }

  @Test
  void aSnapshotComesFirstAndRealtimeFollows() {
    Client.Stream stream = subscribed(feed("ticker", "KRW-BTC"), "DEFAULT");
    assertThat(stream.opened).isEqualTo(1);
    client.pass(Duration.ofSeconds(5));
    List<Tree> frames = stream.take().stream().map(Tree::of).toList();
    assertThat(frames.get(0).get("stream_type").text()).isEqualTo("SNAPSHOT");
    assertThat(frames.size()).isGreaterThan(3);
    assertThat(frames.subList(1, frames.size()))
        .allSatisfy(frame -> assertThat(frame.get("stream_type").text()).isEqualTo("REALTIME"));
  }

  @Test
  void onlySnapshotAndOnlyRealtimeAreObeyed() {
    Client.Stream snapshot =
        subscribed(
            "{\"type\":\"trade\",\"codes\":[\"KRW-BTC\"],\"is_only_snapshot\":true}", "DEFAULT");
    Client.Stream realtime =
        subscribed(
            "{\"type\":\"trade\",\"codes\":[\"KRW-BTC\"],\"is_only_realtime\":true}", "DEFAULT");
    client.pass(Duration.ofSeconds(5));
    assertThat(snapshot.take()).hasSize(1).allMatch(frame -> frame.contains("SNAPSHOT"));
    assertThat(realtime.take()).isNotEmpty().allMatch(frame -> frame.contains("REALTIME"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ticker, type ty code cd opening_price op high_price hp low_price lp trade_price tp"
        + " prev_closing_price pcp acc_trade_price atp change c change_price cp signed_change_price scp"
        + " change_rate cr signed_change_rate scr ask_bid ab trade_volume tv acc_trade_volume atv"
        + " trade_date tdt trade_time ttm trade_timestamp ttms acc_ask_volume aav acc_bid_volume abv"
        + " highest_52_week_price h52wp highest_52_week_date h52wdt lowest_52_week_price l52wp"
        + " lowest_52_week_date l52wdt market_state ms is_trading_suspended its delisting_date dd"
        + " market_warning mw timestamp tms acc_trade_price_24h atp24h acc_trade_volume_24h atv24h"
        + " stream_type st",
    "trade, type ty code cd timestamp tms trade_date td trade_time ttm trade_timestamp ttms"
        + " trade_price tp trade_volume tv ask_bid ab prev_closing_price pcp change c change_price cp"
        + " sequential_id sid best_ask_price bap best_ask_size bas best_bid_price bbp best_bid_size bbs"
        + " stream_type st",
    "orderbook, type ty code cd timestamp tms total_ask_size tas total_bid_size tbs"
        + " orderbook_units obu stream_type st level lv",
    "candle.1m, type ty code cd candle_date_time_utc cdttmu candle_date_time_kst cdttmk"
        + " opening_price op high_price hp low_price lp trade_price tp candle_acc_trade_volume catv"
        + " candle_acc_trade_price catp timestamp tms stream_type st",
  })
  void everyTypeHasItsLongAndItsShortNames(String type, String names) {
    List<String> full = new ArrayList<>();
    List<String> brief = new ArrayList<>();
    String[] words = names.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      full.add(words[i]);
      brief.add(words[i + 1]);
    }
    Tree plain = Tree.of(subscribed(feed(type, "KRW-BTC"), "DEFAULT").frames.get(0));
    Tree simple = Tree.of(subscribed(feed(type, "KRW-BTC"), "SIMPLE").frames.get(0));
    time.advance(Duration.ofSeconds(1));
    Tree list = Tree.of(subscribed(feed(type, "KRW-BTC"), "JSON_LIST").frames.get(0));
    Tree simpleList = Tree.of(subscribed(feed(type, "KRW-BTC"), "SIMPLE_LIST").frames.get(0));
    assertThat(plain.names()).containsExactlyElementsOf(full);
    assertThat(simple.names()).containsExactlyElementsOf(brief);
    assertThat(list.size()).isEqualTo(1);
    assertThat(list.at(0).names()).containsExactlyElementsOf(full);
    assertThat(simpleList.at(0).names()).containsExactlyElementsOf(brief);
  }

  @Test
  void aNewMessageReplacesTheFormerSubscription() {
    Client.Stream stream = subscribed(feed("trade", "KRW-BTC"), "DEFAULT");
    stream.socket.send(request(feed("orderbook", "KRW-ETH"), "DEFAULT"));
    client.pass(Duration.ofMillis(10));
    stream.take();
    client.pass(Duration.ofSeconds(5));
    assertThat(stream.take()).isNotEmpty().allMatch(frame -> frame.contains("\"orderbook\""));
    stream.socket.send("[{\"ticket\":\"u\"},{\"method\":\"LIST_SUBSCRIPTIONS\"}]");
    client.pass(Duration.ofMillis(10));
    assertThat(stream.frames.get(0))
        .isEqualTo(
            "{\"method\":\"LIST_SUBSCRIPTIONS\",\"result\":[{\"type\":\"orderbook\",\"codes\":[\"KRW-ETH\"],"
                + "\"level\":0}],\"ticket\":\"u\"}");
  }

  @Test
  void tradesOnTheStreamAreTheTradesOfRest() {
    Client.Stream stream = subscribed(feed("trade", "KRW-BTC"), "DEFAULT");
    client.pass(Duration.ofSeconds(20));
    List<String> streamed =
        stream.take().stream()
            .map(Tree::of)
            .filter(frame -> frame.get("stream_type").text().equals("REALTIME"))
            .map(frame -> frame.get("sequential_id").text())
            .toList();
    Tree rest = Tree.of(client.get("/v1/trades/ticks?market=KRW-BTC&count=200").text());
    List<String> asked = new ArrayList<>();
    rest.all().forEach(trade -> asked.add(0, trade.get("sequential_id").text()));
    int from = asked.indexOf(streamed.get(0));
    assertThat(streamed.size()).isGreaterThan(20);
    assertThat(asked.subList(from, from + streamed.size())).isEqualTo(streamed);
    assertThat(new HashSet<>(streamed)).hasSize(streamed.size());
  }

  @Test
  void streamedTradesAddUpToTheStreamedCandle() {
    time.advance(Duration.ofMinutes(1).minusMillis(time.now().toEpochMilli() % 60_000));
    Client.Stream stream =
        subscribed(feed("trade", "KRW-ETH") + "," + feed("candle.1m", "KRW-ETH"), "DEFAULT");
    client.pass(Duration.ofSeconds(62));
    BigDecimal volume = BigDecimal.ZERO;
    BigDecimal turnover = BigDecimal.ZERO;
    Tree candle = null;
    String minute = null;
    for (String text : stream.take()) {
      Tree frame = Tree.of(text);
      if (frame.get("type").text().equals("candle.1m")) {
        String open = frame.get("candle_date_time_utc").text();
        if (minute == null && frame.get("stream_type").text().equals("REALTIME")) {
          minute = open;
        }
        candle = open.equals(minute) ? frame : candle;
      } else if (frame.get("stream_type").text().equals("REALTIME")
          && frame.get("trade_time").text().startsWith("01:31")) {
        BigDecimal size = frame.get("trade_volume").number();
        volume = volume.add(size);
        turnover = turnover.add(size.multiply(frame.get("trade_price").number()));
      }
    }
    assertThat(candle.get("candle_date_time_utc").text()).isEqualTo("2026-01-01T01:31:00");
    assertThat(candle.get("candle_acc_trade_volume").number()).isEqualByComparingTo(volume);
    assertThat(candle.get("candle_acc_trade_price").number()).isEqualByComparingTo(turnover);
  }

  @ParameterizedTest(name = "{0} has {1} rows")
  @CsvSource({
    "KRW-BTC, 30",
    "KRW-BTC.1, 1",
    "KRW-BTC.5, 5",
    "KRW-BTC.15, 15",
    "KRW-BTC.30, 30",
    "KRW-BTC.3, 30"
  })
  void aSuffixChoosesTheDepthOfABook(String code, int rows) {
    Tree book = Tree.of(subscribed(feed("orderbook", code), "DEFAULT").frames.get(0));
    assertThat(book.get("code").text()).isEqualTo("KRW-BTC");
    assertThat(book.get("orderbook_units").size()).isEqualTo(rows);
  }

  @Test
  void aLevelGroupsTheBookAndAnUnsupportedOneIsSilent() {
    Client.Stream grouped =
        subscribed("{\"type\":\"orderbook\",\"codes\":[\"KRW-BTC\"],\"level\":100000}", "DEFAULT");
    assertThat(Tree.of(grouped.frames.get(0)).get("level").text()).isEqualTo("100000");
    Client.Stream silent =
        subscribed("{\"type\":\"orderbook\",\"codes\":[\"KRW-BTC\"],\"level\":3}", "DEFAULT");
    client.pass(Duration.ofSeconds(3));
    assertThat(silent.frames).isEmpty();
    assertThat(silent.isOver()).isFalse();
  }

  @Test
  void codesThatAreNotListedAreSilentAndNoted() {
    Client.Stream stream = subscribed(feed("ticker", "krw-btc"), "DEFAULT");
    client.pass(Duration.ofSeconds(3));
    assertThat(stream.frames).isEmpty();
    assertThat(upbit.traffic().violations()).anyMatch(text -> text.contains("krw-btc"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "hello | WRONG_FORMAT",
        "{\"type\":\"ticker\"} | WRONG_FORMAT",
        "[{\"type\":\"ticker\",\"codes\":[\"KRW-BTC\"]}] | NO_TICKET",
        "[{\"ticket\":\"t\"}] | NO_TYPE",
        "[{\"ticket\":\"t\"},{\"type\":\"ticker\"}] | NO_CODES",
        "[{\"ticket\":\"t\"},{\"type\":\"ticker\",\"codes\":[]}] | NO_CODES",
        "[{\"ticket\":\"t\"},{\"type\":\"candle.1d\",\"codes\":[\"KRW-BTC\"]}] | INVALID_PARAM",
        "[{\"ticket\":\"t\"},{\"type\":\"myOrder\"}] | INVALID_AUTH",
        "[{\"ticket\":\"t\"},{\"type\":\"ticker\",\"codes\":[\"KRW-BTC\"]},{\"format\":\"X\"}] | WRONG_FORMAT",
      })
  void badMessagesGetTheirErrorAndLeaveTheSubscription(String message, String name) {
    Client.Stream stream = subscribed(feed("orderbook", "KRW-BTC"), "DEFAULT");
    stream.take();
    stream.socket.send(message);
    client.pass(Duration.ofMillis(10));
    assertThat(Tree.of(stream.take().get(0)).get("error").get("name").text()).isEqualTo(name);
    client.pass(Duration.ofSeconds(1));
    assertThat(stream.take()).isNotEmpty();
  }

  @Test
  void aSixthMessageInASecondIsRefusedAndManyEndTheConnection() {
    Client.Stream stream = client.connect(PATH);
    time.advance(Duration.ofMillis(1_000 - time.now().toEpochMilli() % 1_000));
    for (int i = 0; i < 6; i++) {
      stream.socket.send("[{\"ticket\":\"t\"},{\"method\":\"LIST_SUBSCRIPTIONS\"}]");
    }
    client.pass(Duration.ofMillis(10));
    assertThat(stream.frames).hasSize(6);
    assertThat(stream.frames.get(5)).contains("\"name\":\"Too Many Requests\"");
    for (int i = 0; i < 25; i++) {
      stream.socket.send("[]");
    }
    client.pass(Duration.ofMillis(20));
    assertThat(stream.frames.get(stream.frames.size() - 1)).contains("\"name\":\"I'm a teapot\"");
    assertThat(stream.end().closeCode()).hasValue(1008);
    assertThat(stream.socket.send("[]")).isFalse();
  }

  @Test
  void aHundredMessagesAMinuteAreTheMost() {
    Client.Stream stream = client.connect(PATH);
    time.advance(Duration.ofMinutes(1).minusMillis(time.now().toEpochMilli() % 60_000));
    for (int i = 0; i < 101; i++) {
      stream.socket.send("[{\"ticket\":\"t\"},{\"method\":\"LIST_SUBSCRIPTIONS\"}]");
      client.pass(Duration.ofMillis(300));
    }
    assertThat(stream.frames.subList(0, 100)).noneMatch(frame -> frame.contains("error"));
    assertThat(stream.frames.get(100)).contains("\"name\":\"Too Many Requests\"");
  }

  @Test
  void theSixthConnectionOfASecondIsRefused() {
    time.advance(Duration.ofMillis(1_000 - time.now().toEpochMilli() % 1_000));
    List<Client.Stream> streams = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      streams.add(client.open(PATH));
    }
    client.pass(Duration.ofMillis(50));
    assertThat(streams.subList(0, 5)).allMatch(stream -> stream.opened == 1);
    assertThat(streams.get(5).end().httpStatus()).hasValue(429);
    assertThat(streams.get(5).opened).isZero();
    assertThat(upbit.traffic().connectionsRefused()).isEqualTo(1);
    assertThat(upbit.traffic().connectionsOpen()).isEqualTo(5);
  }

  @Test
  void aBrowserMayConnectOnceInTenSeconds() {
    Header origin = new Header("Origin", "http://localhost");
    Client.Stream first = client.open(PATH, origin);
    Client.Stream second = client.open(PATH, origin);
    client.pass(Duration.ofMillis(50));
    assertThat(first.opened).isEqualTo(1);
    assertThat(second.end().httpStatus()).hasValue(429);
  }

  @Test
  void anUnknownPathIsNotFound() {
    assertThat(client.connect("/websocket/v2").end().httpStatus()).hasValue(404);
  }

  @Test
  void aConnectionThatIsIdleForTwoMinutesIsClosed() {
    try (SimulatedUpbit venue =
            SimulatedUpbit.builder().time(time).clientPings(Duration.ZERO).build();
        Client silent = new Client(time, venue)) {
      Client.Stream stream = silent.connect(PATH);
      silent.pass(Duration.ofSeconds(119));
      assertThat(stream.isOver()).isFalse();
      silent.pass(Duration.ofSeconds(2));
      assertThat(stream.end().closeCode()).hasValue(1000);
    }
  }

  @Test
  void pingsOfEitherKindKeepAConnectionAlive() {
    Client.Stream pinging = client.connect(PATH);
    client.pass(Duration.ofMinutes(10));
    assertThat(pinging.isOver()).isFalse();
    try (SimulatedUpbit venue =
            SimulatedUpbit.builder().time(time).clientPings(Duration.ZERO).build();
        Client texting = new Client(time, venue)) {
      Client.Stream stream = texting.connect(PATH);
      stream.socket.send("PING");
      texting.pass(Duration.ofMinutes(5));
      assertThat(stream.isOver()).isFalse();
      assertThat(Set.copyOf(stream.frames)).containsExactly("{\"status\":\"UP\"}");
      assertThat(stream.frames).hasSize(30);
    }
  }

  @Test
  void theClientsCloseIsAnsweredOnceAndNothingFollows() {
    Client.Stream stream = subscribed(feed("orderbook", "KRW-BTC"), "DEFAULT");
    stream.socket.close(1000, "bye");
    assertThat(stream.socket.send("x")).isFalse();
    client.pass(Duration.ofMillis(20));
    assertThat(stream.end()).isEqualTo(StreamSocket.End.closed(1000, "bye"));
    stream.take();
    client.pass(Duration.ofSeconds(3));
    assertThat(stream.take()).isEmpty();
    assertThat(upbit.traffic().connectionsOpen()).isZero();
  }

  @Test
  void aStreamMayBeClosedOrAbortedBeforeItHasOpened() {
    Client.Stream closed = client.open(PATH);
    closed.socket.close(1000, "never mind");
    Client.Stream aborted = client.open(PATH);
    aborted.socket.abort();
    client.pass(Duration.ofSeconds(90));
    assertThat(closed.ends).hasSize(1);
    assertThat(aborted.ends).hasSize(1);
    assertThat(aborted.opened).isZero();
    assertThat(upbit.traffic().connectionsOpen()).isZero();
  }

  @Test
  void nothingWaitsOnTheClockWhenAllIsClosed() {
    subscribed(feed("orderbook", "KRW-BTC"), "DEFAULT");
    client.close();
    upbit.close();
    client.pass(Duration.ofSeconds(1));
    assertThat(time.pendingTasks()).isZero();
  }
}
