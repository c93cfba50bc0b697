package dev.stom.examples;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookLevel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stom book}: one order book, whenever it changes. */
@Command(
    name = "book",
    description = "Show an order book whenever it changes.",
    mixinStandardHelpOptions = true)
final class BookCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Common common;

  @Parameters(index = "0", paramLabel = "VENUE", description = "upbit or binance")
  private String venue;

  @Parameters(index = "1", paramLabel = "SYMBOL", description = "The venue's spelling.")
  private String symbol;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "5",
      description = "Levels on each side (default: ${DEFAULT-VALUE}).")
  private int depth;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = Screen.detect(out);
    try (Running running = new Running();
        OpenVenues venues =
            OpenVenues.open(common.live, common.seed, OpenVenues.venueNamed(venue))) {
      Instrument instrument = venues.instrument(symbol);
      MarketListener printer =
          new MarketListener() {
            @Override
            public void onBook(OrderBook book) {
              screen.show(lines(book, depth));
            }

            @Override
            public void onStatus(StreamStatus status) {
              screen.say(status.at() + "  " + StatusLines.describe(status));
            }
          };
      screen.show(lines(venues.only().marketData().orderBook(instrument, depth), depth));
      try (Subscription<Feed> subscription =
          venues.only().marketData().subscribe(Set.of(Feed.book(instrument, depth)), printer)) {
        running.await(common.seconds);
        return subscription.counters().badFrames() == 0 ? 0 : Stom.FAILURE;
      }
    }
  }

  static List<String> lines(OrderBook book, int depth) {
    List<String> lines = new java.util.ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s  spread %s",
            book.instrument(),
            book.top().spread().map(spread -> spread.toPlainString()).orElse("-")));
    lines.add(
        String.format(
            Locale.ROOT, "%18s %16s | %-16s %-18s", "quantity", "bid", "ask", "quantity"));
    for (int i = 0; i < depth; i++) {
      Optional<BookLevel> bid = level(book.bids().levels(), i);
      Optional<BookLevel> ask = level(book.asks().levels(), i);
      lines.add(
          String.format(
              Locale.ROOT,
              "%18s %16s | %-16s %-18s",
              bid.map(l -> l.quantity().toPlainString()).orElse(""),
              bid.map(l -> l.price().toPlainString()).orElse(""),
              ask.map(l -> l.price().toPlainString()).orElse(""),
              ask.map(l -> l.quantity().toPlainString()).orElse("")));
    }
    return lines;
  }

  private static Optional<BookLevel> level(List<BookLevel> levels, int index) {
    return index < levels.size() ? Optional.of(levels.get(index)) : Optional.empty();
  }
}
