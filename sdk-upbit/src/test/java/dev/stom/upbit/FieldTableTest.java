package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Side;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.core.spi.StreamSubscriber.Receipt;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds {@code docs/fields-upbit.md} to the code: every component of every common type has a row,
 * and what a row names is what the decoders put there.
 */
class FieldTableTest {
  private static final Path PAGE = Path.of("..", "docs", "fields-upbit.md");
  private static final Instant AT = Instant.parse("2026-11-22T01:02:03.000000004Z");
  private static final List<Class<? extends MarketEvent>> TYPES =
      List.of(Trade.class, Quote.class, OrderBook.class, Ticker.class, Candle.class);

  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\|([^|]*)\\|([^|]*)\\|([^|]*)\\|([^|]*)\\|");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private record Row(String field, String stream, String answer) {}

  private static Map<String, List<Row>> page() throws IOException {
    Map<String, List<Row>> byType = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        rows = byType.computeIfAbsent(line.substring(3).strip(), type -> new ArrayList<>());
      }
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(new Row(row.group(1), row.group(2).strip(), row.group(3).strip()));
      }
    }
    return byType;
  }

  @Test
  void everyComponentOfEveryCommonTypeHasItsRow() throws IOException {
    Map<String, List<Row>> page = page();
    for (Class<? extends MarketEvent> type : TYPES) {
      Set<String> fields = new LinkedHashSet<>();
      collect(type, "", fields);
      assertThat(page.get(type.getSimpleName()))
          .as(type.getSimpleName())
          .extracting(Row::field)
          .containsExactlyElementsOf(fields);
    }
  }

  private static void collect(Class<?> record, String prefix, Set<String> into) {
    for (RecordComponent component : record.getRecordComponents()) {
      Class<?> type = component.getType();
      String path = prefix + component.getName();
      if (type == BookSide.class) {
        into.add(path + ".price");
        into.add(path + ".quantity");
      } else if (type.isRecord()
          && (type == Stamp.class
              || type == BookLevel.class
              || type.getEnclosingClass() == Ticker.class)) {
        collect(type, path + ".", into);
      } else {
        into.add(path);
      }
    }
  }

  @TestFactory
  List<DynamicTest> everyRowSaysWhatTheDecodersDo() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, List<Row>> page = page();
    for (Class<? extends MarketEvent> type : TYPES) {
      for (boolean brief : new boolean[] {false, true}) {
        Wire frame = Wire.frame(type, brief);
        MarketEvent event = streamed(type, frame);
        for (Row row : page.get(type.getSimpleName())) {
          tests.add(
              DynamicTest.dynamicTest(
                  type.getSimpleName() + "." + row.field + (brief ? " short" : " full"),
                  () -> check(row.stream, value(event, row.field), frame)));
        }
      }
      if (type != Quote.class) {
        Wire answer = Wire.answer(type);
        MarketEvent event =
            Upbit.normalizer()
                .readAnswer(path(type), Samples.bytes("[" + answer.json + "]"), AT)
                .events()
                .get(0);
        for (Row row : page.get(type.getSimpleName())) {
          tests.add(
              DynamicTest.dynamicTest(
                  type.getSimpleName() + "." + row.field + " answer",
                  () -> check(row.answer, value(event, row.field), answer)));
        }
      }
    }
    return tests;
  }

  private static MarketEvent streamed(Class<?> type, Wire frame) {
    if (type != Quote.class) {
      return Upbit.normalizer().readFrame(Samples.bytes(frame.json), AT).events().get(0);
    }
    List<MarketEvent> events = new ArrayList<>();
    new UpbitFeedMapping()
        .translate(
            Feed.quotes(Upbit.instrument("KRW-BTC")),
            Upbit.frameReader().read(Samples.bytes(frame.json)).get(0),
            new Receipt(AT, nanos()),
            events::add);
    return events.get(0);
  }

  private static String path(Class<?> type) {
    if (type == Trade.class) {
      return "/v1/trades/ticks";
    }
    if (type == OrderBook.class) {
      return "/v1/orderbook";
    }
    return type == Ticker.class ? "/v1/ticker" : "/v1/candles/minutes/1";
  }

  private static long nanos() {
    return AT.getEpochSecond() * 1_000_000_000 + AT.getNano();
  }

  private static Object value(Object holder, String path) {
    Object value = holder;
    for (String name : path.split("\\.")) {
      if (value instanceof BookSide side) {
        return name.equals("price") ? side.price(0) : side.quantity(0);
      }
      value = component(value, name);
    }
    return value;
  }

  private static Object component(Object record, String name) {
    try {
      return record.getClass().getMethod(name).invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void check(String cell, Object value, Wire wire) {
    Matcher name = NAME.matcher(cell);
    if (cell.equals("–")) {
      assertThat(value).isNull();
    } else if (cell.equals("our clock")) {
      assertThat(value).isIn(AT, nanos());
    } else if (cell.startsWith("always ")) {
      assertThat(value).hasToString(cell.substring("always ".length()));
    } else {
      assertThat(name.matches()).as("cell '%s'", cell).isTrue();
      String literal = wire.values.get(name.group(1));
      assertThat(literal).as("value of %s", name.group(1)).isNotNull();
      assertThat(text(value)).isEqualTo(literal);
    }
  }

  /** What the venue must have written for a value. */
  private static String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Instant instant) {
      return instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))
          ? instant.toString().replace("Z", "")
          : String.valueOf(instant.toEpochMilli());
    }
    if (value instanceof Side side) {
      return side == Side.BUY ? "BID" : "ASK";
    }
    if (value instanceof dev.stom.core.instrument.Instrument instrument) {
      return instrument.symbol();
    }
    return String.valueOf(value);
  }

  /** A frame or an answer in which every field has a value of its own. */
  private static final class Wire {
    final Map<String, String> values = new LinkedHashMap<>();
    String json = "";
    private int next = 1;

    static Wire frame(Class<?> type, boolean brief) {
      Wire wire = new Wire();
      wire.json = wire.write(names(type, "code"), brief, wireType(type));
      return wire;
    }

    static Wire answer(Class<?> type) {
      Wire wire = new Wire();
      wire.json = wire.write(names(type, "market"), false, null);
      return wire;
    }

    private static String wireType(Class<?> type) {
      if (type == Trade.class) {
        return "trade";
      }
      if (type == Ticker.class) {
        return "ticker";
      }
      return type == Candle.class ? "candle.1m" : "orderbook";
    }

    private static List<String> names(Class<?> type, String code) {
      String common = code + " timestamp stream_type ";
      String rest;
      if (type == Trade.class) {
        rest =
            "trade_price trade_volume ask_bid prev_closing_price change change_price "
                + "trade_timestamp sequential_id best_ask_price best_ask_size best_bid_price "
                + "best_bid_size";
      } else if (type == Ticker.class) {
        rest =
            "opening_price high_price low_price trade_price prev_closing_price change "
                + "change_price change_rate signed_change_price signed_change_rate trade_volume "
                + "acc_trade_volume acc_trade_volume_24h acc_trade_price acc_trade_price_24h "
                + "trade_timestamp highest_52_week_price lowest_52_week_price";
      } else if (type == Candle.class) {
        rest =
            "candle_date_time_utc opening_price high_price low_price trade_price "
                + "candle_acc_trade_volume candle_acc_trade_price";
      } else {
        rest = "total_ask_size total_bid_size orderbook_units level";
      }
      return List.of((common + rest).split(" "));
    }

    private String write(List<String> names, boolean brief, String type) {
      StringBuilder text = new StringBuilder("{");
      if (type != null) {
        text.append(brief ? "\"ty\":\"" : "\"type\":\"").append(type).append("\",");
      }
      for (String name : names) {
        text.append('"').append(brief ? FrameFields.brief(name, type) : name).append("\":");
        text.append(value(name, brief)).append(',');
      }
      text.setCharAt(text.length() - 1, '}');
      return text.toString();
    }

    private String value(String name, boolean brief) {
      String literal =
          switch (name) {
            case "code", "market" -> "KRW-BTC";
            case "stream_type" -> "SNAPSHOT";
            case "ask_bid" -> "ASK";
            case "change" -> "RISE";
            case "candle_date_time_utc" -> "2026-11-22T00:05:00";
            case "level" -> "0";
            case "orderbook_units" -> "[" + unit(brief) + "]";
            default ->
                name.endsWith("timestamp") || name.equals("sequential_id")
                    ? "17000000000" + (10 + next++) // a number of its own, and no whole second
                    : (1_000 + next++) + ".250";
          };
      values.put(name, literal);
      boolean bare =
          literal.startsWith("[")
              || (Character.isDigit(literal.charAt(0)) && !literal.contains("T"));
      return bare ? literal : '"' + literal + '"';
    }

    private String unit(boolean brief) {
      StringBuilder text = new StringBuilder("{");
      for (String name : List.of("ask_price", "bid_price", "ask_size", "bid_size")) {
        String literal = (1_000 + next++) + ".750";
        values.put("orderbook_units[]." + name, literal);
        text.append('"').append(brief ? FrameFields.BRIEF.get(name) : name).append("\":");
        text.append(literal).append(',');
      }
      text.setCharAt(text.length() - 1, '}');
      return text.toString();
    }
  }

  @Test
  void theFirstMinuteCandleStandsForAll() {
    assertThat(UpbitCandleUnit.MINUTES_1.interval()).isEqualTo(CandleInterval.MINUTE_1);
  }
}
