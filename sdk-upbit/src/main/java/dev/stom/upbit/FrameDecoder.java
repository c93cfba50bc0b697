package dev.stom.upbit;

import dev.stom.core.spi.ColumnBookSide;
import dev.stom.core.spi.DecimalColumn;
import dev.stom.core.spi.FieldNames;
import dev.stom.core.spi.JsonCursor;
import dev.stom.core.spi.MalformedFrame;
import dev.stom.core.spi.Words;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Upbit's public stream frames in all four formats: full or short field names, alone or in an
 * array. Which names a frame uses, it says itself by its first of {@code type} and {@code ty}.
 *
 * <p>Source: Upbit developer centre v1.6.x, websocket-ticker, -trade, -orderbook and -candle pages,
 * read 2026-11-22.
 *
 * <p>For one thread at a time.
 */
final class FrameDecoder {
  private static final FieldNames KINDS = FieldNames.of("type", "ty", "error", "status", "method");
  private static final int TYPE = 0;
  private static final int TY = 1;
  private static final int ERROR = 2;
  private static final int STATUS = 3;

  private static final Words TYPES =
      Words.of(
          "ticker",
          "trade",
          "orderbook",
          "candle.1s",
          "candle.1m",
          "candle.3m",
          "candle.5m",
          "candle.10m",
          "candle.15m",
          "candle.30m",
          "candle.60m",
          "candle.240m");
  private static final int TICKER = 0;
  private static final int TRADE = 1;
  private static final int ORDERBOOK = 2;
  private static final String CANDLE = "candle.";

  private static final Words CHANGES = Words.of("RISE", "EVEN", "FALL");
  private static final Words SIDES = Words.of("ASK", "BID");
  private static final Words STREAM_TYPES = Words.of(UpbitMessage.SNAPSHOT, UpbitMessage.REALTIME);
  private static final Words MARKET_STATES = Words.of("PREVIEW", "ACTIVE", "DELISTED");
  private static final Words WARNINGS = Words.of("NONE", "CAUTION");

  /** Takes what a frame says. */
  interface Handler {
    void data(UpbitMessage message);

    void control(Control control);
  }

  private final JsonCursor cursor = new JsonCursor();
  private final List<UpbitMessage> messages = new ArrayList<>();
  private final List<Control> controls = new ArrayList<>();

  /**
   * Reads one frame; nothing of it is handed on when it cannot be read to its end.
   *
   * @param frame its bytes
   * @param codes pair codes that are expected, to save making their text
   * @param handler takes what it says
   * @throws MalformedFrame when it cannot be read
   */
  void read(byte[] frame, Words codes, Handler handler) {
    messages.clear();
    controls.clear();
    cursor.reset(frame);
    if (cursor.peekKind() == JsonCursor.Kind.ARRAY) {
      cursor.beginArray();
      while (cursor.nextElement()) {
        readObject(codes);
      }
    } else {
      readObject(codes);
    }
    cursor.expectEnd();
    for (int i = 0; i < messages.size(); i++) {
      handler.data(messages.get(i));
    }
    for (int i = 0; i < controls.size(); i++) {
      handler.control(controls.get(i));
    }
  }

  private void readObject(Words codes) {
    cursor.beginObject();
    int kind = cursor.seekField(KINDS);
    switch (kind) {
      case TYPE, TY -> readData(kind == TY, codes);
      case ERROR -> {
        controls.add(refused());
        cursor.skipRest();
      }
      case STATUS -> {
        controls.add(new Control.Status(cursor.string()));
        cursor.skipRest();
      }
      case JsonCursor.END -> throw cursor.malformed("a frame of no known kind");
      default -> {
        cursor.restartObject();
        controls.add(new Control.Subscribed(subscribed()));
      }
    }
  }

  private void readData(boolean brief, Words codes) {
    int type = cursor.word(TYPES);
    String word = type == JsonCursor.UNKNOWN ? cursor.lastText() : TYPES.word(type);
    if (type == JsonCursor.UNKNOWN && !word.startsWith(CANDLE)) {
      controls.add(new Control.Other(word));
      cursor.skipRest();
      return;
    }
    cursor.restartObject();
    messages.add(
        switch (type) {
          case TICKER -> ticker(brief ? Ticker.BRIEF : Ticker.FULL, word, codes);
          case TRADE -> trade(brief ? Trade.BRIEF : Trade.FULL, word, codes);
          case ORDERBOOK -> orderbook(brief, word, codes);
          default -> candle(brief ? Candle.BRIEF : Candle.FULL, word, codes);
        });
  }

