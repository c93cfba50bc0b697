package dev.stom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import dev.stom.binance.Binance;
import dev.stom.core.instrument.Asset;
import dev.stom.core.market.BookLevel;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Normalizer;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Trade;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpCall;
import dev.stom.core.spi.StreamSocket;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.upbit.Upbit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Tapes of what simulated venues send, read by {@code stom replay} and by the normalizer behind it:
 * every frame is read, and every decimal is the one that an independent parse finds, scale
 * included.
 */
class TapeTest {
  private static final Duration RECORDED = Duration.ofSeconds(60);
  private static final Instant START = ManualTime.DEFAULT_START;

  private final ManualTime time = ManualTime.create();

  /** One frame of a tape. */
  private record Taped(Instant at, String text) {}

  @ParameterizedTest
  @ValueSource(strings = {"DEFAULT", "SIMPLE", "JSON_LIST", "SIMPLE_LIST"})
  void upbitFramesOfEveryFormatAreReadExactly(String format, @TempDir Path dir) throws IOException {
    List<Taped> tape = new ArrayList<>();
    try (SimulatedUpbit venue = SimulatedUpbit.builder().seed(7).time(time).build();
        Transport transport = venue.inMemory()) {
      record(
          transport,
          venue.wsUri().resolve("/websocket/v1"),
          tape,
          "[{\"ticket\":\"tape\"},"
              + "{\"type\":\"ticker\",\"codes\":[\"KRW-BTC\",\"KRW-XRP\"]},"
              + "{\"type\":\"trade\",\"codes\":[\"KRW-BTC\",\"KRW-XRP\"]},"
              + "{\"type\":\"orderbook\",\"codes\":[\"KRW-BTC\",\"KRW-XRP.5\"]},"
              + "{\"type\":\"candle.1m\",\"codes\":[\"KRW-BTC\"]},"
              + "{\"format\":\""
              + format
              + "\"}]");
    }
    int checked = 0;
    Normalizer normalizer = Upbit.normalizer();
    for (Taped frame : tape) {
      for (MarketEvent event : read(normalizer, frame).events()) {
        checked += checkUpbit(event, parse(frame.text()));
      }
    }
    assertThat(checked).isGreaterThan(500);
    replays(dir, tape, "--venue", "upbit");
  }

