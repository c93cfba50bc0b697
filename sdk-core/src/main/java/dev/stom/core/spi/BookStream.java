package dev.stom.core.spi;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookView;
import dev.stom.core.market.Channel;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookListener;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.runtime.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A live book on one channel of a {@link StreamHub}: hands what the hub says to a {@link
 * BookBuilder}, asks for the snapshots that the builder wants, and tells the listener.
 *
 * <p><b>Threads:</b> starts none; see {@link StreamHub} for whose it works on.
 *
 * @param <C> the venue's channels
 * @param <M> the venue's messages, decoded
 * @param <B> how the book is put together
 */
public final class BookStream<C extends Channel, M, B extends BookBuilder> implements LiveBook {
  /**
   * So many views may wait for a slow listener because the state changed in between; with more,
   * changes of state are merged too, so that a stuck listener costs bounded memory.
   */
  static final int MOST_WAITING = 256;

  /**
   * Tells a builder what a message says.
   *
   * @param <M> the venue's messages
   * @param <B> the builder
   */
  @FunctionalInterface
  public interface Translator<M, B extends BookBuilder> {
    /**
     * Reads one message; what is not about the book is passed over.
     *
     * @param message what came
     * @param receipt when
     * @param builder takes what it says
     */
    void translate(M message, StreamSubscriber.Receipt receipt, B builder);
  }

  private final StreamHub<C, M> hub;
  private final TimeSource time;
  private final C channel;
  private final Translator<M, B> translator;
  private final B builder;
  private final @Nullable SnapshotLoop snapshots; // null for books that come whole
  private final @Nullable SerialDispatcher<KnownBook> dispatcher; // null without a listener
  private final Ear ear = new Ear();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean silenced; // written by close, read by whoever changes the book
  private long conflateBy; // guarded by the builder, which calls one at a time

  private BookStream(
      StreamHub<C, M> hub,
      C channel,
      Instrument instrument,
      Translator<M, B> translator,
      Kind<B> kind,
      @Nullable Supplier<CompletableFuture<BookSnapshot>> source,
      LiveBookOptions options,
      Executor executor) {
    this.hub = hub;
    this.time = hub.time;
    this.channel = channel;
    this.translator = translator;
    this.dispatcher = dispatcher(options, executor);
    this.builder = kind.make(instrument, options.levels(), this::changed);
    this.snapshots =
        source != null && builder instanceof DiffBookBuilder diffs
            ? new SnapshotLoop(diffs, source, hub.time, hub.reconnect, hub.random)
            : null;
  }

  /** Makes a builder. */
  private interface Kind<B extends BookBuilder> {
    B make(Instrument instrument, int levels, Consumer<KnownBook> listener);
  }

  private @Nullable SerialDispatcher<KnownBook> dispatcher(
      LiveBookOptions options, Executor executor) {
    LiveBookListener listener = options.listener();
    if (listener == null) {
      return null;
    }
    Executor own = options.executor();
    return new SerialDispatcher<>(
        new Receiver(listener, time),
        own == null ? executor : own,
        time,
        SubscriptionOptions.DEFAULT.withQueueCapacity(MOST_WAITING),
        this::close);
  }

  /**
   * Keeps a book of snapshots and numbered changes.
   *
   * @param hub streams the changes
   * @param channel which of its channels carries them
   * @param instrument whose book
   * @param translator hands changes to {@link DiffBookBuilder#diff}
   * @param source asks for a snapshot, deep enough that the wanted levels stay known for a while;
   *     never called again before its future is done; the future ends by itself
   * @param options how deep, and who hears
   * @param executor where the listener is called if the options name no place
   * @return the book
   * @param <C> the venue's channels
   * @param <M> the venue's messages, decoded
   */
  public static <C extends Channel, M> LiveBook ofDiffs(
      StreamHub<C, M> hub,
      C channel,
      Instrument instrument,
      Translator<M, DiffBookBuilder> translator,
      Supplier<CompletableFuture<BookSnapshot>> source,
      LiveBookOptions options,
      Executor executor) {
    return opened(
        new BookStream<>(
            hub,
            channel,
            instrument,
            translator,
            DiffBookBuilder::new,
            Objects.requireNonNull(source, "source"),
            options,
            executor));
  }

  /**
   * Keeps a book that comes whole each time.
   *
   * @param hub streams the books
   * @param channel which of its channels carries them
   * @param instrument whose book
   * @param translator hands books to {@link FrameBookBuilder#frame}
   * @param options how deep, and who hears
   * @param executor where the listener is called if the options name no place
   * @return the book
   * @param <C> the venue's channels
   * @param <M> the venue's messages, decoded
   */
  public static <C extends Channel, M> LiveBook ofFrames(
      StreamHub<C, M> hub,
      C channel,
      Instrument instrument,
      Translator<M, FrameBookBuilder> translator,
      LiveBookOptions options,
      Executor executor) {
    return opened(
        new BookStream<>(
            hub,
            channel,
            instrument,
            translator,
            (whose, levels, listener) -> new FrameBookBuilder(whose, listener),
            null,
            options,
            executor));
  }

  private static <C extends Channel, M, B extends BookBuilder> LiveBook opened(
      BookStream<C, M, B> book) {
    book.hub.want(book.ear, Set.of(book.channel));
    return book;
  }

  @Override
  public Instrument instrument() {
    return builder.instrument();
  }

  @Override
  public BookView view() {
    return builder.view(time.nanoTime());
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void close() {
    silenced = true;
    end("the book was closed");
    hub.forget(ear);
    if (dispatcher != null) {
      dispatcher.close();
    }
  }

  private void end(String cause) {
    closed.set(true);
    builder.close(cause);
    if (snapshots != null) {
      snapshots.close();
    }
  }

  /** Called by the builder, under its lock. */
  private void changed(KnownBook now) {
    SerialDispatcher<KnownBook> handOver = dispatcher;
    if (handOver == null || silenced) {
      return;
    }
    if (now.episode() != conflateBy && handOver.counts().waiting() < MOST_WAITING) {
      conflateBy = now.episode();
    }
    handOver.offer(now, channel, conflateBy, time.now());
  }

  private void look() {
    if (snapshots != null) {
      snapshots.look();
    }
  }

  /** What the hub talks to. */
  private final class Ear implements StreamSubscriber<C, M> {
    @Override
    public void message(C from, M message, Receipt receipt) {
      translator.translate(message, receipt, builder);
      look();
    }

    @Override
    public void live(Set<C> channels, Instant at) {
      if (builder.connected() && snapshots != null) {
        snapshots.restart();
      }
    }

    @Override
    public void stale(Set<C> channels, Duration silentFor, Instant at) {
      builder.silent(silentFor);
    }

    @Override
    public void lost(
        Set<C> channels,
        Instant lastFrameAt,
        int attempt,
        Duration delay,
        String cause,
        Instant at) {
      builder.lost(cause);
    }

    @Override
    public void badFrame(String reason, String excerpt, Instant at) {
      builder.unreadable();
    }

    @Override
    public void refused(Set<C> channels, String code, String text, Instant at) {
      builder.refused(code, text);
    }

    @Override
    public void closed(String cause) {
      end(cause);
    }
  }

  private record Receiver(LiveBookListener listener, TimeSource time)
      implements SerialDispatcher.Receiver<KnownBook> {
    @Override
    public void event(KnownBook known) {
      listener.onBook(known.at(time.nanoTime()));
    }

    @Override
    public void status(StreamStatus status) {
      // Nothing is lost here that a view would not tell.
    }
  }
}
