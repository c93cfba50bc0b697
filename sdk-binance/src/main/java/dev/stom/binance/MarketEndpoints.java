package dev.stom.binance;

import dev.stom.binance.model.BinanceAggTrade;
import dev.stom.binance.model.BinanceAvgPrice;
import dev.stom.binance.model.BinanceBlockTrade;
import dev.stom.binance.model.BinanceBookTicker;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceExchangeInfo;
import dev.stom.binance.model.BinanceExecutionRules;
import dev.stom.binance.model.BinanceKline;
import dev.stom.binance.model.BinanceMiniTicker;
import dev.stom.binance.model.BinancePrice;
import dev.stom.binance.model.BinanceReferencePrice;
import dev.stom.binance.model.BinanceReferencePriceCalculation;
import dev.stom.binance.model.BinanceServerTime;
import dev.stom.binance.model.BinanceSymbolStatus;
import dev.stom.binance.model.BinanceTicker24h;
import dev.stom.binance.model.BinanceTrade;
import dev.stom.binance.model.BinanceWindowTicker;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.RestJson;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The public endpoints: path, parameters, weight and reading of each.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, market data endpoints, 2026-07-21.
 */
final class MarketEndpoints {
  static final int MAX_DEPTH = 5000;
  static final int MAX_TRADES = 1000;
  static final int MAX_WINDOW_SYMBOLS = 100;
  static final String TIME = "/api/v3/time";
  static final String HISTORICAL_TRADES = "/api/v3/historicalTrades";

  /** Up to this many symbols, a list of 24 h tickers costs no more than one ticker. */
  static final int CHEAP_TICKERS = 20;

  /** What all 24 h tickers together cost. */
  static final int ALL_TICKERS_WEIGHT = 80;

  private static final int EARLIEST_ZONE_SECONDS = -12 * 3600;
  private static final int LATEST_ZONE_SECONDS = 14 * 3600;

  private static final RestJson JSON = RestJson.with(MethodHandles.lookup(), BinanceTime::instant);

  private MarketEndpoints() {}

  static Endpoint<HttpAnswer> ping() {
    return new Endpoint<>("/api/v3/ping", new Parameters(), 1, answer -> answer);
  }

  static Endpoint<Instant> time() {
    Function<HttpAnswer, BinanceServerTime> read = JSON.object(BinanceServerTime.class);
    return new Endpoint<>(TIME, new Parameters(), 1, answer -> read.apply(answer).serverTime());
  }

  static Endpoint<BinanceExchangeInfo> exchangeInfo(BinanceExchangeInfoRequest request) {
    return new Endpoint<>(
        "/api/v3/exchangeInfo", request.parameters(), 20, ExchangeInfoDecoder::read);
  }

  static Endpoint<BinanceDepth> depth(
      String symbol, int limit, @Nullable BinanceSymbolStatus status) {
    Parameters parameters =
        symbol(symbol).add("limit", limit(limit, MAX_DEPTH)).add("symbolStatus", known(status));
    return new Endpoint<>(
        "/api/v3/depth",
        parameters,
        depthWeight(limit),
        answer -> new FrameDecoder().readDepth(answer.body()));
  }

  private static int depthWeight(int limit) {
    return limit <= 100 ? 5 : limit <= 500 ? 25 : limit <= 1000 ? 50 : 250;
  }

  static Endpoint<List<BinanceTrade>> trades(String symbol, int limit) {
    return new Endpoint<>(
        "/api/v3/trades",
        symbol(symbol).add("limit", limit(limit, MAX_TRADES)),
        25,
        JSON.list(BinanceTrade.class));
  }

  static Endpoint<List<BinanceTrade>> historicalTrades(
      String symbol, @Nullable Long fromId, int limit) {
    return new Endpoint<>(
        HISTORICAL_TRADES,
        symbol(symbol)
            .add("fromId", fromId == null ? null : id("fromId", fromId))
            .add("limit", limit(limit, MAX_TRADES)),
        25,
        JSON.list(BinanceTrade.class));
  }

  static Endpoint<List<BinanceBlockTrade>> historicalBlockTrades(
      String symbol, long fromId, int limit) {
    return new Endpoint<>(
        "/api/v3/historicalBlockTrades",
        symbol(symbol).add("fromId", id("fromId", fromId)).add("limit", limit(limit, MAX_TRADES)),
        25,
        JSON.list(BinanceBlockTrade.class));
  }

