package dev.stom.core.spi;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.SdkException;
import dev.stom.core.runtime.RateLimiter.Permit;
import dev.stom.core.runtime.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way: wait for the limiter, build, send, read, and all of that again for a read
 * that failed; until it is settled, once, by a value, a failure, the deadline, a cancellation or
 * the end of the client.
 *
 * <p>The steps follow one another and never overlap; only settling may come from aside, at any
 * moment. So each step first checks whether the call is settled, and looks again after it has left
 * something behind that would have to be cleared away.
 */
final class PendingCall<T> {
  private static final Logger log = LoggerFactory.getLogger(HttpCaller.class);

  private final HttpCaller caller;
  private final ApiRequest<T> request;
  private final Duration deadline;
  private final long begun;

  final CallFuture<T> result;

  // The two that decide whether "nothing was sent" is true: changed together under this.
  private volatile boolean settled;
  private volatile boolean inFlight;

  // All written by the steps, and read by whoever settles.
  private volatile @Nullable CompletableFuture<?> step; // the limiter's or the transport's future
  private volatile TimeSource.@Nullable Scheduled deadlineTimer;
  private volatile TimeSource.@Nullable Scheduled pauseTimer;
  private volatile int attempt; // how many were sent
  private volatile @Nullable SdkException lastFailure;
  private volatile boolean countsWhenGivenUp; // the deadline passed: the venue was too slow

  PendingCall(HttpCaller caller, ApiRequest<T> request, Duration deadline) {
    this.caller = caller;
    this.request = request;
    this.deadline = deadline;
    this.begun = caller.time.nanoTime();
    this.result = new CallFuture<>(caller.venue, request.operation());
  }

  void start() {
    CompletableFuture<T> unused = result.whenComplete((value, thrown) -> abandon());
    deadlineTimer = caller.time.schedule(deadline, this::expire);
    tryOnce();
    if (settled) {
      clearAway();
    }
  }

  // ---- the steps

  private void tryOnce() {
    if (settled) {
      return;
    }
    CompletableFuture<Permit> turn;
    try {
      Duration wait = caller.limiter.estimatedWait(request.charge());
      if (wait.compareTo(left()) >= 0) {
        settle(noRoom(wait)); // waiting would be in vain
        return;
      }
      turn = caller.limiter.acquire(request.charge());
    } catch (RuntimeException callersError) {
      settle(callersError);
      return;
    }
    hold(turn);
    CompletableFuture<Permit> unused =
        turn.whenComplete(
            (permit, thrown) -> {
              if (permit != null) {
                send(permit);
              } else if (thrown != null && !settled) {
                settle(sdkException(ErrorReason.CONNECTION, HttpFailures.unwrapped(thrown)));
              }
            });
  }

  private void send(Permit permit) {
    if (settled) {
      permit.cancel();
      return;
    }
    HttpCall call;
    CompletableFuture<HttpAnswer> exchange;
    long sent;
    try {
      call = withinDeadline(request.call().get());
      if (!permit.mayLeave()) {
        permit.cancel(); // the venue has stopped everybody since the grant: wait with the others
        tryOnce();
        return;
      }
      if (!takeOff()) {
        permit.cancel(); // too late: it has been reported as never sent
        return;
      }
      sent = caller.time.nanoTime();
      exchange = caller.transport.send(call);
    } catch (RuntimeException callersError) {
      inFlight = false;
      permit.cancel(); // nothing was sent
      settle(callersError);
      return;
    }
    hold(exchange);
    CompletableFuture<HttpAnswer> unused =
        exchange.whenComplete(
            (answer, thrown) -> {
              long received = caller.time.nanoTime();
              Duration took = Duration.ofNanos(received - sent);
              Failure refused = null;
              try {
                if (answer != null) {
                  // Before the release: nobody may go on the room of a request that was banned.
                  refused = caller.learn(new AnsweredCall(request, answer, permit, sent, received));
                }
              } finally {
                permit.release();
                inFlight = false;
              }
              if (answer != null) {
                log.debug("{} -> HTTP {} in {} ms", call, answer.status(), took.toMillis());
                read(answer, refused, took);
              } else if (thrown != null) {
                noAnswer(call, HttpFailures.unwrapped(thrown), took);
              }
            });
  }

  /** The last moment at which the call can still be settled as never sent. */
  private synchronized boolean takeOff() {
    if (settled) {
      return false;
    }
    int number = attempt + 1;
    attempt = number;
    inFlight = true;
    return true;
  }

  private void noAnswer(HttpCall call, Throwable thrown, Duration took) {
    log.debug("{} -> {} in {} ms", call, thrown.getClass().getSimpleName(), took.toMillis());
    if (settled && thrown instanceof CancellationException) {
      if (countsWhenGivenUp) {
        caller.statistics.record(request.operation(), took, false);
      }
      return;
    }
    caller.statistics.record(request.operation(), took, false);
    failed(sdkException(HttpFailures.reasonOf(thrown), thrown));
  }

