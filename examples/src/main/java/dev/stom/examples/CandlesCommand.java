package dev.stom.examples;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.CandleSeries;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stom candles}: candles of any number, paged by the SDK, as text or CSV. */
@Command(
    name = "candles",
    description = "Fetch candles, as many as wanted.",
    mixinStandardHelpOptions = true)
final class CandlesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Common common;

  @Parameters(index = "0", paramLabel = "VENUE", description = "upbit or binance")
  private String venue;

  @Parameters(index = "1", paramLabel = "SYMBOL", description = "The venue's spelling.")
  private String symbol;

  @Option(
      names = "--interval",
      defaultValue = "1m",
      description = "1s, 1m, 15m, 4h, 1d, 1w, 1M (month) ... (default: ${DEFAULT-VALUE}).")
  private String interval;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--csv", description = "Print CSV with a header line.")
  private boolean csv;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CandleInterval length = CandleInterval.parse(interval);
    if (count < 1 || count > CandleQuery.MAX_COUNT) {
      throw new IllegalArgumentException(
          "--count must be 1 to " + CandleQuery.MAX_COUNT + " but is " + count);
    }
    try (OpenVenues venues =
        OpenVenues.open(common.live, common.seed, OpenVenues.venueNamed(venue))) {
      Instrument instrument = venues.instrument(symbol);
      CandleSeries series =
          venues.only().marketData().candles(CandleQuery.latest(instrument, length, count));
      String separator = csv ? "," : "  ";
      out.println(
          String.join(
              separator, "open_time", "open", "high", "low", "close", "volume", "turnover"));
      for (Candle candle : series.candles()) {
        out.println(
            String.join(
                separator,
                candle.openTime().toString(),
                candle.open().toPlainString(),
                candle.high().toPlainString(),
                candle.low().toPlainString(),
                candle.close().toPlainString(),
                candle.volume().toPlainString(),
                candle.turnover().toPlainString()));
      }
      out.flush();
      if (!series.gaps().isEmpty()) {
        Instant from = series.gaps().get(0).from();
        spec.commandLine()
            .getErr()
            .printf(
                Locale.ROOT,
                "%d stretches without a candle (nothing was traded), the first from %s%n",
                series.gaps().size(),
                from);
      }
      return 0;
    }
  }
}
