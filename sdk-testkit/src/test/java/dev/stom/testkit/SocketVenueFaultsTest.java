package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Header;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.fault.HttpFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of the whole venue as a real client meets them on real sockets, on both venues. */
class SocketVenueFaultsTest {
  @RegisterExtension
  static final LeakCheck LEAKS = LeakCheck.of("simulated-", "MockWebServer", "WebSocket");

  private final OkHttpClient okHttp =
      new OkHttpClient.Builder()
          .retryOnConnectionFailure(false)
          .readTimeout(Duration.ofSeconds(5))
          .build();

  @AfterEach
  void close() {
    okHttp.dispatcher().executorService().shutdown();
    okHttp.connectionPool().evictAll();
  }

  /** How a venue is asked for something. */
  private enum Kind {
    UPBIT("/v1/market/all", "/v1/orderbook?markets=KRW-BTC", "/websocket/v1", "market") {
      @Override
      SimulatedVenue.Builder<?, ?> builder() {
        return SimulatedUpbit.builder().seed(3);
      }
    },
    BINANCE(
        "/api/v3/time",
        "/api/v3/depth?symbol=BTCUSDT",
        "/ws/btcusdt@bookTicker",
        "REQUEST_WEIGHT") {
      @Override
      SimulatedVenue.Builder<?, ?> builder() {
        return SimulatedBinance.builder().seed(3);
      }
    };

    final String cheap;
    final String book;
    final String stream;
    final String limit;

    Kind(String cheap, String book, String stream, String limit) {
      this.cheap = cheap;
      this.book = book;
      this.stream = stream;
      this.limit = limit;
    }

    abstract SimulatedVenue.Builder<?, ?> builder();

    SimulatedVenue start() {
      return builder().start();
    }
  }

  static Stream<Kind> venues() {
    return Stream.of(Kind.values());
  }

  private record Answer(int status, okhttp3.Headers headers, String body) {}

  private Answer get(SimulatedVenue venue, String target) throws IOException {
    Request request = new Request.Builder().url(venue.restUri() + target).build();
    try (Response response = okHttp.newCall(request).execute()) {
      return new Answer(response.code(), response.headers(), response.body().string());
    }
  }

  private static final class Listener extends WebSocketListener {
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final CompletableFuture<String> refused = new CompletableFuture<>();

    @Override
    public void onOpen(WebSocket socket, Response response) {
      opened.complete(true);
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      frames.add(bytes.utf8());
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      frames.add(text);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(code, null);
      closed.complete(code);
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, Response response) {
      refused.complete(
          response == null
              ? "no answer"
              : response.code() + " after " + response.header("Retry-After"));
      closed.completeExceptionally(failure);
    }
  }

  private Listener open(SimulatedVenue venue, Kind kind) {
    Listener listener = new Listener();
    Request request = new Request.Builder().url(venue.wsUri() + kind.stream).build();
    WebSocket socket = okHttp.newWebSocket(request, listener);
    if (kind == Kind.UPBIT) {
      assertThat(
              socket.send(
                  "[{\"ticket\":\"t\"},{\"type\":\"orderbook\",\"codes\":[\"KRW-BTC.1\"]}]"))
          .isTrue();
    }
    return listener;
  }