  @Test
  void binanceFramesWithASnapshotInLineAreReadExactly(@TempDir Path dir) throws IOException {
    List<Taped> tape = new ArrayList<>();
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(7).time(time).build();
        Transport transport = venue.inMemory()) {
      record(
          transport,
          venue
              .wsUri()
              .resolve(
                  "/stream?streams=btcusdt@trade/btcusdt@bookTicker/btcusdt@depth@100ms/btcusdt@depth20@100ms"
                      + "/btcusdt@ticker/btcusdt@kline_1m/btcusdt@aggTrade/!miniTicker@arr/btcusdt@avgPrice"),
          tape,
          "");
      tape.add(
          tape.size() / 2, snapshot(venue, transport, "/api/v3/depth?symbol=BTCUSDT&limit=100"));
    }
    int checked = 0;
    Normalizer.Symbols symbols = Binance.symbolsByQuote(List.of(Asset.USDT, Asset.BTC));
    Normalizer normalizer = Binance.normalizer(symbols, Binance.instrument(Asset.BTC, Asset.USDT));
    for (Taped frame : tape) {
      for (MarketEvent event : read(normalizer, frame).events()) {
        checked += checkBinance(event, parse(frame.text()));
      }
    }
    assertThat(checked).isGreaterThan(500);
    replays(dir, tape, "--venue", "binance", "--symbol", "BTCUSDT");
  }

  // ---- recording

  private void record(Transport transport, URI target, List<Taped> tape, String subscription) {
    StreamSocket[] socket = new StreamSocket[1];
    socket[0] =
        transport.open(
            target,
            List.of(),
            new StreamSocket.Listener() {
              @Override
              public void onOpen() {
                if (!subscription.isEmpty()) {
                  socket[0].send(subscription);
                }
              }

              @Override
              public void onFrame(byte[] frame) {
                tape.add(new Taped(time.now(), new String(frame, StandardCharsets.UTF_8)));
              }

              @Override
              public void onClosed(StreamSocket.End end) {}
            });
    time.advance(RECORDED);
    socket[0].close(1000, "recorded");
    time.advance(Duration.ofSeconds(1));
  }

  private Taped snapshot(SimulatedVenue venue, Transport transport, String pathAndQuery) {
    CompletableFuture<HttpAnswer> answer =
        transport.send(HttpCall.get(venue.restUri().resolve(pathAndQuery), Duration.ofSeconds(5)));
    time.advance(Duration.ofSeconds(1));
    return new Taped(time.now(), answer.join().text());
  }

  // ---- comparing

  private static Normalizer.Reading read(Normalizer normalizer, Taped frame) {
    return normalizer.readFrame(frame.text().getBytes(StandardCharsets.UTF_8), frame.at());
  }

  private static int checkUpbit(MarketEvent event, Object parsed) {
    Map<?, ?> frame = (Map<?, ?>) (parsed instanceof List<?> list ? list.get(0) : parsed);
    assertThat(event.instrument().symbol()).isEqualTo(text(frame, "code", "cd"));
    assertThat(event.receivedAt()).isBetween(START, START.plus(RECORDED).plusSeconds(2));
    if (event instanceof Trade trade) {
      same(trade.price(), text(frame, "trade_price", "tp"));
      same(trade.quantity(), text(frame, "trade_volume", "tv"));
      assertThat(trade.id()).isEqualTo(text(frame, "sequential_id", "sid"));
      return 1;
    }
    if (event instanceof OrderBook book) {
      List<?> units = (List<?>) value(frame, "orderbook_units", "obu");
      assertThat(book.asks().depth()).isEqualTo(units.size());
      for (int i = 0; i < units.size(); i++) {
        Map<?, ?> unit = (Map<?, ?>) units.get(i);
        same(book.bids().price(i), text(unit, "bid_price", "bp"));
        same(book.bids().quantity(i), text(unit, "bid_size", "bs"));
        same(book.asks().price(i), text(unit, "ask_price", "ap"));
        same(book.asks().quantity(i), text(unit, "ask_size", "as"));
      }
      return 1;
    }
    return 0;
  }

  private static int checkBinance(MarketEvent event, Object parsed) {
    Map<?, ?> whole = (Map<?, ?>) parsed;
    Object data = whole.containsKey("data") ? whole.get("data") : whole;
    if (event instanceof Trade trade) {
      Map<?, ?> frame = (Map<?, ?>) data;
      if (!frame.get("e").equals("trade")) {
        return 0;
      }
      same(trade.price(), text(frame, "p"));
      same(trade.quantity(), text(frame, "q"));
      assertThat(trade.id()).isEqualTo(text(frame, "t"));
      return 1;
    }
    if (event instanceof Quote quote) {
      Map<?, ?> frame = (Map<?, ?>) data;
      same(quote.bid().price(), text(frame, "b"));
      same(quote.bid().quantity(), text(frame, "B"));
      same(quote.ask().price(), text(frame, "a"));
      same(quote.ask().quantity(), text(frame, "A"));
      assertThat(quote.sequence()).hasToString(text(frame, "u"));
      return 1;
    }
    if (event instanceof OrderBook book) {
      Map<?, ?> frame = (Map<?, ?>) data;
      sameLevels(book.bids().levels(), (List<?>) frame.get("bids"));
      sameLevels(book.asks().levels(), (List<?>) frame.get("asks"));
      assertThat(book.sequence()).hasToString(text(frame, "lastUpdateId"));
      return 1;
    }
    return 0;
  }

  private static void sameLevels(List<BookLevel> levels, List<?> rows) {
    assertThat(levels).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      List<?> row = (List<?>) rows.get(i);
      same(levels.get(i).price(), (String) row.get(0));
      same(levels.get(i).quantity(), (String) row.get(1));
    }
  }

  /** Equal with the same scale, which {@link BigDecimal#equals} demands. */
  private static void same(BigDecimal read, String written) {
    assertThat(read).isEqualTo(new BigDecimal(written));
  }

  private static String text(Map<?, ?> object, String... names) {
    return String.valueOf(value(object, names));
  }

  private static Object value(Map<?, ?> object, String... names) {
    for (String name : names) {
      if (object.containsKey(name)) {
        return object.get(name);
      }
    }
    throw new AssertionError("none of " + List.of(names) + " in " + object.keySet());
  }

  /** An independent parse: numbers stay the text they are. */
  private static Object parse(String json) throws IOException {
    return parse(JsonReader.of(new Buffer().writeUtf8(json)));
  }

  private static Object parse(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          object.put(reader.nextName(), parse(reader));
        }
        reader.endObject();
        return object;
      }
      case BEGIN_ARRAY -> {
        List<Object> array = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          array.add(parse(reader));
        }
        reader.endArray();
        return array;
      }
      case NULL -> {
        reader.nextNull();
        return "null";
      }
      case BOOLEAN -> {
        return reader.nextBoolean();
      }
      default -> {
        return reader.nextString();
      }
    }
  }

  // ---- the command

  private static void replays(Path dir, List<Taped> tape, String... options) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Taped frame : tape) {
      lines
          .append(ChronoUnit.NANOS.between(Instant.EPOCH, frame.at()))
          .append(' ')
          .append(frame.text())
          .append('\n');
    }
    Path file = dir.resolve("tape.frames");
    Files.writeString(file, lines);
    List<String> args = new ArrayList<>(List.of("replay", "--quiet"));
    args.addAll(List.of(options));
    args.add(file.toString());
    StringWriter out = new StringWriter();
    CommandLine line = Stom.commandLine();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute(args.toArray(new String[0]))).as("%s", out).isZero();
    assertThat(out.toString()).contains("unreadable frames: 0");
  }
}
