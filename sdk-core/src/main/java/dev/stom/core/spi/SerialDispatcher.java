package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.market.OverflowPolicy;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.runtime.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded hand-over between a socket's reader and a listener: takes data and statuses from any
 * thread without waiting, and hands them over one at a time, in order, on an executor, holding no
 * lock. What happens when the listener is slower is the {@link OverflowPolicy}'s choice.
 *
 * @param <E> the data that the listener hears
 */
public final class SerialDispatcher<E> {
  /**
   * How long {@link #close} waits for a call that is under way: a listener that needs longer is
   * stuck.
   */
  public static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(SerialDispatcher.class);

  /**
   * Hears what was handed over.
   *
   * @param <E> the data
   */
  public interface Receiver<E> {
    /**
     * One piece of data.
     *
     * @param event the piece
     */
    void event(E event);

    /**
     * One status.
     *
     * @param status what happened
     */
    void status(StreamStatus status);
  }

  private final Receiver<E> receiver;
  private final Executor executor;
  private final TimeSource time;
  private final OverflowPolicy policy;
  private final int capacity;
  private final Runnable onFail;

  private final Object lock = new Object();
  private final ArrayDeque<Item<E>> queue = new ArrayDeque<>(); // guarded by lock
  private final Map<Object, Item<E>> waitingStates = new HashMap<>(); // guarded by lock
  private final Map<Channel, Loss> losses = new LinkedHashMap<>(); // guarded by lock
  private int waitingEvents; // guarded by lock
  private boolean
      draining; // guarded by lock; true from the hand-over to the executor until the queue is empty
  private boolean closed; // guarded by lock; no new call begins
  private boolean ended; // guarded by lock; Closed is queued or delivered, nothing more is taken
  private @Nullable Thread calling; // guarded by lock; inside the listener now
  private @Nullable CountDownLatch
      callOver; // guarded by lock; somebody in close() waits for the call under way
  private boolean trouble; // guarded by lock; a listener error was logged already

  private long delivered; // guarded by lock, as all counters
  private long conflated;
  private long dropped;
  private long listenerErrors;
  private long gaps;

  /**
   * Makes a hand-over.
   *
   * @param receiver hears everything, serially
   * @param executor where; at most one task of this dispatcher is on it at a time
   * @param time stamps gaps
   * @param options policy and capacity
   * @param onFail called once, without a lock held, when {@link OverflowPolicy#FAIL} ends the
   *     subscription
   */
  public SerialDispatcher(
      Receiver<E> receiver,
      Executor executor,
      TimeSource time,
      SubscriptionOptions options,
      Runnable onFail) {
    this.receiver = receiver;
    this.executor = executor;
    this.time = time;
    this.policy = options.overflow();
    this.capacity = options.queueCapacity();
    this.onFail = onFail;
  }

  /**
   * Where a piece of data stands, for gaps to name.
   *
   * @param at when it happened, or when it was received where nobody says
   * @param id its id, or null where it has none
   */
  public record Mark(Instant at, @Nullable String id) {}

  /**
   * Takes one piece of data without an id.
   *
   * @param event the piece
   * @param channel where it came from
   * @param stateKey for data that are states; null for data of which each counts
   * @param at when it happened or was received
   * @return as the other form
   */
  public boolean offer(E event, Channel channel, @Nullable Object stateKey, Instant at) {
    return offer(event, channel, stateKey, new Mark(at, null), null);
  }

  /**
   * Takes one piece of data; never waits, but under {@link OverflowPolicy#BLOCK}.
   *
   * @param event the piece
   * @param channel where it came from, named by a gap if it is lost
   * @param stateKey for data that are states: pieces with equal keys replace each other under
   *     {@link OverflowPolicy#CONFLATE}; null for data of which each counts
   * @param mark where it stands
   * @param before where the piece before it on the channel stands; null for the first
   * @return false when it was not taken: after the end, or when the thread was interrupted while it
   *     waited
   */
  public boolean offer(
      E event, Channel channel, @Nullable Object stateKey, Mark mark, @Nullable Mark before) {
    boolean failed = false;
    synchronized (lock) {
      if (policy == OverflowPolicy.BLOCK && !awaitRoom()) {
        return false;
      }
      if (closed || ended) {
        return false;
      }
      Object conflateBy = policy == OverflowPolicy.CONFLATE ? stateKey : null;
      if (conflateBy != null) {
        Item<E> older = waitingStates.get(conflateBy);
        if (older != null) {
          older.event = event;
          conflated++;
          return true;
        }
      }
      // Conflated states need no bound of their own: there are no more of them than channels.
      if (waitingEvents >= capacity && conflateBy == null) {
        switch (policy) {
          case DROP_OLDEST -> {
            dropOldest();
            dropped++;
          }
          case FAIL -> {
            dropped++;
            end("the listener was too slow: " + capacity + " events were waiting");
            failed = true;
          }
          case CONFLATE, GAP -> {
            dropped++;
            Loss loss = losses.get(channel);
            Mark from = loss != null ? loss.after : before != null ? before : mark;
            losses.put(channel, new Loss(from, mark.at));
            return true;
          }
          case BLOCK -> {} // the listener itself brings data: it cannot wait for itself
        }
      } else if (!losses.isEmpty()) {
        reportLosses();
      }
      if (!failed) {
        Item<E> item = new Item<>(event, null, conflateBy);
        queue.add(item);
        waitingEvents++;
        if (conflateBy != null) {
          waitingStates.put(conflateBy, item);
        }
      }
    }
    drainSoon();
    if (failed) {
      onFail.run();
    }
    return true;
  }

