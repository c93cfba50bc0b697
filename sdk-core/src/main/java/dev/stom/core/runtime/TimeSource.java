package dev.stom.core.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * The only clock and the only scheduler of the SDK: everything that reads the time or waits does it
 * through this interface, so that a test can hand in {@link ManualTime} and hours pass in
 * milliseconds.
 *
 * <p><b>Threads:</b> all methods may be called from any thread. Scheduled tasks run one at a time;
 * they must be short and must not block.
 */
public interface TimeSource {

  /**
   * Returns the wall-clock time (UTC), as good as the machine's clock.
   *
   * @return now
   */
  Instant now();

  /**
   * Returns a monotonic reading for measuring spans; its origin means nothing.
   *
   * @return nanoseconds since an arbitrary moment
   */
  long nanoTime();

  /**
   * Runs a task once, after a delay.
   *
   * @param delay how long to wait; zero or negative means as soon as possible
   * @param task short, non-blocking; what it throws is logged and survived
   * @return a handle to take the task back
   */
  Scheduled schedule(Duration delay, Runnable task);

  /** A task that waits for its moment. */
  @FunctionalInterface
  interface Scheduled {
    /** Takes the task back; without effect when it has begun, has run or was taken back before. */
    void cancel();
  }
}
