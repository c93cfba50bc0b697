package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.fault.HttpFault;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scripted faults as a real client meets them on real sockets. */
class SocketFaultsTest {
  @RegisterExtension
  static final LeakCheck LEAKS = LeakCheck.of("simulated-", "MockWebServer", "WebSocket");

  private final SimulatedUpbit upbit = SimulatedUpbit.start();
  private final OkHttpClient okHttp =
      new OkHttpClient.Builder()
          .retryOnConnectionFailure(false)
          .readTimeout(Duration.ofMillis(500))
          .pingInterval(Duration.ofSeconds(1))
          .build();

  @AfterEach
  void close() {
    upbit.close();
    okHttp.dispatcher().executorService().shutdown();
    okHttp.connectionPool().evictAll();
  }

  private int get() throws IOException {
    Request request = new Request.Builder().url(upbit.restUri() + "/v1/market/all").build();
    try (Response response = okHttp.newCall(request).execute()) {
      assertThat(response.body().string()).isNotEmpty();
      return response.code();
    }
  }

  private static final class Listener extends WebSocketListener {
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final CompletableFuture<Integer> refused = new CompletableFuture<>();

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      frames.add(bytes.utf8());
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(code, null);
      closed.complete(code);
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, Response response) {
      refused.complete(response == null ? 0 : response.code());
      closed.completeExceptionally(failure);
    }
  }

  private Listener open() {
    Listener listener = new Listener();
    Request request = new Request.Builder().url(upbit.wsUri() + "/websocket/v1").build();
    WebSocket socket = okHttp.newWebSocket(request, listener);
    assertThat(
            socket.send("[{\"ticket\":\"t\"},{\"type\":\"orderbook\",\"codes\":[\"KRW-BTC.1\"]}]"))
        .isTrue();
    return listener;
  }

  @Test
  void brokenAnswersBreakTheClientAndTheNextOneIsWhole() throws Exception {
    upbit.faults().onRequests(1, HttpFault.htmlPage(403));
    assertThat(get()).isEqualTo(403);
    upbit.faults().onRequests(1, HttpFault.reset());
    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    upbit.faults().onRequests(1, HttpFault.cutInBody());
    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    upbit.faults().onRequests(1, HttpFault.dropped());
    assertThatThrownBy(this::get).isInstanceOf(SocketTimeoutException.class);
    upbit.faults().onRequests(1, HttpFault.delayed(Duration.ofSeconds(30)));
    assertThatThrownBy(this::get).isInstanceOf(SocketTimeoutException.class);
    assertThat(get()).isEqualTo(200);
  }

  @Test
  void anUpgradeIsRefusedWithTheScriptedStatus() throws Exception {
    upbit.faults().refuseUpgrades(1, 503);
    assertThat(open().refused.get(5, TimeUnit.SECONDS)).isEqualTo(503);
    assertThat(open().frames.poll(5, TimeUnit.SECONDS)).contains("SNAPSHOT");
  }

  @Test
  void aFrozenConnectionIsFoundByPingsAndAStalledOneIsNot() throws Exception {
    Listener frozen = open();
    assertThat(frozen.frames.poll(5, TimeUnit.SECONDS)).contains("SNAPSHOT");
    upbit.faults().streams().freeze();
    assertThat(frozen.refused.get(8, TimeUnit.SECONDS)).isZero();
    Listener stalled = open();
    assertThat(stalled.frames.poll(5, TimeUnit.SECONDS)).contains("SNAPSHOT");
    upbit.faults().streams().stall();
    stalled.frames.clear();
    assertThatThrownBy(() -> stalled.closed.get(3, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void aCutConnectionFailsWithoutACloseCode() throws Exception {
    Listener listener = open();
    assertThat(listener.frames.poll(5, TimeUnit.SECONDS)).contains("SNAPSHOT");
    upbit.faults().streams().abort();
    assertThatThrownBy(() -> listener.closed.get(5, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void brokenFramesArriveBroken() throws Exception {
    upbit.faults().onFrames(1, frame -> true, FrameFault.changed(text -> text.substring(0, 9)));
    assertThat(open().frames.poll(5, TimeUnit.SECONDS)).isEqualTo("{\"type\":\"");
  }
}
