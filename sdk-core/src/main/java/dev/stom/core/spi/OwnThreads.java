package dev.stom.core.spi;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads that are started when there is work, numbered by name, and end when idle. */
final class OwnThreads {
  /**
   * An idle thread stays for 10 s: long enough to serve a steady poll, short enough not to linger.
   */
  private static final long IDLE_SECONDS = 10;

  private OwnThreads() {}

  /** A pool without a bound of its own; whoever feeds it bounds it. */
  static ThreadPoolExecutor pool(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> new Named(task, prefix + number.incrementAndGet()));
  }

  /**
   * OkHttp renames the thread that works for it after the host; our name is the better one in a
   * thread dump, so the first interceptor takes it back.
   */
  static void takeNameBack() {
    if (Thread.currentThread() instanceof Named named) {
      named.setName(named.ownName);
    }
  }

  /** Tells whether this thread belongs to the pool of that prefix. */
  static boolean isCurrent(String prefix) {
    return Thread.currentThread() instanceof Named named && named.ownName.startsWith(prefix);
  }

  private static final class Named extends Thread {
    private final String ownName;

    private Named(Runnable task, String ownName) {
      super(task, ownName);
      this.ownName = ownName;
      setDaemon(true);
    }
  }
}
