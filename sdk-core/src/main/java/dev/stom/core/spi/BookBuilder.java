package dev.stom.core.spi;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookState;
import dev.stom.core.market.BookView;
import dev.stom.core.market.OrderBook;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a book together from what a venue says, and knows at every moment whether it is true: a
 * state machine without clock, network or threads. One kind is fed with {@linkplain DiffBookBuilder
 * snapshots and numbered changes}, the other with {@linkplain FrameBookBuilder whole books}.
 *
 * <p><b>Threads:</b> all methods may be called from any thread, several at once: for a moment two
 * connections may carry the same stream. Reading waits for nobody.
 */
public abstract sealed class BookBuilder permits DiffBookBuilder, FrameBookBuilder {
  /** What the stream's connection is like. */
  private enum Line {
    /** Not subscribed, or lost: what comes is left over and does not count. */
    DOWN,
    /** Subscribed. */
    UP,
    /** Subscribed but in doubt; the next message that fits proves it. */
    DOUBTFUL
  }

  private static final Logger log = LoggerFactory.getLogger(BookBuilder.class);

  private static final String NEVER_SUBSCRIBED = "not subscribed yet";

  private final Instrument instrument;

  /** Hears every change, under this builder's lock. */
  private final Consumer<KnownBook> listener;

  /** Replaced as a whole under this, read by anybody. */
  private volatile KnownBook known;

  private Line line = Line.DOWN; // guarded by this
  private boolean closed; // guarded by this

  BookBuilder(Instrument instrument, Consumer<KnownBook> listener) {
    this.instrument = instrument;
    this.listener = listener;
    this.known = new KnownBook(instrument, BookState.SYNCING, NEVER_SUBSCRIBED, null, 0, 0, 0);
  }

  /**
   * Reads the book without waiting.
   *
   * @param nanos the moment of the reading on the monotonic clock of the stamps
   * @return the view
   */
  public final BookView view(long nanos) {
    return known.at(nanos);
  }

  // ---- what happens to the connection

  /**
   * The stream is subscribed.
   *
   * @return true when the book has to be put together anew
   */
  public final synchronized boolean connected() {
    if (closed || line == Line.UP) {
      return false; // another connection beside the present one: numbers tell what is new
    }
    line = Line.UP;
    begin();
    show(BookState.SYNCING, "subscribed; waiting for the first message");
    return true;
  }

  /** The connection is silent. */
  final synchronized void silent(Duration silentFor) {
    doubt("nothing came for " + silentFor.toSeconds() + " s, not even an answer to a probe");
  }

  /** A frame could not be read. */
  final synchronized void unreadable() {
    doubt("a frame that may have been about this book could not be read");
  }

  private void doubt(String why) {
    if (!closed && line != Line.DOWN) {
      line = Line.DOUBTFUL;
      show(BookState.STALE, why);
    }
  }

  /**
   * The connection is lost: what comes before the next {@link #connected} does not count.
   *
   * @param cause why, for people
   */
  public final synchronized void lost(String cause) {
    if (!closed) {
      line = Line.DOWN;
      drop();
      show(BookState.STALE, "the connection is lost: " + cause);
    }
  }

  /** The venue refused something, perhaps this stream. */
  final synchronized void refused(String code, String text) {
    if (!closed && line != Line.UP) {
      show(BookState.BROKEN, "the venue refused the stream: " + code + " " + text);
    }
  }

  /** It is over. */
  final synchronized void close(String cause) {
    if (!closed) {
      drop();
      show(BookState.STALE, cause);
      closed = true;
    }
  }

  // ---- for the kinds; all called under this

  /** A new connection: what was known before does not join what comes. */
  abstract void begin();

  /** Nothing comes any more. */
  abstract void drop();

  /** Tells whether messages count. */
  final boolean isListening() {
    return !closed && line != Line.DOWN;
  }

  final Instrument instrument() {
    return instrument;
  }

  final KnownBook known() {
    return known;
  }

  /** A message was left out; nobody needs to hear of it. */
  final void ignore() {
    known = known.withOneMoreIgnored();
  }

  /** A message fitted: the book is true. */
  final void live(OrderBook book, String why) {
    line = Line.UP;
    publish(BookState.LIVE, why, book);
  }

  /** The state has changed, the levels have not. */
  final void show(BookState state, String why) {
    publish(state, why, known.book());
  }

  final void publish(BookState state, String why, @Nullable OrderBook book) {
    if (closed) {
      return;
    }
    KnownBook before = known;
    boolean changed = before.state() != state;
    boolean ceased = changed && before.state() == BookState.LIVE;
    KnownBook now =
        new KnownBook(
            instrument,
            state,
            why,
            book,
            before.resyncs() + (ceased ? 1 : 0),
            before.ignored(),
            before.episode() + (changed ? 1 : 0));
    known = now;
    if (ceased && state == BookState.BROKEN) {
      log.warn("{}: {}", instrument, why); // never seen at a healthy venue
    } else if (changed) {
      log.debug("{} {}: {}", instrument, state, why);
    }
    listener.accept(now);
  }
}
