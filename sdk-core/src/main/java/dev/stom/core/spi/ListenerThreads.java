package dev.stom.core.spi;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where listeners are called when the user gives no executor: daemon threads that are started when
 * there is something to hear and end when it is quiet. There are never more of them than
 * subscriptions with something to deliver, since a {@link SerialDispatcher} occupies one at a time.
 *
 * <p><b>Threads:</b> named {@code sdk-<venue>-listener-1}, {@code -2} …; all methods may be called
 * from any thread.
 */
public final class ListenerThreads implements Executor, AutoCloseable {
  /**
   * An idle thread stays for 1 s: a busy stream keeps its thread, and a closed client's are gone
   * within two.
   */
  public static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

  /**
   * How long {@link #close} lets listeners hear what is on its way, their last status above all.
   */
  public static final Duration CLOSE_PATIENCE = Duration.ofMillis(500);

  private final ThreadPoolExecutor threads;

  private ListenerThreads(String venue) {
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // one for each subscription that has something to deliver, no more
            KEEP_ALIVE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            task -> new Own(task, "sdk-" + venue + "-listener-" + number.incrementAndGet(), this));
  }

  /**
   * Makes them; none is started yet.
   *
   * @param venue the venue's id, for the threads' names
   * @return threads that the caller closes
   */
  public static ListenerThreads of(String venue) {
    return new ListenerThreads(venue);
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /**
   * Takes no new work and waits a moment for what is under way, unless a listener itself is the
   * caller. Idempotent. A listener that is stuck keeps its daemon thread.
   */
  @Override
  public void close() {
    threads.shutdown();
    if (isCurrent()) {
      return;
    }
    try {
      boolean unused = threads.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells whether the caller is one of these threads. */
  boolean isCurrent() {
    return Thread.currentThread() instanceof Own own && own.owner == this;
  }

  private static final class Own extends Thread {
    private final ListenerThreads owner;

    Own(Runnable task, String name, ListenerThreads owner) {
      super(task, name);
      this.owner = owner;
      setDaemon(true);
    }
  }
}
