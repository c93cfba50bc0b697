package dev.stom.examples;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an example going until its time is over or the user presses Ctrl-C, and lets it clean up in
 * both cases.
 */
final class Running implements AutoCloseable {
  /** How long Ctrl-C waits for an example to close what it has opened. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(3);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch cleanedUp = new CountDownLatch(1);
  private final Thread hook =
      new Thread(
          () -> {
            stop.countDown();
            try {
              if (!cleanedUp.await(CLEAN_UP.toMillis(), TimeUnit.MILLISECONDS)) {
                return; // the process ends all the same
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          },
          "stom-stop");

  /** Begins to listen for Ctrl-C. Close this last. */
  Running() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Ends the run from within. */
  void stop() {
    stop.countDown();
  }

  /** Waits a while; returns true when it is over. */
  boolean isOverAfter(Duration wait) throws InterruptedException {
    return stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for the end: so many seconds, or for ever when none are given. */
  void await(@Nullable Integer seconds) throws InterruptedException {
    if (seconds == null) {
      stop.await();
    } else if (stop.await(seconds, TimeUnit.SECONDS)) {
      return;
    }
  }

  @Override
  public void close() {
    cleanedUp.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Ctrl-C: the hook is what runs now.
    }
  }
}
