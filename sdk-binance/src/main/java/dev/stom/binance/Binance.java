package dev.stom.binance;

import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.Normalizer;
import dev.stom.core.runtime.ApiStatistics;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.VenueClock;
import dev.stom.core.spi.ClientEnd;
import dev.stom.core.spi.HttpCaller;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of Binance spot, its public half. Needs no key.
 *
 * <pre>{@code
 * try (Binance binance = Binance.open()) {
 *   Instrument btc = Binance.instrument("BTC", "USDT");
 *   System.out.println(binance.marketData().ticker(btc).last());
 *   binance.marketData().subscribe(List.of(Feed.trades(btc)), listener);
 *   ...
 * }
 * }</pre>
 *
 * <p>One client serves a whole program: it holds one rate limiter for the address that the venue
 * counts by.
 *
 * <p><b>Threads</b>, all daemon, none before the first request or subscription but the timer:
 *
 * <ul>
 *   <li>{@code sdk-binance-timer}: everything that waits. Not when a time source is handed in.
 *   <li>{@code sdk-binance-http-1}, {@code -2} …: requests and the readers of sockets, OkHttp's own
 *       housekeeping threads beside them. Not when an OkHttp client is handed in.
 *   <li>{@code sdk-binance-call-1}, {@code -2} …: complete the futures. Not when a transport is
 *       handed in; then its threads do.
 *   <li>{@code sdk-binance-listener-1}, {@code -2} …: call listeners, one for each subscription
 *       that has something to deliver. Not when an executor is handed in.
 * </ul>
 *
 * {@link #close} ends them within two seconds.
 *
 * <p><b>Silence:</b> a stream connection that says nothing for 15 s is asked, and replaced when it
 * has not answered within 5 s: what it carried is {@code Stale} 20 s after the last frame (up to 3
 * s later where the venue's message limit leaves no room to ask sooner).
 */
public final class Binance implements VenueClient {
  /** The venue. */
  public static final Venue VENUE = new Venue("binance", "Binance");

  /**
   * The candle intervals that the venue has, for requests and streams alike, shortest first.
   *
   * <p>Source: Binance Spot API documentation, rest-api.md, klines, 2026-07-21.
   */
  public static final List<CandleInterval> INTERVALS =
      Stream.of(
              "1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d",
              "1w", "1M")
          .map(CandleInterval::parse)
          .toList();

  private static final Logger log = LoggerFactory.getLogger(Binance.class);

  private final BinanceEnvironment environment;
  private final BinanceMarketApi market;
  private final MarketDataSource marketData;
  private final BinanceStreams streams;
  private final HttpCaller caller;
  private final ClientEnd end;
  private final Deque<Runnable> closing; // first to last

  Binance(
      BinanceEnvironment environment,
      BinanceMarketApi market,
      MarketDataSource marketData,
      BinanceStreams streams,
      HttpCaller caller,
      ClientEnd end,
      Collection<Runnable> closing) {
    this.environment = environment;
    this.market = market;
    this.marketData = marketData;
    this.streams = streams;
    this.caller = caller;
    this.end = end;
    this.closing = new ArrayDeque<>(closing);
  }

  /**
   * Opens a client with all defaults: {@link BinanceEnvironment#PRODUCTION_DATA}.
   *
   * @return a client that the caller closes
   */
  public static Binance open() {
    return builder().open();
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static BinanceBuilder builder() {
    return new BinanceBuilder();
  }

  /**
   * Names an instrument without asking the venue: its symbol is base and quote in one word.
   *
   * @param base what is traded, for example {@code BTC}, in any case
   * @param quote what it is paid with, for example {@code USDT}, in any case
   * @return the instrument; whether the venue lists it, {@link MarketDataSource#instruments} tells
   */
  public static Instrument instrument(String base, String quote) {
    return instrument(Asset.of(base), Asset.of(quote));
  }

  /**
   * Names an instrument without asking the venue: its symbol is base and quote in one word.
   *
   * @param base what is traded
   * @param quote what it is paid with
   * @return the instrument; whether the venue lists it, {@link MarketDataSource#instruments} tells
   */
  public static Instrument instrument(Asset base, Asset quote) {
    return new Instrument(VENUE, base.code() + quote.code(), base, quote);
  }

  static Instrument instrument(String symbol, String base, String quote) {
    return new Instrument(VENUE, symbol, new Asset(base), new Asset(quote));
  }

  /**
   * Reads frames and answers into the common vocabulary, without a connection.
   *
   * @param symbols which instruments are known: of a catalog, {@code symbol ->
   *     catalog.find(symbol).map(Listing::instrument)}; see {@link #symbolsByQuote} for a guess
   * @return a normalizer for one thread
   */
  public static Normalizer normalizer(Normalizer.Symbols symbols) {
    return new BinanceNormalizer(symbols, null);
  }

  /**
   * Reads frames and answers into the common vocabulary, without a connection. Order books and
   * candles of the REST interface and books of raw streams name no symbol: they are taken for those
   * of one instrument.
   *
   * @param symbols which instruments are known
   * @param context the instrument that is meant where none is named
   * @return a normalizer for one thread
   */
  public static Normalizer normalizer(Normalizer.Symbols symbols, Instrument context) {
    symbolOf(context);
    return new BinanceNormalizer(symbols, context);
  }

  /**
   * Guesses instruments by the end of their symbols: {@code ETHUSDT} ends with {@code USDT}, so it
   * is ETH in USDT. For replay where no catalog is at hand, and only for that: a symbol does not
   * tell where its base ends. The longest quote that fits is taken.
   *
   * @param quotes known quote assets, for example USDT and BTC; not empty
   * @return the guess
   */
  public static Normalizer.Symbols symbolsByQuote(Collection<Asset> quotes) {
    return SymbolGuess.byQuote(quotes);
  }

  /**
   * Reads stream frames into the venue's own records, without a connection.
   *
   * @return a reader for one thread
   */
  public static BinanceFrameReader frameReader() {
    return new BinanceFrameReader();
  }

  /**
   * Returns what a {@link dev.stom.core.runtime.RateLimiter} of one's own must keep: the venue's
   * limits on requests and connections, by address. {@code request-weight} follows the minutes of
   * the venue's clock if the limiter is given the one of {@link BinanceBuilder#venueClock}.
   *
   * @return the budgets {@code request-weight}, {@code raw-requests} and {@code connects}
   */
  public static List<RateBudget> rateBudgets() {
    return RestLimits.BUDGETS;
  }

  /** The symbol of an instrument of this venue. */
  static String symbolOf(Instrument instrument) {
    if (!instrument.venue().equals(VENUE)) {
      throw new IllegalArgumentException(
          "instrument must be one of Binance but is "
              + instrument
              + "; Binance.instrument(\""
              + instrument.base()
              + "\", \"USDT\") makes one");
    }
    return BinanceSymbols.checked(instrument.symbol());
  }

  static CandleInterval checkedInterval(CandleInterval interval) {
    if (!INTERVALS.contains(interval)) {
      throw new IllegalArgumentException(
          "interval must be one of "
              + INTERVALS.stream().map(Object::toString).collect(Collectors.joining(", "))
              + " at Binance but is "
              + interval);
    }
    return interval;
  }

  @Override
  public Venue venue() {
    return VENUE;
  }

  /**
   * Says which addresses it talks to.
   *
   * @return the environment
   */
  public BinanceEnvironment environment() {
    return environment;
  }

  @Override
  public MarketDataSource marketData() {
    return marketData;
  }

  /**
   * Returns the venue's own requests.
   *
   * @return every public endpoint
   */
  public BinanceMarketApi market() {
    return market;
  }

  /**
   * Returns the venue's own streams.
   *
   * @return every public stream
   */
  public BinanceStreams streams() {
    return streams;
  }

  @Override
  public ApiStatistics statistics() {
    return caller.statistics();
  }

  @Override
  public VenueClock clock() {
    return caller.clock();
  }

  @Override
  public RateLimiter limiter() {
    return caller.limiter();
  }

  @Override
  public void close() {
    if (!end.begins()) {
      return;
    }
    for (Runnable part : closing) {
      try {
        part.run();
      } catch (RuntimeException failure) {
        log.warn("closing a part of the client failed", failure);
      }
    }
  }

  /** Shows the environment. */
  @Override
  public String toString() {
    return "Binance " + environment;
  }
}
