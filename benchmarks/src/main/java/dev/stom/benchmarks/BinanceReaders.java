package dev.stom.benchmarks;

import dev.stom.benchmarks.BinanceModels.AggTrade;
import dev.stom.benchmarks.BinanceModels.Bar;
import dev.stom.benchmarks.BinanceModels.BookTicker;
import dev.stom.benchmarks.BinanceModels.Combined;
import dev.stom.benchmarks.BinanceModels.Depth;
import dev.stom.benchmarks.BinanceModels.DepthUpdate;
import dev.stom.benchmarks.BinanceModels.Kline;
import dev.stom.benchmarks.BinanceModels.Ticker;
import dev.stom.benchmarks.BinanceModels.Trade;
import dev.stom.benchmarks.Library.Adapter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Hand-written adapters of Binance's messages. Fields are numbered as the venue writes them. */
final class BinanceReaders {
  static final Names COMBINED = Names.of("stream", "data");
  private static final Names TRADE = Names.of("e", "E", "s", "t", "p", "q", "T", "m");
  private static final Names AGG_TRADE = Names.of("e", "E", "s", "a", "p", "q", "f", "l", "T", "m");
  static final Names TICKER =
      Names.of(
          "e", "E", "s", "p", "P", "w", "x", "c", "Q", "b", "B", "a", "A", "o", "h", "l", "v", "q",
          "O", "C", "F", "L", "n");
  static final Names BOOK_TICKER = Names.of("u", "s", "b", "B", "a", "A");
  static final Names DEPTH = Names.of("lastUpdateId", "bids", "asks");
  static final Names DEPTH_UPDATE = Names.of("e", "E", "s", "U", "u", "b", "a");
  static final Names KLINE = Names.of("e", "E", "s", "k");
  private static final Names BAR =
      Names.of("t", "T", "i", "f", "L", "o", "c", "h", "l", "v", "n", "x", "q", "V", "Q");
  private static final Bar NO_BAR =
      new Bar(
          0,
          0,
          "",
          0,
          0,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          0,
          false,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO);

  private BinanceReaders() {}

  static Combined<Object> combined(Json json, Adapter data) throws IOException {
    String stream = "";
    Object content = NO_BAR;
    json.beginObject();
    for (int field; (field = json.nextField(COMBINED)) != Json.END; ) {
      switch (field) {
        case 0 -> stream = json.text();
        default -> content = data.read(json);
      }
    }
    return new Combined<>(stream, content);
  }

  static Trade trade(Json json) throws IOException {
    String eventType = "";
    long eventTime = 0;
    String symbol = "";
    long id = 0;
    BigDecimal price = BigDecimal.ZERO;
    BigDecimal quantity = BigDecimal.ZERO;
    long time = 0;
    boolean buyerIsMaker = false;
    json.beginObject();
    for (int field; (field = json.nextField(TRADE)) != Json.END; ) {
      switch (field) {
        case 0 -> eventType = json.text();
        case 1 -> eventTime = json.integer();
        case 2 -> symbol = json.text();
        case 3 -> id = json.integer();
        case 4 -> price = json.decimal();
        case 5 -> quantity = json.decimal();
        case 6 -> time = json.integer();
        default -> buyerIsMaker = json.flag();
      }
    }
    return new Trade(eventType, eventTime, symbol, id, price, quantity, time, buyerIsMaker);
  }

  static AggTrade aggTrade(Json json) throws IOException {
    String eventType = "";
    long eventTime = 0;
    String symbol = "";
    long id = 0;
    BigDecimal price = BigDecimal.ZERO;
    BigDecimal quantity = BigDecimal.ZERO;
    long firstTradeId = 0;
    long lastTradeId = 0;
    long time = 0;
    boolean buyerIsMaker = false;
    json.beginObject();
    for (int field; (field = json.nextField(AGG_TRADE)) != Json.END; ) {
      switch (field) {
        case 0 -> eventType = json.text();
        case 1 -> eventTime = json.integer();
        case 2 -> symbol = json.text();
        case 3 -> id = json.integer();
        case 4 -> price = json.decimal();
        case 5 -> quantity = json.decimal();
        case 6 -> firstTradeId = json.integer();
        case 7 -> lastTradeId = json.integer();
        case 8 -> time = json.integer();
        default -> buyerIsMaker = json.flag();
      }
    }
    return new AggTrade(
        eventType,
        eventTime,
        symbol,
        id,
        price,
        quantity,
        firstTradeId,
        lastTradeId,
        time,
        buyerIsMaker);
  }

