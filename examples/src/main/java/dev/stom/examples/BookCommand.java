package dev.stom.examples;

import dev.stom.core.market.BookState;
import dev.stom.core.market.BookView;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookListener;
import dev.stom.core.market.LiveBookOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stom book}: one order book, its state in words and its levels. */
@Command(
    name = "book",
    description = {
      "Show an order book that repairs itself, and how far it can be trusted.",
      "Exit code 0 only when the book was live at the end of --seconds, or with --chaos."
    },
    mixinStandardHelpOptions = true)
final class BookCommand implements Callable<Integer> {
  /** Ten pictures a second: as often as Binance says changes, and as an eye can follow. */
  private static final Duration REFRESH = Duration.ofMillis(100);

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

  @Option(
      names = "--chaos",
      description = "Let everything go wrong that a script can make go wrong; not with --live.")
  private boolean chaos;

  @Override
  public Integer call() throws InterruptedException {
    if (chaos && common.live) {
      throw new ParameterException(
          spec.commandLine(), "--chaos needs a simulated venue; leave --live out");
    }
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = Screen.detect(out);
    try (Running running = new Running();
        OpenVenues venues =
            OpenVenues.open(common.live, common.seed, OpenVenues.venueNamed(venue));
        BookChaos faults = new BookChaos(screen::say);
        LiveBook book =
            venues
                .only()
                .marketData()
                .liveBook(
                    venues.instrument(symbol),
                    LiveBookOptions.DEFAULT
                        .withLevels(depth)
                        .withListener(new SaysStates(screen)))) {
      if (chaos) {
        faults.begin(venues.simulated(), common.seed);
      }
      show(book, screen, running);
      // A run that ends by itself with a book that cannot be trusted has failed, unless on purpose.
      boolean well = book.view().live().isPresent() || chaos || common.seconds == null;
      return well ? 0 : Stom.FAILURE;
    }
  }

  /** On a terminal whenever there is time, so that the age runs; elsewhere what is new. */
  private void show(LiveBook book, Screen screen, Running running) throws InterruptedException {
    long rounds =
        common.seconds == null
            ? Long.MAX_VALUE
            : Duration.ofSeconds(common.seconds).dividedBy(REFRESH);
    BookView shown = null;
    for (long round = 0; round < rounds && !running.isOverAfter(REFRESH); round++) {
      BookView now = book.view();
      if (screen.isTerminal() || shown == null || BookLines.differ(shown, now)) {
        screen.show(BookLines.of(now, depth));
        shown = now;
      }
    }
  }

  /** Says when the state changes, above the picture. */
  private static final class SaysStates implements LiveBookListener {
    private final Screen screen;
    private BookState said = BookState.SYNCING; // calls come one at a time

    SaysStates(Screen screen) {
      this.screen = screen;
    }

    @Override
    public void onBook(BookView view) {
      if (view.state() != said) {
        said = view.state();
        screen.say(BookLines.state(view));
      }
    }
  }
}
