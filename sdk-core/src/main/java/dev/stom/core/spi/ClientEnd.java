package dev.stom.core.spi;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The end of a client, whoever asks for it and however often: the first one who closes does the
 * work; for everybody else, too, no listener call begins once closing has returned.
 *
 * <p><b>Threads:</b> thread-safe.
 */
public final class ClientEnd {
  /**
   * How long those who come later wait for the first: longer than listeners get to hear of the end
   * ({@link ListenerThreads#CLOSE_PATIENCE}) and to return ({@link
   * SerialDispatcher#CLOSE_PATIENCE}).
   */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Runnable silencing;
  private final @Nullable ListenerThreads listeners; // null when they are the user's
  private final AtomicReference<@Nullable Thread> first = new AtomicReference<>();
  private final CountDownLatch silent = new CountDownLatch(1);

  /**
   * Prepares the end.
   *
   * @param silencing ends all calls of listeners; may be run twice, and from several threads
   * @param listeners the client's own threads for listeners; null when it has none
   */
  public ClientEnd(Runnable silencing, @Nullable ListenerThreads listeners) {
    this.silencing = silencing;
    this.listeners = listeners;
  }

  /**
   * Says who closes. Those who come later wait until the first one has come to {@link #silence}, at
   * most {@link #PATIENCE}; not those that the first one may be waiting for: listeners, and itself.
   *
   * @return true for the first, who is to close everything
   */
  public boolean begins() {
    Thread caller = Thread.currentThread();
    if (first.compareAndSet(null, caller)) {
      return true;
    }
    boolean mayWait = first.get() != caller && (listeners == null || !listeners.isCurrent());
    if (mayWait) {
      try {
        boolean unused = silent.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        caller.interrupt();
      }
    }
    silencing.run();
    return false;
  }

  /**
   * Tells whether somebody closes or has closed.
   *
   * @return true from the first {@link #begins} on
   */
  public boolean hasBegun() {
    return first.get() != null;
  }

  /** Ends all calls of listeners: the first one does it when they have heard of the end. */
  public void silence() {
    try {
      silencing.run();
    } finally {
      silent.countDown();
    }
  }
}
