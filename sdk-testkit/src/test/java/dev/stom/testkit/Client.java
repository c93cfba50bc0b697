package dev.stom.testkit;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpCall;
import dev.stom.core.spi.StreamSocket;
import dev.stom.core.spi.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A plain client of a simulated venue in virtual time: what a test sends, and what came back. */
final class Client implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  final ManualTime time;
  private final SimulatedVenue venue;
  private final Transport transport;

  Client(ManualTime time, SimulatedVenue venue) {
    this.time = time;
    this.venue = venue;
    transport = venue.inMemory();
  }

  CompletableFuture<HttpAnswer> begin(String target, Header... headers) {
    return transport.send(
        new HttpCall("GET", URI.create(venue.restUri() + target), List.of(headers), null, TIMEOUT));
  }

  /** Sends a request and lets time pass until it is answered. */
  HttpAnswer get(String target, Header... headers) {
    CompletableFuture<HttpAnswer> future = begin(target, headers);
    while (!future.isDone()) {
      time.advance(Duration.ofMillis(1));
    }
    return future.join();
  }

  Throwable failure(String target) {
    CompletableFuture<HttpAnswer> future = begin(target);
    while (!future.isDone()) {
      time.advance(Duration.ofMillis(1));
    }
    try {
      return new AssertionError("answered with " + future.join().status());
    } catch (CompletionException failed) {
      return failed.getCause();
    }
  }

  Stream open(String target, Header... headers) {
    Stream stream = new Stream();
    stream.socket = transport.open(URI.create(venue.wsUri() + target), List.of(headers), stream);
    return stream;
  }

  /** Opens a stream and lets time pass until it is open or over. */
  Stream connect(String target) {
    Stream stream = open(target);
    time.advance(Duration.ofMillis(20));
    return stream;
  }

  void pass(Duration span) {
    time.advance(span);
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Everything that a stream brought. */
  static final class Stream implements StreamSocket.Listener {
    StreamSocket socket;
    int opened;
    final List<String> frames = new ArrayList<>();
    final List<StreamSocket.End> ends = new ArrayList<>();

    @Override
    public void onOpen() {
      opened++;
    }

    @Override
    public void onFrame(byte[] frame) {
      frames.add(new String(frame, StandardCharsets.UTF_8));
    }

    @Override
    public void onClosed(StreamSocket.End end) {
      ends.add(end);
    }

    StreamSocket.End end() {
      if (ends.size() != 1) {
        throw new AssertionError("expected one end but there are " + ends);
      }
      return ends.get(0);
    }

    boolean isOver() {
      return !ends.isEmpty();
    }

    /** Frames so far, forgotten afterwards. */
    List<String> take() {
      List<String> taken = new ArrayList<>(frames);
      frames.clear();
      return taken;
    }
  }
}
