package dev.stom.binance;

import dev.stom.binance.model.BinanceAggTradeEvent;
import dev.stom.binance.model.BinanceAvgPriceEvent;
import dev.stom.binance.model.BinanceBlockTradeEvent;
import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceLevels;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.binance.model.BinanceMiniTickerEvent;
import dev.stom.binance.model.BinanceMiniTickers;
import dev.stom.binance.model.BinanceReferencePriceEvent;
import dev.stom.binance.model.BinanceServerShutdown;
import dev.stom.binance.model.BinanceStreamAnswer;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTradeEvent;
import dev.stom.binance.model.BinanceUnmodelled;
import dev.stom.binance.model.BinanceWindowTickerEvent;
import dev.stom.binance.model.BinanceWindowTickers;
import dev.stom.core.spi.DecimalColumn;
import dev.stom.core.spi.FieldNames;
import dev.stom.core.spi.JsonCursor;
import dev.stom.core.spi.MalformedFrame;
import dev.stom.core.spi.Words;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of the market streams: combined ones ({@code {"stream":..,"data":..}}), raw ones
 * and answers to control messages. One table of fields for each message, in the venue's order.
 *
 * <p>A combined frame is read as its stream's name says; a raw one by its {@code e}, or, where the
 * venue gives none, by a field that no other message has.
 *
 * <p>Not thread-safe: one for each reader.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 */
final class FrameDecoder {
  /** The stream on which the combined form announces a shutdown. */
  static final String SHUTDOWN_STREAM = "!serverShutdown";

  private final JsonCursor cursor = new JsonCursor();
  private KnownStreams known = KnownStreams.NONE;
  private @Nullable BinanceStream stream;

  /** Expects these streams from now on; others are read as well, at the price of a few texts. */
  void expect(KnownStreams streams) {
    this.known = streams;
  }

  /** The stream that the last frame named; null for a raw one and for an answer. */
  @Nullable BinanceStream stream() {
    return stream;
  }

  /**
   * Reads one frame.
   *
   * @throws MalformedFrame when it cannot be read
   */
  BinanceMessage read(byte[] frame) {
    stream = null;
    cursor.reset(frame);
    BinanceMessage message =
        switch (cursor.peekKind()) {
          case OBJECT -> readObject(frame);
          case ARRAY -> readRawArray(frame);
          default -> throw cursor.malformed("expected an object or an array");
        };
    cursor.expectEnd();
    return message;
  }

  /** Reads the body of {@code GET /api/v3/depth}. */
  BinanceDepth readDepth(byte[] body) {
    cursor.reset(body);
    cursor.beginObject();
    BinanceDepth depth = depth();
    cursor.expectEnd();
    return depth;
  }

  // ---- envelopes

  private static final FieldNames STREAM_ONLY = FieldNames.of("stream");
  private static final FieldNames EVENT_ONLY = FieldNames.of("e");

  private BinanceMessage readObject(byte[] frame) {
    cursor.beginObject();
    if (cursor.seekField(STREAM_ONLY) != JsonCursor.END) {
      return readCombined(frame);
    }
    if (cursor.seekField(EVENT_ONLY) != JsonCursor.END) {
      int event = cursor.word(EVENTS);
      BinanceStream.Type type = event < 0 ? BinanceStream.Type.UNMODELLED : EVENT_TYPES[event];
      if (event == SHUTDOWN_EVENT) {
        cursor.restartObject();
        return shutdown();
      }
      return readData(type, frame);
    }
    return readNameless(frame);
  }

  private static final FieldNames TELLING =
      FieldNames.of("result", "error", "code", "lastUpdateId", "u");
  private static final int TELLING_RESULT = 0;
  private static final int TELLING_ERROR = 1;
  private static final int TELLING_CODE = 2;
  private static final int TELLING_LAST_UPDATE_ID = 3;
  private static final int TELLING_UPDATE_ID = 4;

