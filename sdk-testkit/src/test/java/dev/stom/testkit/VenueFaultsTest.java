package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.StreamSocket;
import dev.stom.testkit.fault.FaultRule;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.fault.HttpFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Faults of the whole venue: bans, outages, clocks, limits that others use, answers out of caches.
 */
class VenueFaultsTest {
  private static final String TICKER = "/v1/ticker?markets=KRW-BTC";
  private static final String DEPTH = "/api/v3/depth?symbol=BTCUSDT";
  private static final String PING = "/api/v3/ping";

  private final ManualTime time = ManualTime.create();
  private SimulatedUpbit upbit;
  private SimulatedBinance binance;
  private Client korea;
  private Client world;

  @BeforeEach
  void open() {
    upbit = SimulatedUpbit.builder().seed(7).time(time).build();
    binance = SimulatedBinance.builder().seed(7).time(time).build();
    korea = new Client(time, upbit);
    world = new Client(time, binance);
    time.advance(Duration.ofMinutes(10));
  }

  @AfterEach
  void close() {
    korea.close();
    world.close();
    upbit.close();
    binance.close();
  }

  private static long number(HttpAnswer answer, String header) {
    return Long.parseLong(answer.header(header).orElseThrow());
  }

  private static Instant date(HttpAnswer answer) {
    return ZonedDateTime.parse(
            answer.header("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
        .toInstant();
  }

  private static List<String> violations(SimulatedVenue venue) {
    return venue.traffic().violations();
  }

  // ---- bans ----

  @Test
  void aBanRefusesRequestsAndUpgradesUntilItsEndAndNotesWhoComesAgain() {
    Client.Stream before = world.connect("/ws/btcusdt@trade");
    binance.faults().ban(Duration.ofSeconds(30));
    HttpAnswer told = world.get(PING);
    assertThat(told.status()).isEqualTo(418);
    assertThat(number(told, "Retry-After")).isEqualTo(30);
    assertThat(told.text()).contains("-1003").contains("banned until");
    assertThat(violations(binance)).isEmpty();
    world.pass(Duration.ofSeconds(1));
    assertThat(world.get(PING).status()).isEqualTo(418);
    assertThat(world.connect("/ws").end().httpStatus()).hasValue(418);
    assertThat(violations(binance))
        .containsExactly("request during ban: GET /api/v3/ping", "request during ban: GET /ws");
    assertThat(before.isOver()).isFalse();
    assertThat(before.frames).isNotEmpty();
    world.pass(Duration.ofSeconds(29));
    assertThat(world.get(PING).status()).isEqualTo(200);
    assertThat(world.connect("/ws").opened).isEqualTo(1);
  }

  @Test
  void whatWasUnderWayWhenTheBanWasToldIsNoViolation() {
    binance.faults().ban(Duration.ofSeconds(30));
    var first = world.begin(PING);
    var second = world.begin(PING);
    world.pass(Duration.ofMillis(20));
    assertThat(first.join().status()).isEqualTo(418);
    assertThat(second.join().status()).isEqualTo(418);
    assertThat(violations(binance)).isEmpty();
  }

  @Test
  void upbitBlocksInItsOwnWordsAndMayKeepTheTimeToItself() {
    upbit.faults().ban(Duration.ofSeconds(10));
    HttpAnswer told = korea.get(TICKER);
    assertThat(told.status()).isEqualTo(418);
    assertThat(told.text()).contains("blocked for 10 seconds");
    assertThat(number(told, "Retry-After")).isEqualTo(10);
    upbit.faults().clear();
    FaultRule silent = upbit.faults().banWithoutNotice(Duration.ofSeconds(10));
    HttpAnswer untold = korea.get(TICKER);
    assertThat(untold.status()).isEqualTo(418);
    assertThat(untold.header("Retry-After")).isEmpty();
    assertThat(untold.text()).doesNotContain("10");
    assertThat(silent.strikes()).isEqualTo(1);
    silent.remove();
    assertThat(korea.get(TICKER).status()).isEqualTo(200);
  }

  @Test
  void a429ComesWithAndWithoutATimeToWait() {
    binance.faults().onRequests(1, HttpFault.tooManyRequests(Duration.ofMillis(6_500)));
    HttpAnswer told = world.get(PING);
    assertThat(told.status()).isEqualTo(429);
    assertThat(number(told, "Retry-After")).isEqualTo(7);
    assertThat(told.text()).contains("-1003");
    upbit.faults().onRequests(1, HttpFault.tooManyRequests());
    HttpAnswer untold = korea.get(TICKER);
    assertThat(untold.status()).isEqualTo(429);
    assertThat(untold.header("Retry-After")).isEmpty();
    assertThat(untold.text()).contains("\"name\":429");
  }

  @Test
  void refusedUpgradesSayHowLongToWaitWhereTheVenueDoes() {
    for (Client client : List.of(korea, world)) {
      SimulatedVenue venue = client == korea ? upbit : binance;
      String stream = client == korea ? "/websocket/v1" : "/ws";
      venue.faults().ban(Duration.ofSeconds(40));
      StreamSocket.End told = client.connect(stream).end();
      assertThat(told.httpStatus()).hasValue(418);
      assertThat(told.retryAfter()).hasValue("40");
      venue.faults().clear();
      venue.faults().refuseUpgrades(1, 429, new Header("Retry-After", "3"));
      assertThat(client.connect(stream).end().retryAfter()).hasValue("3");
      venue.faults().refuseUpgrades(1, 503);
      assertThat(client.connect(stream).end().retryAfter()).isEmpty();
    }
  }

  // ---- outages ----

  @Test
  void maintenanceClosesStreamsAndRefusesEverythingUntilItIsOver() {
    Client.Stream stream = world.connect("/ws/btcusdt@trade");
    FaultRule outage = binance.faults().maintenance(Duration.ofSeconds(20));
    world.pass(Duration.ofMillis(10));
    assertThat(stream.end().closeCode()).hasValue(1001);
    assertThat(world.get(PING).status()).isEqualTo(503);
    assertThat(world.connect("/ws").end().httpStatus()).hasValue(503);
    assertThat(outage.strikes()).isEqualTo(2);
    world.pass(Duration.ofSeconds(20));
    assertThat(world.get(PING).status()).isEqualTo(200);
    assertThat(world.connect("/ws").opened).isEqualTo(1);
    assertThat(violations(binance)).isEmpty();
  }

  @Test
  void aRestartCutsStreamsForgetsSubscriptionsAndAnswersNobodyMeanwhile() {
    Client.Stream stream = korea.connect("/websocket/v1");
    stream.socket.send("[{\"ticket\":\"t\"},{\"type\":\"trade\",\"codes\":[\"KRW-BTC\"]}]");
    korea.pass(Duration.ofSeconds(3));
    upbit.faults().restart(Duration.ofSeconds(5));
    korea.pass(Duration.ofMillis(10));
    assertThat(stream.end().closeCode()).isEmpty();
    assertThat(korea.failure(TICKER)).isInstanceOf(IOException.class);
    assertThat(korea.connect("/websocket/v1").end().httpStatus()).hasValue(502);
    korea.pass(Duration.ofSeconds(5));
    assertThat(korea.get(TICKER).status()).isEqualTo(200);
    Client.Stream anew = korea.connect("/websocket/v1");
    korea.pass(Duration.ofSeconds(5));
    assertThat(anew.opened).isEqualTo(1);
    assertThat(anew.frames).isEmpty();
  }

  @Test
  void aShutdownIsAnnouncedInEachConnectionsFormAndThenHappens() {
    Client.Stream raw = world.connect("/ws/btcusdt@bookTicker");
    Client.Stream combined = world.connect("/stream?streams=btcusdt@bookTicker");
    binance.faults().streams().shutDown(Duration.ofSeconds(2));
    world.pass(Duration.ofMillis(10));
    String event = "{\"e\":\"serverShutdown\",\"E\":" + (time.now().toEpochMilli() - 10) + "}";
    assertThat(raw.take()).contains(event);
    assertThat(combined.take()).contains("{\"stream\":\"!serverShutdown\",\"data\":" + event + "}");
    world.pass(Duration.ofMillis(1_900));
    assertThat(raw.frames).isNotEmpty();
    assertThat(raw.isOver()).isFalse();
    world.pass(Duration.ofMillis(200));
    assertThat(raw.end().closeCode()).hasValue(1001);
    assertThat(combined.end().closeCode()).hasValue(1001);
    Client.Stream quiet = korea.connect("/websocket/v1");
    upbit.faults().streams().shutDown(Duration.ofSeconds(2));
    korea.pass(Duration.ofMillis(2_010));
    assertThat(quiet.frames).isEmpty();
    assertThat(quiet.end().closeCode()).hasValue(1001);
  }

  @Test
  void upgradesAreRefusedWithHeadersAndAnyStatus() {
    upbit.faults().refuseUpgrades(1, 429, new Header("Retry-After", "3"));
    assertThat(korea.connect("/websocket/v1").end().httpStatus()).hasValue(429);
    assertThat(korea.connect("/websocket/v1").opened).isEqualTo(1);
  }

  // ---- clocks ----

  @Test
  void everyAnswerSaysWhatTimeTheVenueThinksItIs() {
    assertThat(date(world.get(PING))).isEqualTo(Instant.parse("2026-01-01T00:10:00Z"));
    assertThat(date(korea.get(TICKER))).isEqualTo(Instant.parse("2026-01-01T00:10:00Z"));
    binance.faults().onRequests(1, HttpFault.htmlPage(403));
    assertThat(world.get(PING).header("Date")).isPresent();
  }

  @Test
  void aWrongClockShowsInDateServerTimeAndEventTimes() {
    Client.Stream stream = world.connect("/ws/btcusdt@ticker");
    for (int seconds : new int[] {5, -7}) {
      binance.faults().skewClock(Duration.ofSeconds(seconds));
      world.pass(Duration.ofSeconds(15));
      stream.take();
      world.pass(Duration.ofSeconds(1));
      Instant wrong = time.now().plusSeconds(seconds);
      assertThat(Tree.of(stream.take().get(0)).get("E").whole())
          .isBetween(wrong.toEpochMilli() - 1_000, wrong.toEpochMilli());
      assertThat(binance.now()).isEqualTo(wrong);
      HttpAnswer answer = world.get("/api/v3/time");
      assertThat(Duration.between(wrong, date(answer)).abs()).isLessThan(Duration.ofSeconds(1));
      assertThat(Tree.of(answer.text()).get("serverTime").whole())
          .isBetween(wrong.toEpochMilli(), wrong.toEpochMilli() + 100);
    }
    assertThat(upbit.now()).isEqualTo(time.now());
  }

  @Test
  void aDriftingClockGainsOrLosesSteadily() {
    binance.faults().driftClock(1_000);
    time.advance(Duration.ofMinutes(10));
    assertThat(Duration.between(time.now(), binance.now())).isEqualTo(Duration.ofMillis(600));
    binance.faults().driftClock(-2_000);
    time.advance(Duration.ofMinutes(10));
    assertThat(Duration.between(time.now(), binance.now())).isEqualTo(Duration.ofMillis(-600));
    binance.faults().driftClock(0);
    time.advance(Duration.ofMinutes(10));
    assertThat(Duration.between(time.now(), binance.now())).isEqualTo(Duration.ofMillis(-600));
  }

  @Test
  void noTradeIsLostOrDoubledWhenTheClockIsPutAheadAndBack() {
    Client.Stream stream = world.connect("/ws/btcusdt@trade");
    world.pass(Duration.ofSeconds(5));
    binance.faults().skewClock(Duration.ofSeconds(4));
    world.pass(Duration.ofSeconds(5));
    binance.faults().skewClock(Duration.ofSeconds(-3));
    world.pass(Duration.ofSeconds(15));
    binance.faults().driftClock(-500);
    world.pass(Duration.ofSeconds(15));
    List<Long> ids = stream.take().stream().map(frame -> Tree.of(frame).get("t").whole()).toList();
    assertThat(ids.size()).isGreaterThan(40);
    for (int i = 1; i < ids.size(); i++) {
      assertThat(ids.get(i)).isEqualTo(ids.get(i - 1) + 1);
    }
  }

  // ---- limits ----

  @Test
  void othersBehindTheAddressUseWeightAndUpbitsGroups() {
    long before = number(world.get(PING), "X-MBX-USED-WEIGHT-1M");
    binance.faults().othersUse("REQUEST_WEIGHT", 5_000);
    assertThat(number(world.get(PING), "X-MBX-USED-WEIGHT-1M")).isEqualTo(before + 5_001);
    binance.faults().othersUse("REQUEST_WEIGHT", 1_000);
    assertThat(world.get(PING).status()).isEqualTo(429);
    time.advance(Duration.ofMillis(1_000 - time.now().toEpochMilli() % 1_000));
    upbit.faults().othersUse("ticker", 8);
    assertThat(korea.get(TICKER).header("Remaining-Req").orElseThrow()).endsWith("sec=1");
    assertThatThrownBy(() -> upbit.faults().othersUse("REQUEST_WEIGHT", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("REQUEST_WEIGHT")
        .hasMessageContaining("ticker");
  }

  @Test
  void theVenueReportsMoreOrLessUseThanItCounts() {
    world.get(PING);
    binance.faults().onRequests(1, HttpFault.misreportedUse(500));
    assertThat(number(world.get(PING), "X-MBX-USED-WEIGHT-1M")).isEqualTo(502);
    binance.faults().onRequests(1, HttpFault.misreportedUse(-500));
    assertThat(number(world.get(PING), "X-MBX-USED-WEIGHT-1M")).isZero();
    assertThat(number(world.get(PING), "X-MBX-USED-WEIGHT-1M")).isEqualTo(4);
    upbit.faults().onRequests(1, HttpFault.misreportedUse(4));
    assertThat(korea.get(TICKER).header("Remaining-Req").orElseThrow()).endsWith("sec=5");
  }

  @Test
  void anyHeaderIsAddedReplacedOrLeftOut() {
    binance.faults().onRequests(1, HttpFault.header("X-MBX-ORDER-COUNT-10S", "49"));
    assertThat(number(world.get(PING), "x-mbx-order-count-10s")).isEqualTo(49);
    binance.faults().onRequests(1, HttpFault.header("x-mbx-used-weight-1m", "77"));
    HttpAnswer replaced = world.get(PING);
    assertThat(
            replaced.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("X-MBX-USED-WEIGHT-1M")))
        .containsExactly(new Header("x-mbx-used-weight-1m", "77"));
    binance.faults().onRequests(1, HttpFault.withoutHeader("X-MBX-USED-WEIGHT-1M"));
    assertThat(world.get(PING).header("x-mbx-used-weight-1m")).isEmpty();
  }

  @Test
  void connectionsStreamsAndMessagesBeyondTheLimitsAreNoted() {
    StringBuilder many = new StringBuilder("/stream?streams=btcusdt@trade");
    for (int i = 0; i < 1_024; i++) {
      many.append("/s").append(i).append("@trade");
    }
    assertThat(world.connect(many.toString()).end().httpStatus()).hasValue(400);
    assertThat(violations(binance)).anyMatch(what -> what.contains("1024 streams"));
    for (int i = 0; i < 300; i++) {
      world.connect("/ws");
    }
    assertThat(world.connect("/ws").end().httpStatus()).hasValue(429);
    assertThat(violations(binance)).anyMatch(what -> what.contains("300 connections"));
    Client.Stream chatty = korea.connect("/websocket/v1");
    for (int i = 0; i < 6; i++) {
      chatty.socket.send("PING");
    }
    korea.pass(Duration.ofMillis(10));
    assertThat(violations(upbit)).anyMatch(what -> what.contains("too many messages"));
    for (int i = 0; i < 6; i++) {
      korea.open("/websocket/v1");
    }
    korea.pass(Duration.ofMillis(20));
    assertThat(violations(upbit)).anyMatch(what -> what.contains("5 connections"));
  }

  // ---- answers out of caches ----

  private static long lastUpdateId(HttpAnswer depth) {
    return Tree.of(depth.text()).get("lastUpdateId").whole();
  }

  @Test
  void aStaleSnapshotIsWhatTheVenueSaidAWhileAgo() {
    HttpAnswer then = world.get(DEPTH);
    time.advance(Duration.ofMillis(4_990));
    binance.faults().onRequestsTo(1, "/api/v3/depth", HttpFault.stale(Duration.ofSeconds(5)));
    HttpAnswer stale = world.get(DEPTH);
    assertThat(stale.text()).isEqualTo(then.text());
    assertThat(number(stale, "X-MBX-USED-WEIGHT-1M")).isEqualTo(10);
    assertThat(lastUpdateId(world.get(DEPTH))).isGreaterThan(lastUpdateId(then));
    upbit.faults().onRequests(1, HttpFault.stale(Duration.ofSeconds(5)));
    String old = korea.get("/v1/orderbook?markets=KRW-BTC").text();
    assertThat(Tree.of(old).at(0).get("timestamp").whole())
        .isBetween(time.now().toEpochMilli() - 5_200, time.now().toEpochMilli() - 5_000);
  }

  @Test
  void aSnapshotMayBeOlderThanTheFirstChangeThatAStreamHasSaid() {
    Client.Stream stream = world.connect("/ws/btcusdt@depth@100ms");
    world.pass(Duration.ofMillis(300));
    binance.faults().onRequests(1, HttpFault.stale(Duration.ofSeconds(10)));
    long first = Tree.of(stream.take().get(0)).get("U").whole();
    assertThat(lastUpdateId(world.get(DEPTH))).isLessThan(first);
  }

  @Test
  void aSlowSnapshotIsThatOfTheMomentWhenItWasAskedFor() {
    long fresh = lastUpdateId(world.get(DEPTH));
    binance.faults().onRequests(1, HttpFault.delayed(Duration.ofSeconds(9)));
    Instant asked = time.now();
    HttpAnswer slow = world.get(DEPTH);
    assertThat(Duration.between(asked, time.now())).isEqualTo(Duration.ofMillis(9_010));
    assertThat(lastUpdateId(slow) - fresh).isLessThan(10);
  }

  // ---- the tape ----

  @Test
  void restHistoryIsWhatWasStreamedOnBinance() {
    Client.Stream stream = world.connect("/ws/btcusdt@trade");
    world.pass(Duration.ofSeconds(130));
    List<Tree> streamed = stream.take().stream().map(Tree::of).toList();
    String firstId = streamed.get(0).get("t").text();
    List<Tree> asked = new ArrayList<>();
    long next = Long.parseLong(firstId);
    while (asked.size() < streamed.size()) {
      List<Tree> page =
          Tree.of(
                  world
                      .get("/api/v3/historicalTrades?symbol=BTCUSDT&limit=7&fromId=" + next)
                      .text())
              .all();
      asked.addAll(page);
      next += page.size();
    }
    List<Tree> newest =
        Tree.of(world.get("/api/v3/trades?symbol=BTCUSDT&limit=" + streamed.size()).text()).all();
    assertThat(newest).hasSize(streamed.size());
    for (int i = 0; i < streamed.size(); i++) {
      Tree trade = streamed.get(i);
      Tree same = asked.get(i);
      assertThat(trade.get("t").text()).isEqualTo(Long.toString(Long.parseLong(firstId) + i));
      assertThat(same.get("id").text()).isEqualTo(trade.get("t").text());
      assertThat(same.get("price").text()).isEqualTo(trade.get("p").text());
      assertThat(same.get("qty").text()).isEqualTo(trade.get("q").text());
      assertThat(same.get("time").text()).isEqualTo(trade.get("T").text());
      assertThat(same.get("isBuyerMaker").text()).isEqualTo(trade.get("m").text());
    }
    var tape =
        binance.tape("BTCUSDT", Instant.ofEpochMilli(streamed.get(0).get("T").whole()), time.now());
    assertThat(tape.stream().map(trade -> trade.id()).limit(streamed.size()))
        .isEqualTo(streamed.stream().map(trade -> trade.get("t").text()).toList());
  }

  @Test
  void restHistoryIsWhatWasStreamedOnUpbitEvenOverMidnight() {
    time.advance(Duration.ofHours(23).plusMinutes(49));
    Client.Stream stream = korea.connect("/websocket/v1");
    stream.socket.send(
        "[{\"ticket\":\"t\"},{\"type\":\"trade\",\"codes\":[\"KRW-BTC\"],"
            + "\"is_only_realtime\":true}]");
    korea.pass(Duration.ofSeconds(130));
    List<Tree> streamed = stream.take().stream().map(Tree::of).toList();
    List<Tree> asked = new ArrayList<>();
    asked.addAll(history("&count=200"));
    int today = asked.size();
    assertThat(today).isBetween(1, streamed.size() - 1);
    String cursor = "";
    while (asked.size() < streamed.size()) {
      korea.pass(Duration.ofMillis(200));
      List<Tree> page = history("&count=9&days_ago=1" + cursor);
      asked.addAll(page);
      cursor = "&cursor=" + page.get(page.size() - 1).get("sequential_id").text();
    }
    for (int i = 0; i < streamed.size(); i++) {
      Tree trade = streamed.get(streamed.size() - 1 - i);
      Tree same = asked.get(i);
      assertThat(same.get("sequential_id").text()).isEqualTo(trade.get("sequential_id").text());
      assertThat(same.get("timestamp").text()).isEqualTo(trade.get("trade_timestamp").text());
      assertThat(same.get("trade_price").number())
          .isEqualByComparingTo(trade.get("trade_price").number());
      assertThat(same.get("trade_volume").number())
          .isEqualByComparingTo(trade.get("trade_volume").number());
      assertThat(same.get("ask_bid").text()).isEqualTo(trade.get("ask_bid").text());
    }
  }

  private List<Tree> history(String parameters) {
    return Tree.of(korea.get("/v1/trades/ticks?market=KRW-BTC" + parameters).text()).all();
  }

  // ---- frames ----

  @Test
  void framesOfTwoConnectionsAreSwappedEachAmongItsOwn() {
    Client.Stream one = world.connect("/ws/btcusdt@trade");
    Client.Stream two = world.connect("/ws/btcusdt@trade");
    binance.faults().onFrames(Faults.ALWAYS, frame -> true, FrameFault.swappedWithNext());
    world.pass(Duration.ofSeconds(10));
    assertThat(one.frames).isEqualTo(two.frames);
    assertThat(one.frames).doesNotHaveDuplicates();
  }

  @Test
  void badArgumentsAreRefusedByName() {
    Faults faults = upbit.faults();
    assertThatThrownBy(() -> faults.ban(Duration.ZERO)).hasMessageContaining("length");
    assertThatThrownBy(() -> faults.maintenance(Duration.ZERO)).hasMessageContaining("length");
    assertThatThrownBy(() -> faults.restart(Duration.ofSeconds(-1))).hasMessageContaining("down");
    assertThatThrownBy(() -> faults.driftClock(100_001)).hasMessageContaining("partsPerMillion");
    assertThatThrownBy(() -> faults.othersUse("ticker", 0)).hasMessageContaining("amount");
    assertThatThrownBy(() -> faults.streams().shutDown(Duration.ofSeconds(-1)))
        .hasMessageContaining("notice");
    assertThatThrownBy(() -> HttpFault.stale(Duration.ofSeconds(-1))).hasMessageContaining("ago");
    assertThatThrownBy(() -> HttpFault.tooManyRequests(Duration.ofSeconds(-1)))
        .hasMessageContaining("retryAfter");
    assertThatThrownBy(() -> upbit.tape("KRW-NONE", time.now(), time.now()))
        .hasMessageContaining("KRW-NONE");
  }
}
