package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.fault.FaultRule;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.fault.HttpFault;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String TICKER = "/v1/ticker?markets=KRW-BTC";

  private final ManualTime time = ManualTime.create();
  private SimulatedUpbit upbit;
  private SimulatedBinance binance;
  private Client client;
  private Client other;

  @BeforeEach
  void open() {
    upbit = SimulatedUpbit.builder().seed(7).time(time).build();
    binance = SimulatedBinance.builder().seed(7).time(time).build();
    client = new Client(time, upbit);
    other = new Client(time, binance);
    time.advance(Duration.ofMinutes(10));
  }

  @AfterEach
  void close() {
    client.close();
    other.close();
    upbit.close();
    binance.close();
  }

  @Test
  void anAnswerIsReplacedAsOftenAsArmed() {
    FaultRule rule =
        upbit
            .faults()
            .onRequestsTo(
                2,
                "/v1/ticker",
                HttpFault.answer(503, "text/plain", "later", new Header("A", "b")));
    assertThat(client.get("/v1/market/all").status()).isEqualTo(200);
    HttpAnswer answer = client.get(TICKER);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).isEqualTo("later");
    assertThat(answer.header("a")).hasValue("b");
    assertThat(client.get(TICKER).status()).isEqualTo(503);
    assertThat(client.get(TICKER).status()).isEqualTo(200);
    assertThat(rule.strikes()).isEqualTo(2);
  }

  @Test
  void aFaultMayStrikeBeforeOrAfterTheVenueHasProcessedTheRequest() {
    other.get("/api/v3/ping");
    binance.faults().onRequests(1, HttpFault.answerUnprocessed(500, "text/plain", ""));
    binance.faults().onRequests(1, HttpFault.answer(500, "text/plain", ""));
    other.get("/api/v3/ping");
    assertThat(binance.traffic().busiestWindow()).containsEntry("REQUEST_WEIGHT", 1L);
    other.get("/api/v3/ping");
    assertThat(binance.traffic().busiestWindow()).containsEntry("REQUEST_WEIGHT", 2L);
  }

  @Test
  void firewallPagesTruncatedBodiesAndChangedOnesCanBeSent() {
    upbit.faults().onRequests(1, HttpFault.htmlPage(403));
    HttpAnswer page = client.get(TICKER);
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.header("Content-Type")).hasValue("text/html");
    upbit.faults().onRequests(1, HttpFault.truncatedTo(20));
    assertThat(client.get(TICKER).text()).isEqualTo("[{\"market\":\"KRW-BTC\"");
    upbit
        .faults()
        .onRequests(
            1,
            HttpFault.changed(
                answer ->
                    new HttpAnswer(
                        answer.status(),
                        answer.headers(),
                        answer.text().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))));
    assertThat(client.get(TICKER).text()).contains("\"MARKET\"");
  }

  @Test
  void answersComeLateNeverOrBroken() {
    upbit.faults().onRequests(1, HttpFault.delayed(Duration.ofSeconds(3)));
    Instant before = time.now();
    assertThat(client.get(TICKER).status()).isEqualTo(200);
    assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofMillis(3_010));
    upbit.faults().onRequests(1, HttpFault.delayed(Duration.ofSeconds(30)));
    assertThat(client.failure(TICKER)).isInstanceOf(SocketTimeoutException.class);
    upbit.faults().onRequests(1, HttpFault.dropped());
    before = time.now();
    assertThat(client.failure(TICKER)).isInstanceOf(SocketTimeoutException.class);
    assertThat(Duration.between(before, time.now())).isEqualTo(Client.TIMEOUT);
    upbit.faults().onRequests(1, HttpFault.reset());
    assertThat(client.failure(TICKER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("reset");
    upbit.faults().onRequests(1, HttpFault.cutInBody());
    assertThat(client.failure(TICKER)).isInstanceOf(IOException.class).hasMessageContaining("end");
  }

  @Test
  void aCancelledRequestLeavesNothingBehind() {
    int before = time.pendingTasks();
    assertThat(client.begin(TICKER).cancel(true)).isTrue();
    assertThat(time.pendingTasks()).isEqualTo(before);
    time.advance(Duration.ofSeconds(1));
    assertThat(upbit.requests()).isEmpty();
  }

  private Client.Stream trades() {
    Client.Stream stream = other.connect("/ws/btcusdt@trade");
    other.pass(Duration.ofSeconds(5));
    assertThat(stream.take()).isNotEmpty();
    return stream;
  }

  private static List<String> ids(Client.Stream stream) {
    return stream.take().stream().map(frame -> Tree.of(frame).get("t").text()).toList();
  }

  @Test
  void streamsAreClosedWithAnyCodeOrCut() {
    Client.Stream closed = trades();
    binance.faults().streams().close(4321, "because");
    other.pass(Duration.ofMillis(10));
    assertThat(closed.end().closeCode()).hasValue(4321);
    assertThat(closed.end().reason()).isEqualTo("because");
    Client.Stream cut = trades();
    binance.faults().streams().abort();
    other.pass(Duration.ofMillis(10));
    assertThat(cut.end().closeCode()).isEmpty();
    assertThat(binance.traffic().connectionsOpen()).isZero();
  }

  @Test
  void aStalledStreamIsSilentButAnswersPings() {
    Client.Stream stream = trades();
    binance.faults().streams().stall();
    other.pass(Duration.ofMinutes(5));
    assertThat(stream.take()).isEmpty();
    assertThat(stream.isOver()).isFalse();
    binance.faults().streams().resume();
    other.pass(Duration.ofSeconds(5));
    assertThat(stream.take()).isNotEmpty();
  }

  @Test
  void aFrozenStreamAnswersNothingAndOnlyPingsFindOut() {
    Client.Stream stream = trades();
    binance.faults().streams().freeze();
    other.pass(Duration.ofSeconds(20));
    assertThat(stream.isOver()).isFalse();
    other.pass(Duration.ofSeconds(45));
    assertThat(stream.end().reason()).contains("pong");
    assertThat(stream.frames).isEmpty();
  }

  @Test
  void aFrozenStreamDoesNotAnswerAClose() {
    Client.Stream stream = client.connect("/websocket/v1");
    upbit.faults().streams().freeze();
    stream.socket.close(1000, "");
    client.pass(Duration.ofSeconds(20));
    assertThat(stream.isOver()).isFalse();
    client.pass(Duration.ofSeconds(50));
    assertThat(stream.end().closeCode()).isEmpty();
  }

  @Test
  void framesAreDroppedDoubledChangedAndSwapped() {
    Client.Stream stream = trades();
    binance.faults().onFrames(1, frame -> frame.text().contains("trade"), FrameFault.dropped());
    other.pass(Duration.ofSeconds(5));
    List<String> ids = ids(stream);
    binance.faults().onFrames(1, frame -> true, FrameFault.duplicated());
    other.pass(Duration.ofSeconds(5));
    List<String> doubled = ids(stream);
    assertThat(doubled.get(0)).isEqualTo(doubled.get(1));
    assertThat(doubled.get(2)).isNotEqualTo(doubled.get(1));
    binance.faults().onFrames(1, frame -> true, FrameFault.changed(text -> text.substring(5)));
    other.pass(Duration.ofSeconds(5));
    assertThat(stream.take().get(0)).doesNotStartWith("{");
    binance.faults().onFrames(2, frame -> true, FrameFault.swappedWithNext());
    other.pass(Duration.ofSeconds(5));
    List<String> swapped = ids(stream);
    assertThat(Long.parseLong(swapped.get(0))).isEqualTo(Long.parseLong(swapped.get(1)) + 1);
    assertThat(Long.parseLong(swapped.get(2))).isEqualTo(Long.parseLong(swapped.get(0)) + 1);
    assertThat(ids).isNotEmpty();
  }

  @Test
  void aDroppedFrameIsTheOnlyOneMissing() {
    Client.Stream whole = other.connect("/ws/btcusdt@trade");
    Client.Stream holed = other.connect("/ws/btcusdt@trade");
    binance.faults().onFrames(1, frame -> frame.connection() == 2, FrameFault.dropped());
    other.pass(Duration.ofSeconds(10));
    List<String> expected = ids(whole);
    assertThat(ids(holed)).isEqualTo(expected.subList(1, expected.size()));
  }

  @Test
  void whatFollowsADelayedFrameWaitsBehindIt() {
    Client.Stream prompt = other.connect("/ws/btcusdt@trade");
    Client.Stream late = other.connect("/ws/btcusdt@trade");
    binance
        .faults()
        .onFrames(1, frame -> frame.connection() == 2, FrameFault.delayed(Duration.ofSeconds(4)));
    other.pass(Duration.ofSeconds(3));
    assertThat(prompt.frames.size()).isGreaterThan(2);
    assertThat(late.frames).isEmpty();
    other.pass(Duration.ofSeconds(10));
    assertThat(late.frames).isEqualTo(prompt.frames);
  }

  @Test
  void rawFramesReachTheClientAsTheyAre() {
    Client.Stream stream = client.connect("/websocket/v1");
    upbit.faults().streams().send("{\"type\":\"trade\",");
    upbit.faults().streams().send(new byte[] {'{', (byte) 0xFF, '}'});
    client.pass(Duration.ofMillis(10));
    assertThat(stream.take()).containsExactly("{\"type\":\"trade\",", "{\uFFFD}");
  }

  @Test
  void upgradesAreRefusedAsOftenAsArmed() {
    binance.faults().refuseUpgrades(2, 503);
    assertThat(other.connect("/ws").end().httpStatus()).hasValue(503);
    assertThat(other.connect("/ws").end().httpStatus()).hasValue(503);
    assertThat(other.connect("/ws").opened).isEqualTo(1);
    assertThat(binance.traffic().connectionsRefused()).isEqualTo(2);
  }

  @Test
  void rulesAreAskedInOrderAndCanBeTakenBack() {
    FaultRule first =
        upbit.faults().onRequests(Faults.ALWAYS, HttpFault.answer(500, "text/plain", "first"));
    upbit.faults().onRequests(Faults.ALWAYS, HttpFault.answer(500, "text/plain", "second"));
    assertThat(client.get(TICKER).text()).isEqualTo("first");
    first.remove();
    first.remove();
    assertThat(client.get(TICKER).text()).isEqualTo("second");
    upbit.faults().clear();
    assertThat(client.get(TICKER).status()).isEqualTo(200);
  }

  @Test
  void badArgumentsAreRefusedByName() {
    assertThatThrownBy(() -> upbit.faults().onRequests(0, HttpFault.dropped()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("times")
        .hasMessageContaining("0");
    assertThatThrownBy(() -> upbit.faults().refuseUpgrades(1, 101)).hasMessageContaining("status");
    assertThatThrownBy(() -> HttpFault.answer(42, "text/plain", "")).hasMessageContaining("42");
    assertThatThrownBy(() -> HttpFault.truncatedTo(-1)).hasMessageContaining("bytes");
    assertThatThrownBy(() -> FrameFault.delayed(Duration.ofMillis(-1)))
        .hasMessageContaining("delay");
    assertThatThrownBy(() -> SimulatedUpbit.builder().restPort(70_000))
        .hasMessageContaining("restPort");
    assertThatThrownBy(() -> SimulatedUpbit.builder().latency(Duration.ofMillis(-1)))
        .hasMessageContaining("latency");
  }
}
