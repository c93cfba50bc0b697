package dev.stom.testkit.internal.front;

import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpCall;
import dev.stom.core.spi.StreamSocket;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.internal.engine.VenueEngine;
import dev.stom.testkit.traffic.SeenRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Reaches a venue without any socket: each way takes the configured latency on the venue's time
 * source, and everything happens on whatever thread runs that time source's tasks. Hosts are not
 * looked at, so a client may keep the real venue's addresses.
 */
public final class InMemoryTransport implements Transport {
  private final VenueEngine engine;
  private final TimeSource time;
  private final Duration latency;
  private final Duration pingInterval;
  private final Consumer<InMemoryTransport> whenClosed;
  private final Object lock = new Object();
  private final Set<InMemoryExchange> exchanges = new LinkedHashSet<>(); // guarded by lock
  private final Set<InMemorySocket> sockets = new LinkedHashSet<>(); // guarded by lock
  private boolean closed; // guarded by lock

  /**
   * @param engine the venue
   * @param time its time source
   * @param latency how long a message takes one way
   * @param pingInterval how often streams ping the venue, as real WebSocket clients do; zero for
   *     never
   * @param whenClosed hears when it has been closed
   */
  public InMemoryTransport(
      VenueEngine engine,
      TimeSource time,
      Duration latency,
      Duration pingInterval,
      Consumer<InMemoryTransport> whenClosed) {
    this.engine = engine;
    this.time = time;
    this.latency = latency;
    this.pingInterval = pingInterval;
    this.whenClosed = whenClosed;
  }

  @Override
  public CompletableFuture<HttpAnswer> send(HttpCall call) {
    InMemoryExchange exchange = new InMemoryExchange(engine, time, latency);
    boolean refused;
    synchronized (lock) {
      refused = closed;
      if (!refused) {
        exchanges.add(exchange);
      }
    }
    CompletableFuture<HttpAnswer> future = exchange.begin(call, () -> seen(call), this::forget);
    if (refused) {
      exchange.fail(new IOException("transport is closed"));
    }
    return future;
  }

  private SeenRequest seen(HttpCall call) {
    HttpCall.Body body = call.body();
    List<Header> headers = new ArrayList<>(call.headers());
    if (body == null) {
      return seen(call.method(), call.target(), headers, "");
    }
    headers.add(new Header("Content-Type", body.contentType()));
    String text = new String(body.bytes(), StandardCharsets.UTF_8);
    return seen(call.method(), call.target(), headers, text);
  }

  private SeenRequest seen(String method, URI target, List<Header> headers, String body) {
    String path = target.getRawPath();
    String query = target.getRawQuery();
    return new SeenRequest(
        time.now(),
        method,
        path == null || path.isEmpty() ? "/" : path,
        query == null ? "" : query,
        headers,
        body);
  }

  @Override
  public StreamSocket open(URI target, List<Header> headers, StreamSocket.Listener listener) {
    InMemorySocket socket =
        new InMemorySocket(engine, time, latency, pingInterval, listener, this::forget);
    boolean refused;
    synchronized (lock) {
      refused = closed;
      if (!refused) {
        sockets.add(socket);
      }
    }
    if (refused) {
      socket.abort();
    } else {
      socket.begin(() -> seen("GET", target, headers, ""));
    }
    return socket;
  }

  private void forget(InMemoryExchange exchange) {
    synchronized (lock) {
      exchanges.remove(exchange);
    }
  }

  private void forget(InMemorySocket socket) {
    synchronized (lock) {
      sockets.remove(socket);
    }
  }

  @Override
  public void close() {
    List<InMemoryExchange> underWay;
    List<InMemorySocket> open;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      underWay = new ArrayList<>(exchanges);
      open = new ArrayList<>(sockets);
    }
    underWay.forEach(exchange -> exchange.fail(new IOException("transport is closed")));
    open.forEach(InMemorySocket::abort);
    whenClosed.accept(this);
  }
}
