package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real clients over real sockets. */
class SocketFrontTest {
  @RegisterExtension
  static final LeakCheck LEAKS = LeakCheck.of("simulated-", "MockWebServer", "WebSocket");

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(SimulatedVenue venue, String target) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(venue.restUri() + target)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static final class Listener implements WebSocket.Listener {
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<String> binaries = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partialText = new StringBuilder();
    private final StringBuilder partialBinary = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partialText.append(data);
      if (last) {
        texts.add(partialText.toString());
        partialText.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      partialBinary.append(StandardCharsets.UTF_8.decode(data));
      if (last) {
        binaries.add(partialBinary.toString());
        partialBinary.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      closed.completeExceptionally(failure);
    }
  }

  private WebSocket open(SimulatedVenue venue, String target, Listener listener) {
    return client
        .newWebSocketBuilder()
        .buildAsync(URI.create(venue.wsUri() + target), listener)
        .join();
  }

  @Test
  void upbitAnswersAndStreamsToTheJdksClient() throws Exception {
    try (SimulatedUpbit upbit = SimulatedUpbit.start()) {
      HttpResponse<String> answer = get(upbit, "/v1/ticker?markets=KRW-BTC");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("[{\"market\":\"KRW-BTC\",");
      assertThat(answer.headers().firstValue("Remaining-Req"))
          .hasValueSatisfying(text -> assertThat(text).matches("group=ticker; min=600; sec=\\d"));
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("application/json;charset=UTF-8");

      Listener listener = new Listener();
      WebSocket socket = open(upbit, "/websocket/v1", listener);
      socket
          .sendText("[{\"ticket\":\"t\"},{\"type\":\"orderbook\",\"codes\":[\"KRW-BTC\"]}]", true)
          .join();
      assertThat(listener.binaries.poll(5, TimeUnit.SECONDS))
          .contains("\"stream_type\":\"SNAPSHOT\"");
      assertThat(listener.binaries.poll(5, TimeUnit.SECONDS))
          .contains("\"stream_type\":\"REALTIME\"");
      assertThat(listener.texts).isEmpty();
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
      assertThat(listener.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
    }
  }

  @Test
  void binanceAnswersAndStreamsToTheJdksClient() throws Exception {
    try (SimulatedBinance binance = SimulatedBinance.start()) {
      HttpResponse<String> answer = get(binance, "/api/v3/ticker/bookTicker?symbol=BTCUSDT");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"");
      assertThat(answer.headers().firstValue("X-MBX-USED-WEIGHT-1M")).hasValue("2");

      Listener listener = new Listener();
      WebSocket socket = open(binance, "/stream", listener);
      socket
          .sendText(
              "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\"],\"id\":1}", true)
          .join();
      assertThat(listener.texts.poll(5, TimeUnit.SECONDS)).isEqualTo("{\"result\":null,\"id\":1}");
      assertThat(listener.texts.poll(5, TimeUnit.SECONDS))
          .startsWith("{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\"");
      binance.faults().streams().close(4000, "maintenance");
      assertThat(listener.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4000);
    }
  }

  @Test
  void okHttpGetsPackedAnswersFromUpbitOnly() throws Exception {
    OkHttpClient okHttp = new OkHttpClient();
    try (SimulatedUpbit upbit = SimulatedUpbit.start();
        SimulatedBinance binance = SimulatedBinance.start()) {
      assertThat(encoding(okHttp, upbit.restUri() + "/v1/market/all")).isEqualTo("gzip");
      assertThat(encoding(okHttp, binance.restUri() + "/api/v3/time")).isNull();
    } finally {
      okHttp.dispatcher().executorService().shutdown();
      okHttp.connectionPool().evictAll();
    }
  }

  private static String encoding(OkHttpClient okHttp, String address) throws IOException {
    Request request = new Request.Builder().url(address).header("Accept-Encoding", "gzip").build();
    try (Response response = okHttp.newCall(request).execute()) {
      return response.header("Content-Encoding");
    }
  }

  @Test
  void closingHangsUpFreesThePortsAndMayBeRepeated() throws Exception {
    SimulatedUpbit first = SimulatedUpbit.start();
    Listener listener = new Listener();
    open(first, "/websocket/v1", listener);
    first.close();
    first.close();
    assertThat(listener.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1001);
    try (SimulatedUpbit second =
        SimulatedUpbit.builder()
            .restPort(first.restUri().getPort())
            .wsPort(first.wsUri().getPort())
            .start()) {
      assertThat(get(second, "/v1/ticker?markets=KRW-ETH").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTakenPortIsRefusedByName() {
    try (SimulatedUpbit first = SimulatedUpbit.start()) {
      assertThatThrownBy(() -> SimulatedUpbit.builder().restPort(first.restUri().getPort()).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + first.restUri().getPort());
      assertThatThrownBy(() -> SimulatedUpbit.builder().wsPort(first.wsUri().getPort()).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + first.wsUri().getPort());
    }
  }

  @Test
  void bothVenuesStartWithinASecond() {
    long before = System.nanoTime();
    try (SimulatedUpbit upbit = SimulatedUpbit.start();
        SimulatedBinance binance = SimulatedBinance.start()) {
      assertThat(upbit.restUri()).isNotEqualTo(binance.restUri());
      assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }
  }
}
