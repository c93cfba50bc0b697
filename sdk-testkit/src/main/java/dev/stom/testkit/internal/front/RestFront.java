package dev.stom.testkit.internal.front;

import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.internal.engine.VenueEngine;
import dev.stom.testkit.traffic.SeenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A venue's REST on a loopback port. */
public final class RestFront implements AutoCloseable {
  private final VenueEngine engine;
  private final TimeSource time;
  private final boolean gzips;
  private final MockWebServer server = new MockWebServer();
  private final Set<CountDownLatch> waiting = new HashSet<>(); // guarded by itself
  private boolean closed; // guarded by waiting

  /**
   * @param engine answers
   * @param time delays
   * @param gzips whether the venue packs answers for clients that can unpack them
   */
  public RestFront(VenueEngine engine, TimeSource time, boolean gzips) {
    this.engine = engine;
    this.time = time;
    this.gzips = gzips;
  }

  /**
   * Binds to 127.0.0.1.
   *
   * @param port a port, or 0 for a free one
   * @return the port
   */
  public int start(int port) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            return answer(request);
          }
        });
    try {
      server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, cause);
    }
    return server.getPort();
  }

  private MockResponse answer(RecordedRequest request) throws InterruptedException {
    // The server keeps every request for a test to take; nobody takes them here.
    server.takeRequest(0, TimeUnit.MILLISECONDS);
    HttpFault.Outcome outcome = engine.handle(seen(request));
    if (outcome.ending() == HttpFault.Ending.NEVER) {
      await(null);
    } else if (!outcome.delay().isZero()) {
      await(outcome.delay());
    }
    HttpAnswer answer = outcome.answer();
    MockResponse.Builder response = new MockResponse.Builder();
    if (answer == null || outcome.ending() == HttpFault.Ending.RESET) {
      return response.onResponseStart(new SocketEffect.CloseSocket()).build();
    }
    response.code(answer.status());
    boolean packed =
        gzips && answer.isSuccess() && header(request, "Accept-Encoding").contains("gzip");
    Buffer body = packed ? pack(answer.body()) : new Buffer().write(answer.body());
    response.body(body);
    for (Header header : answer.headers()) {
      response.addHeaderLenient(header.name(), header.value());
    }
    if (packed) {
      response.addHeader("Content-Encoding", "gzip");
    }
    if (outcome.ending() == HttpFault.Ending.CUT) {
      response.onResponseBody(new SocketEffect.CloseSocket());
    }
    return response.build();
  }

  private static Buffer pack(byte[] body) {
    Buffer packed = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
      sink.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException("packing in memory failed", impossible);
    }
    return packed;
  }

  private static String header(RecordedRequest request, String name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }

  private SeenRequest seen(RecordedRequest request) {
    String target = request.getTarget();
    int question = target.indexOf('?');
    Headers headers = request.getHeaders();
    List<Header> copied = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      copied.add(new Header(headers.name(i), headers.value(i)));
    }
    ByteString body = request.getBody();
    return new SeenRequest(
        time.now(),
        request.getMethod(),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        copied,
        body == null ? "" : body.utf8());
  }

  /** Waits for so long by the venue's clock, or until the front closes. */
  private void await(@Nullable Duration delay) throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    synchronized (waiting) {
      if (closed) {
        return;
      }
      waiting.add(latch);
    }
    if (delay != null) {
      time.schedule(delay, latch::countDown);
    }
    latch.await();
    synchronized (waiting) {
      waiting.remove(latch);
    }
  }

  @Override
  public void close() {
    synchronized (waiting) {
      closed = true;
      waiting.forEach(CountDownLatch::countDown);
    }
    server.close();
  }
}