  static Ticker ticker(Json json) throws IOException {
    String eventType = "";
    long eventTime = 0;
    String symbol = "";
    BigDecimal priceChange = BigDecimal.ZERO;
    BigDecimal priceChangePercent = BigDecimal.ZERO;
    BigDecimal weightedAveragePrice = BigDecimal.ZERO;
    BigDecimal previousClose = BigDecimal.ZERO;
    BigDecimal last = BigDecimal.ZERO;
    BigDecimal lastQuantity = BigDecimal.ZERO;
    BigDecimal bidPrice = BigDecimal.ZERO;
    BigDecimal bidQuantity = BigDecimal.ZERO;
    BigDecimal askPrice = BigDecimal.ZERO;
    BigDecimal askQuantity = BigDecimal.ZERO;
    BigDecimal open = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ZERO;
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal volume = BigDecimal.ZERO;
    BigDecimal quoteVolume = BigDecimal.ZERO;
    long openTime = 0;
    long closeTime = 0;
    long firstTradeId = 0;
    long lastTradeId = 0;
    long tradeCount = 0;
    json.beginObject();
    for (int field; (field = json.nextField(TICKER)) != Json.END; ) {
      switch (field) {
        case 0 -> eventType = json.text();
        case 1 -> eventTime = json.integer();
        case 2 -> symbol = json.text();
        case 3 -> priceChange = json.decimal();
        case 4 -> priceChangePercent = json.decimal();
        case 5 -> weightedAveragePrice = json.decimal();
        case 6 -> previousClose = json.decimal();
        case 7 -> last = json.decimal();
        case 8 -> lastQuantity = json.decimal();
        case 9 -> bidPrice = json.decimal();
        case 10 -> bidQuantity = json.decimal();
        case 11 -> askPrice = json.decimal();
        case 12 -> askQuantity = json.decimal();
        case 13 -> open = json.decimal();
        case 14 -> high = json.decimal();
        case 15 -> low = json.decimal();
        case 16 -> volume = json.decimal();
        case 17 -> quoteVolume = json.decimal();
        case 18 -> openTime = json.integer();
        case 19 -> closeTime = json.integer();
        case 20 -> firstTradeId = json.integer();
        case 21 -> lastTradeId = json.integer();
        default -> tradeCount = json.integer();
      }
    }
    return new Ticker(
        eventType,
        eventTime,
        symbol,
        priceChange,
        priceChangePercent,
        weightedAveragePrice,
        previousClose,
        last,
        lastQuantity,
        bidPrice,
        bidQuantity,
        askPrice,
        askQuantity,
        open,
        high,
        low,
        volume,
        quoteVolume,
        openTime,
        closeTime,
        firstTradeId,
        lastTradeId,
        tradeCount);
  }

  static BookTicker bookTicker(Json json) throws IOException {
    long updateId = 0;
    String symbol = "";
    BigDecimal bidPrice = BigDecimal.ZERO;
    BigDecimal bidQuantity = BigDecimal.ZERO;
    BigDecimal askPrice = BigDecimal.ZERO;
    BigDecimal askQuantity = BigDecimal.ZERO;
    json.beginObject();
    for (int field; (field = json.nextField(BOOK_TICKER)) != Json.END; ) {
      switch (field) {
        case 0 -> updateId = json.integer();
        case 1 -> symbol = json.text();
        case 2 -> bidPrice = json.decimal();
        case 3 -> bidQuantity = json.decimal();
        case 4 -> askPrice = json.decimal();
        default -> askQuantity = json.decimal();
      }
    }
    return new BookTicker(updateId, symbol, bidPrice, bidQuantity, askPrice, askQuantity);
  }

