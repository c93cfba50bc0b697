package dev.stom.core.spi;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.BookState;
import dev.stom.core.market.OrderBook;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A book that the venue sends whole each time. A frame older than the present one is left out; a
 * frame that no book can look like breaks the book until the next good one.
 */
public final class FrameBookBuilder extends BookBuilder {
  /**
   * After 8 older frames in a row the venue's clock must have been set back, and its time is taken
   * as it is: leaving frames out for ever would show an ever older book as live.
   */
  static final int CLOCK_SET_BACK = 8;

  private Instant newest = Instant.MIN; // guarded by this; the venue's time of the present frame
  private int older; // guarded by this; frames left out in a row

  FrameBookBuilder(Instrument instrument, Consumer<KnownBook> listener) {
    super(instrument, listener);
  }

  /**
   * Makes a builder that nobody listens to, for replays: read it by {@link #view}.
   *
   * @param instrument whose book
   * @return a builder that is not connected yet
   */
  public static FrameBookBuilder of(Instrument instrument) {
    return new FrameBookBuilder(instrument, known -> {});
  }

  /**
   * Takes a whole book.
   *
   * @param book the frame in the common vocabulary, with the venue's time where it gives one
   */
  public synchronized void frame(OrderBook book) {
    if (!isListening()) {
      return;
    }
    Instant at = book.venueTime().orElse(newest);
    if (at.isBefore(newest) && ++older < CLOCK_SET_BACK) {
      ignore();
      return;
    }
    older = 0;
    newest = at;
    if (book.isCrossed()) {
      show(
          BookState.BROKEN,
          "the venue sent a crossed book: bid "
              + book.bids().price(0)
              + ", ask "
              + book.asks().price(0));
    } else if (!isOrdered(book.bids(), false) || !isOrdered(book.asks(), true)) {
      show(BookState.BROKEN, "the venue sent a book with levels out of order");
    } else {
      live(book, "as the venue sent it");
    }
  }

  private static boolean isOrdered(BookSide side, boolean ascending) {
    if (side instanceof ColumnBookSide columns) {
      return columns.isOrdered(ascending);
    }
    for (int i = 1; i < side.depth(); i++) {
      int compared = side.price(i).compareTo(side.price(i - 1));
      if (ascending ? compared <= 0 : compared >= 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  void begin() {
    older = 0;
  }

  @Override
  void drop() {
    older = 0;
  }
}
