package dev.stom.examples;

import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookView;
import dev.stom.core.market.OrderBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A book in lines of text. */
final class BookLines {
  private static final String LEVEL = "%18s %16s | %-16s %-18s";

  private BookLines() {}

  /** State, age and levels. What is not live is marked so. */
  static List<String> of(BookView view, int depth) {
    List<String> lines = new ArrayList<>();
    lines.add(view.instrument() + "  " + state(view));
    lines.add(numbers(view));
    lines.add(String.format(Locale.ROOT, LEVEL, "quantity", "bid", "ask", "quantity"));
    Optional<OrderBook> book = view.lastKnown();
    for (int i = 0; i < depth; i++) {
      Optional<BookLevel> bid = level(book.map(b -> b.bids().levels()), i);
      Optional<BookLevel> ask = level(book.map(b -> b.asks().levels()), i);
      lines.add(
          String.format(
              Locale.ROOT,
              LEVEL,
              bid.map(l -> l.quantity().toPlainString()).orElse(""),
              bid.map(l -> l.price().toPlainString()).orElse(""),
              ask.map(l -> l.price().toPlainString()).orElse(""),
              ask.map(l -> l.quantity().toPlainString()).orElse("")));
    }
    return lines;
  }

  /** The state in words. */
  static String state(BookView view) {
    return view.state() + ": " + view.why();
  }

  /** Tells whether a picture of the one would look different from one of the other. */
  static boolean differ(BookView one, BookView other) {
    return one.state() != other.state()
        || !one.why().equals(other.why())
        || !one.lastKnown().equals(other.lastKnown());
  }

  private static String numbers(BookView view) {
    if (view.lastKnown().isEmpty()) {
      return "no book yet";
    }
    String trust =
        view.live()
            .map(book -> "spread " + book.top().spread().map(s -> s.toPlainString()).orElse("-"))
            .orElse("last known levels, NOT to be traded on");
    String sequence =
        view.sequence().isPresent() ? "sequence " + view.sequence().getAsLong() + ", " : "";
    return String.format(
        Locale.ROOT,
        "%s  (%s%.1f s old, put together anew %d times)",
        trust,
        sequence,
        view.age().orElseThrow().toMillis() / 1000.0,
        view.resyncs());
  }

  private static Optional<BookLevel> level(Optional<List<BookLevel>> side, int index) {
    return side.filter(levels -> index < levels.size()).map(levels -> levels.get(index));
  }
}
