package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import dev.stom.core.market.Channel;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.SerialDispatcher;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the listener. What is to be told is taken under the monitor's lock, so that its order
 * is the order in which it arose; {@link #release}, called without the lock, lets it go. So even an
 * executor that runs its tasks at once never calls the listener under the lock.
 */
final class HandOver implements KimpTable.Out, SerialDispatcher.Receiver<Runnable> {
  /**
   * How many alerts and statuses may wait. They come with crossings and connections, not with
   * trades: so many mean that the listener is stuck.
   */
  static final int CAPACITY = 4_096;

  private static final Logger log = LoggerFactory.getLogger(HandOver.class);
  private static final Channel CHANNEL = () -> "kimchi premium";

  private final KimpListener listener;
  private final Executor executor;
  private final TimeSource time;
  private final SerialDispatcher<Runnable> dispatcher;

  /** At most one task of the dispatcher, held back until the lock is released. */
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

  /** Counts alerts and statuses, across which readings do not replace each other. */
  private long chapter; // guarded by the monitor's lock

  /** Who calls the listener now; written by that thread, read by whoever closes the monitor. */
  private volatile @Nullable Thread calling;

  HandOver(KimpListener listener, Executor executor, TimeSource time) {
    this.listener = listener;
    this.executor = executor;
    this.time = time;
    this.dispatcher =
        new SerialDispatcher<>(
            this,
            held::add,
            time,
            SubscriptionOptions.DEFAULT.withQueueCapacity(CAPACITY),
            () -> {});
  }

  // ---- under the monitor's lock ----

  @Override
  public void reading(KimpReading reading) {
    dispatcher.offer(
        () -> listener.onPremium(reading),
        CHANNEL,
        new ReadingOf(reading.asset(), chapter),
        reading.at());
  }

  @Override
  public void alert(KimpAlert alert) {
    inOrder(() -> listener.onAlert(alert));
  }

  @Override
  public void status(KimpStatus status) {
    logTrouble(status);
    inOrder(() -> listener.onStatus(status));
  }

  /** Of streams the sources write their own lines. */
  private static void logTrouble(KimpStatus status) {
    if (status instanceof KimpStatus.FxRejected fx) {
      log.warn("{}: rate {} not believed: {}", fx.source(), fx.rejected(), fx.reason());
    } else if (status instanceof KimpStatus.FxSupplierFailed fx) {
      log.warn("{}: the supplier of the rate failed; it is asked again", fx.source(), fx.cause());
    } else if (status instanceof KimpStatus.PricesNotFetched failed) {
      log.warn("{}: no present prices: {}", failed.leg(), failed.cause().toString());
    }
  }

  /** Runs something of the application's own, in turn with the listener; once, if asked again. */
  void ask(Runnable question) {
    dispatcher.offer(question, CHANNEL, Question.FX, time.now());
  }

  private void inOrder(Runnable call) {
    dispatcher.offer(call, CHANNEL, null, time.now());
    // With a stuck listener a new chapter each time would let readings pile up without a bound.
    if (dispatcher.counts().waiting() < CAPACITY) {
      chapter++;
    }
  }

  // ---- without the monitor's lock ----

  /** Lets the executor have what waits. */
  void release() {
    Runnable task = held.poll();
    while (task != null) {
      try {
        executor.execute(task);
      } catch (RejectedExecutionException shutDown) {
        dispatcher.close(); // the application has ended the executor and wants no more calls
      }
      task = held.poll();
    }
  }

  /** Tells whether the present thread is inside a call of the listener. */
  boolean isCalling() {
    return calling == Thread.currentThread();
  }

  /** When this returns no call begins any more. */
  void close() {
    dispatcher.close();
  }

  @Override
  public void event(Runnable call) {
    calling = Thread.currentThread();
    try {
      call.run();
    } finally {
      calling = null;
    }
  }

  /** The only status that the dispatcher makes by itself is the gap of an overflow. */
  @Override
  public void status(StreamStatus status) {
    if (status instanceof StreamStatus.Gap gap) {
      event(() -> listener.onStatus(new KimpStatus.Missed(gap.from(), gap.to(), gap.at())));
    }
  }

  private record ReadingOf(Asset asset, long chapter) {}

  private enum Question {
    FX
  }
}