  static Depth depth(Json json) throws IOException {
    long lastUpdateId = 0;
    List<List<BigDecimal>> bids = List.of();
    List<List<BigDecimal>> asks = List.of();
    json.beginObject();
    for (int field; (field = json.nextField(DEPTH)) != Json.END; ) {
      switch (field) {
        case 0 -> lastUpdateId = json.integer();
        case 1 -> bids = levels(json);
        default -> asks = levels(json);
      }
    }
    return new Depth(lastUpdateId, bids, asks);
  }

  static DepthUpdate depthUpdate(Json json) throws IOException {
    String eventType = "";
    long eventTime = 0;
    String symbol = "";
    long firstUpdateId = 0;
    long finalUpdateId = 0;
    List<List<BigDecimal>> bids = List.of();
    List<List<BigDecimal>> asks = List.of();
    json.beginObject();
    for (int field; (field = json.nextField(DEPTH_UPDATE)) != Json.END; ) {
      switch (field) {
        case 0 -> eventType = json.text();
        case 1 -> eventTime = json.integer();
        case 2 -> symbol = json.text();
        case 3 -> firstUpdateId = json.integer();
        case 4 -> finalUpdateId = json.integer();
        case 5 -> bids = levels(json);
        default -> asks = levels(json);
      }
    }
    return new DepthUpdate(eventType, eventTime, symbol, firstUpdateId, finalUpdateId, bids, asks);
  }

  static Kline kline(Json json) throws IOException {
    String eventType = "";
    long eventTime = 0;
    String symbol = "";
    Bar bar = NO_BAR;
    json.beginObject();
    for (int field; (field = json.nextField(KLINE)) != Json.END; ) {
      switch (field) {
        case 0 -> eventType = json.text();
        case 1 -> eventTime = json.integer();
        case 2 -> symbol = json.text();
        default -> bar = bar(json);
      }
    }
    return new Kline(eventType, eventTime, symbol, bar);
  }

  private static Bar bar(Json json) throws IOException {
    long openTime = 0;
    long closeTime = 0;
    String interval = "";
    long firstTradeId = 0;
    long lastTradeId = 0;
    BigDecimal open = BigDecimal.ZERO;
    BigDecimal close = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ZERO;
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal volume = BigDecimal.ZERO;
    long tradeCount = 0;
    boolean closed = false;
    BigDecimal quoteVolume = BigDecimal.ZERO;
    BigDecimal takerBuyVolume = BigDecimal.ZERO;
    BigDecimal takerBuyQuoteVolume = BigDecimal.ZERO;
    json.beginObject();
    for (int field; (field = json.nextField(BAR)) != Json.END; ) {
      switch (field) {
        case 0 -> openTime = json.integer();
        case 1 -> closeTime = json.integer();
        case 2 -> interval = json.text();
        case 3 -> firstTradeId = json.integer();
        case 4 -> lastTradeId = json.integer();
        case 5 -> open = json.decimal();
        case 6 -> close = json.decimal();
        case 7 -> high = json.decimal();
        case 8 -> low = json.decimal();
        case 9 -> volume = json.decimal();
        case 10 -> tradeCount = json.integer();
        case 11 -> closed = json.flag();
        case 12 -> quoteVolume = json.decimal();
        case 13 -> takerBuyVolume = json.decimal();
        default -> takerBuyQuoteVolume = json.decimal();
      }
    }
    return new Bar(
        openTime,
        closeTime,
        interval,
        firstTradeId,
        lastTradeId,
        open,
        close,
        high,
        low,
        volume,
        tradeCount,
        closed,
        quoteVolume,
        takerBuyVolume,
        takerBuyQuoteVolume);
  }

  private static List<List<BigDecimal>> levels(Json json) throws IOException {
    List<List<BigDecimal>> levels = new ArrayList<>(20);
    json.beginArray();
    while (json.hasElement()) {
      List<BigDecimal> level = new ArrayList<>(2);
      json.beginArray();
      while (json.hasElement()) {
        level.add(json.decimal());
      }
      levels.add(level);
    }
    return levels;
  }
}