  private static <T> T soon(CompletableFuture<T> future) throws Exception {
    return future.get(5, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @MethodSource("venues")
  void aBanTellsRequestsAndUpgradesForHowLong(Kind kind) throws Exception {
    ManualTime time = ManualTime.create();
    try (SimulatedVenue venue = kind.builder().time(time).start()) {
      var ban = venue.faults().ban(Duration.ofSeconds(40));
      Answer told = get(venue, kind.cheap);
      assertThat(told.status()).isEqualTo(418);
      assertThat(told.headers().get("Retry-After")).isEqualTo("40");
      time.advance(Duration.ofMillis(300)); // what comes sooner was under way
      assertThat(soon(open(venue, kind).refused)).isEqualTo("418 after 40");
      assertThat(venue.traffic().violations()).hasSize(1);
      ban.remove();
      assertThat(get(venue, kind.cheap).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("venues")
  void a429AndARefusedUpgradeCarryRetryAfter(Kind kind) throws Exception {
    try (SimulatedVenue venue = kind.start()) {
      venue.faults().onRequests(1, HttpFault.tooManyRequests(Duration.ofSeconds(2)));
      Answer told = get(venue, kind.cheap);
      assertThat(told.status()).isEqualTo(429);
      assertThat(told.headers().get("Retry-After")).isEqualTo("2");
      venue.faults().refuseUpgrades(2, 429, new Header("Retry-After", "3"));
      assertThat(soon(open(venue, kind).refused)).isEqualTo("429 after 3");
      assertThat(soon(open(venue, kind).refused)).isEqualTo("429 after 3");
      assertThat(soon(open(venue, kind).opened)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("venues")
  void maintenanceClosesAndRefuses(Kind kind) throws Exception {
    try (SimulatedVenue venue = kind.start()) {
      Listener listener = open(venue, kind);
      assertThat(listener.frames.poll(5, TimeUnit.SECONDS)).isNotNull();
      var outage = venue.faults().maintenance(Duration.ofMinutes(1));
      assertThat(soon(listener.closed)).isEqualTo(1001);
      assertThat(get(venue, kind.cheap).status()).isEqualTo(503);
      assertThat(soon(open(venue, kind).refused)).startsWith("503");
      outage.remove();
      assertThat(open(venue, kind).frames.poll(5, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("venues")
  void aRestartCutsAndAnswersNobody(Kind kind) throws Exception {
    try (SimulatedVenue venue = kind.start()) {
      Listener listener = open(venue, kind);
      assertThat(listener.frames.poll(5, TimeUnit.SECONDS)).isNotNull();
      var outage = venue.faults().restart(Duration.ofMinutes(1));
      assertThatThrownBy(() -> soon(listener.closed)).hasRootCauseInstanceOf(IOException.class);
      assertThatThrownBy(() -> get(venue, kind.cheap)).isInstanceOf(IOException.class);
      assertThat(soon(open(venue, kind).refused)).startsWith("502");
      outage.remove();
      assertThat(get(venue, kind.cheap).status()).isEqualTo(200);
      assertThat(open(venue, kind).frames.poll(5, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("venues")
  void aShutdownHappensAfterItsNotice(Kind kind) throws Exception {
    try (SimulatedVenue venue = kind.start()) {
      Listener listener = open(venue, kind);
      assertThat(listener.frames.poll(5, TimeUnit.SECONDS)).isNotNull();
      venue.faults().streams().shutDown(Duration.ofMillis(300));
      assertThat(soon(listener.closed)).isEqualTo(1001);
      assertThat(listener.frames.stream().anyMatch(frame -> frame.contains("serverShutdown")))
          .isEqualTo(kind == Kind.BINANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("venues")
  void theClockAndTheReportedUseMayBeWrong(Kind kind) throws Exception {
    try (SimulatedVenue venue = kind.start()) {
      venue.faults().skewClock(Duration.ofHours(3));
      Instant date = get(venue, kind.cheap).headers().getInstant("Date");
      assertThat(Duration.between(date, venue.now()).abs()).isLessThan(Duration.ofMinutes(1));
      assertThat(Duration.between(Instant.now(), date)).isGreaterThan(Duration.ofHours(2));
      venue.faults().othersUse(kind.limit, 4);
      venue.faults().onRequests(1, HttpFault.misreportedUse(2));
      Answer answer = get(venue, kind.cheap);
      String used = answer.headers().get("X-MBX-USED-WEIGHT-1M");
      String left = answer.headers().get("Remaining-Req");
      assertThat(used != null ? "used " + used : left).containsAnyOf("used 8", "sec=2", "sec=3");
    }
  }

  @ParameterizedTest
  @MethodSource("venues")
  void snapshotsComeStaleAndSlow(Kind kind) throws Exception {
    try (SimulatedVenue venue = kind.start()) {
      venue.faults().onRequests(1, HttpFault.stale(Duration.ofSeconds(30)));
      String stale = get(venue, kind.book).body();
      venue.faults().onRequests(1, HttpFault.delayed(Duration.ofMillis(700)));
      long asked = System.nanoTime();
      String slow = get(venue, kind.book).body();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(650));
      assertThat(position(slow) - position(stale)).isGreaterThan(0);
    }
  }

  /** A number that grows as the book changes. */
  private static long position(String book) {
    Tree tree = Tree.of(book);
    return tree.has("lastUpdateId")
        ? tree.get("lastUpdateId").whole()
        : tree.at(0).get("timestamp").whole();
  }

  @ParameterizedTest
  @MethodSource("venues")
  void framesAreDroppedDoubledDelayedAndSwapped(Kind kind) throws Exception {
    try (SimulatedVenue venue = kind.start()) {
      venue.faults().onFrames(1, frame -> true, FrameFault.duplicated());
      Listener doubled = open(venue, kind);
      String first = doubled.frames.poll(5, TimeUnit.SECONDS);
      assertThat(doubled.frames.poll(5, TimeUnit.SECONDS)).isEqualTo(first);
      venue.faults().streams().abort();
      venue.faults().onFrames(1, frame -> true, FrameFault.delayed(Duration.ofMillis(600)));
      Listener delayed = open(venue, kind);
      soon(delayed.opened);
      long open = System.nanoTime();
      assertThat(delayed.frames.poll(5, TimeUnit.SECONDS)).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - open)).isGreaterThan(Duration.ofMillis(400));
      venue.faults().streams().abort();
      venue.faults().onFrames(2, frame -> true, FrameFault.swappedWithNext());
      Listener swapped = open(venue, kind);
      long one = place(swapped.frames.poll(5, TimeUnit.SECONDS));
      assertThat(place(swapped.frames.poll(5, TimeUnit.SECONDS))).isLessThan(one);
      var dropping = venue.faults().onFrames(3, frame -> true, FrameFault.dropped());
      while (dropping.strikes() < 3) {
        assertThat(swapped.frames.poll(5, TimeUnit.SECONDS)).isNotNull();
      }
      assertThat(swapped.frames.poll(5, TimeUnit.SECONDS)).isNotNull();
    }
  }

  private static long place(String frame) {
    Tree tree = Tree.of(frame);
    return tree.has("u") ? tree.get("u").whole() : tree.get("timestamp").whole();
  }
}