  private BinanceMessage readNameless(byte[] frame) {
    switch (cursor.seekField(TELLING)) {
      case TELLING_RESULT, TELLING_ERROR, TELLING_CODE -> {
        cursor.restartObject();
        return answer();
      }
      case TELLING_LAST_UPDATE_ID -> {
        return readData(BinanceStream.Type.PARTIAL_DEPTH, frame);
      }
      case TELLING_UPDATE_ID -> {
        return readData(BinanceStream.Type.BOOK_TICKER, frame);
      }
      default -> {
        return unmodelled(null, frame);
      }
    }
  }

  private static final FieldNames COMBINED = FieldNames.of("stream", "data").requiringAll();
  private static final int COMBINED_DATA = 1;

  private BinanceMessage readCombined(byte[] frame) {
    int number = cursor.word(known.names());
    BinanceStream named = known.stream(number);
    boolean shutdown = false;
    if (named == null) {
      String name = cursor.lastText();
      shutdown = name.equals(SHUTDOWN_STREAM);
      if (!shutdown) {
        named = streamOf(name);
      }
    }
    cursor.restartObject();
    BinanceMessage message = null;
    for (int field; (field = cursor.nextField(COMBINED)) != JsonCursor.END; ) {
      if (field != COMBINED_DATA) {
        cursor.skipValue();
      } else if (named == null) {
        cursor.beginObject();
        message = shutdown();
      } else {
        message = readCombinedData(named.type(), frame);
      }
    }
    stream = named;
    return present(message);
  }

  private BinanceStream streamOf(String name) {
    try {
      return BinanceStream.lenient(name);
    } catch (IllegalArgumentException notAName) {
      throw cursor.malformed("expected the name of a stream");
    }
  }

  private BinanceMessage readCombinedData(BinanceStream.Type type, byte[] frame) {
    switch (type) {
      case ALL_MINI_TICKERS -> {
        cursor.beginArray();
        return miniTickers();
      }
      case ALL_WINDOW_TICKERS -> {
        cursor.beginArray();
        return windowTickers();
      }
      case UNMODELLED -> {
        return unmodelledData(frame);
      }
      default -> {
        cursor.beginObject();
        return readData(type, frame);
      }
    }
  }

  private BinanceMessage unmodelledData(byte[] frame) {
    String event = null;
    if (cursor.peekKind() == JsonCursor.Kind.OBJECT) {
      cursor.beginObject();
      if (cursor.seekField(EVENT_ONLY) != JsonCursor.END
          && cursor.peekKind() == JsonCursor.Kind.STRING) {
        event = cursor.string();
      }
      cursor.skipRest();
    } else {
      cursor.skipValue();
    }
    return new BinanceUnmodelled(event, new String(frame, StandardCharsets.UTF_8));
  }

  /** Within an object, wherever in it; reads it from its beginning to its end. */
  private BinanceMessage readData(BinanceStream.Type type, byte[] frame) {
    if (type == BinanceStream.Type.UNMODELLED) {
      return unmodelled(cursor.lastText(), frame);
    }
    cursor.restartObject();
    return switch (type) {
      case TRADE -> trade();
      case AGG_TRADE -> aggTrade();
      case BLOCK_TRADE -> blockTrade();
      case KLINE -> kline();
      case MINI_TICKER -> miniTicker();
      case TICKER -> ticker();
      case WINDOW_TICKER -> windowTicker();
      case BOOK_TICKER -> bookTicker();
      case AVG_PRICE -> avgPrice();
      case REFERENCE_PRICE -> referencePrice();
      case PARTIAL_DEPTH -> depth();
      case DIFF_DEPTH -> depthUpdate();
      case ALL_MINI_TICKERS, ALL_WINDOW_TICKERS, UNMODELLED -> throw new AssertionError(type);
    };
  }

  private BinanceMessage unmodelled(@Nullable String event, byte[] frame) {
    cursor.skipRest();
    return new BinanceUnmodelled(event, new String(frame, StandardCharsets.UTF_8));
  }

