package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OkHttpSocketTest {
  private final MockWebServer server = new MockWebServer();
  private final OkHttpTransport transport = OkHttpTransport.create("sdk-test");
  private final Peer peer = new Peer();
  private final Ears ears = new Ears();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    transport.close();
    server.close();
    ThreadsLeft.assertNone("sdk-test-http-");
  }

  /** The other side. */
  private static final class Peer extends WebSocketListener {
    final BlockingQueue<WebSocket> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void onOpen(WebSocket socket, Response response) {
      opened.add(socket);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      heard.add(text);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      heard.add("closing " + code + " " + reason);
      socket.close(code, null);
    }
  }

  /** Our side; what it hears is text, in order. */
  private static class Ears implements StreamSocket.Listener {
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void onOpen() {
      heard.add("open");
    }

    @Override
    public void onFrame(byte[] frame) {
      heard.add("frame " + new String(frame, StandardCharsets.UTF_8));
    }

    @Override
    public void onClosed(StreamSocket.End end) {
      heard.add("closed " + end);
    }

    String next() throws InterruptedException {
      String word = heard.poll(10, TimeUnit.SECONDS);
      assertThat(word).as("something heard within 10 s").isNotNull();
      return word;
    }

    void assertNothingFollows() throws InterruptedException {
      assertThat(heard.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  private URI address() {
    return URI.create("ws://localhost:" + server.getPort() + "/websocket/v1?x=[1]");
  }

  private StreamSocket open(StreamSocket.Listener listener) {
    return transport.open(address(), List.of(new Header("Authorization", "Bearer x")), listener);
  }

  private WebSocket accept() throws InterruptedException {
    WebSocket socket = peer.opened.poll(10, TimeUnit.SECONDS);
    assertThat(socket).isNotNull();
    return socket;
  }

  private void upgrade() {
    server.enqueue(new MockResponse.Builder().webSocketUpgrade(peer).build());
  }

  @Test
  void textAndBinaryArriveInOrderAndTheEndOnce() throws InterruptedException {
    upgrade();
    StreamSocket socket = open(ears);
    WebSocket there = accept();
    assertThat(ears.next()).isEqualTo("open");
    there.send("하나");
    there.send(ByteString.encodeUtf8("둘"));
    assertThat(ears.next()).isEqualTo("frame 하나");
    assertThat(ears.next()).isEqualTo("frame 둘");
    assertThat(socket.send("셋")).isTrue();
    assertThat(peer.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("셋");
    there.close(4001, "bye");
    assertThat(ears.next()).isEqualTo("closed " + StreamSocket.End.closed(4001, "bye"));
    ears.assertNothingFollows();
    assertThat(socket.send("too late")).isFalse();
  }

  @Test
  void theUpgradeCarriesOurHeadersAndNoOrigin() throws InterruptedException {
    upgrade();
    StreamSocket socket = open(ears);
    RecordedRequest request = server.takeRequest();
    socket.abort();
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer x");
    assertThat(request.getHeaders().get("Origin")).isNull();
    assertThat(request.getTarget()).isEqualTo("/websocket/v1?x=[1]");
  }

  @Test
  void ourCloseIsAHandshakeAndALongReasonIsShortened() throws InterruptedException {
    upgrade();
    StreamSocket socket = open(ears);
    accept();
    assertThat(ears.next()).isEqualTo("open");
    socket.close(1000, "가".repeat(100));
    assertThat(peer.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("closing 1000 " + "가".repeat(41));
    assertThat(ears.next()).startsWith("closed End[closeCode=OptionalInt[1000]");
    ears.assertNothingFollows();
  }

  @Test
  void aRefusedUpgradeTellsTheStatus() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().code(403).body("<html>").build());
    open(ears);
    assertThat(ears.next()).contains("httpStatus=OptionalInt[403]");
    ears.assertNothingFollows();
  }

  @Test
  void aRedirectedUpgradeIsNotFollowed() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/other").build());
    open(ears);
    assertThat(ears.next()).contains("httpStatus=OptionalInt[302]");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void anAbortEndsWithoutAHandshake() throws InterruptedException {
    upgrade();
    StreamSocket socket = open(ears);
    accept();
    assertThat(ears.next()).isEqualTo("open");
    socket.abort();
    assertThat(ears.next()).startsWith("closed End[closeCode=OptionalInt.empty");
    ears.assertNothingFollows();
    assertThat(peer.heard).noneMatch(word -> word.startsWith("closing 1"));
  }

  @Test
  void aRefusedConnectionEndsAsFailed() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    transport.open(URI.create("ws://127.0.0.1:" + port + "/"), List.of(), ears);
    assertThat(ears.next()).contains("ConnectException");
  }

  @Test
  void aListenerThatThrowsEndsItsConnectionAloudAndHearsNothingMore() throws InterruptedException {
    upgrade();
    Ears careless =
        new Ears() {
          @Override
          public void onFrame(byte[] frame) {
            super.onFrame(frame);
            throw new IllegalStateException("careless");
          }
        };
    open(careless);
    WebSocket there = accept();
    there.send("1");
    there.send("2");
    assertThat(careless.next()).isEqualTo("open");
    assertThat(careless.next()).isEqualTo("frame 1");
    assertThat(careless.next()).contains("the listener failed").contains("careless");
    careless.assertNothingFollows();
  }

  @Test
  void aListenerThatThrowsAtTheEndHarmsNobody() throws InterruptedException {
    upgrade();
    Ears careless =
        new Ears() {
          @Override
          public void onClosed(StreamSocket.End end) {
            super.onClosed(end);
            throw new IllegalStateException("careless");
          }
        };
    open(careless).abort();
    String first = careless.next();
    assertThat(first.equals("open") ? careless.next() : first).startsWith("closed");
    careless.assertNothingFollows();
  }

  @Test
  void theReaderThreadHasOurName() throws InterruptedException {
    upgrade();
    List<String> names = new ArrayList<>();
    Ears named =
        new Ears() {
          @Override
          public void onFrame(byte[] frame) {
            names.add(Thread.currentThread().getName());
            super.onFrame(frame);
          }
        };
    open(named);
    accept().send("x");
    assertThat(named.next()).isEqualTo("open");
    assertThat(named.next()).isEqualTo("frame x");
    assertThat(names).allMatch(name -> name.startsWith("sdk-test-http-"));
  }

  @Test
  void closingTheTransportEndsEveryConnection() throws InterruptedException {
    upgrade();
    open(ears);
    accept();
    assertThat(ears.next()).isEqualTo("open");
    transport.close();
    assertThat(ears.next()).startsWith("closed");
    ears.assertNothingFollows();
    Ears late = new Ears();
    StreamSocket socket = open(late);
    assertThat(late.next()).contains("the transport is closed");
    assertThat(socket.send("x")).isFalse();
    socket.close(1000, "");
    socket.abort();
  }

  @Test
  void closingTheTransportFromAListenerDoesNotWaitForItself() throws InterruptedException {
    upgrade();
    Ears closing =
        new Ears() {
          @Override
          public void onFrame(byte[] frame) {
            super.onFrame(frame);
            transport.close();
          }
        };
    open(closing);
    accept().send("x");
    assertThat(closing.next()).isEqualTo("open");
    assertThat(closing.next()).isEqualTo("frame x");
    assertThat(closing.next()).startsWith("closed");
  }

  @Test
  void aBadAddressIsRefusedAtTheDoor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transport.open(URI.create("wss:opaque"), List.of(), ears));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transport.open(URI.create("/relative"), List.of(), ears));
  }
}
