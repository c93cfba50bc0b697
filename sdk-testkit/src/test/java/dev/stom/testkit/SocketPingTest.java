package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.ManualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pings and pongs on real sockets, with the venue's clock in the test's hand. */
class SocketPingTest {
  private final ManualTime time = ManualTime.create();
  private final SimulatedBinance binance = SimulatedBinance.builder().time(time).start();

  @AfterEach
  void close() {
    binance.close();
  }

  private final class Plain extends WebSocketClient {
    private final boolean answers;
    final BlockingQueue<String> pings = new LinkedBlockingQueue<>();
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    Plain(boolean answers) {
      super(URI.create(binance.wsUri() + "/ws"));
      this.answers = answers;
      setConnectionLostTimeout(0);
    }

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata frame) {
      if (answers) {
        super.onWebsocketPing(connection, frame);
      }
      pings.add(new String(frame.getPayloadData().array(), StandardCharsets.UTF_8));
    }

    @Override
    public void onOpen(ServerHandshake handshake) {}

    @Override
    public void onMessage(String message) {
      texts.add(message);
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      closed.complete(code);
    }

    @Override
    public void onError(Exception failure) {
      closed.completeExceptionally(failure);
    }
  }

  @Test
  void theVenuePingsEvery20SecondsAndHangsUpOnWhoDoesNotAnswerFor60() throws Exception {
    Plain silent = new Plain(false);
    Plain alive = new Plain(true);
    assertThat(silent.connectBlocking(5, TimeUnit.SECONDS)).isTrue();
    assertThat(alive.connectBlocking(5, TimeUnit.SECONDS)).isTrue();
    awaitOpen(2);
    for (int i = 0; i < 3; i++) {
      time.advance(Duration.ofSeconds(20));
      assertThat(silent.pings.poll(5, TimeUnit.SECONDS)).isNotEmpty();
      assertThat(alive.pings.poll(5, TimeUnit.SECONDS)).isNotEmpty();
      answered(alive);
    }
    assertThat(silent.closed).isNotDone();
    time.advance(Duration.ofSeconds(20));
    assertThat(silent.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1008);
    answered(alive);
    time.advance(Duration.ofSeconds(40));
    assertThat(alive.closed).isNotDone();
    alive.closeBlocking();
  }

  /** A message and its answer after the pong: then the pong has been seen too. */
  private static void answered(Plain client) throws Exception {
    client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
    assertThat(client.texts.poll(5, TimeUnit.SECONDS)).isNotNull();
  }

  private void awaitOpen(int connections) throws TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (binance.traffic().connectionsOpen() < connections) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("only " + binance.traffic().connectionsOpen() + " are open");
      }
      Thread.onSpinWait();
    }
  }
}
