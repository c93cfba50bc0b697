package dev.stom.upbit;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.spi.BookStream;
import dev.stom.core.spi.MarketReceiver;
import dev.stom.core.spi.Refill;
import dev.stom.core.spi.SerialDispatcher;
import dev.stom.core.spi.StreamHub;
import dev.stom.core.spi.StreamMapping;
import dev.stom.core.spi.StreamSubscription;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** All subscriptions and books of one client, in both vocabularies, over one hub. */
final class LiveStreams implements UpbitStreams {
  private final StreamHub<UpbitChannel, UpbitMessage> hub;
  private final Executor listeners;

  /**
   * What may still call a listener. An open subscription is held by the hub, one that still
   * delivers by its executor; all others may go. Guarded by itself.
   */
  private final List<WeakReference<Subscription<?>>> open = new ArrayList<>();

  /** Likewise. Guarded by {@link #open}. */
  private final List<WeakReference<LiveBook>> books = new ArrayList<>();

  private boolean silenced; // guarded by open

  LiveStreams(StreamHub<UpbitChannel, UpbitMessage> hub, Executor listeners) {
    this.hub = hub;
    this.listeners = listeners;
  }

  @Override
  public Subscription<UpbitChannel> subscribe(
      Collection<UpbitChannel> channels,
      UpbitStreamListener listener,
      SubscriptionOptions options) {
    return keep(
        new UpbitChannelMapping(),
        null,
        new Receiver(Objects.requireNonNull(listener, "listener")),
        options,
        channels);
  }

  Subscription<Feed> subscribe(
      Collection<Feed> feeds,
      MarketListener listener,
      SubscriptionOptions options,
      Refill<Feed, MarketEvent> refill) {
    return keep(
        new UpbitFeedMapping(),
        refill,
        new MarketReceiver(Objects.requireNonNull(listener, "listener")),
        options,
        feeds);
  }

  private <T extends Channel, E> Subscription<T> keep(
      StreamMapping<UpbitChannel, UpbitMessage, T, E> mapping,
      @Nullable Refill<T, E> refill,
      SerialDispatcher.Receiver<E> receiver,
      SubscriptionOptions options,
      Collection<T> topics) {
    Subscription<T> subscription =
        StreamSubscription.open(hub, mapping, refill, receiver, listeners, options, topics);
    boolean tooLate;
    synchronized (open) {
      tooLate = silenced;
      open.removeIf(forgotten -> forgotten.get() == null);
      open.add(new WeakReference<>(subscription));
    }
    if (tooLate) {
      subscription.close();
    }
    return subscription;
  }

  /** Keeps a book of the whole books that the venue streams. */
  LiveBook book(Instrument instrument, LiveBookOptions options) {
    UpbitChannel channel =
        UpbitChannel.orderbook(
            UpbitSymbols.codeOf(instrument), UpbitChannel.depthFor(options.levels()));
    LiveBook book =
        BookStream.ofFrames(
            hub,
            channel,
            instrument,
            (message, receipt, builder) -> {
              if (message instanceof UpbitOrderbookMessage frame) {
                builder.frame(Common.book(instrument, frame, receipt));
              }
            },
            options,
            listeners);
    boolean tooLate;
    synchronized (open) {
      tooLate = silenced;
      books.removeIf(forgotten -> forgotten.get() == null);
      books.add(new WeakReference<>(book));
    }
    if (tooLate) {
      book.close();
    }
    return book;
  }

  /** Ends connections; subscriptions hear that they are over. */
  void disconnect() {
    hub.close();
  }

  /** Silences all listeners for good. */
  void silence() {
    List<Subscription<?>> subscriptions;
    List<LiveBook> openBooks;
    synchronized (open) {
      silenced = true;
      subscriptions = heldBy(open);
      openBooks = heldBy(books);
    }
    subscriptions.forEach(Subscription::close);
    openBooks.forEach(LiveBook::close);
  }

  private static <T> List<T> heldBy(List<WeakReference<T>> references) {
    List<T> held = new ArrayList<>();
    for (WeakReference<T> reference : references) {
      T subscription = reference.get();
      if (subscription != null) {
        held.add(subscription);
      }
    }
    return held;
  }

  private record Receiver(UpbitStreamListener listener)
      implements SerialDispatcher.Receiver<UpbitMessage> {
    @Override
    public void event(UpbitMessage message) {
      if (message instanceof UpbitTradeMessage trade) {
        listener.onTrade(trade);
      } else if (message instanceof UpbitOrderbookMessage orderbook) {
        listener.onOrderbook(orderbook);
      } else if (message instanceof UpbitTickerMessage ticker) {
        listener.onTicker(ticker);
      } else if (message instanceof UpbitCandleMessage candle) {
        listener.onCandle(candle);
      }
    }

    @Override
    public void status(StreamStatus status) {
      listener.onStatus(status);
    }
  }
}
