package dev.stom.upbit;

import com.squareup.moshi.JsonReader;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;

/**
 * The oracle: a plain Moshi parse of a frame, field by field, with a table of names of its own. It
 * shares nothing with the decoder.
 */
final class FrameFields {
  private FrameFields() {}

  /** A JSON number or string in a parsed tree, as its literal text. */
  record Literal(String text) {}

  /** The short names, as the documentation has them. */
  static final Map<String, String> BRIEF = brief();

  private static Map<String, String> brief() {
    Map<String, String> names = new LinkedHashMap<>();
    String table =
        "type ty,code cd,opening_price op,high_price hp,low_price lp,trade_price tp,"
            + "prev_closing_price pcp,change c,change_price cp,signed_change_price scp,"
            + "change_rate cr,signed_change_rate scr,ask_bid ab,trade_volume tv,"
            + "acc_trade_volume atv,acc_trade_volume_24h atv24h,acc_trade_price atp,"
            + "acc_trade_price_24h atp24h,trade_time ttm,trade_timestamp ttms,"
            + "acc_ask_volume aav,acc_bid_volume abv,highest_52_week_price h52wp,"
            + "highest_52_week_date h52wdt,lowest_52_week_price l52wp,"
            + "lowest_52_week_date l52wdt,market_state ms,delisting_date dd,"
            + "is_trading_suspended its,market_warning mw,timestamp tms,stream_type st,"
            + "sequential_id sid,best_ask_price bap,best_ask_size bas,best_bid_price bbp,"
            + "best_bid_size bbs,total_ask_size tas,total_bid_size tbs,orderbook_units obu,"
            + "ask_price ap,bid_price bp,ask_size as,bid_size bs,level lv,"
            + "candle_date_time_utc cdttmu,candle_date_time_kst cdttmk,"
            + "candle_acc_trade_volume catv,candle_acc_trade_price catp";
    for (String pair : table.split(",")) {
      String[] both = pair.split(" ");
      names.put(both[0], both[1]);
    }
    return names;
  }

  /** The short name of a field; {@code trade_date} has two, by the frame's kind. */
  static String brief(String full, String type) {
    if (full.equals("trade_date")) {
      return type.equals("ticker") ? "tdt" : "td";
    }
    String brief = BRIEF.get(full);
    if (brief == null) {
      throw new IllegalArgumentException(full);
    }
    return brief;
  }

  /** The wire name of a record's component. */
  static String wireName(String component) {
    if (component.equals("tradingSuspended")) {
      return "is_trading_suspended";
    }
    return component
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .replaceAll("([a-z])([0-9])", "$1_$2")
        .replaceAll("([0-9])([A-Z])", "$1_$2")
        .toLowerCase(java.util.Locale.ROOT);
  }

  static Object parse(byte[] frame) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().write(frame));
    Object tree = tree(reader);
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new IOException("something follows");
    }
    return tree;
  }

  private static Object tree(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          map.put(reader.nextName(), tree(reader));
        }
        reader.endObject();
        return map;
      }
      case BEGIN_ARRAY -> {
        List<Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          list.add(tree(reader));
        }
        reader.endArray();
        return list;
      }
      case NULL -> {
        return reader.nextNull();
      }
      case BOOLEAN -> {
        return reader.nextBoolean();
      }
      default -> {
        return new Literal(reader.nextString());
      }
    }
  }

  /**
   * Compares a decoded message with the tree of its frame.
   *
   * @return what differs, or null
   */
  @SuppressWarnings("unchecked") // a tree is made of maps, lists and literals only
  static String difference(UpbitMessage message, Object tree) {
    Object object = tree instanceof List<?> list && list.size() == 1 ? list.get(0) : tree;
    if (!(object instanceof Map<?, ?>)) {
      return "the frame holds no object";
    }
    Map<String, Object> fields = (Map<String, Object>) object;
    boolean brief = !fields.containsKey("type");
    for (RecordComponent component : message.getClass().getRecordComponents()) {
      String name = component.getName();
      if (message instanceof UpbitOrderbookMessage
          && (name.equals("asks") || name.equals("bids"))) {
        continue;
      }
      String full = wireName(name);
      Object wire = fields.get(brief ? brief(full, message.type()) : full);
      Object value = value(component, message);
      if (name.equals("delistingDate") && wire instanceof Map) {
        wire = null; // in parts, passed over
      }
      if (!same(value, wire)) {
        return name + " is " + value + " but " + full + " is " + wire;
      }
    }
    return message instanceof UpbitOrderbookMessage book
        ? rows(book, (List<Map<String, Object>>) fields.get(brief ? "obu" : "orderbook_units"))
        : null;
  }

  private static String rows(UpbitOrderbookMessage book, List<Map<String, Object>> units) {
    String asks = side(book.asks(), units, "ask");
    return asks != null ? asks : side(book.bids(), units, "bid");
  }

  private static String side(
      dev.stom.core.market.BookSide side, List<Map<String, Object>> units, String name) {
    int row = 0;
    for (Map<String, Object> unit : units) {
      boolean brief = unit.containsKey("ap") && !unit.containsKey("ask_price");
      Object price = unit.get(brief ? name.charAt(0) + "p" : name + "_price");
      Object size = unit.get(brief ? name.charAt(0) + "s" : name + "_size");
      if (new BigDecimal(((Literal) price).text()).signum() == 0
          || new BigDecimal(((Literal) size).text()).signum() == 0) {
        continue; // padding
      }
      if (row >= side.depth() || !same(side.price(row), price) || !same(side.quantity(row), size)) {
        return name + " row " + row + " differs";
      }
      row++;
    }
    return row == side.depth() ? null : name + " has " + side.depth() + " rows instead of " + row;
  }

  @SuppressWarnings("BigDecimalEquals") // the scale counts: the last zero must be there
  private static boolean same(Object value, Object wire) {
    if (value == null || wire == null) {
      return value == null && wire == null;
    }
    if (value instanceof Boolean) {
      return value.equals(wire);
    }
    if (!(wire instanceof Literal literal)) {
      return false;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.equals(new BigDecimal(literal.text())); // scale included
    }
    if (value instanceof Long number) {
      return new BigDecimal(literal.text()).longValueExact() == number;
    }
    return value.equals(literal.text());
  }

  private static Object value(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static final List<Class<? extends UpbitMessage>> MESSAGES =
      List.of(
          UpbitTickerMessage.class,
          UpbitTradeMessage.class,
          UpbitOrderbookMessage.class,
          UpbitCandleMessage.class);
}