  private BinanceMessage readRawArray(byte[] frame) {
    cursor.beginArray();
    if (!cursor.nextElement()) {
      return new BinanceUnmodelled(null, new String(frame, StandardCharsets.UTF_8));
    }
    int event = JsonCursor.UNKNOWN;
    if (cursor.peekKind() == JsonCursor.Kind.OBJECT) {
      cursor.beginObject();
      if (cursor.seekField(EVENT_ONLY) != JsonCursor.END) {
        event = cursor.word(EVENTS);
      }
    }
    BinanceStream.Type type = event < 0 ? BinanceStream.Type.UNMODELLED : EVENT_TYPES[event];
    // Begins anew: the list's readers start before its first element.
    cursor.reset(frame);
    if (type == BinanceStream.Type.MINI_TICKER) {
      cursor.beginArray();
      return miniTickers();
    }
    if (type == BinanceStream.Type.WINDOW_TICKER) {
      cursor.beginArray();
      return windowTickers();
    }
    cursor.skipValue();
    return new BinanceUnmodelled(null, new String(frame, StandardCharsets.UTF_8));
  }

  private static final Words EVENTS =
      Words.of(
          "trade",
          "aggTrade",
          "blockTrade",
          "kline",
          "24hrMiniTicker",
          "24hrTicker",
          "1hTicker",
          "4hTicker",
          "1dTicker",
          "avgPrice",
          "referencePrice",
          "depthUpdate",
          "serverShutdown");
  private static final BinanceStream.Type[] EVENT_TYPES = {
    BinanceStream.Type.TRADE,
    BinanceStream.Type.AGG_TRADE,
    BinanceStream.Type.BLOCK_TRADE,
    BinanceStream.Type.KLINE,
    BinanceStream.Type.MINI_TICKER,
    BinanceStream.Type.TICKER,
    BinanceStream.Type.WINDOW_TICKER,
    BinanceStream.Type.WINDOW_TICKER,
    BinanceStream.Type.WINDOW_TICKER,
    BinanceStream.Type.AVG_PRICE,
    BinanceStream.Type.REFERENCE_PRICE,
    BinanceStream.Type.DIFF_DEPTH,
    BinanceStream.Type.UNMODELLED
  };
  private static final int SHUTDOWN_EVENT = 12;

  // ---- messages

  private static final FieldNames TRADE =
      FieldNames.of("E", "s", "t", "p", "q", "T", "m").requiringAll();

  private BinanceTradeEvent trade() {
    Instant eventTime = null;
    String symbol = null;
    long id = 0;
    BigDecimal price = null;
    BigDecimal quantity = null;
    Instant time = null;
    boolean buyerIsMaker = false;
    for (int field; (field = cursor.nextField(TRADE)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> eventTime = time();
        case 1 -> symbol = symbol();
        case 2 -> id = cursor.longValue();
        case 3 -> price = positive();
        case 4 -> quantity = positive();
        case 5 -> time = time();
        case 6 -> buyerIsMaker = cursor.booleanValue();
        default -> cursor.skipValue();
      }
    }
    return new BinanceTradeEvent(
        present(eventTime),
        present(symbol),
        id,
        present(price),
        present(quantity),
        present(time),
        buyerIsMaker);
  }

  private BinanceBlockTradeEvent blockTrade() {
    BinanceTradeEvent same = trade();
    return new BinanceBlockTradeEvent(
        same.eventTime(),
        same.symbol(),
        same.id(),
        same.price(),
        same.quantity(),
        same.time(),
        same.buyerIsMaker());
  }

  private static final FieldNames AGG_TRADE =
      FieldNames.of("E", "s", "a", "p", "q", "f", "l", "T", "m").requiringAll();

  private BinanceAggTradeEvent aggTrade() {
    Instant eventTime = null;
    String symbol = null;
    long id = 0;
    BigDecimal price = null;
    BigDecimal quantity = null;
    long first = 0;
    long last = 0;
    Instant time = null;
    boolean buyerIsMaker = false;
    for (int field; (field = cursor.nextField(AGG_TRADE)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> eventTime = time();
        case 1 -> symbol = symbol();
        case 2 -> id = cursor.longValue();
        case 3 -> price = positive();
        case 4 -> quantity = positive();
        case 5 -> first = cursor.longValue();
        case 6 -> last = cursor.longValue();
        case 7 -> time = time();
        case 8 -> buyerIsMaker = cursor.booleanValue();
        default -> cursor.skipValue();
      }
    }
    return new BinanceAggTradeEvent(
        present(eventTime),
        present(symbol),
        id,
        present(price),
        present(quantity),
        first,
        last,
        present(time),
        buyerIsMaker);
  }

