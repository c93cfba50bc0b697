package dev.stom.core.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the live books of one client ask for snapshots: never more than one request of an
 * instrument is under way. Who asks meanwhile shares the answer if it is deep enough, and waits for
 * its own turn otherwise.
 *
 * <p><b>Threads:</b> any; calls others without a lock.
 */
public final class SnapshotDesk {
  private final Map<Object, Order> underWay = new HashMap<>(); // guarded by this

  /** Makes a desk where nobody waits. */
  public SnapshotDesk() {}

  /**
   * Asks for a snapshot.
   *
   * @param instrument of what; a key with equality by value
   * @param limit how many levels a side
   * @param request sends the request; its future must end by itself, and may be cancelled
   * @return the answer; cancelling it gives the request up when nobody else waits for it
   */
  public CompletableFuture<BookSnapshot> ask(
      Object instrument, int limit, Supplier<CompletableFuture<BookSnapshot>> request) {
    CompletableFuture<BookSnapshot> waiter = new CompletableFuture<>();
    join(instrument, limit, request, waiter);
    return waiter;
  }

  private void join(
      Object instrument,
      int limit,
      Supplier<CompletableFuture<BookSnapshot>> request,
      CompletableFuture<BookSnapshot> waiter) {
    Order order;
    boolean first = false;
    synchronized (this) {
      order = underWay.get(instrument);
      if (order == null) {
        order = new Order(instrument, limit);
        underWay.put(instrument, order);
        first = true;
      } else if (order.limit < limit) {
        order.later.add(() -> join(instrument, limit, request, waiter));
        return;
      }
      order.waiters.add(waiter);
    }
    Order mine = order;
    var unused =
        waiter.whenComplete(
            (value, thrown) -> {
              if (waiter.isCancelled()) {
                leave(mine, waiter);
              }
            });
    if (first) {
      send(order, request);
    }
  }

  private void send(Order order, Supplier<CompletableFuture<BookSnapshot>> request) {
    CompletableFuture<BookSnapshot> sent;
    try {
      sent = request.get();
    } catch (RuntimeException refused) {
      sent = CompletableFuture.failedFuture(refused);
    }
    boolean nobody;
    synchronized (this) {
      order.sent = sent;
      nobody = order.waiters.isEmpty();
    }
    if (nobody) {
      sent.cancel(false);
    }
    var unused = sent.whenComplete((snapshot, thrown) -> answered(order, snapshot, thrown));
  }

  private void answered(Order order, @Nullable BookSnapshot snapshot, @Nullable Throwable thrown) {
    List<CompletableFuture<BookSnapshot>> waiters;
    List<Runnable> later;
    synchronized (this) {
      underWay.remove(order.instrument, order);
      waiters = List.copyOf(order.waiters);
      later = List.copyOf(order.later);
    }
    // Those who wait for more come first, so that who asks again at once finds their request.
    later.forEach(Runnable::run);
    for (CompletableFuture<BookSnapshot> waiter : waiters) {
      if (snapshot != null) {
        waiter.complete(snapshot);
      } else {
        waiter.completeExceptionally(thrown == null ? new IllegalStateException() : thrown);
      }
    }
  }

  private void leave(Order order, CompletableFuture<BookSnapshot> waiter) {
    CompletableFuture<BookSnapshot> abandoned;
    synchronized (this) {
      order.waiters.removeIf(each -> each == waiter);
      abandoned = order.waiters.isEmpty() ? order.sent : null;
    }
    if (abandoned != null) {
      abandoned.cancel(false);
    }
  }

  /** One request and who waits for it; its mutable parts are guarded by the desk. */
  private static final class Order {
    final Object instrument;
    final int limit;
    final List<CompletableFuture<BookSnapshot>> waiters = new ArrayList<>();
    final List<Runnable> later = new ArrayList<>();
    @Nullable CompletableFuture<BookSnapshot> sent; // null until the request has returned

    Order(Object instrument, int limit) {
      this.instrument = instrument;
      this.limit = limit;
    }
  }
}
