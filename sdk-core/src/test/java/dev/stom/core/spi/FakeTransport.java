package dev.stom.core.spi;

import dev.stom.core.runtime.ManualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers from a script, under virtual time, and remembers what it was asked. */
final class FakeTransport implements Transport {
  final List<HttpCall> calls = new ArrayList<>();
  final List<CompletableFuture<HttpAnswer>> exchanges = new ArrayList<>();
  private final ArrayDeque<Step> script = new ArrayDeque<>();
  private final ManualTime time;

  FakeTransport(ManualTime time) {
    this.time = time;
  }

  private record Step(Duration delay, HttpAnswer answer, Exception failure) {}

  FakeTransport answers(int status, String body, Header... headers) {
    return answersAfter(Duration.ZERO, status, body, headers);
  }

  FakeTransport answersAfter(Duration delay, int status, String body, Header... headers) {
    script.add(
        new Step(
            delay,
            new HttpAnswer(status, List.of(headers), body.getBytes(StandardCharsets.UTF_8)),
            null));
    return this;
  }

  FakeTransport fails(Exception failure) {
    script.add(new Step(Duration.ZERO, null, failure));
    return this;
  }

  FakeTransport neverAnswers() {
    script.add(new Step(null, null, null));
    return this;
  }

  @Override
  public CompletableFuture<HttpAnswer> send(HttpCall call) {
    calls.add(call);
    CompletableFuture<HttpAnswer> future = new CompletableFuture<>();
    exchanges.add(future);
    Step step = script.removeFirst();
    if (step.failure() != null) {
      future.completeExceptionally(step.failure());
    } else if (step.delay() != null && step.delay().isZero()) {
      future.complete(step.answer());
    } else if (step.delay() != null) {
      time.schedule(step.delay(), () -> future.complete(step.answer()));
    }
    return future;
  }

  @Override
  public StreamSocket open(URI target, List<Header> headers, StreamSocket.Listener listener) {
    throw new UnsupportedOperationException("no streams here");
  }

  @Override
  public void close() {}
}
