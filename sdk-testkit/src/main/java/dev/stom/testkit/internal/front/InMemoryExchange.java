package dev.stom.testkit.internal.front;

import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpCall;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.internal.engine.VenueEngine;
import dev.stom.testkit.traffic.SeenRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One HTTP exchange in memory: a way there, a way back, and a time limit for both. */
final class InMemoryExchange {
  private final VenueEngine engine;
  private final TimeSource time;
  private final Duration latency;
  private final CompletableFuture<HttpAnswer> future = new CompletableFuture<>();
  private final List<TimeSource.Scheduled> timers = new ArrayList<>(); // guarded by itself
  private boolean over; // guarded by timers

  InMemoryExchange(VenueEngine engine, TimeSource time, Duration latency) {
    this.engine = engine;
    this.time = time;
    this.latency = latency;
  }

  CompletableFuture<HttpAnswer> begin(
      HttpCall call, Supplier<SeenRequest> seen, Consumer<InMemoryExchange> whenOver) {
    CompletableFuture<HttpAnswer> unused =
        future.whenComplete(
            (answer, failure) -> {
              whenOver.accept(this);
              stop();
            });
    after(call.timeout(), () -> fail(new SocketTimeoutException("timeout")));
    after(latency, () -> arrive(seen.get()));
    return future;
  }

  void fail(IOException failure) {
    future.completeExceptionally(failure);
  }

  private void stop() {
    synchronized (timers) {
      over = true;
      timers.forEach(TimeSource.Scheduled::cancel);
      timers.clear();
    }
  }

  private void after(Duration delay, Runnable action) {
    synchronized (timers) {
      if (!over) {
        timers.add(time.schedule(delay, action));
      }
    }
  }

  private void arrive(SeenRequest request) {
    if (future.isDone()) {
      return;
    }
    HttpFault.Outcome outcome = engine.handle(request);
    if (outcome.ending() != HttpFault.Ending.NEVER) {
      after(latency.plus(outcome.delay()), () -> complete(outcome));
    }
  }

  private void complete(HttpFault.Outcome outcome) {
    HttpAnswer answer = outcome.answer();
    if (outcome.ending() == HttpFault.Ending.CUT) {
      fail(new IOException("unexpected end of stream"));
    } else if (outcome.ending() == HttpFault.Ending.RESET || answer == null) {
      fail(new IOException("connection reset"));
    } else {
      future.complete(answer);
    }
  }
}
