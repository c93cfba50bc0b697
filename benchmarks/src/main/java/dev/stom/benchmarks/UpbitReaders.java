package dev.stom.benchmarks;

import dev.stom.benchmarks.UpbitModels.Book;
import dev.stom.benchmarks.UpbitModels.Candle;
import dev.stom.benchmarks.UpbitModels.Row;
import dev.stom.benchmarks.UpbitModels.Ticker;
import dev.stom.benchmarks.UpbitModels.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Hand-written adapters of Upbit's messages. Fields are numbered as the venue writes them. */
final class UpbitReaders {
  static final Names TRADE =
      Names.of(
          "type",
          "code",
          "timestamp",
          "trade_date",
          "trade_time",
          "trade_timestamp",
          "trade_price",
          "trade_volume",
          "ask_bid",
          "prev_closing_price",
          "change",
          "change_price",
          "sequential_id",
          "best_ask_price",
          "best_ask_size",
          "best_bid_price",
          "best_bid_size",
          "stream_type");
  static final Names SIMPLE_TRADE =
      Names.of(
          "ty", "cd", "tms", "td", "ttm", "ttms", "tp", "tv", "ab", "pcp", "c", "cp", "sid", "bap",
          "bas", "bbp", "bbs", "st");
  static final Names TICKER =
      Names.of(
          "ty", "cd", "op", "hp", "lp", "tp", "pcp", "atp", "c", "cp", "scp", "cr", "scr", "ab",
          "tv", "atv", "tdt", "ttm", "ttms", "aav", "abv", "h52wp", "h52wdt", "l52wp", "l52wdt",
          "ms", "its", "dd", "mw", "tms", "atp24h", "atv24h", "st");
  static final Names BOOK = Names.of("ty", "cd", "tms", "tas", "tbs", "obu", "lv", "st");
  static final Names ROW = Names.of("ap", "bp", "as", "bs");
  static final Names CANDLE =
      Names.of("ty", "cd", "cdttmu", "cdttmk", "op", "hp", "lp", "tp", "catv", "catp", "tms", "st");

  private UpbitReaders() {}

  static Trade trade(Json json, Names names) throws IOException {
    String type = "";
    String code = "";
    long timestamp = 0;
    String tradeDate = "";
    String tradeTime = "";
    long tradeTimestamp = 0;
    BigDecimal tradePrice = BigDecimal.ZERO;
    BigDecimal tradeVolume = BigDecimal.ZERO;
    String askBid = "";
    BigDecimal prevClosingPrice = BigDecimal.ZERO;
    String change = "";
    BigDecimal changePrice = BigDecimal.ZERO;
    long sequentialId = 0;
    BigDecimal bestAskPrice = BigDecimal.ZERO;
    BigDecimal bestAskSize = BigDecimal.ZERO;
    BigDecimal bestBidPrice = BigDecimal.ZERO;
    BigDecimal bestBidSize = BigDecimal.ZERO;
    String streamType = "";
    json.beginObject();
    for (int field; (field = json.nextField(names)) != Json.END; ) {
      switch (field) {
        case 0 -> type = json.text();
        case 1 -> code = json.text();
        case 2 -> timestamp = json.integer();
        case 3 -> tradeDate = json.text();
        case 4 -> tradeTime = json.text();
        case 5 -> tradeTimestamp = json.integer();
        case 6 -> tradePrice = json.decimal();
        case 7 -> tradeVolume = json.decimal();
        case 8 -> askBid = json.text();
        case 9 -> prevClosingPrice = json.decimal();
        case 10 -> change = json.text();
        case 11 -> changePrice = json.decimal();
        case 12 -> sequentialId = json.integer();
        case 13 -> bestAskPrice = json.decimal();
        case 14 -> bestAskSize = json.decimal();
        case 15 -> bestBidPrice = json.decimal();
        case 16 -> bestBidSize = json.decimal();
        default -> streamType = json.text();
      }
    }
    return new Trade(
        type,
        code,
        timestamp,
        tradeDate,
        tradeTime,
        tradeTimestamp,
        tradePrice,
        tradeVolume,
        askBid,
        prevClosingPrice,
        change,
        changePrice,
        sequentialId,
        bestAskPrice,
        bestAskSize,
        bestBidPrice,
        bestBidSize,
        streamType);
  }