  private static final FieldNames KLINE = FieldNames.of("E", "s", "k").requiringAll();

  private BinanceKlineEvent kline() {
    Instant eventTime = null;
    String symbol = null;
    Bar bar = new Bar();
    for (int field; (field = cursor.nextField(KLINE)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> eventTime = time();
        case 1 -> symbol = symbol();
        case 2 -> bar.read();
        default -> cursor.skipValue();
      }
    }
    return bar.event(present(eventTime), present(symbol));
  }

  private static final FieldNames BAR =
      FieldNames.of("t", "T", "i", "f", "L", "o", "c", "h", "l", "v", "n", "x", "q", "V", "Q")
          .requiringAll();
  private static final Words INTERVALS =
      Words.of(Binance.INTERVALS.stream().map(Object::toString).toList());

  /** The inner object of a candle. */
  private final class Bar {
    private @Nullable Instant open;
    private @Nullable Instant close;
    private @Nullable String interval;
    private long firstTrade;
    private long lastTrade;
    private final @Nullable BigDecimal[] figures = new BigDecimal[8];
    private long count;
    private boolean closed;

    void read() {
      cursor.beginObject();
      for (int field; (field = cursor.nextField(BAR)) != JsonCursor.END; ) {
        switch (field) {
          case 0 -> open = time();
          case 1 -> close = time();
          case 2 -> interval = cursor.stringOf(INTERVALS);
          case 3 -> firstTrade = cursor.longValue();
          case 4 -> lastTrade = cursor.longValue();
          case 5 -> figures[0] = cursor.decimal();
          case 6 -> figures[1] = cursor.decimal();
          case 7 -> figures[2] = cursor.decimal();
          case 8 -> figures[3] = cursor.decimal();
          case 9 -> figures[4] = cursor.decimal();
          case 10 -> count = cursor.longValue();
          case 11 -> closed = cursor.booleanValue();
          case 12 -> figures[5] = cursor.decimal();
          case 13 -> figures[6] = cursor.decimal();
          case 14 -> figures[7] = cursor.decimal();
          default -> cursor.skipValue();
        }
      }
    }

    BinanceKlineEvent event(Instant eventTime, String symbol) {
      return new BinanceKlineEvent(
          eventTime,
          symbol,
          present(open),
          present(close),
          present(interval),
          firstTrade,
          lastTrade,
          present(figures[0]),
          present(figures[1]),
          present(figures[2]),
          present(figures[3]),
          present(figures[4]),
          count,
          closed,
          present(figures[5]),
          present(figures[6]),
          present(figures[7]));
    }
  }

  private static final FieldNames MINI_TICKER =
      FieldNames.of("E", "s", "c", "o", "h", "l", "v", "q").requiringAll();

  private BinanceMiniTickerEvent miniTicker() {
    Instant eventTime = null;
    String symbol = null;
    BigDecimal close = null;
    BigDecimal open = null;
    BigDecimal high = null;
    BigDecimal low = null;
    BigDecimal volume = null;
    BigDecimal quoteVolume = null;
    for (int field; (field = cursor.nextField(MINI_TICKER)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> eventTime = time();
        case 1 -> symbol = symbol();
        case 2 -> close = cursor.decimal();
        case 3 -> open = cursor.decimal();
        case 4 -> high = cursor.decimal();
        case 5 -> low = cursor.decimal();
        case 6 -> volume = cursor.decimal();
        case 7 -> quoteVolume = cursor.decimal();
        default -> cursor.skipValue();
      }
    }
    return new BinanceMiniTickerEvent(
        present(eventTime),
        present(symbol),
        present(close),
        present(open),
        present(high),
        present(low),
        present(volume),
        present(quoteVolume));
  }