  // ---- trade

  private static final class Trade {
    static final int TYPE = 0;
    static final int CODE = 1;
    static final int TRADE_PRICE = 2;
    static final int TRADE_VOLUME = 3;
    static final int ASK_BID = 4;
    static final int PREV_CLOSING_PRICE = 5;
    static final int CHANGE = 6;
    static final int CHANGE_PRICE = 7;
    static final int TRADE_DATE = 8;
    static final int TRADE_TIME = 9;
    static final int TRADE_TIMESTAMP = 10;
    static final int TIMESTAMP = 11;
    static final int SEQUENTIAL_ID = 12;
    static final int BEST_ASK_PRICE = 13;
    static final int BEST_ASK_SIZE = 14;
    static final int BEST_BID_PRICE = 15;
    static final int BEST_BID_SIZE = 16;
    static final int STREAM_TYPE = 17;

    static final FieldNames FULL =
        FieldNames.of(
                "type",
                "code",
                "trade_price",
                "trade_volume",
                "ask_bid",
                "prev_closing_price",
                "change",
                "change_price",
                "trade_date",
                "trade_time",
                "trade_timestamp",
                "timestamp",
                "sequential_id",
                "best_ask_price",
                "best_ask_size",
                "best_bid_price",
                "best_bid_size",
                "stream_type")
            .requiring(
                "code",
                "trade_price",
                "trade_volume",
                "trade_timestamp",
                "timestamp",
                "sequential_id");

    static final FieldNames BRIEF =
        FieldNames.of(
                "ty", "cd", "tp", "tv", "ab", "pcp", "c", "cp", "td", "ttm", "ttms", "tms", "sid",
                "bap", "bas", "bbp", "bbs", "st")
            .requiring("cd", "tp", "tv", "ttms", "tms", "sid");
  }

  private UpbitTradeMessage trade(FieldNames names, String type, Words codes) {
    String code = "";
    BigDecimal tradePrice = BigDecimal.ZERO;
    BigDecimal tradeVolume = BigDecimal.ZERO;
    String askBid = null;
    BigDecimal prevClosingPrice = null;
    String change = null;
    BigDecimal changePrice = null;
    String tradeDate = null;
    String tradeTime = null;
    long tradeTimestamp = 0;
    long timestamp = 0;
    String sequentialId = "";
    BigDecimal bestAskPrice = null;
    BigDecimal bestAskSize = null;
    BigDecimal bestBidPrice = null;
    BigDecimal bestBidSize = null;
    String streamType = null;
    for (int field; (field = cursor.nextField(names)) != JsonCursor.END; ) {
      switch (field) {
        case Trade.CODE -> code = cursor.stringOf(codes);
        case Trade.TRADE_PRICE -> tradePrice = positive("trade_price");
        case Trade.TRADE_VOLUME -> tradeVolume = positive("trade_volume");
        case Trade.ASK_BID -> askBid = wordOrNull(SIDES);
        case Trade.PREV_CLOSING_PRICE -> prevClosingPrice = cursor.decimalOrNull();
        case Trade.CHANGE -> change = wordOrNull(CHANGES);
        case Trade.CHANGE_PRICE -> changePrice = cursor.decimalOrNull();
        case Trade.TRADE_DATE -> tradeDate = cursor.stringOrNull();
        case Trade.TRADE_TIME -> tradeTime = cursor.stringOrNull();
        case Trade.TRADE_TIMESTAMP -> tradeTimestamp = cursor.longValue();
        case Trade.TIMESTAMP -> timestamp = cursor.longValue();
        case Trade.SEQUENTIAL_ID -> sequentialId = cursor.idText();
        case Trade.BEST_ASK_PRICE -> bestAskPrice = cursor.decimalOrNull();
        case Trade.BEST_ASK_SIZE -> bestAskSize = cursor.decimalOrNull();
        case Trade.BEST_BID_PRICE -> bestBidPrice = cursor.decimalOrNull();
        case Trade.BEST_BID_SIZE -> bestBidSize = cursor.decimalOrNull();
        case Trade.STREAM_TYPE -> streamType = wordOrNull(STREAM_TYPES);
        case Trade.TYPE -> cursor.skipValue(); // read before
        default -> cursor.skipValue();
      }
    }
    return new UpbitTradeMessage(
        type,
        code,
        tradePrice,
        tradeVolume,
        askBid,
        prevClosingPrice,
        change,
        changePrice,
        tradeDate,
        tradeTime,
        tradeTimestamp,
        timestamp,
        sequentialId,
        bestAskPrice,
        bestAskSize,
        bestBidPrice,
        bestBidSize,
        streamType);
  }

