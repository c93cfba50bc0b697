package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Normalizer;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Side;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds {@code docs/fields-binance.md} to the code: each frame and answer has a value of its own in
 * every field, and each common field must carry the value of the field that the page names.
 */
class FieldTableTest {
  private static final Path PAGE = Path.of("..", "docs", "fields-binance.md");
  private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");
  private static final CandleInterval ASKED = CandleInterval.MINUTE_5;

  /** A common type and one frame and one answer of it. */
  enum Kind {
    TRADE(
        Trade.class,
        "btcusdt@trade",
        "{\"e\":\"trade\",\"E\":1700000000001,\"s\":\"BTCUSDT\",\"t\":11,\"p\":\"12.50\",\"q\":\"13.50\",\"T\":1700000000002,\"m\":true,\"M\":true}",
        "/api/v3/trades",
        "[{\"id\":21,\"price\":\"22.50\",\"qty\":\"23.50\",\"quoteQty\":\"24.50\",\"time\":1700000000003,\"isBuyerMaker\":false,\"isBestMatch\":true}]"),
    QUOTE(
        Quote.class,
        "btcusdt@bookTicker",
        "{\"u\":31,\"s\":\"BTCUSDT\",\"b\":\"32.1\",\"B\":\"33.1\",\"a\":\"34.1\",\"A\":\"35.1\"}",
        "/api/v3/ticker/bookTicker",
        "{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"42.1\",\"bidQty\":\"43.1\",\"askPrice\":\"44.1\",\"askQty\":\"45.1\"}"),
    ORDER_BOOK(
        OrderBook.class,
        "btcusdt@depth20@100ms",
        "{\"lastUpdateId\":51,\"bids\":[[\"52.1\",\"53.1\"],[\"51.1\",\"54.1\"]],\"asks\":[[\"55.1\",\"56.1\"]]}",
        "/api/v3/depth",
        "{\"lastUpdateId\":61,\"bids\":[[\"62.1\",\"63.1\"]],\"asks\":[[\"65.1\",\"66.1\"],[\"67.1\",\"68.1\"]]}"),
    TICKER(
        Ticker.class,
        "btcusdt@ticker",
        "{\"e\":\"24hrTicker\",\"E\":1700000000004,\"s\":\"BTCUSDT\",\"p\":\"-71.1\",\"P\":\"-72.125\",\"w\":\"73.1\",\"x\":\"74.1\",\"c\":\"75.1\",\"Q\":\"76.1\",\"b\":\"77.1\",\"B\":\"78.1\",\"a\":\"79.1\",\"A\":\"80.1\",\"o\":\"81.1\",\"h\":\"82.1\",\"l\":\"83.1\",\"v\":\"84.1\",\"q\":\"85.1\",\"O\":1700000000005,\"C\":1700000000006,\"F\":86,\"L\":87,\"n\":88}",
        "/api/v3/ticker/24hr",
        "{\"symbol\":\"BTCUSDT\",\"priceChange\":\"-91.1\",\"priceChangePercent\":\"-92.125\",\"weightedAvgPrice\":\"93.1\",\"prevClosePrice\":\"94.1\",\"lastPrice\":\"95.1\",\"lastQty\":\"96.1\",\"bidPrice\":\"97.1\",\"bidQty\":\"98.1\",\"askPrice\":\"99.1\",\"askQty\":\"100.1\",\"openPrice\":\"101.1\",\"highPrice\":\"102.1\",\"lowPrice\":\"103.1\",\"volume\":\"104.1\",\"quoteVolume\":\"105.1\",\"openTime\":1700000000007,\"closeTime\":1700000000008,\"firstId\":106,\"lastId\":107,\"count\":108}"),
    CANDLE(
        Candle.class,
        "btcusdt@kline_3m",
        "{\"e\":\"kline\",\"E\":1700000000009,\"s\":\"BTCUSDT\",\"k\":{\"t\":1700000100000,\"T\":1700000279999,\"s\":\"BTCUSDT\",\"i\":\"3m\",\"f\":111,\"L\":112,\"o\":\"113.1\",\"c\":\"114.1\",\"h\":\"115.1\",\"l\":\"112.1\",\"v\":\"116.1\",\"n\":117,\"x\":false,\"q\":\"118.1\",\"V\":\"119.1\",\"Q\":\"120.1\",\"B\":\"0\"}}",
        "/api/v3/klines",
        "[[1700000100000,\"131.1\",\"133.1\",\"130.1\",\"132.1\",\"134.1\",1700000399999,\"135.1\",136,\"137.1\",\"138.1\",\"0\"]]");

    final Class<? extends MarketEvent> type;
    final String stream;
    final String data;
    final String path;
    final String body;

    Kind(Class<? extends MarketEvent> type, String stream, String data, String path, String body) {
      this.type = type;
      this.stream = stream;
      this.data = data;
      this.path = path;
      this.body = body;
    }
  }

  private final Instrument instrument = Binance.instrument("BTC", "USDT");
  private final Normalizer normalizer =
      Binance.normalizer(
          symbol -> symbol.equals("BTCUSDT") ? Optional.of(instrument) : Optional.empty(),
          instrument);

