package dev.stom.binance;

import dev.stom.binance.model.BinanceMessage;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Channel;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.spi.BookSnapshot;
import dev.stom.core.spi.BookStream;
import dev.stom.core.spi.DiffBookBuilder;
import dev.stom.core.spi.Refill;
import dev.stom.core.spi.SerialDispatcher;
import dev.stom.core.spi.StreamHub;
import dev.stom.core.spi.StreamMapping;
import dev.stom.core.spi.StreamSubscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one hub of a client and the subscriptions on it. */
final class LiveStreams {
  private final StreamHub<BinanceStream, BinanceMessage> hub;
  private final Executor listeners;

  /** To be closed with the client; those that their owners have dropped need no closing. */
  private final Set<Subscription<?>> subscriptions =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Likewise. */
  private final Set<LiveBook> books =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  LiveStreams(StreamHub<BinanceStream, BinanceMessage> hub, Executor listeners) {
    this.hub = hub;
    this.listeners = listeners;
  }

  <T extends Channel, E> Subscription<T> subscribe(
      StreamMapping<BinanceStream, BinanceMessage, T, E> mapping,
      @Nullable Refill<T, E> refill,
      SerialDispatcher.Receiver<E> receiver,
      SubscriptionOptions options,
      Collection<? extends T> topics) {
    Subscription<T> subscription =
        StreamSubscription.open(hub, mapping, refill, receiver, listeners, options, topics);
    subscriptions.add(subscription);
    return subscription;
  }

  /** Keeps a book of the venue's diffs and of snapshots. */
  LiveBook book(
      Instrument instrument,
      BookStream.Translator<BinanceMessage, DiffBookBuilder> translator,
      Supplier<CompletableFuture<BookSnapshot>> snapshots,
      LiveBookOptions options) {
    BinanceStream changes = BinanceStream.diffDepthFast(instrument.symbol());
    LiveBook book =
        BookStream.ofDiffs(hub, changes, instrument, translator, snapshots, options, listeners);
    books.add(book);
    return book;
  }

  /** Ends connections; listeners are told. */
  void end() {
    hub.close();
  }

  /** Ends subscriptions and books: afterwards no listener call begins. */
  void silence() {
    copyOf(subscriptions).forEach(Subscription::close);
    copyOf(books).forEach(LiveBook::close);
  }

  private static <T> List<T> copyOf(Set<T> open) {
    synchronized (open) {
      return new ArrayList<>(open);
    }
  }
}