  // ---- ticker

  private static final class Ticker {
    static final int TYPE = 0;
    static final int CODE = 1;
    static final int OPENING_PRICE = 2;
    static final int HIGH_PRICE = 3;
    static final int LOW_PRICE = 4;
    static final int TRADE_PRICE = 5;
    static final int PREV_CLOSING_PRICE = 6;
    static final int CHANGE = 7;
    static final int CHANGE_PRICE = 8;
    static final int CHANGE_RATE = 9;
    static final int SIGNED_CHANGE_PRICE = 10;
    static final int SIGNED_CHANGE_RATE = 11;
    static final int ASK_BID = 12;
    static final int TRADE_VOLUME = 13;
    static final int ACC_TRADE_VOLUME = 14;
    static final int ACC_TRADE_VOLUME_24H = 15;
    static final int ACC_TRADE_PRICE = 16;
    static final int ACC_TRADE_PRICE_24H = 17;
    static final int TRADE_DATE = 18;
    static final int TRADE_TIME = 19;
    static final int TRADE_TIMESTAMP = 20;
    static final int ACC_ASK_VOLUME = 21;
    static final int ACC_BID_VOLUME = 22;
    static final int HIGHEST_52_WEEK_PRICE = 23;
    static final int HIGHEST_52_WEEK_DATE = 24;
    static final int LOWEST_52_WEEK_PRICE = 25;
    static final int LOWEST_52_WEEK_DATE = 26;
    static final int MARKET_STATE = 27;
    static final int DELISTING_DATE = 28;
    static final int IS_TRADING_SUSPENDED = 29;
    static final int MARKET_WARNING = 30;
    static final int TIMESTAMP = 31;
    static final int STREAM_TYPE = 32;

    static final FieldNames FULL =
        FieldNames.of(
                "type",
                "code",
                "opening_price",
                "high_price",
                "low_price",
                "trade_price",
                "prev_closing_price",
                "change",
                "change_price",
                "change_rate",
                "signed_change_price",
                "signed_change_rate",
                "ask_bid",
                "trade_volume",
                "acc_trade_volume",
                "acc_trade_volume_24h",
                "acc_trade_price",
                "acc_trade_price_24h",
                "trade_date",
                "trade_time",
                "trade_timestamp",
                "acc_ask_volume",
                "acc_bid_volume",
                "highest_52_week_price",
                "highest_52_week_date",
                "lowest_52_week_price",
                "lowest_52_week_date",
                "market_state",
                "delisting_date",
                "is_trading_suspended",
                "market_warning",
                "timestamp",
                "stream_type")
            .requiring("code", "trade_price", "timestamp");

    static final FieldNames BRIEF =
        FieldNames.of(
                "ty", "cd", "op", "hp", "lp", "tp", "pcp", "c", "cp", "cr", "scp", "scr", "ab",
                "tv", "atv", "atv24h", "atp", "atp24h", "tdt", "ttm", "ttms", "aav", "abv", "h52wp",
                "h52wdt", "l52wp", "l52wdt", "ms", "dd", "its", "mw", "tms", "st")
            .requiring("cd", "tp", "tms");
  }