  static Ticker ticker(Json json) throws IOException {
    String type = "";
    String code = "";
    BigDecimal openingPrice = BigDecimal.ZERO;
    BigDecimal highPrice = BigDecimal.ZERO;
    BigDecimal lowPrice = BigDecimal.ZERO;
    BigDecimal tradePrice = BigDecimal.ZERO;
    BigDecimal prevClosingPrice = BigDecimal.ZERO;
    BigDecimal accTradePrice = BigDecimal.ZERO;
    String change = "";
    BigDecimal changePrice = BigDecimal.ZERO;
    BigDecimal signedChangePrice = BigDecimal.ZERO;
    BigDecimal changeRate = BigDecimal.ZERO;
    BigDecimal signedChangeRate = BigDecimal.ZERO;
    String askBid = "";
    BigDecimal tradeVolume = BigDecimal.ZERO;
    BigDecimal accTradeVolume = BigDecimal.ZERO;
    String tradeDate = "";
    String tradeTime = "";
    long tradeTimestamp = 0;
    BigDecimal accAskVolume = BigDecimal.ZERO;
    BigDecimal accBidVolume = BigDecimal.ZERO;
    BigDecimal highest52WeekPrice = BigDecimal.ZERO;
    String highest52WeekDate = "";
    BigDecimal lowest52WeekPrice = BigDecimal.ZERO;
    String lowest52WeekDate = "";
    String marketState = "";
    boolean isTradingSuspended = false;
    String delistingDate = "";
    String marketWarning = "";
    long timestamp = 0;
    BigDecimal accTradePrice24h = BigDecimal.ZERO;
    BigDecimal accTradeVolume24h = BigDecimal.ZERO;
    String streamType = "";
    json.beginObject();
    for (int field; (field = json.nextField(TICKER)) != Json.END; ) {
      switch (field) {
        case 0 -> type = json.text();
        case 1 -> code = json.text();
        case 2 -> openingPrice = json.decimal();
        case 3 -> highPrice = json.decimal();
        case 4 -> lowPrice = json.decimal();
        case 5 -> tradePrice = json.decimal();
        case 6 -> prevClosingPrice = json.decimal();
        case 7 -> accTradePrice = json.decimal();
        case 8 -> change = json.text();
        case 9 -> changePrice = json.decimal();
        case 10 -> signedChangePrice = json.decimal();
        case 11 -> changeRate = json.decimal();
        case 12 -> signedChangeRate = json.decimal();
        case 13 -> askBid = json.text();
        case 14 -> tradeVolume = json.decimal();
        case 15 -> accTradeVolume = json.decimal();
        case 16 -> tradeDate = json.text();
        case 17 -> tradeTime = json.text();
        case 18 -> tradeTimestamp = json.integer();
        case 19 -> accAskVolume = json.decimal();
        case 20 -> accBidVolume = json.decimal();
        case 21 -> highest52WeekPrice = json.decimal();
        case 22 -> highest52WeekDate = json.text();
        case 23 -> lowest52WeekPrice = json.decimal();
        case 24 -> lowest52WeekDate = json.text();
        case 25 -> marketState = json.text();
        case 26 -> isTradingSuspended = json.flag();
        case 27 -> delistingDate = json.text();
        case 28 -> marketWarning = json.text();
        case 29 -> timestamp = json.integer();
        case 30 -> accTradePrice24h = json.decimal();
        case 31 -> accTradeVolume24h = json.decimal();
        default -> streamType = json.text();
      }
    }
    return new Ticker(
        type,
        code,
        openingPrice,
        highPrice,
        lowPrice,
        tradePrice,
        prevClosingPrice,
        accTradePrice,
        change,
        changePrice,
        signedChangePrice,
        changeRate,
        signedChangeRate,
        askBid,
        tradeVolume,
        accTradeVolume,
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
        isTradingSuspended,
        delistingDate.isEmpty() ? null : delistingDate,
        marketWarning,
        timestamp,
        accTradePrice24h,
        accTradeVolume24h,
        streamType);
  }

  static Book book(Json json) throws IOException {
    String type = "";
    String code = "";
    long timestamp = 0;
    BigDecimal totalAskSize = BigDecimal.ZERO;
    BigDecimal totalBidSize = BigDecimal.ZERO;
    List<Row> orderbookUnits = List.of();
    BigDecimal level = BigDecimal.ZERO;
    String streamType = "";
    json.beginObject();
    for (int field; (field = json.nextField(BOOK)) != Json.END; ) {
      switch (field) {
        case 0 -> type = json.text();
        case 1 -> code = json.text();
        case 2 -> timestamp = json.integer();
        case 3 -> totalAskSize = json.decimal();
        case 4 -> totalBidSize = json.decimal();
        case 5 -> orderbookUnits = rows(json);
        case 6 -> level = json.decimal();
        default -> streamType = json.text();
      }
    }
    return new Book(
        type, code, timestamp, totalAskSize, totalBidSize, orderbookUnits, level, streamType);
  }

  private static List<Row> rows(Json json) throws IOException {
    List<Row> rows = new ArrayList<>(30);
    json.beginArray();
    while (json.hasElement()) {
      rows.add(row(json));
    }
    return rows;
  }

  private static Row row(Json json) throws IOException {
    BigDecimal askPrice = BigDecimal.ZERO;
    BigDecimal bidPrice = BigDecimal.ZERO;
    BigDecimal askSize = BigDecimal.ZERO;
    BigDecimal bidSize = BigDecimal.ZERO;
    json.beginObject();
    for (int field; (field = json.nextField(ROW)) != Json.END; ) {
      switch (field) {
        case 0 -> askPrice = json.decimal();
        case 1 -> bidPrice = json.decimal();
        case 2 -> askSize = json.decimal();
        default -> bidSize = json.decimal();
      }
    }
    return new Row(askPrice, bidPrice, askSize, bidSize);
  }

  static Candle candle(Json json) throws IOException {
    String type = "";
    String code = "";
    String candleDateTimeUtc = "";
    String candleDateTimeKst = "";
    BigDecimal openingPrice = BigDecimal.ZERO;
    BigDecimal highPrice = BigDecimal.ZERO;
    BigDecimal lowPrice = BigDecimal.ZERO;
    BigDecimal tradePrice = BigDecimal.ZERO;
    BigDecimal candleAccTradeVolume = BigDecimal.ZERO;
    BigDecimal candleAccTradePrice = BigDecimal.ZERO;
    long timestamp = 0;
    String streamType = "";
    json.beginObject();
    for (int field; (field = json.nextField(CANDLE)) != Json.END; ) {
      switch (field) {
        case 0 -> type = json.text();
        case 1 -> code = json.text();
        case 2 -> candleDateTimeUtc = json.text();
        case 3 -> candleDateTimeKst = json.text();
        case 4 -> openingPrice = json.decimal();
        case 5 -> highPrice = json.decimal();
        case 6 -> lowPrice = json.decimal();
        case 7 -> tradePrice = json.decimal();
        case 8 -> candleAccTradeVolume = json.decimal();
        case 9 -> candleAccTradePrice = json.decimal();
        case 10 -> timestamp = json.integer();
        default -> streamType = json.text();
      }
    }
    return new Candle(
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
}