  static Endpoint<List<BinanceAggTrade>> aggTrades(BinanceAggTradeRequest request) {
    return new Endpoint<>(
        "/api/v3/aggTrades", request.parameters(), 4, JSON.list(BinanceAggTrade.class));
  }

  static Endpoint<List<BinanceKline>> klines(BinanceKlineRequest request) {
    return new Endpoint<>("/api/v3/klines", request.parameters(), 2, JSON.list(BinanceKline.class));
  }

  static Endpoint<List<BinanceKline>> uiKlines(BinanceKlineRequest request) {
    return new Endpoint<>(
        "/api/v3/uiKlines", request.parameters(), 2, JSON.list(BinanceKline.class));
  }

  static Endpoint<BinanceAvgPrice> avgPrice(String symbol) {
    return new Endpoint<>(
        "/api/v3/avgPrice", symbol(symbol), 2, JSON.object(BinanceAvgPrice.class));
  }

  static Endpoint<List<BinanceTicker24h>> ticker24h(BinanceSymbols symbols) {
    return new Endpoint<>(
        "/api/v3/ticker/24hr",
        choice(symbols),
        ticker24hWeight(symbols),
        reader(symbols, BinanceTicker24h.class));
  }

  static Endpoint<List<BinanceMiniTicker>> miniTicker24h(BinanceSymbols symbols) {
    return new Endpoint<>(
        "/api/v3/ticker/24hr",
        choice(symbols).add("type", "MINI"),
        ticker24hWeight(symbols),
        reader(symbols, BinanceMiniTicker.class));
  }

  private static int ticker24hWeight(BinanceSymbols symbols) {
    int count = symbols.symbols().size();
    if (symbols.isAll() || count > 100) {
      return ALL_TICKERS_WEIGHT;
    }
    return count <= CHEAP_TICKERS ? 2 : 40;
  }

  static Endpoint<List<BinanceWindowTicker>> tradingDay(
      BinanceSymbols symbols, @Nullable ZoneOffset zone) {
    return new Endpoint<>(
        "/api/v3/ticker/tradingDay",
        windowChoice(symbols, "ticker/tradingDay").add("timeZone", zoneOrNull(zone)),
        windowWeight(symbols),
        reader(symbols, BinanceWindowTicker.class));
  }

  static Endpoint<List<BinanceMiniTicker>> miniTradingDay(
      BinanceSymbols symbols, @Nullable ZoneOffset zone) {
    return new Endpoint<>(
        "/api/v3/ticker/tradingDay",
        windowChoice(symbols, "ticker/tradingDay")
            .add("timeZone", zoneOrNull(zone))
            .add("type", "MINI"),
        windowWeight(symbols),
        reader(symbols, BinanceMiniTicker.class));
  }

  static Endpoint<List<BinanceWindowTicker>> rollingTicker(
      BinanceSymbols symbols, Duration window) {
    return new Endpoint<>(
        "/api/v3/ticker",
        windowChoice(symbols, "ticker").add("windowSize", windowSize(window)),
        windowWeight(symbols),
        reader(symbols, BinanceWindowTicker.class));
  }

  static Endpoint<List<BinanceMiniTicker>> miniRollingTicker(
      BinanceSymbols symbols, Duration window) {
    return new Endpoint<>(
        "/api/v3/ticker",
        windowChoice(symbols, "ticker").add("windowSize", windowSize(window)).add("type", "MINI"),
        windowWeight(symbols),
        reader(symbols, BinanceMiniTicker.class));
  }

  private static int windowWeight(BinanceSymbols symbols) {
    return Math.min(4 * symbols.symbols().size(), 200);
  }

  static Endpoint<List<BinancePrice>> price(BinanceSymbols symbols) {
    return new Endpoint<>(
        "/api/v3/ticker/price",
        choice(symbols),
        isSingle(symbols) ? 2 : 4,
        reader(symbols, BinancePrice.class));
  }

  static Endpoint<List<BinanceBookTicker>> bookTicker(BinanceSymbols symbols) {
    return new Endpoint<>(
        "/api/v3/ticker/bookTicker",
        choice(symbols),
        isSingle(symbols) ? 2 : 4,
        reader(symbols, BinanceBookTicker.class));
  }

  static Endpoint<BinanceExecutionRules> executionRules(BinanceSymbols symbols) {
    if (!symbols.isAll() && symbols.status().isPresent()) {
      throw new IllegalArgumentException(
          "symbols must come without a status for executionRules but are " + symbols);
    }
    int weight = symbols.isAll() ? 40 : Math.min(2 * symbols.symbols().size(), 40);
    return new Endpoint<>(
        "/api/v3/executionRules",
        choice(symbols),
        weight,
        JSON.object(BinanceExecutionRules.class));
  }