  private BinanceMiniTickers miniTickers() {
    List<BinanceMiniTickerEvent> tickers = new ArrayList<>();
    while (cursor.nextElement()) {
      cursor.beginObject();
      tickers.add(miniTicker());
    }
    return new BinanceMiniTickers(tickers);
  }

  private static final FieldNames TICKER =
      FieldNames.of(
              "E", "s", "p", "P", "w", "x", "c", "Q", "b", "B", "a", "A", "o", "h", "l", "v", "q",
              "O", "C", "F", "L", "n")
          .requiringAll();

  private BinanceTickerEvent ticker() {
    Instant eventTime = null;
    String symbol = null;
    BigDecimal change = null;
    BigDecimal changePercent = null;
    BigDecimal average = null;
    BigDecimal previous = null;
    BigDecimal last = null;
    BigDecimal lastQuantity = null;
    BigDecimal bid = null;
    BigDecimal bidQuantity = null;
    BigDecimal ask = null;
    BigDecimal askQuantity = null;
    BigDecimal open = null;
    BigDecimal high = null;
    BigDecimal low = null;
    BigDecimal volume = null;
    BigDecimal quoteVolume = null;
    Instant openTime = null;
    Instant closeTime = null;
    long firstTrade = 0;
    long lastTrade = 0;
    long count = 0;
    for (int field; (field = cursor.nextField(TICKER)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> eventTime = time();
        case 1 -> symbol = symbol();
        case 2 -> change = cursor.decimal();
        case 3 -> changePercent = cursor.decimal();
        case 4 -> average = cursor.decimal();
        case 5 -> previous = cursor.decimal();
        case 6 -> last = cursor.decimal();
        case 7 -> lastQuantity = cursor.decimal();
        case 8 -> bid = cursor.decimal();
        case 9 -> bidQuantity = cursor.decimal();
        case 10 -> ask = cursor.decimal();
        case 11 -> askQuantity = cursor.decimal();
        case 12 -> open = cursor.decimal();
        case 13 -> high = cursor.decimal();
        case 14 -> low = cursor.decimal();
        case 15 -> volume = cursor.decimal();
        case 16 -> quoteVolume = cursor.decimal();
        case 17 -> openTime = time();
        case 18 -> closeTime = time();
        case 19 -> firstTrade = cursor.longValue();
        case 20 -> lastTrade = cursor.longValue();
        case 21 -> count = cursor.longValue();
        default -> cursor.skipValue();
      }
    }
    return new BinanceTickerEvent(
        present(eventTime),
        present(symbol),
        present(change),
        present(changePercent),
        present(average),
        present(previous),
        present(last),
        present(lastQuantity),
        present(bid),
        present(bidQuantity),
        present(ask),
        present(askQuantity),
        present(open),
        present(high),
        present(low),
        present(volume),
        present(quoteVolume),
        present(openTime),
        present(closeTime),
        firstTrade,
        lastTrade,
        count);
  }

  private static final FieldNames WINDOW_TICKER =
      FieldNames.of(
              "e", "E", "s", "p", "P", "o", "h", "l", "c", "w", "v", "q", "O", "C", "F", "L", "n")
          .requiringAll();

  private BinanceWindowTickerEvent windowTicker() {
    String event = null;
    Instant eventTime = null;
    String symbol = null;
    BigDecimal change = null;
    BigDecimal changePercent = null;
    BigDecimal open = null;
    BigDecimal high = null;
    BigDecimal low = null;
    BigDecimal last = null;
    BigDecimal average = null;
    BigDecimal volume = null;
    BigDecimal quoteVolume = null;
    Instant openTime = null;
    Instant closeTime = null;
    long firstTrade = 0;
    long lastTrade = 0;
    long count = 0;
    for (int field; (field = cursor.nextField(WINDOW_TICKER)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> event = cursor.stringOf(EVENTS);
        case 1 -> eventTime = time();
        case 2 -> symbol = symbol();
        case 3 -> change = cursor.decimal();
        case 4 -> changePercent = cursor.decimal();
        case 5 -> open = cursor.decimal();
        case 6 -> high = cursor.decimal();
        case 7 -> low = cursor.decimal();
        case 8 -> last = cursor.decimal();
        case 9 -> average = cursor.decimal();
        case 10 -> volume = cursor.decimal();
        case 11 -> quoteVolume = cursor.decimal();
        case 12 -> openTime = time();
        case 13 -> closeTime = time();
        case 14 -> firstTrade = cursor.longValue();
        case 15 -> lastTrade = cursor.longValue();
        case 16 -> count = cursor.longValue();
        default -> cursor.skipValue();
      }
    }
    return new BinanceWindowTickerEvent(
        present(event),
        present(eventTime),
        present(symbol),
        present(change),
        present(changePercent),
        present(open),
        present(high),
        present(low),
        present(last),
        present(average),
        present(volume),
        present(quoteVolume),
        present(openTime),
        present(closeTime),
        firstTrade,
        lastTrade,
        count);
  }