  private void read(HttpAnswer answer, @Nullable Failure refused, Duration took) {
    if (refused != null) {
      caller.statistics.record(request.operation(), took, false);
      failed(SdkException.of(refused.withAttempt(attempt, elapsed()), null));
      return;
    }
    T value;
    try {
      value = request.decoder().apply(answer);
    } catch (SdkException outcome) {
      caller.statistics.record(request.operation(), took, false);
      failed(outcome);
      return;
    } catch (RuntimeException unreadable) {
      caller.statistics.record(request.operation(), took, false);
      Failure failure =
          HttpFailures.unreadable(caller.venue, request.operation(), answer)
              .withAttempt(attempt, elapsed());
      failed(SdkException.of(failure, HttpFailures.unwrapped(unreadable)));
      return;
    }
    caller.statistics.record(request.operation(), took, true);
    if (claim()) {
      clearAway();
      caller.complete(() -> result.complete(value));
    }
  }

  private void failed(SdkException failure) {
    SdkException before = lastFailure;
    if (before != null && before != failure) {
      failure.addSuppressed(before);
    }
    lastFailure = failure;
    if (request.read() && caller.retries.triesAgain(failure.reason(), attempt)) {
      Duration pause = pauseAfter(failure);
      if (pause.compareTo(left()) < 0) {
        if (!settled) {
          pauseTimer = caller.time.schedule(pause, this::tryOnce);
          if (settled) {
            clearAway();
          }
        }
        return;
      }
    }
    settle(failure);
  }

  private Duration pauseAfter(SdkException failure) {
    Duration pause = caller.drawPause(attempt);
    Instant retryAt = failure.failure().retryAt();
    if (retryAt != null) {
      Duration asked = Duration.between(caller.time.now(), retryAt);
      return asked.compareTo(pause) > 0 ? asked : pause;
    }
    return pause;
  }

  // ---- from aside

  private void expire() {
    boolean sent;
    synchronized (this) {
      if (settled) {
        return;
      }
      settled = true;
      countsWhenGivenUp = inFlight;
      // An answer that is being read was sent for; between two attempts the last failure says more.
      sent = inFlight || (attempt > 0 && lastFailure == null);
    }
    finish(sent ? late() : noRoom(null));
  }

  private SdkException late() {
    SdkException late = sdkException(ErrorReason.TIMEOUT, null);
    SdkException before = lastFailure;
    if (before != null) {
      late.addSuppressed(before);
    }
    return late;
  }

  /** No time is left to wait for the limiter: the last failure, if there was one, says more. */
  private SdkException noRoom(@Nullable Duration wait) {
    SdkException before = lastFailure;
    if (before != null) {
      return before;
    }
    Failure failure =
        Failure.of(caller.venue, request.operation(), ErrorReason.LOCAL_LIMIT)
            .withAttempt(0, elapsed());
    if (wait != null) {
      failure = failure.withRetryAt(caller.after(wait));
    }
    return SdkException.of(failure, null);
  }

  void shutDown() {
    if (claim()) { // first: from then on nothing leaves, and the number of attempts stays
      finish(sdkException(ErrorReason.CLOSED, null));
    }
  }

  /** The result has ended, by us or by the user: a cancelled one takes everything with it. */
  private void abandon() {
    if (claim()) {
      clearAway();
    }
  }

  // ---- settling

  private synchronized boolean claim() {
    boolean first = !settled;
    settled = true;
    return first;
  }

  private void settle(RuntimeException failure) {
    if (claim()) {
      finish(failure);
    }
  }

  private void finish(RuntimeException failure) {
    clearAway();
    caller.complete(() -> result.completeExceptionally(failure));
  }

  private void clearAway() {
    caller.forget(this);
    cancel(deadlineTimer);
    cancel(pauseTimer);
    CompletableFuture<?> current = step;
    if (current != null) {
      current.cancel(true);
    }
  }

  private static void cancel(TimeSource.@Nullable Scheduled timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  private void hold(CompletableFuture<?> next) {
    step = next;
    if (settled) {
      next.cancel(true);
    }
  }

  // ---- figures

  private Duration elapsed() {
    return Duration.ofNanos(caller.time.nanoTime() - begun);
  }

  private Duration left() {
    return deadline.minus(elapsed());
  }

  private HttpCall withinDeadline(HttpCall call) {
    Duration left = left();
    if (left.compareTo(call.timeout()) >= 0) {
      return call;
    }
    Duration rest = left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    return new HttpCall(call.method(), call.target(), call.headers(), call.body(), rest);
  }

  private SdkException sdkException(ErrorReason reason, @Nullable Throwable cause) {
    Failure failure =
        Failure.of(caller.venue, request.operation(), reason).withAttempt(attempt, elapsed());
    return SdkException.of(failure, cause);
  }
}
