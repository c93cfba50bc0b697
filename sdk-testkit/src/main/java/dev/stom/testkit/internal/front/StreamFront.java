package dev.stom.testkit.internal.front;

import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.internal.engine.Session;
import dev.stom.testkit.internal.engine.VenueEngine;
import dev.stom.testkit.internal.engine.Wire;
import dev.stom.testkit.traffic.SeenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.extensions.IExtension;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A venue's streams on a loopback port. */
public final class StreamFront implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamFront.class);
  private static final int START_SECONDS = 10;
  private static final int STOP_MILLIS = 1_000;

  /** A client that is so many frames behind does not read any more. */
  private static final int FRAMES_BEHIND = 20_000;

  private final VenueEngine engine;
  private final TimeSource time;
  private final String name;
  private final ExecutorService closer;
  private @Nullable Server server;

  /**
   * @param engine speaks
   * @param time stamps
   * @param name the beginning of the threads' names
   */
  public StreamFront(VenueEngine engine, TimeSource time, String name) {
    this.engine = engine;
    this.time = time;
    this.name = name;
    closer =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, name + "-closer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Binds to 127.0.0.1.
   *
   * @param port a port, or 0 for a free one
   * @return the port
   */
  public int start(int port) {
    InetSocketAddress address;
    try (ServerSocket probe = new ServerSocket()) {
      // The server library logs a stack trace when a port is taken; this finds it out quietly.
      address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      probe.setReuseAddress(true);
      probe.bind(address);
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, cause);
    }
    Server starting = new Server(address);
    server = starting;
    starting.start();
    try {
      starting.ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", interrupted);
    } catch (ExecutionException | TimeoutException failure) {
      Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, new IOException(cause));
    }
    return starting.getPort();
  }

  @Override
  public void close() {
    Server running = server;
    if (running != null) {
      try {
        running.stop(STOP_MILLIS, "going away");
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    closer.shutdownNow();
  }

  private SeenRequest seen(ClientHandshake handshake) {
    String target = handshake.getResourceDescriptor();
    int question = target.indexOf('?');
    List<Header> headers = new ArrayList<>();
    for (Iterator<String> names = handshake.iterateHttpFields(); names.hasNext(); ) {
      String field = names.next();
      headers.add(new Header(field, handshake.getFieldValue(field)));
    }
    return new SeenRequest(
        time.now(),
        "GET",
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers,
        "");
  }

  private static byte[] head(HttpAnswer refusal) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(refusal.status()).append(" Refused");
    for (Header header : refusal.headers()) {
      head.append("\r\n").append(header.name()).append(": ").append(header.value());
    }
    head.append("\r\nContent-Length: ")
        .append(refusal.body().length)
        .append("\r\nConnection: close\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Ignores all frames of a connection that a script has frozen. */
  private final class FreezableDraft extends Draft_6455 {
    FreezableDraft() {
      super(List.<IExtension>of());
    }

    @Override
    public void processFrame(WebSocketImpl connection, Framedata frame)
        throws InvalidDataException {
      Session session = connection.getAttachment();
      if (session == null || !engine.isFrozen(session)) {
        super.processFrame(connection, frame);
      }
    }

    @Override
    public Draft copyInstance() {
      return new FreezableDraft();
    }
  }

  private final class Server extends WebSocketServer {
    final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    Server(InetSocketAddress address) {
      super(address, 1, List.of(new FreezableDraft()));
      setReuseAddr(true);
      setTcpNoDelay(true);
      setDaemon(true);
      setConnectionLostTimeout(0); // each venue has its own way with pings
    }

    private void nameThread(String role) {
      Thread thread = Thread.currentThread();
      if (!thread.getName().startsWith(name)) {
        thread.setName(name + role);
      }
    }

    @Override
    public void onStart() {
      nameThread("-selector");
      ready.complete(true);
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
        WebSocket connection, Draft draft, ClientHandshake request) throws InvalidDataException {
      nameThread("-reader");
      HttpAnswer refusal = engine.refuses(seen(request));
      if (refusal != null) {
        WebSocketImpl peer = (WebSocketImpl) connection;
        peer.outQueue.add(ByteBuffer.wrap(head(refusal)));
        peer.outQueue.add(ByteBuffer.wrap(refusal.body()));
        throw new InvalidDataException(
            CloseFrame.POLICY_VALIDATION, "refused with " + refusal.status());
      }
      return super.onWebsocketHandshakeReceivedAsServer(connection, draft, request);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
      connection.setAttachment(
          engine.connect(seen(handshake), new SocketWire((WebSocketImpl) connection)));
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
      withSession(connection, session -> engine.received(session, message));
    }

    @Override
    public void onMessage(WebSocket connection, ByteBuffer message) {
      onMessage(connection, StandardCharsets.UTF_8.decode(message).toString());
    }

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata frame) {
      withSession(connection, session -> engine.pinged(session, bytes(frame)));
    }

    @Override
    public void onWebsocketPong(WebSocket connection, Framedata frame) {
      withSession(connection, session -> engine.ponged(session, bytes(frame)));
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {
      withSession(connection, engine::gone);
    }

    @Override
    public void onError(@Nullable WebSocket connection, Exception failure) {
      if (connection == null) {
        ready.completeExceptionally(failure);
      }
      log.debug("stream connection failed", failure);
    }

    private void withSession(WebSocket connection, Consumer<Session> action) {
      Session session = connection.getAttachment();
      if (session != null) {
        action.accept(session);
      }
    }

    private byte[] bytes(Framedata frame) {
      ByteBuffer payload = frame.getPayloadData().asReadOnlyBuffer();
      byte[] bytes = new byte[payload.remaining()];
      payload.get(bytes);
      return bytes;
    }
  }

  private final class SocketWire implements Wire {
    private final WebSocketImpl connection;

    SocketWire(WebSocketImpl connection) {
      this.connection = connection;
    }

    @Override
    public void text(String text) {
      quietly(() -> connection.send(text));
    }

    @Override
    public void binary(byte[] bytes) {
      quietly(() -> connection.send(bytes));
    }

    @Override
    public void ping(byte[] payload) {
      PingFrame frame = new PingFrame();
      frame.setPayload(ByteBuffer.wrap(payload));
      quietly(() -> connection.sendFrame(frame));
    }

    @Override
    public void pong(byte[] payload) {
      PongFrame frame = new PongFrame();
      frame.setPayload(ByteBuffer.wrap(payload));
      quietly(() -> connection.sendFrame(frame));
    }

    @Override
    public void hangUp(int code, String reason) {
      later(() -> connection.close(code, reason));
    }

    @Override
    public void cut() {
      later(() -> connection.closeConnection(CloseFrame.ABNORMAL_CLOSE, "cut"));
    }

    /** Closing takes the connection's own lock, so it must not happen under the engine's. */
    private void later(Runnable action) {
      try {
        closer.execute(action);
      } catch (RejectedExecutionException closing) {
        log.trace("closing already", closing);
      }
    }

    private void quietly(Runnable action) {
      try {
        action.run();
      } catch (WebsocketNotConnectedException gone) {
        log.trace("the client is gone already", gone);
      }
    }

    @Override
    public boolean isClogged() {
      return connection.outQueue.size() > FRAMES_BEHIND;
    }
  }
}