  private UpbitTickerMessage ticker(FieldNames names, String type, Words codes) {
    String code = "";
    BigDecimal openingPrice = null;
    BigDecimal highPrice = null;
    BigDecimal lowPrice = null;
    BigDecimal tradePrice = BigDecimal.ZERO;
    BigDecimal prevClosingPrice = null;
    String change = null;
    BigDecimal changePrice = null;
    BigDecimal changeRate = null;
    BigDecimal signedChangePrice = null;
    BigDecimal signedChangeRate = null;
    String askBid = null;
    BigDecimal tradeVolume = null;
    BigDecimal accTradeVolume = null;
    BigDecimal accTradeVolume24h = null;
    BigDecimal accTradePrice = null;
    BigDecimal accTradePrice24h = null;
    String tradeDate = null;
    String tradeTime = null;
    Long tradeTimestamp = null;
    BigDecimal accAskVolume = null;
    BigDecimal accBidVolume = null;
    BigDecimal highest52WeekPrice = null;
    String highest52WeekDate = null;
    BigDecimal lowest52WeekPrice = null;
    String lowest52WeekDate = null;
    String marketState = null;
    String delistingDate = null;
    Boolean tradingSuspended = null;
    String marketWarning = null;
    long timestamp = 0;
    String streamType = null;
    for (int field; (field = cursor.nextField(names)) != JsonCursor.END; ) {
      switch (field) {
        case Ticker.CODE -> code = cursor.stringOf(codes);
        case Ticker.OPENING_PRICE -> openingPrice = cursor.decimalOrNull();
        case Ticker.HIGH_PRICE -> highPrice = cursor.decimalOrNull();
        case Ticker.LOW_PRICE -> lowPrice = cursor.decimalOrNull();
        case Ticker.TRADE_PRICE -> tradePrice = cursor.decimal();
        case Ticker.PREV_CLOSING_PRICE -> prevClosingPrice = cursor.decimalOrNull();
        case Ticker.CHANGE -> change = wordOrNull(CHANGES);
        case Ticker.CHANGE_PRICE -> changePrice = cursor.decimalOrNull();
        case Ticker.CHANGE_RATE -> changeRate = cursor.decimalOrNull();
        case Ticker.SIGNED_CHANGE_PRICE -> signedChangePrice = cursor.decimalOrNull();
        case Ticker.SIGNED_CHANGE_RATE -> signedChangeRate = cursor.decimalOrNull();
        case Ticker.ASK_BID -> askBid = wordOrNull(SIDES);
        case Ticker.TRADE_VOLUME -> tradeVolume = cursor.decimalOrNull();
        case Ticker.ACC_TRADE_VOLUME -> accTradeVolume = cursor.decimalOrNull();
        case Ticker.ACC_TRADE_VOLUME_24H -> accTradeVolume24h = cursor.decimalOrNull();
        case Ticker.ACC_TRADE_PRICE -> accTradePrice = cursor.decimalOrNull();
        case Ticker.ACC_TRADE_PRICE_24H -> accTradePrice24h = cursor.decimalOrNull();
        case Ticker.TRADE_DATE -> tradeDate = cursor.stringOrNull();
        case Ticker.TRADE_TIME -> tradeTime = cursor.stringOrNull();
        case Ticker.TRADE_TIMESTAMP -> tradeTimestamp = longOrNull();
        case Ticker.ACC_ASK_VOLUME -> accAskVolume = cursor.decimalOrNull();
        case Ticker.ACC_BID_VOLUME -> accBidVolume = cursor.decimalOrNull();
        case Ticker.HIGHEST_52_WEEK_PRICE -> highest52WeekPrice = cursor.decimalOrNull();
        case Ticker.HIGHEST_52_WEEK_DATE -> highest52WeekDate = cursor.stringOrNull();
        case Ticker.LOWEST_52_WEEK_PRICE -> lowest52WeekPrice = cursor.decimalOrNull();
        case Ticker.LOWEST_52_WEEK_DATE -> lowest52WeekDate = cursor.stringOrNull();
        case Ticker.MARKET_STATE -> marketState = wordOrNull(MARKET_STATES);
        case Ticker.DELISTING_DATE -> delistingDate = delistingDate();
        case Ticker.IS_TRADING_SUSPENDED -> tradingSuspended = booleanOrNull();
        case Ticker.MARKET_WARNING -> marketWarning = wordOrNull(WARNINGS);
        case Ticker.TIMESTAMP -> timestamp = cursor.longValue();
        case Ticker.STREAM_TYPE -> streamType = wordOrNull(STREAM_TYPES);
        case Ticker.TYPE -> cursor.skipValue(); // read before
        default -> cursor.skipValue();
      }
    }
    return new UpbitTickerMessage(
        type,
        code,
        openingPrice,
        highPrice,
        lowPrice,
        tradePrice,
        prevClosingPrice,
        change,
        changePrice,
        changeRate,
        signedChangePrice,
        signedChangeRate,
        askBid,
        tradeVolume,
        accTradeVolume,
        accTradeVolume24h,
        accTradePrice,
        accTradePrice24h,
        tradeDate,
        tradeTime,
        tradeTimestamp,
        accAskVolume,
        accBidVolume,
        highest52WeekPrice,
        highest52WeekDate,
        lowest52WeekPrice,
        lowest52WeekDate,
        marketState,
        delistingDate,
        tradingSuspended,
        marketWarning,
        timestamp,
        streamType);
  }

