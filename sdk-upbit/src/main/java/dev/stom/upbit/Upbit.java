package dev.stom.upbit;

import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.Normalizer;
import dev.stom.core.runtime.ApiStatistics;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.VenueClock;
import dev.stom.core.spi.ClientEnd;
import dev.stom.core.spi.HttpCaller;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of Upbit's public market data: {@link #marketData()} in the vocabulary that all venues
 * share, {@link #market()} and {@link #streams()} in Upbit's own words. No key is needed.
 *
 * <pre>{@code
 * try (Upbit upbit = Upbit.open()) {
 *   Ticker ticker = upbit.marketData().ticker(Upbit.instrument("KRW-BTC"));
 *   System.out.println(ticker.last());
 * }
 * }</pre>
 *
 * <p><b>Threads:</b> all methods may be called from any thread. A client starts daemon threads when
 * there is work for them, and {@link #close} ends them:
 *
 * <ul>
 *   <li>{@code sdk-upbit-http-1}, {@code -2} … carry one request or one open stream each (its
 *       reader); none with an {@code OkHttpClient} or a transport handed in;
 *   <li>{@code sdk-upbit-call-1} … run what is attached to futures, unless a {@link
 *       UpbitBuilder#completionExecutor} was handed in;
 *   <li>{@code sdk-upbit-listener-1} … call listeners, unless a {@link
 *       UpbitBuilder#listenerExecutor} was handed in;
 *   <li>{@code sdk-upbit-timer} waits, unless a {@link UpbitBuilder#time} was handed in.
 * </ul>
 *
 * <p><b>Silence:</b> a stream connection that says nothing for 15 s is asked, and replaced when it
 * has not answered within 10 s: what it carried is {@code Stale} 25 s after the last frame (later
 * only where the venue's message limit leaves no room to ask, which takes dozens of changes within
 * the last minute).
 *
 * <p><b>Limits:</b> those of Upbit are kept by the client, for itself: programs behind one IP
 * address share Upbit's limits, so they should share one client, or a {@link
 * UpbitBuilder#rateLimiter}.
 */
public final class Upbit implements VenueClient {
  /** Upbit, wherever it is. */
  public static final Venue VENUE = new Venue("upbit", "Upbit");

  static final Logger log = LoggerFactory.getLogger(Upbit.class);
  static final String THREADS = "sdk-upbit";

  private final UpbitEnvironment environment;
  private final HttpCaller caller;
  private final HttpMarketApi api;
  private final LiveStreams streams;
  private final UpbitMarketData marketData;
  private final ClientEnd end;
  private final Deque<AutoCloseable> closing;

  Upbit(
      UpbitEnvironment environment,
      HttpCaller caller,
      HttpMarketApi api,
      LiveStreams streams,
      UpbitMarketData marketData,
      ClientEnd end,
      Deque<AutoCloseable> closing) {
    this.environment = environment;
    this.caller = caller;
    this.api = api;
    this.streams = streams;
    this.marketData = marketData;
    this.end = end;
    this.closing = closing;
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static UpbitBuilder builder() {
    return new UpbitBuilder();
  }

  /**
   * Opens a client of Upbit Korea with all defaults.
   *
   * @return a client that the caller closes
   */
  public static Upbit open() {
    return builder().open();
  }

  /**
   * Makes an instrument from a pair code, without asking Upbit whether it exists.
   *
   * @param code QUOTE-BASE in upper case: {@code KRW-BTC} is bitcoin priced in won
   * @return the instrument
   */
  public static Instrument instrument(String code) {
    return UpbitSymbols.find(UpbitSymbols.checked("code", code)).orElseThrow();
  }

  /**
   * Knows the instrument of every well-formed pair code, because codes say what they consist of.
   *
   * @return always the same
   */
  public static Normalizer.Symbols symbols() {
    return UpbitSymbols::find;
  }

  /**
   * Makes a normalizer of Upbit's stream frames and answers that takes all pairs.
   *
   * @return a new one, for one thread
   */
  public static Normalizer normalizer() {
    return normalizer(symbols());
  }

  /**
   * Makes a normalizer of Upbit's stream frames (of all formats) and answers ({@code /v1/ticker},
   * {@code /v1/ticker/all}, {@code /v1/orderbook}, {@code /v1/trades/ticks} and {@code
   * /v1/candles/…}).
   *
   * @param symbols the pairs to take; what is said of others is left out
   * @return a new one, for one thread
   */
  public static Normalizer normalizer(Normalizer.Symbols symbols) {
    return new UpbitNormalizer(Objects.requireNonNull(symbols, "symbols"));
  }

  /**
   * Makes a reader of stream frames into Upbit's own records, for replay and captures of one's own.
   *
   * @return a new one, for one thread
   */
  public static UpbitFrameReader frameReader() {
    return frameReader(List.of());
  }

  /**
   * Makes a reader of stream frames that knows which pairs to expect, as a live stream does: their
   * codes are not made anew for each frame.
   *
   * @param codes pairs that are likely; others are read as well
   * @return a new one, for one thread
   */
  public static UpbitFrameReader frameReader(Collection<String> codes) {
    return new UpbitFrameReader(codes);
  }

  /**
   * Returns what a rate limiter for this client has to keep: one budget for each of Upbit's groups
   * of requests and one for connections, a little below what Upbit allows.
   *
   * @return the budgets
   */
  public static List<RateBudget> rateBudgets() {
    return UpbitLimits.BUDGETS;
  }

  @Override
  public Venue venue() {
    return VENUE;
  }

  /**
   * Says which of Upbit's exchanges this client talks to.
   *
   * @return the environment
   */
  public UpbitEnvironment environment() {
    return environment;
  }

  @Override
  public MarketDataSource marketData() {
    return marketData;
  }

  /**
   * Returns the requests in Upbit's own words.
   *
   * @return the one of this client
   */
  public UpbitMarketApi market() {
    return api;
  }

  /**
   * Returns the streams in Upbit's own words.
   *
   * @return the one of this client
   */
  public UpbitStreams streams() {
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
    if (end.begins()) {
      closeAll(closing, null);
      log.info("Upbit {} closed", environment.name());
    }
  }

  /** Says who and where, and nothing secret: there is nothing. */
  @Override
  public String toString() {
    return "Upbit[" + environment.name() + (end.hasBegun() ? ", closed]" : "]");
  }

  static void closeAll(Deque<AutoCloseable> closing, @Nullable Throwable into) {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception failure) {
        if (into != null) {
          into.addSuppressed(failure);
        } else {
          log.warn("closing Upbit went on after a failure", failure);
        }
      }
    }
  }
}
