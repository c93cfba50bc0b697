package dev.stom.examples;

import dev.stom.binance.Binance;
import dev.stom.core.error.DecodeException;
import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.Candle;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Normalizer;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.upbit.Upbit;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stom replay}: recorded frames through the real decoders. */
@Command(
    name = "replay",
    description = {
      "Read recorded frames through the real decoders and print what they say.",
      "A tape has one frame a line: receive time in nanoseconds since 1970 (UTC), a space, the frame.",
      "Tapes that end in .gz are unpacked. Exit code 0 only when every frame was read."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private static final long NANOS = 1_000_000_000L;

  /** Unreadable frames shown in full; the rest are only counted. */
  private static final int SHOWN = 5;

  /** A tape has no catalog: what Binance symbols end in, as far as this guess goes. */
  private static final List<Asset> BINANCE_QUOTES =
      Stream.of(
              "USDT", "USDC", "FDUSD", "TUSD", "BTC", "ETH", "BNB", "EUR", "TRY", "BRL", "JPY",
              "GBP", "AUD", "USD")
          .map(Asset::of)
          .toList();

  @Spec private CommandSpec spec;

  @Option(
      names = "--venue",
      paramLabel = "V",
      description = "upbit or binance (default: told from the first frame).")
  private @Nullable String venue;

  @Option(
      names = "--symbol",
      paramLabel = "S",
      description = "The instrument of frames that do not name one, such as a REST depth snapshot.")
  private @Nullable String symbol;

  @Option(names = "--quiet", description = "Print only the summary.")
  private boolean quiet;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Tapes, read in this order.")
  private List<Path> files;

  private final Map<String, Long> frames = new TreeMap<>();
  private final Map<String, Long> events = new TreeMap<>();
  private long unreadable;

  @Override
  public Integer call() throws IOException {
    Venue named = venue == null ? null : OpenVenues.venueNamed(venue);
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new IllegalArgumentException("cannot read the file '" + file + "'");
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Path file : files) {
      replay(file, named, out);
    }
    out.println("frames by kind:");
    frames.forEach((kind, count) -> out.printf(Locale.ROOT, "  %-24s %10d%n", kind, count));
    out.println("events by kind:");
    events.forEach((kind, count) -> out.printf(Locale.ROOT, "  %-24s %10d%n", kind, count));
    out.printf(Locale.ROOT, "unreadable frames: %d%n", unreadable);
    out.flush();
    return unreadable == 0 ? 0 : Stom.FAILURE;
  }

  private void replay(Path file, @Nullable Venue named, PrintWriter out) throws IOException {
    Normalizer normalizer = null;
    try (BufferedReader lines = open(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        int space = line.indexOf(' ');
        try {
          Instant receivedAt = receiveTime(line, space);
          String frame = line.substring(space + 1);
          if (normalizer == null) {
            normalizer = normalizer(named == null ? venueOf(frame) : named);
          }
          Normalizer.Reading reading =
              normalizer.readFrame(frame.getBytes(StandardCharsets.UTF_8), receivedAt);
          frames.merge(reading.kind(), 1L, Long::sum);
          for (MarketEvent event : reading.events()) {
            events.merge(event.getClass().getSimpleName(), 1L, Long::sum);
            if (!quiet) {
              out.println(receivedAt + "  " + describe(event));
            }
          }
        } catch (DecodeException | IllegalArgumentException unread) {
          unreadable++;
          if (unreadable <= SHOWN) {
            spec.commandLine()
                .getErr()
                .printf(Locale.ROOT, "%s line %d: %s%n", file, number, unread.getMessage());
          }
        }
      }
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
  }

  private static Instant receiveTime(String line, int space) {
    try {
      long nanos = Long.parseLong(line.substring(0, Math.max(space, 0)));
      return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    } catch (NumberFormatException notATape) {
      throw new IllegalArgumentException(
          "a line must begin with the receive time in nanoseconds and a space", notATape);
    }
  }

  private static Venue venueOf(String frame) {
    boolean upbit =
        frame.contains("\"code\"") || frame.contains("\"cd\"") || frame.contains("\"market\"");
    return upbit ? Upbit.VENUE : Binance.VENUE;
  }

  private Normalizer normalizer(Venue of) {
    if (of.equals(Upbit.VENUE)) {
      return Upbit.normalizer();
    }
    Normalizer.Symbols symbols = Binance.symbolsByQuote(BINANCE_QUOTES);
    if (symbol == null) {
      return Binance.normalizer(symbols);
    }
    Instrument instrument =
        symbols
            .find(symbol)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--symbol must be a Binance symbol such as ETHUSDT but is '"
                            + symbol
                            + "'"));
    return Binance.normalizer(symbols, instrument);
  }

  private static String describe(MarketEvent event) {
    String what = event.instrument() + " ";
    if (event instanceof Trade trade) {
      return what
          + "trade "
          + trade.takerSide()
          + " "
          + trade.quantity().toPlainString()
          + " at "
          + trade.price().toPlainString()
          + " id "
          + trade.id();
    }
    if (event instanceof Quote quote) {
      return what + "quote " + quote.bid() + " / " + quote.ask();
    }
    if (event instanceof OrderBook book) {
      return what
          + "book "
          + book.bids().depth()
          + "+"
          + book.asks().depth()
          + " levels, top "
          + book.bids().best().orElse(null)
          + " / "
          + book.asks().best().orElse(null);
    }
    if (event instanceof Ticker ticker) {
      return what + "ticker " + ticker.last().toPlainString();
    }
    if (event instanceof Candle candle) {
      return what
          + "candle "
          + candle.interval()
          + " "
          + candle.openTime()
          + " close "
          + candle.close().toPlainString();
    }
    return what + event;
  }
}