  static Endpoint<BinanceReferencePrice> referencePrice(String symbol) {
    return new Endpoint<>(
        "/api/v3/referencePrice", symbol(symbol), 2, JSON.object(BinanceReferencePrice.class));
  }

  static Endpoint<BinanceReferencePriceCalculation> referencePriceCalculation(
      String symbol, @Nullable BinanceSymbolStatus status) {
    return new Endpoint<>(
        "/api/v3/referencePrice/calculation",
        symbol(symbol).add("symbolStatus", known(status)),
        2,
        JSON.object(BinanceReferencePriceCalculation.class));
  }

  // ---- parameters

  private static Parameters symbol(String symbol) {
    return new Parameters().add("symbol", BinanceSymbols.checked(symbol));
  }

  private static boolean isSingle(BinanceSymbols symbols) {
    return symbols.symbols().size() == 1;
  }

  private static Parameters choice(BinanceSymbols symbols) {
    return symbols.addTo(new Parameters());
  }

  private static Parameters windowChoice(BinanceSymbols symbols, String endpoint) {
    return choice(symbols.requireAtMost(MAX_WINDOW_SYMBOLS, endpoint));
  }

  /** The singular form is answered by an object, the others by an array. */
  private static <T> Function<HttpAnswer, List<T>> reader(BinanceSymbols symbols, Class<T> type) {
    if (isSingle(symbols)) {
      Function<HttpAnswer, T> one = JSON.object(type);
      return answer -> List.of(one.apply(answer));
    }
    return JSON.list(type);
  }

  /** For reading recorded answers that are arrays. */
  static <T> Function<HttpAnswer, List<T>> many(Class<T> type) {
    return JSON.list(type);
  }

  /** For reading recorded answers: an object or an array. */
  static <T> Function<HttpAnswer, List<T>> oneOrMany(Class<T> type) {
    Function<HttpAnswer, T> one = JSON.object(type);
    Function<HttpAnswer, List<T>> many = JSON.list(type);
    return answer -> startsArray(answer) ? many.apply(answer) : List.of(one.apply(answer));
  }

  private static boolean startsArray(HttpAnswer answer) {
    for (byte b : answer.body()) {
      if (b > ' ') {
        return b == '[';
      }
    }
    return false;
  }

  private static @Nullable BinanceSymbolStatus known(@Nullable BinanceSymbolStatus status) {
    if (status == BinanceSymbolStatus.UNKNOWN) {
      throw new IllegalArgumentException("status must be one that the venue has but is UNKNOWN");
    }
    return status;
  }

  static int limit(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new IllegalArgumentException("limit must be 1 to " + most + " but is " + limit);
    }
    return limit;
  }

  static long id(String name, long id) {
    if (id < 0) {
      throw new IllegalArgumentException(name + " must not be negative but is " + id);
    }
    return id;
  }

  private static @Nullable String zoneOrNull(@Nullable ZoneOffset zone) {
    return zone == null ? null : zone(zone);
  }

  /** The venue's form: {@code 0} or {@code +09:00}. */
  static String zone(ZoneOffset zone) {
    int seconds = zone.getTotalSeconds();
    if (seconds < EARLIEST_ZONE_SECONDS || seconds > LATEST_ZONE_SECONDS || seconds % 60 != 0) {
      throw new IllegalArgumentException(
          "timeZone must be -12:00 to +14:00 in whole minutes but is " + zone);
    }
    return zone.getTotalSeconds() == 0 ? "0" : zone.getId();
  }

  /** Whole minutes below an hour, whole hours below a day, whole days up to seven. */
  static String windowSize(Duration window) {
    long seconds = window.equals(Duration.ofSeconds(window.toSeconds())) ? window.toSeconds() : 0;
    if (seconds > 0 && seconds % 86_400 == 0 && seconds <= 7 * 86_400) {
      return seconds / 86_400 + "d";
    }
    if (seconds > 0 && seconds % 3_600 == 0 && seconds < 86_400) {
      return seconds / 3_600 + "h";
    }
    if (seconds > 0 && seconds % 60 == 0 && seconds < 3_600) {
      return seconds / 60 + "m";
    }
    throw new IllegalArgumentException(
        "window must be 1 to 59 minutes, 1 to 23 hours or 1 to 7 days but is " + window);
  }
}