  private BinanceWindowTickers windowTickers() {
    List<BinanceWindowTickerEvent> tickers = new ArrayList<>();
    while (cursor.nextElement()) {
      cursor.beginObject();
      tickers.add(windowTicker());
    }
    return new BinanceWindowTickers(tickers);
  }

  private static final FieldNames BOOK_TICKER =
      FieldNames.of("u", "s", "b", "B", "a", "A").requiringAll();

  private BinanceBookTickerEvent bookTicker() {
    long updateId = 0;
    String symbol = null;
    BigDecimal bid = null;
    BigDecimal bidQuantity = null;
    BigDecimal ask = null;
    BigDecimal askQuantity = null;
    for (int field; (field = cursor.nextField(BOOK_TICKER)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> updateId = cursor.longValue();
        case 1 -> symbol = symbol();
        case 2 -> bid = notNegative();
        case 3 -> bidQuantity = notNegative();
        case 4 -> ask = notNegative();
        case 5 -> askQuantity = notNegative();
        default -> cursor.skipValue();
      }
    }
    return new BinanceBookTickerEvent(
        updateId,
        present(symbol),
        present(bid),
        present(bidQuantity),
        present(ask),
        present(askQuantity));
  }

  private static final FieldNames AVG_PRICE = FieldNames.of("E", "s", "i", "w", "T").requiringAll();

  private BinanceAvgPriceEvent avgPrice() {
    Instant eventTime = null;
    String symbol = null;
    String interval = null;
    BigDecimal average = null;
    Instant lastTrade = null;
    for (int field; (field = cursor.nextField(AVG_PRICE)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> eventTime = time();
        case 1 -> symbol = symbol();
        case 2 -> interval = cursor.stringOf(INTERVALS);
        case 3 -> average = cursor.decimal();
        case 4 -> lastTrade = time();
        default -> cursor.skipValue();
      }
    }
    return new BinanceAvgPriceEvent(
        present(eventTime),
        present(symbol),
        present(interval),
        present(average),
        present(lastTrade));
  }

  private static final FieldNames REFERENCE_PRICE =
      FieldNames.of("s", "r", "t").requiring("s", "t");

  private BinanceReferencePriceEvent referencePrice() {
    String symbol = null;
    BigDecimal price = null;
    Instant time = null;
    for (int field; (field = cursor.nextField(REFERENCE_PRICE)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> symbol = symbol();
        case 1 -> price = cursor.decimalOrNull();
        case 2 -> time = time();
        default -> cursor.skipValue();
      }
    }
    return new BinanceReferencePriceEvent(present(symbol), price, present(time));
  }

  private static final FieldNames DEPTH =
      FieldNames.of("lastUpdateId", "bids", "asks").requiringAll();

  private BinanceDepth depth() {
    long updateId = 0;
    BinanceLevels bids = null;
    BinanceLevels asks = null;
    for (int field; (field = cursor.nextField(DEPTH)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> updateId = cursor.longValue();
        case 1 -> bids = levels();
        case 2 -> asks = levels();
        default -> cursor.skipValue();
      }
    }
    return new BinanceDepth(updateId, present(bids), present(asks));
  }

  private static final FieldNames DEPTH_UPDATE =
      FieldNames.of("E", "s", "U", "u", "b", "a").requiringAll();

