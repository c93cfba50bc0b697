package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Pair;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream's name, understood.
 *
 * @param kind what it carries
 * @param pair whose it is, or null when it is of all pairs
 * @param interval of klines and of windows, else null
 * @param zone how far east of UTC klines are cut, in milliseconds
 * @param levels of a partial book, else 0
 * @param everyMillis how often it speaks; 0 for at once
 */
record BinanceStream(
    Kind kind,
    @Nullable Pair pair,
    @Nullable BinanceInterval interval,
    long zone,
    int levels,
    long everyMillis) {

  /** What a stream carries. */
  enum Kind {
    TRADE,
    AGGREGATE,
    BLOCK_TRADE,
    KLINE,
    MINI_TICKER,
    TICKER,
    WINDOW_TICKER,
    QUOTE,
    AVERAGE_PRICE,
    REFERENCE_PRICE,
    PARTIAL_DEPTH,
    DEPTH
  }

  private static final long SECOND = 1_000;
  private static final long FAST = 100;

  /** Reads a name; null when there is no such stream. */
  static @Nullable BinanceStream parse(String name, Map<String, Pair> pairs) {
    if (name.equals("!miniTicker@arr")) {
      return timed(Kind.MINI_TICKER, null, null);
    }
    if (name.startsWith("!ticker_") && name.endsWith("@arr")) {
      return window(name.substring("!ticker_".length(), name.length() - "@arr".length()), null);
    }
    int at = name.indexOf('@');
    if (at < 0) {
      return null;
    }
    String symbol = name.substring(0, at);
    if (!symbol.equals(symbol.toLowerCase(Locale.ROOT))) {
      return null;
    }
    Pair pair = pairs.get(symbol.toUpperCase(Locale.ROOT));
    return pair == null ? null : ofPair(name.substring(at + 1), pair);
  }

  private static @Nullable BinanceStream ofPair(String topic, Pair pair) {
    switch (topic) {
      case "trade" -> {
        return new BinanceStream(Kind.TRADE, pair, null, 0, 0, 0);
      }
      case "aggTrade" -> {
        return new BinanceStream(Kind.AGGREGATE, pair, null, 0, 0, 0);
      }
      case "blockTrade" -> {
        return new BinanceStream(Kind.BLOCK_TRADE, pair, null, 0, 0, 0);
      }
      case "bookTicker" -> {
        return new BinanceStream(Kind.QUOTE, pair, null, 0, 0, 0);
      }
      case "miniTicker" -> {
        return timed(Kind.MINI_TICKER, pair, null);
      }
      case "ticker" -> {
        return timed(Kind.TICKER, pair, null);
      }
      case "avgPrice" -> {
        return timed(Kind.AVERAGE_PRICE, pair, null);
      }
      case "referencePrice" -> {
        return timed(Kind.REFERENCE_PRICE, pair, null);
      }
      default -> {}
    }
    if (topic.startsWith("ticker_")) {
      return window(topic.substring("ticker_".length()), pair);
    }
    if (topic.startsWith("kline_")) {
      return kline(topic.substring("kline_".length()), pair);
    }
    return topic.startsWith("depth") ? depth(topic.substring("depth".length()), pair) : null;
  }

  private static BinanceStream timed(
      Kind kind, @Nullable Pair pair, @Nullable BinanceInterval interval) {
    return new BinanceStream(kind, pair, interval, 0, 0, SECOND);
  }

  private static @Nullable BinanceStream window(String size, @Nullable Pair pair) {
    boolean offered = size.equals("1h") || size.equals("4h") || size.equals("1d");
    return offered ? timed(Kind.WINDOW_TICKER, pair, BinanceInterval.of(size)) : null;
  }

  private static @Nullable BinanceStream kline(String text, Pair pair) {
    int at = text.indexOf('@');
    BinanceInterval interval = BinanceInterval.of(at < 0 ? text : text.substring(0, at));
    boolean shifted = at >= 0;
    if (interval == null || (shifted && !text.substring(at + 1).equals("+08:00"))) {
      return null;
    }
    long every = interval.name().equals("1s") ? SECOND : 2 * SECOND;
    return new BinanceStream(Kind.KLINE, pair, interval, shifted ? 8 * 3_600_000L : 0, 0, every);
  }

  private static @Nullable BinanceStream depth(String text, Pair pair) {
    int at = text.indexOf('@');
    String levels = at < 0 ? text : text.substring(0, at);
    if (at >= 0 && !text.substring(at + 1).equals("100ms")) {
      return null;
    }
    long every = at >= 0 ? FAST : SECOND;
    return switch (levels) {
      case "" -> new BinanceStream(Kind.DEPTH, pair, null, 0, 0, every);
      case "5", "10", "20" ->
          new BinanceStream(Kind.PARTIAL_DEPTH, pair, null, 0, Integer.parseInt(levels), every);
      default -> null;
    };
  }
}
