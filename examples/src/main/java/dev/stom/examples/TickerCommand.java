package dev.stom.examples;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.Ticker;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stom ticker}: tickers of one venue, first asked for, then streamed. */
@Command(
    name = "ticker",
    description = "Show tickers as they come.",
    mixinStandardHelpOptions = true)
final class TickerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Common common;

  @Parameters(index = "0", paramLabel = "VENUE", description = "upbit or binance")
  private String venue;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "SYMBOL",
      description = "The venue's spelling: KRW-BTC at Upbit, BTCUSDT at Binance.")
  private List<String> symbols;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Running running = new Running();
        OpenVenues venues =
            OpenVenues.open(common.live, common.seed, OpenVenues.venueNamed(venue))) {
      List<Instrument> instruments = new ArrayList<>();
      symbols.forEach(symbol -> instruments.add(venues.instrument(symbol)));
      venues.only().marketData().tickers(instruments).forEach(ticker -> print(out, ticker));
      List<Feed> feeds = instruments.stream().map(Feed::tickers).toList();
      MarketListener printer =
          new MarketListener() {
            @Override
            public void onTicker(Ticker ticker) {
              print(out, ticker);
            }

            @Override
            public void onStatus(StreamStatus status) {
              StatusLines.print(out, status);
            }
          };
      try (Subscription<Feed> subscription = venues.only().marketData().subscribe(feeds, printer)) {
        running.await(common.seconds);
        return subscription.counters().badFrames() == 0 ? 0 : Stom.FAILURE;
      }
    }
  }

  private static synchronized void print(PrintWriter out, Ticker ticker) {
    Ticker.Change change = ticker.change();
    out.printf(
        Locale.ROOT,
        "%s  %-10s %16s  %s%n",
        ticker.receivedAt(),
        ticker.instrument().symbol(),
        ticker.last().toPlainString(),
        change == null
            ? ""
            : String.format(
                Locale.ROOT,
                "%+.2f %% (%s)",
                change.ratio().movePointRight(2),
                change.reference()));
    out.flush();
  }
}
