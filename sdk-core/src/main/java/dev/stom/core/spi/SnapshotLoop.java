package dev.stom.core.spi;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.SdkException;
import dev.stom.core.runtime.ReconnectPolicy;
import dev.stom.core.runtime.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the snapshots that a book wants: one at a time, at once where the book is not live, not
 * too often where it only wants to be deeper, after a growing pause where asking failed, and not
 * before the limiter's own forecast where that had no room. Never gives up before it is closed.
 *
 * <p><b>Threads:</b> asks on the time source's thread; holds no lock while it calls others.
 */
final class SnapshotLoop {
  /**
   * A book that is live but short asks again after 5 s at the earliest: a market that runs away
   * from its snapshot must not eat the budget of everything else.
   */
  static final Duration BETWEEN_DEEPER = Duration.ofSeconds(5);

  /**
   * After a second without a change a snapshot is asked for nevertheless, so that a quiet market
   * has a last known book. A busy one changes ten times in that time.
   */
  static final Duration QUIET_START = Duration.ofSeconds(1);

  /**
   * A limiter without a forecast is asked again after a second: its shortest windows are as long.
   */
  static final Duration WITHOUT_FORECAST = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(SnapshotLoop.class);

  private final DiffBookBuilder builder;
  private final Supplier<CompletableFuture<BookSnapshot>> source;
  private final TimeSource time;
  private final ReconnectPolicy pauses;
  private final RandomGenerator random;

  // All guarded by this.
  private @Nullable CompletableFuture<BookSnapshot> asked; // the one request under way
  private TimeSource.@Nullable Scheduled timer; // the next one is planned
  private TimeSource.@Nullable Scheduled quiet; // ends the wait for a first change
  private boolean mayWait; // what is planned is only for depth
  private boolean asking; // from the timer's end until the request is known
  private int failures; // in a row
  private boolean hasTaken;
  private long takenNanos; // when a snapshot was taken last
  private boolean closed;

  SnapshotLoop(
      DiffBookBuilder builder,
      Supplier<CompletableFuture<BookSnapshot>> source,
      TimeSource time,
      ReconnectPolicy pauses,
      RandomGenerator random) {
    this.builder = builder;
    this.source = source;
    this.time = time;
    this.pauses = pauses;
    this.random = random;
  }

  /** The builder may want a snapshot now. */
  void look() {
    if (!builder.wantsSnapshot()) {
      return;
    }
    boolean canWait = builder.canWait();
    synchronized (this) {
      if (closed || asked != null || asking) {
        return;
      }
      TimeSource.Scheduled planned = timer;
      if (planned != null) {
        if (!mayWait || canWait) {
          return;
        }
        planned.cancel(); // the book is not live any more: now it is urgent
      }
      plan(canWait ? untilDeeper() : Duration.ZERO, canWait);
    }
  }

  /** A new connection: earlier failures say nothing about it. */
  void restart() {
    synchronized (this) {
      if (closed) {
        return;
      }
      failures = 0;
      cancelTimers();
      quiet = time.schedule(QUIET_START, this::hurry);
    }
    look();
  }

  private void hurry() {
    builder.hurry();
    look();
  }

  void close() {
    CompletableFuture<BookSnapshot> underWay;
    synchronized (this) {
      closed = true;
      cancelTimers();
      underWay = asked;
    }
    if (underWay != null) {
      underWay.cancel(false);
    }
  }

  /** Called under this. */
  private void cancelTimers() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (quiet != null) {
      quiet.cancel();
      quiet = null;
    }
  }

  /** Called under this. */
  private void plan(Duration delay, boolean onlyDepth) {
    mayWait = onlyDepth;
    timer = time.schedule(delay, this::ask);
  }

  /** Called under this. */
  private Duration untilDeeper() {
    if (!hasTaken) {
      return Duration.ZERO;
    }
    return BETWEEN_DEEPER.minusNanos(time.nanoTime() - takenNanos);
  }

  private void ask() {
    synchronized (this) {
      timer = null;
      if (closed || asked != null || asking || !builder.wantsSnapshot()) {
        return;
      }
      asking = true;
    }
    CompletableFuture<BookSnapshot> request;
    try {
      request = source.get();
    } catch (RuntimeException refused) {
      request = CompletableFuture.failedFuture(refused);
    }
    boolean tooLate;
    synchronized (this) {
      asking = false;
      asked = request;
      tooLate = closed;
    }
    if (tooLate) {
      request.cancel(false);
    }
    var unused = request.whenComplete(this::answered);
  }

  private void answered(@Nullable BookSnapshot snapshot, @Nullable Throwable thrown) {
    if (snapshot == null) {
      failed(HttpFailures.unwrapped(thrown == null ? new IllegalStateException() : thrown));
      return;
    }
    DiffBookBuilder.Verdict verdict;
    try {
      verdict = builder.snapshot(snapshot);
    } catch (RuntimeException unexpected) {
      log.error("{}: a snapshot could not be used", builder.instrument(), unexpected);
      failed(unexpected);
      return;
    }
    synchronized (this) {
      asked = null;
      if (verdict == DiffBookBuilder.Verdict.SETTLED) {
        failures = 0;
        hasTaken = true;
        takenNanos = time.nanoTime();
      } else {
        failures++;
        // A snapshot that came too early is asked for again at once; twice in a row is a fault.
        boolean early = verdict == DiffBookBuilder.Verdict.TOO_OLD && failures == 1;
        again(early ? Duration.ZERO : pauses.delay(failures, random));
      }
    }
    look();
  }

  private void failed(Throwable thrown) {
    Duration pause;
    synchronized (this) {
      asked = null;
      if (closed || isOver(thrown)) {
        return;
      }
      Duration forecast = forecast(thrown);
      if (forecast == null) {
        failures++;
        pause = pauses.delay(failures, random);
      } else {
        pause = forecast;
      }
      again(pause);
    }
    log.debug("{}: no snapshot ({}); asking again in {}", builder.instrument(), thrown, pause);
    builder.failed("no snapshot, asking again in " + pause + ": " + thrown.getMessage());
  }

  /** Called under this. */
  private void again(Duration pause) {
    if (!closed) {
      plan(pause, false);
    }
  }

  private static boolean isOver(Throwable thrown) {
    return thrown instanceof SdkException failure && failure.reason() == ErrorReason.CLOSED;
  }

  /** Until when the client's own limiter has no room; null for any other failure. */
  private @Nullable Duration forecast(Throwable thrown) {
    if (!(thrown instanceof SdkException failure) || failure.reason() != ErrorReason.LOCAL_LIMIT) {
      return null;
    }
    Instant now = time.now();
    Duration wait = failure.retryAt().map(at -> Duration.between(now, at)).orElse(WITHOUT_FORECAST);
    return wait.compareTo(WITHOUT_FORECAST) < 0 ? WITHOUT_FORECAST : wait;
  }
}