  /** Waits until there is room or the end has come; false when interrupted. Under the lock. */
  private boolean awaitRoom() {
    while (waitingEvents >= capacity && !closed && !ended && calling != Thread.currentThread()) {
      try {
        lock.wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /**
   * Takes one status; never waits, never drops it. Statuses are few: they come with connections,
   * not with data.
   *
   * @param status what happened
   */
  public void offer(StreamStatus status) {
    synchronized (lock) {
      if (closed || ended) {
        return;
      }
      reportLosses();
      addStatus(status);
    }
    drainSoon();
  }

  /**
   * Ends the sequence with {@link StreamStatus.Closed}; what waits is still delivered, nothing more
   * is taken.
   *
   * @param cause why, for people
   */
  public void finish(String cause) {
    synchronized (lock) {
      if (closed || ended) {
        return;
      }
      reportLosses();
      end(cause);
    }
    drainSoon();
  }

  /**
   * Ends it at once: what waits is forgotten. When this returns no call of the receiver begins any
   * more; a call under way on another thread is waited for, at most {@link #CLOSE_PATIENCE}.
   * Idempotent.
   */
  public void close() {
    CountDownLatch underWay = null;
    synchronized (lock) {
      closed = true;
      queue.clear();
      waitingStates.clear();
      losses.clear();
      waitingEvents = 0;
      lock.notifyAll();
      if (calling != null && calling != Thread.currentThread()) {
        underWay = callOver == null ? new CountDownLatch(1) : callOver;
        callOver = underWay;
      }
    }
    if (underWay != null) {
      try {
        if (!underWay.await(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          log.debug("a listener call is still under way after {}", CLOSE_PATIENCE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Returns what happened so far.
   *
   * @return the counts at this moment
   */
  public Counts counts() {
    synchronized (lock) {
      return new Counts(delivered, conflated, dropped, listenerErrors, gaps, waitingEvents);
    }
  }

  /**
   * What happened to the data of a dispatcher.
   *
   * @param delivered handed to the receiver
   * @param conflated replaced by a newer one before
   * @param dropped lost because the queue was full
   * @param listenerErrors calls of the receiver that threw
   * @param gaps gaps reported
   * @param waiting waiting now
   */
  public record Counts(
      long delivered, long conflated, long dropped, long listenerErrors, long gaps, int waiting) {}

  private void dropOldest() {
    for (Iterator<Item<E>> items = queue.iterator(); items.hasNext(); ) {
      if (items.next().status == null) {
        items.remove();
        waitingEvents--;
        return;
      }
    }
  }

  private void reportLosses() {
    if (losses.isEmpty()) {
      return;
    }
    Instant now = time.now();
    losses.forEach(
        (channel, loss) ->
            addStatus(
                new StreamStatus.Gap(
                    channel,
                    loss.after.at,
                    loss.to,
                    StreamStatus.GapCause.OVERFLOW,
                    loss.after.id,
                    null,
                    now)));
    losses.clear();
  }

  private void addStatus(StreamStatus status) {
    if (status instanceof StreamStatus.Gap) {
      gaps++;
    }
    // A barrier: no newer state may slip in before what this status says.
    waitingStates.clear();
    queue.add(new Item<>(null, status, null));
  }

  private void end(String cause) {
    addStatus(new StreamStatus.Closed(cause, time.now()));
    ended = true;
    lock.notifyAll();
  }

  private void drainSoon() {
    synchronized (lock) {
      if (draining || queue.isEmpty()) {
        return;
      }
      draining = true;
    }
    try {
      executor.execute(this::drain);
    } catch (RejectedExecutionException shutDown) {
      synchronized (lock) {
        draining = false;
        closed = true;
        queue.clear();
        lock.notifyAll();
      }
    }
  }

  private void drain() {
    while (true) {
      Item<E> item;
      synchronized (lock) {
        item = closed ? null : queue.poll();
        if (item == null && !closed && !losses.isEmpty()) {
          reportLosses();
          item = queue.poll();
        }
        if (item == null) {
          draining = false;
          return;
        }
        if (item.status == null) {
          waitingEvents--;
          lock.notifyAll(); // somebody may wait for room
          delivered++;
          if (item.stateKey != null) {
            waitingStates.remove(item.stateKey, item);
          }
        }
        calling = Thread.currentThread();
      }
      try {
        if (item.status != null) {
          receiver.status(item.status);
        } else if (item.event != null) {
          receiver.event(item.event);
        }
      } catch (Throwable thrown) {
        survived(thrown);
      } finally {
        synchronized (lock) {
          calling = null;
          if (callOver != null) {
            callOver.countDown();
          }
        }
      }
    }
  }

  private void survived(Throwable thrown) {
    boolean first;
    synchronized (lock) {
      listenerErrors++;
      first = !trouble;
      trouble = true;
    }
    if (first) {
      log.warn("a listener threw; it is called again for what comes next", thrown);
    } else {
      log.debug("a listener threw again", thrown);
    }
  }

  /** What was lost: from after one piece to another, that one included. */
  private record Loss(Mark after, Instant to) {}

  private static final class Item<E> {
    @Nullable E event; // replaced under the dispatcher's lock when conflated; null for a status
    final @Nullable StreamStatus status;
    final @Nullable Object stateKey;

    Item(@Nullable E event, @Nullable StreamStatus status, @Nullable Object stateKey) {
      this.event = event;
      this.status = status;
      this.stateKey = stateKey;
    }
  }
}