  @ParameterizedTest
  @EnumSource
  void everyFieldComesFromWhereThePageSays(Kind kind) throws Exception {
    Map<String, Row> rows = rows(kind.type.getSimpleName());
    String frame = "{\"stream\":\"" + kind.stream + "\",\"data\":" + kind.data + "}";
    MarketEvent streamed =
        onlyEvent(kind, normalizer.readFrame(frame.getBytes(StandardCharsets.UTF_8), RECEIVED));
    String path = kind.path + (kind == Kind.CANDLE ? "?interval=" + ASKED : "");
    MarketEvent answered =
        onlyEvent(
            kind,
            normalizer.readAnswer(path, kind.body.getBytes(StandardCharsets.UTF_8), RECEIVED));
    assertThat(streamed.stamp().origin()).isEqualTo(Origin.REALTIME);
    assertThat(answered.stamp().origin()).isEqualTo(Origin.REQUEST);
    Object data = Tree.parse(kind.data.getBytes(StandardCharsets.UTF_8));
    Object body = first(Tree.parse(kind.body.getBytes(StandardCharsets.UTF_8)));
    for (Map.Entry<String, Row> row : rows.entrySet()) {
      check(kind + " stream " + row.getKey(), streamed, row.getKey(), row.getValue().stream, data);
      check(kind + " REST " + row.getKey(), answered, row.getKey(), row.getValue().rest, body);
    }
    for (String component : components(kind.type)) {
      assertThat(rows.keySet())
          .as("%s.%s has a row", kind.type.getSimpleName(), component)
          .anyMatch(name -> name.equals(component) || name.startsWith(component + "."));
    }
  }

  /** All components, those of the parts of a ticker and of a quote's sides included. */
  private static List<String> components(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> part = component.getType();
      if ((part.isRecord() && part.getEnclosingClass() == Ticker.class)
          || part == BookLevel.class) {
        for (RecordComponent inner : part.getRecordComponents()) {
          names.add(component.getName() + "." + inner.getName());
        }
      } else {
        names.add(component.getName());
      }
    }
    return names;
  }

  private static MarketEvent onlyEvent(Kind kind, Normalizer.Reading reading) {
    assertThat(reading.events()).hasSize(1);
    assertThat(reading.events().get(0)).isInstanceOf(kind.type);
    return reading.events().get(0);
  }

  private static Object first(Object parsed) {
    return parsed instanceof List<?> list ? list.get(0) : parsed;
  }

  private void check(String where, Object event, String field, String cell, Object source)
      throws Exception {
    Object value = value(event, field);
    if (cell.equals("—")) {
      assertThat(value).as(where).isNull();
    } else if (cell.equals("as asked")) {
      assertThat(value).as(where).isIn(instrument, ASKED);
    } else if (cell.startsWith("always ")) {
      assertThat(value).as(where).hasToString(cell.substring("always ".length()));
    } else {
      assertThat(cell).as(where).matches("`[^`]+`");
      carries(where, value, find(source, cell.substring(1, cell.length() - 1)), field);
    }
  }

  private void carries(String where, Object value, Object wire, String field) {
    if (value instanceof BigDecimal decimal) {
      BigDecimal expected = Tree.decimalOf(wire);
      assertThat(decimal)
          .as(where)
          .isEqualTo(field.endsWith("ratio") ? expected.movePointLeft(2) : expected);
    } else if (value instanceof Instant time) {
      assertThat(time).as(where).isEqualTo(Instant.ofEpochMilli(Long.parseLong((String) wire)));
    } else if (value instanceof Side side) {
      assertThat(side).as(where).isEqualTo((Boolean) wire ? Side.SELL : Side.BUY);
    } else if (value instanceof Candle.Completion completion) {
      assertThat(completion)
          .as(where)
          .isEqualTo((Boolean) wire ? Candle.Completion.CLOSED : Candle.Completion.RUNNING);
    } else if (value instanceof Instrument named) {
      assertThat(named.symbol()).as(where).isEqualTo(wire);
    } else if (value instanceof BookSide side) {
      List<List<String>> levels = new ArrayList<>();
      side.levels()
          .forEach(
              level -> levels.add(List.of(level.price().toString(), level.quantity().toString())));
      assertThat((Object) levels).as(where).isEqualTo(wire);
    } else {
      assertThat(value).as(where).hasToString((String) wire);
    }
  }

  /** The value of a field of the venue: {@code k.o} in objects, {@code [1]} in an array. */
  private static Object find(Object source, String path) {
    if (path.startsWith("[")) {
      return ((List<?>) source).get(Integer.parseInt(path.substring(1, path.length() - 1)));
    }
    Object found = source;
    for (String name : path.split("\\.", -1)) {
      found = ((Tree) found).value(name);
    }
    return found;
  }

  /** The value of a common field, through the accessors of the records. */
  private static Object value(Object event, String field) throws ReflectiveOperationException {
    Object value = event;
    for (String name : field.split("\\.", -1)) {
      if (value == null) {
        return null;
      }
      value = value.getClass().getMethod(name).invoke(value);
    }
    return value;
  }

  private record Row(String stream, String rest) {}

  private static Map<String, Row> rows(String section) throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + section);
      } else if (inside && line.startsWith("| ") && !line.startsWith("| Field")) {
        String[] cells = line.split("\\|", -1);
        rows.put(cells[1].strip(), new Row(cells[2].strip(), cells[3].strip()));
      }
    }
    assertThat(rows).as(section).isNotEmpty();
    return rows;
  }
}
