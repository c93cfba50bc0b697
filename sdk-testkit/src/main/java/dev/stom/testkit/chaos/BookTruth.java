package dev.stom.testkit.chaos;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.traffic.PrintedBook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares books and quotes with what stood at the venue at their number or moment. */
final class BookTruth {
  /** Levels compared each time. */
  private static final int USUAL = 30;

  /** Levels compared each so many times. */
  private static final int WHOLE = 200;

  private static final int WHOLE_EVERY = 50;

  private final SimulatedVenue venue;
  private long compared;

  BookTruth(SimulatedVenue venue) {
    this.venue = venue;
  }

  long compared() {
    return compared;
  }

  /** What is wrong with a book; null when it is true. */
  @Nullable String lie(OrderBook book) {
    if (book.isCrossed()) {
      return "it is crossed";
    }
    int levels = ++compared % WHOLE_EVERY == 0 ? WHOLE : USUAL;
    PrintedBook truth = truth(book.instrument(), book.sequence(), book.stamp().venueTime(), levels);
    if (truth == null) {
      return "it has neither number nor moment";
    }
    String bids = lie(book.bids(), truth.bids(), levels);
    String asks = lie(book.asks(), truth.asks(), levels);
    return bids != null ? "bids: " + bids : asks != null ? "asks: " + asks : null;
  }

  private static @Nullable String lie(BookSide side, List<PrintedBook.Level> truth, int levels) {
    for (int i = 0; i < Math.min(levels, side.depth()); i++) {
      if (i >= truth.size() || !isSame(side.level(i), truth.get(i))) {
        Object instead = i < truth.size() ? truth.get(i) : "none";
        return "level " + i + " is " + side.level(i) + " instead of " + instead;
      }
    }
    return null;
  }

  /** What is wrong with a quote; null when it is true. */
  @Nullable String lie(Quote quote) {
    BookLevel bid = quote.bid();
    BookLevel ask = quote.ask();
    if (bid == null || ask == null) {
      return "it has one side only";
    }
    if (bid.price().compareTo(ask.price()) >= 0) {
      return "it is crossed";
    }
    compared++;
    PrintedBook truth = truth(quote.instrument(), quote.sequence(), quote.stamp().venueTime(), 1);
    if (truth == null) {
      return "it has neither number nor moment";
    }
    return isSame(bid, truth.bids().get(0)) && isSame(ask, truth.asks().get(0))
        ? null
        : "instead of " + truth.bids().get(0) + " and " + truth.asks().get(0);
  }

  private static boolean isSame(BookLevel level, PrintedBook.Level truth) {
    return level.equals(new BookLevel(truth.price(), truth.quantity())); // the scale, too
  }

  private @Nullable PrintedBook truth(
      Instrument instrument, @Nullable Long number, @Nullable Instant at, int levels) {
    String symbol = instrument.symbol();
    if (venue instanceof SimulatedBinance binance) {
      return number == null ? null : binance.book(symbol, number, levels);
    }
    return at == null ? null : venue.book(symbol, at, levels);
  }
}