  /** A text or null. An object of its parts says nothing new and is passed over. */
  private @Nullable String delistingDate() {
    if (cursor.peekKind() == JsonCursor.Kind.OBJECT) {
      cursor.skipValue();
      return null;
    }
    return cursor.stringOrNull();
  }

  // ---- orderbook

  private static final class Orderbook {
    static final int TYPE = 0;
    static final int CODE = 1;
    static final int TIMESTAMP = 2;
    static final int TOTAL_ASK_SIZE = 3;
    static final int TOTAL_BID_SIZE = 4;
    static final int ORDERBOOK_UNITS = 5;
    static final int LEVEL = 6;
    static final int STREAM_TYPE = 7;

    static final FieldNames FULL =
        FieldNames.of(
                "type",
                "code",
                "timestamp",
                "total_ask_size",
                "total_bid_size",
                "orderbook_units",
                "level",
                "stream_type")
            .requiring("code", "timestamp", "orderbook_units");

    static final FieldNames BRIEF =
        FieldNames.of("ty", "cd", "tms", "tas", "tbs", "obu", "lv", "st")
            .requiring("cd", "tms", "obu");

    static final int ASK_PRICE = 0;
    static final int BID_PRICE = 1;
    static final int ASK_SIZE = 2;
    static final int BID_SIZE = 3;

    static final FieldNames FULL_UNIT =
        FieldNames.of("ask_price", "bid_price", "ask_size", "bid_size").requiringAll();
    static final FieldNames BRIEF_UNIT = FieldNames.of("ap", "bp", "as", "bs").requiringAll();
  }

  private UpbitOrderbookMessage orderbook(boolean brief, String type, Words codes) {
    FieldNames names = brief ? Orderbook.BRIEF : Orderbook.FULL;
    FieldNames unitNames = brief ? Orderbook.BRIEF_UNIT : Orderbook.FULL_UNIT;
    String code = "";
    long timestamp = 0;
    BigDecimal totalAskSize = null;
    BigDecimal totalBidSize = null;
    DecimalColumn askPrices = new DecimalColumn(UpbitChannel.MAX_DEPTH);
    DecimalColumn askSizes = new DecimalColumn(UpbitChannel.MAX_DEPTH);
    DecimalColumn bidPrices = new DecimalColumn(UpbitChannel.MAX_DEPTH);
    DecimalColumn bidSizes = new DecimalColumn(UpbitChannel.MAX_DEPTH);
    BigDecimal level = null;
    String streamType = null;
    for (int field; (field = cursor.nextField(names)) != JsonCursor.END; ) {
      switch (field) {
        case Orderbook.CODE -> code = cursor.stringOf(codes);
        case Orderbook.TIMESTAMP -> timestamp = cursor.longValue();
        case Orderbook.TOTAL_ASK_SIZE -> totalAskSize = cursor.decimalOrNull();
        case Orderbook.TOTAL_BID_SIZE -> totalBidSize = cursor.decimalOrNull();
        case Orderbook.ORDERBOOK_UNITS -> {
          cursor.beginArray();
          while (cursor.nextElement()) {
            unit(unitNames, askPrices, askSizes, bidPrices, bidSizes);
          }
        }
        case Orderbook.LEVEL -> level = cursor.decimalOrNull();
        case Orderbook.STREAM_TYPE -> streamType = wordOrNull(STREAM_TYPES);
        case Orderbook.TYPE -> cursor.skipValue(); // read before
        default -> cursor.skipValue();
      }
    }
    return new UpbitOrderbookMessage(
        type,
        code,
        timestamp,
        totalAskSize,
        totalBidSize,
        ColumnBookSide.of(askPrices, askSizes),
        ColumnBookSide.of(bidPrices, bidSizes),
        level,
        streamType);
  }