  private BinanceDepthUpdate depthUpdate() {
    Instant eventTime = null;
    String symbol = null;
    long first = 0;
    long last = 0;
    BinanceLevels bids = null;
    BinanceLevels asks = null;
    for (int field; (field = cursor.nextField(DEPTH_UPDATE)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> eventTime = time();
        case 1 -> symbol = symbol();
        case 2 -> first = cursor.longValue();
        case 3 -> last = cursor.longValue();
        case 4 -> bids = levels();
        case 5 -> asks = levels();
        default -> cursor.skipValue();
      }
    }
    return new BinanceDepthUpdate(
        present(eventTime), present(symbol), first, last, present(bids), present(asks));
  }

  /** Levels of price and quantity; what else a level may hold is skipped. */
  private BinanceLevels levels() {
    DecimalColumn prices = new DecimalColumn();
    DecimalColumn quantities = new DecimalColumn();
    cursor.beginArray();
    while (cursor.nextElement()) {
      cursor.beginArray();
      cursor.requireElement();
      cursor.decimalInto(prices);
      cursor.requireElement();
      cursor.decimalInto(quantities);
      cursor.skipRest();
      int level = prices.size() - 1;
      if (prices.signum(level) < 0 || quantities.signum(level) < 0) {
        throw cursor.malformed("expected a level without negative numbers");
      }
    }
    return BinanceLevels.of(prices, quantities);
  }

  private static final FieldNames SHUTDOWN = FieldNames.of("E").requiringAll();

  private BinanceServerShutdown shutdown() {
    Instant eventTime = null;
    for (int field; (field = cursor.nextField(SHUTDOWN)) != JsonCursor.END; ) {
      if (field == 0) {
        eventTime = time();
      } else {
        cursor.skipValue();
      }
    }
    return new BinanceServerShutdown(present(eventTime));
  }

  // ---- answers to control messages

  private static final FieldNames ANSWER = FieldNames.of("result", "id", "code", "msg", "error");
  private static final FieldNames ERROR = FieldNames.of("code", "msg");

  private BinanceStreamAnswer answer() {
    String id = null;
    String code = null;
    String text = null;
    List<String> streams = List.of();
    for (int field; (field = cursor.nextField(ANSWER)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> streams = names();
        case 1 -> id = cursor.nextIsNull() ? null : cursor.idText();
        case 2 -> code = cursor.nextIsNull() ? null : cursor.idText();
        case 3 -> text = cursor.stringOrNull();
        case 4 -> {
          if (cursor.nextIsNull()) {
            continue;
          }
          cursor.beginObject();
          for (int part; (part = cursor.nextField(ERROR)) != JsonCursor.END; ) {
            switch (part) {
              case 0 -> code = cursor.nextIsNull() ? null : cursor.idText();
              case 1 -> text = cursor.stringOrNull();
              default -> cursor.skipValue();
            }
          }
          code = code == null ? "error" : code;
        }
        default -> cursor.skipValue();
      }
    }
    return new BinanceStreamAnswer(id, code, text, streams);
  }

  /** A list of names; anything else (null, the value of a property) is none. */
  private List<String> names() {
    if (cursor.peekKind() != JsonCursor.Kind.ARRAY) {
      cursor.skipValue();
      return List.of();
    }
    List<String> names = new ArrayList<>();
    cursor.beginArray();
    while (cursor.nextElement()) {
      names.add(cursor.stringOf(known.names()));
    }
    return names;
  }

  // ---- values

  private Instant time() {
    return BinanceTime.instant(cursor.longValue());
  }

  private String symbol() {
    return cursor.stringOf(known.symbols());
  }

  private BigDecimal positive() {
    BigDecimal value = cursor.decimal();
    if (value.signum() <= 0) {
      throw cursor.malformed("expected a positive number");
    }
    return value;
  }

  private BigDecimal notNegative() {
    BigDecimal value = cursor.decimal();
    if (value.signum() < 0) {
      throw cursor.malformed("expected a number that is not negative");
    }
    return value;
  }

  /** What the set of names requires has come when its object has ended. */
  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("a required field was not read");
    }
    return value;
  }
}
