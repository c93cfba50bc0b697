package dev.stom.binance;

import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A market stream by the venue's own name, for example {@code btcusdt@trade}. Equality is by name.
 *
 * <p>Symbols may be given in any case; stream names have them in lower case, and only them: {@code
 * btcusdt@kline_1M} is a month, {@code 1m} a minute. The venue accepts names of things that do not
 * exist without an error and then never sends anything, so the part after the symbol is checked
 * here; whether the symbol exists, {@link BinanceMarketApi#exchangeInfo()} tells.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21; blockTrade and the
 * retirement of {@code !ticker@arr}: changelog, 2026-05-12 and 2026-03-26.
 */
public final class BinanceStream implements Channel {
  /** Depths of the partial book streams. */
  public static final List<Integer> PARTIAL_DEPTHS = List.of(5, 10, 20);

  /** What a stream carries. */
  public enum Type {
    /** Fills of one taker order at one price. */
    AGG_TRADE,
    /** Single trades. */
    TRADE,
    /** Block trades. */
    BLOCK_TRADE,
    /** Candles. */
    KLINE,
    /** Rolling 24 hours in short. */
    MINI_TICKER,
    /** The same of all symbols that changed. */
    ALL_MINI_TICKERS,
    /** Rolling 24 hours. */
    TICKER,
    /** A rolling window. */
    WINDOW_TICKER,
    /** The same of all symbols that changed. */
    ALL_WINDOW_TICKERS,
    /** Top of the book. */
    BOOK_TICKER,
    /** Average price. */
    AVG_PRICE,
    /** Reference price. */
    REFERENCE_PRICE,
    /** The best levels of the book. */
    PARTIAL_DEPTH,
    /** Changes of the book. */
    DIFF_DEPTH,
    /** Something that this version does not model. */
    UNMODELLED
  }

  private static final String EAST = "@+08:00";
  private static final String FAST = "@100ms";
  private static final int MAX_NAME_LENGTH = 100; // the longest known has some forty

  private final String name;
  private final Type type;
  private final @Nullable String symbol;

  private BinanceStream(String name, Type type, @Nullable String symbol) {
    this.name = name;
    this.type = type;
    this.symbol = symbol;
  }

  /**
   * Every trade, in real time.
   *
   * @param symbol in any case
   * @return {@code <symbol>@trade}
   */
  public static BinanceStream trade(String symbol) {
    return of(symbol, "trade");
  }

  /**
   * The fills of each taker order at one price, in real time.
   *
   * @param symbol in any case
   * @return {@code <symbol>@aggTrade}
   */
  public static BinanceStream aggTrade(String symbol) {
    return of(symbol, "aggTrade");
  }

  /**
   * Block trades, in real time.
   *
   * @param symbol in any case
   * @return {@code <symbol>@blockTrade}
   */
  public static BinanceStream blockTrade(String symbol) {
    return of(symbol, "blockTrade");
  }

  /**
   * Candles cut in UTC, the running one whenever it changes.
   *
   * @param symbol in any case
   * @param interval one of {@link Binance#INTERVALS}
   * @return {@code <symbol>@kline_<interval>}
   */
  public static BinanceStream kline(String symbol, CandleInterval interval) {
    return of(symbol, "kline_" + interval);
  }

  /**
   * Candles cut at UTC+8.
   *
   * @param symbol in any case
   * @param interval one of {@link Binance#INTERVALS}
   * @return {@code <symbol>@kline_<interval>@+08:00}
   */
  public static BinanceStream klineUtc8(String symbol, CandleInterval interval) {
    return of(symbol, "kline_" + interval + EAST);
  }

  /**
   * The rolling 24 hours in short, once a second.
   *
   * @param symbol in any case
   * @return {@code <symbol>@miniTicker}
   */
  public static BinanceStream miniTicker(String symbol) {
    return of(symbol, "miniTicker");
  }

  /**
   * The rolling 24 hours in short of all symbols that changed, once a second.
   *
   * @return {@code !miniTicker@arr}
   */
  public static BinanceStream allMiniTickers() {
    return of("!miniTicker@arr");
  }

  /**
   * The rolling 24 hours, once a second.
   *
   * @param symbol in any case
   * @return {@code <symbol>@ticker}
   */
  public static BinanceStream ticker(String symbol) {
    return of(symbol, "ticker");
  }

  /**
   * A rolling window, once a second.
   *
   * @param symbol in any case
   * @param window how long
   * @return {@code <symbol>@ticker_<window>}
   */
  public static BinanceStream windowTicker(String symbol, BinanceTickerWindow window) {
    return of(symbol, "ticker_" + window.word());
  }

  /**
   * A rolling window of all symbols that changed, once a second.
   *
   * @param window how long
   * @return {@code !ticker_<window>@arr}
   */
  public static BinanceStream allWindowTickers(BinanceTickerWindow window) {
    return of("!ticker_" + window.word() + "@arr");
  }

  /**
   * The top of the book, in real time.
   *
   * @param symbol in any case
   * @return {@code <symbol>@bookTicker}
   */
  public static BinanceStream bookTicker(String symbol) {
    return of(symbol, "bookTicker");
  }

  /**
   * The average price, once a second.
   *
   * @param symbol in any case
   * @return {@code <symbol>@avgPrice}
   */
  public static BinanceStream avgPrice(String symbol) {
    return of(symbol, "avgPrice");
  }

  /**
   * The reference price, once a second.
   *
   * @param symbol in any case
   * @return {@code <symbol>@referencePrice}
   */
  public static BinanceStream referencePrice(String symbol) {
    return of(symbol, "referencePrice");
  }

  /**
   * The best levels of the book, once a second.
   *
   * @param symbol in any case
   * @param levels one of {@link #PARTIAL_DEPTHS}
   * @return {@code <symbol>@depth<levels>}
   */
  public static BinanceStream partialDepth(String symbol, int levels) {
    return of(symbol, "depth" + checkedDepth(levels));
  }

  /**
   * The best levels of the book, ten times a second.
   *
   * @param symbol in any case
   * @param levels one of {@link #PARTIAL_DEPTHS}
   * @return {@code <symbol>@depth<levels>@100ms}
   */
  public static BinanceStream partialDepthFast(String symbol, int levels) {
    return of(symbol, "depth" + checkedDepth(levels) + FAST);
  }

  /**
   * Changes of the book, once a second.
   *
   * @param symbol in any case
   * @return {@code <symbol>@depth}
   */
  public static BinanceStream diffDepth(String symbol) {
    return of(symbol, "depth");
  }

  /**
   * Changes of the book, ten times a second.
   *
   * @param symbol in any case
   * @return {@code <symbol>@depth@100ms}
   */
  public static BinanceStream diffDepthFast(String symbol) {
    return of(symbol, "depth" + FAST);
  }

  /**
   * A stream by its name.
   *
   * @param name for example {@code btcusdt@kline_1m@+08:00}; the symbol in any case
   * @return the stream
   * @throws IllegalArgumentException when no such stream exists as far as this version knows; see
   *     {@link #unmodelled}
   */
  public static BinanceStream of(String name) {
    if (name.equals("!ticker@arr") || name.equals("!bookTicker")) {
      throw new IllegalArgumentException(
          "stream '" + name + "' was retired by the venue; subscribe to the symbols one by one");
    }
    BinanceStream stream = lenient(name);
    if (stream.type == Type.UNMODELLED) {
      throw new IllegalArgumentException(
          "stream '"
              + name
              + "' is not one that this version knows, and the venue would accept it and send"
              + " nothing; look at the factory methods, or use unmodelled(..) if it is new");
    }
    return stream;
  }

  /**
   * A stream that the venue offers and this version does not know: its messages come as {@link
   * dev.stom.binance.model.BinanceUnmodelled}.
   *
   * @param name exactly as the venue has it, the symbol in any case
   * @return the stream
   */
  public static BinanceStream unmodelled(String name) {
    return lenient(name);
  }

  private static BinanceStream of(String symbol, String what) {
    if (symbol.isEmpty() || symbol.charAt(0) == '!' || symbol.indexOf('@') >= 0) {
      throw new IllegalArgumentException("symbol must look like BTCUSDT but is '" + symbol + "'");
    }
    return of(symbol + '@' + what);
  }

  /** Reads any name that could be one. */
  static BinanceStream lenient(String name) {
    int at = name.indexOf('@');
    if (at < 1 || at == name.length() - 1 || name.length() > MAX_NAME_LENGTH || !isSafe(name)) {
      throw new IllegalArgumentException(
          "stream must look like btcusdt@trade but is '" + name + "'");
    }
    if (name.charAt(0) == '!') {
      return new BinanceStream(name, typeOfAll(name), null);
    }
    String symbol = name.substring(0, at);
    String what = name.substring(at + 1);
    return new BinanceStream(
        symbol.toLowerCase(Locale.ROOT) + '@' + what,
        typeOf(what),
        symbol.toUpperCase(Locale.ROOT));
  }

  /** Keeps out what could break the control message or the address. */
  private static boolean isSafe(String name) {
    return name.codePoints()
        .noneMatch(
            c ->
                c == '"'
                    || c == '\\'
                    || c == '/'
                    || Character.isWhitespace(c)
                    || Character.isISOControl(c)
                    || !Character.isDefined(c)
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private static Type typeOfAll(String name) {
    if (name.equals("!miniTicker@arr")) {
      return Type.ALL_MINI_TICKERS;
    }
    for (BinanceTickerWindow window : BinanceTickerWindow.values()) {
      if (name.equals("!ticker_" + window.word() + "@arr")) {
        return Type.ALL_WINDOW_TICKERS;
      }
    }
    return Type.UNMODELLED;
  }

  private static Type typeOf(String what) {
    return switch (what) {
      case "trade" -> Type.TRADE;
      case "aggTrade" -> Type.AGG_TRADE;
      case "blockTrade" -> Type.BLOCK_TRADE;
      case "miniTicker" -> Type.MINI_TICKER;
      case "ticker" -> Type.TICKER;
      case "ticker_1h", "ticker_4h", "ticker_1d" -> Type.WINDOW_TICKER;
      case "bookTicker" -> Type.BOOK_TICKER;
      case "avgPrice" -> Type.AVG_PRICE;
      case "referencePrice" -> Type.REFERENCE_PRICE;
      case "depth", "depth" + FAST -> Type.DIFF_DEPTH;
      case "depth5", "depth10", "depth20", "depth5" + FAST, "depth10" + FAST, "depth20" + FAST ->
          Type.PARTIAL_DEPTH;
      default -> isKline(what) ? Type.KLINE : Type.UNMODELLED;
    };
  }

  private static boolean isKline(String what) {
    if (!what.startsWith("kline_")) {
      return false;
    }
    String interval = what.substring("kline_".length());
    if (interval.endsWith(EAST)) {
      interval = interval.substring(0, interval.length() - EAST.length());
    }
    for (CandleInterval known : Binance.INTERVALS) {
      if (known.toString().equals(interval)) {
        return true;
      }
    }
    return false;
  }

  private static int checkedDepth(int levels) {
    if (!PARTIAL_DEPTHS.contains(levels)) {
      throw new IllegalArgumentException(
          "levels must be one of "
              + PARTIAL_DEPTHS.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + " but is "
              + levels
              + "; more is only in GET /api/v3/depth and in diffDepth");
    }
    return levels;
  }

  /** Returns the venue's name of the stream, for example {@code btcusdt@trade}. */
  @Override
  public String name() {
    return name;
  }

  /**
   * Says what the stream carries.
   *
   * @return the type
   */
  public Type type() {
    return type;
  }

  /**
   * Says what it is about.
   *
   * @return the symbol in upper case, or empty for streams of all symbols
   */
  public Optional<String> symbol() {
    return Optional.ofNullable(symbol);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof BinanceStream other && name.equals(other.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