  private void unit(
      FieldNames names,
      DecimalColumn askPrices,
      DecimalColumn askSizes,
      DecimalColumn bidPrices,
      DecimalColumn bidSizes) {
    int asks = askPrices.size();
    int bids = bidPrices.size();
    cursor.beginObject();
    for (int field; (field = cursor.nextField(names)) != JsonCursor.END; ) {
      switch (field) {
        case Orderbook.ASK_PRICE -> cursor.decimalInto(askPrices);
        case Orderbook.BID_PRICE -> cursor.decimalInto(bidPrices);
        case Orderbook.ASK_SIZE -> cursor.decimalInto(askSizes);
        case Orderbook.BID_SIZE -> cursor.decimalInto(bidSizes);
        default -> cursor.skipValue();
      }
    }
    dropPadding(askPrices, askSizes, asks);
    dropPadding(bidPrices, bidSizes, bids);
  }

  /** Thin books are filled up with rows of price 0: nothing rests there. */
  private void dropPadding(DecimalColumn prices, DecimalColumn sizes, int row) {
    int price = prices.signum(row);
    int size = sizes.signum(row);
    if (price < 0 || size < 0) {
      throw cursor.malformed("a row of a book with a negative price or size");
    }
    if (price == 0 || size == 0) {
      prices.truncate(row);
      sizes.truncate(row);
    }
  }

  // ---- candle

  private static final class Candle {
    static final int TYPE = 0;
    static final int CODE = 1;
    static final int CANDLE_DATE_TIME_UTC = 2;
    static final int CANDLE_DATE_TIME_KST = 3;
    static final int OPENING_PRICE = 4;
    static final int HIGH_PRICE = 5;
    static final int LOW_PRICE = 6;
    static final int TRADE_PRICE = 7;
    static final int CANDLE_ACC_TRADE_VOLUME = 8;
    static final int CANDLE_ACC_TRADE_PRICE = 9;
    static final int TIMESTAMP = 10;
    static final int STREAM_TYPE = 11;

    static final FieldNames FULL =
        FieldNames.of(
                "type",
                "code",
                "candle_date_time_utc",
                "candle_date_time_kst",
                "opening_price",
                "high_price",
                "low_price",
                "trade_price",
                "candle_acc_trade_volume",
                "candle_acc_trade_price",
                "timestamp",
                "stream_type")
            .requiring(
                "code",
                "candle_date_time_utc",
                "opening_price",
                "high_price",
                "low_price",
                "trade_price",
                "candle_acc_trade_volume",
                "candle_acc_trade_price",
                "timestamp");

    static final FieldNames BRIEF =
        FieldNames.of(
                "ty", "cd", "cdttmu", "cdttmk", "op", "hp", "lp", "tp", "catv", "catp", "tms", "st")
            .requiring("cd", "cdttmu", "op", "hp", "lp", "tp", "catv", "catp", "tms");
  }

