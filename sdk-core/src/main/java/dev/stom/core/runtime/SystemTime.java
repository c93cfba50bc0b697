package dev.stom.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real clock, with one daemon thread that runs what was scheduled.
 *
 * <p><b>Threads:</b> {@link #start} begins one thread, named {@code <name>-timer}; {@link #close}
 * ends it. Tasks scheduled after {@code close} are dropped.
 */
public final class SystemTime implements TimeSource, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SystemTime.class);

  private final ScheduledThreadPoolExecutor timer;

  private SystemTime(String name) {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name + "-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Starts a real clock.
   *
   * @param name the beginning of its thread's name, for example {@code sdk-upbit}
   * @return a clock that the caller closes
   */
  public static SystemTime start(String name) {
    return new SystemTime(name);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    try {
      ScheduledFuture<?> future =
          timer.schedule(() -> runSafely(task), Math.max(0, nanos(delay)), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }

  private static long nanos(Duration delay) {
    try {
      return delay.toNanos();
    } catch (ArithmeticException tooLong) {
      return delay.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (Throwable thrown) {
      log.error("a scheduled task failed", thrown);
    }
  }

  /** Ends the timer thread; tasks that wait are dropped. Idempotent. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