  private UpbitCandleMessage candle(FieldNames names, String type, Words codes) {
    String code = "";
    String candleDateTimeUtc = "";
    String candleDateTimeKst = null;
    BigDecimal openingPrice = BigDecimal.ZERO;
    BigDecimal highPrice = BigDecimal.ZERO;
    BigDecimal lowPrice = BigDecimal.ZERO;
    BigDecimal tradePrice = BigDecimal.ZERO;
    BigDecimal candleAccTradeVolume = BigDecimal.ZERO;
    BigDecimal candleAccTradePrice = BigDecimal.ZERO;
    long timestamp = 0;
    String streamType = null;
    for (int field; (field = cursor.nextField(names)) != JsonCursor.END; ) {
      switch (field) {
        case Candle.CODE -> code = cursor.stringOf(codes);
        case Candle.CANDLE_DATE_TIME_UTC -> candleDateTimeUtc = candleTime();
        case Candle.CANDLE_DATE_TIME_KST -> candleDateTimeKst = cursor.stringOrNull();
        case Candle.OPENING_PRICE -> openingPrice = cursor.decimal();
        case Candle.HIGH_PRICE -> highPrice = cursor.decimal();
        case Candle.LOW_PRICE -> lowPrice = cursor.decimal();
        case Candle.TRADE_PRICE -> tradePrice = cursor.decimal();
        case Candle.CANDLE_ACC_TRADE_VOLUME -> candleAccTradeVolume = cursor.decimal();
        case Candle.CANDLE_ACC_TRADE_PRICE -> candleAccTradePrice = cursor.decimal();
        case Candle.TIMESTAMP -> timestamp = cursor.longValue();
        case Candle.STREAM_TYPE -> streamType = wordOrNull(STREAM_TYPES);
        case Candle.TYPE -> cursor.skipValue(); // read before
        default -> cursor.skipValue();
      }
    }
    return new UpbitCandleMessage(
        type,
        code,
        candleDateTimeUtc,
        candleDateTimeKst,
        openingPrice,
        highPrice,
        lowPrice,
        tradePrice,
        candleAccTradeVolume,
        candleAccTradePrice,
        timestamp,
        streamType);
  }

  private String candleTime() {
    String text = cursor.string();
    if (!UpbitTimes.isCandleTime(text)) {
      throw cursor.malformed("a candle_date_time_utc that is none");
    }
    return text;
  }

  // ---- what is not data

  private static final FieldNames ERROR_FIELDS = FieldNames.of("name", "message");

  private Control.Refused refused() {
    String name = "";
    String message = "";
    if (cursor.peekKind() == JsonCursor.Kind.STRING) {
      return new Control.Refused(cursor.string(), "");
    }
    cursor.beginObject();
    for (int field; (field = cursor.nextField(ERROR_FIELDS)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> name = cursor.nextIsNull() ? "" : cursor.idText();
        case 1 -> message = cursor.nextIsNull() ? "" : cursor.string();
        default -> cursor.skipValue();
      }
    }
    return new Control.Refused(name, message);
  }

  private static final FieldNames ANSWER = FieldNames.of("result");

  private static final FieldNames SUBSCRIBED =
      FieldNames.of("type", "codes", "level", "ty", "cds", "lv");

  private List<Route> subscribed() {
    List<Route> routes = new ArrayList<>();
    for (int field; (field = cursor.nextField(ANSWER)) != JsonCursor.END; ) {
      if (field != 0) {
        cursor.skipValue();
        continue;
      }
      cursor.beginArray();
      while (cursor.nextElement()) {
        subscribedTo(routes);
      }
    }
    return routes;
  }

  private void subscribedTo(List<Route> into) {
    String type = "";
    List<String> codes = new ArrayList<>();
    BigDecimal level = null;
    cursor.beginObject();
    for (int field; (field = cursor.nextField(SUBSCRIBED)) != JsonCursor.END; ) {
      switch (field) {
        case 0, 3 -> type = cursor.stringOf(TYPES);
        case 1, 4 -> {
          if (cursor.nextIsNull()) {
            cursor.skipValue();
          } else {
            cursor.beginArray();
            while (cursor.nextElement()) {
              codes.add(cursor.string());
            }
          }
        }
        case 2, 5 -> level = cursor.decimalOrNull();
        default -> cursor.skipValue();
      }
    }
    for (String code : codes) {
      int depth = code.indexOf('.');
      into.add(Route.of(type, depth < 0 ? code : code.substring(0, depth), level));
    }
  }

  // ---- values

  private BigDecimal positive(String name) {
    BigDecimal value = cursor.decimal();
    if (value.signum() <= 0) {
      throw cursor.malformed("a " + name + " that is not positive");
    }
    return value;
  }

  private @Nullable String wordOrNull(Words words) {
    if (cursor.nextIsNull()) {
      cursor.skipValue();
      return null;
    }
    return cursor.stringOf(words);
  }

  private @Nullable Long longOrNull() {
    if (cursor.nextIsNull()) {
      cursor.skipValue();
      return null;
    }
    return cursor.longValue();
  }

  private @Nullable Boolean booleanOrNull() {
    if (cursor.nextIsNull()) {
      cursor.skipValue();
      return null;
    }
    return cursor.booleanValue();
  }
}
