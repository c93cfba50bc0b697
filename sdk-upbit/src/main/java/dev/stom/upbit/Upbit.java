package dev.stom.upbit;

import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.Normalizer;
import dev.stom.core.runtime.ApiStatistics;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.ReconnectPolicy;
import dev.stom.core.runtime.RetryPolicy;
import dev.stom.core.runtime.SystemTime;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.runtime.WindowRateLimiter;
import dev.stom.core.spi.HttpCaller;
import dev.stom.core.spi.ListenerThreads;
import dev.stom.core.spi.OkHttpTransport;
import dev.stom.core.spi.StreamHub;
import dev.stom.core.spi.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
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
 *       Builder#completionExecutor} was handed in;
 *   <li>{@code sdk-upbit-listener-1} … call listeners, unless a {@link Builder#listenerExecutor}
 *       was handed in;
 *   <li>{@code sdk-upbit-timer} waits, unless a {@link Builder#time} was handed in.
 * </ul>
 *
 * <p><b>Limits:</b> those of Upbit are kept by the client, for itself: programs behind one IP
 * address share Upbit's limits, so they should share one client, or a {@link Builder#rateLimiter}.
 */
public final class Upbit implements VenueClient {
  /** Upbit, wherever it is. */
  public static final Venue VENUE = new Venue("upbit", "Upbit");

  private static final Logger log = LoggerFactory.getLogger(Upbit.class);
  private static final String THREADS = "sdk-upbit";

  private final UpbitEnvironment environment;
  private final HttpCaller caller;
  private final HttpMarketApi api;
  private final LiveStreams streams;
  private final UpbitMarketData marketData;
  private final Deque<AutoCloseable> closing;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Upbit(
      UpbitEnvironment environment,
      HttpCaller caller,
      HttpMarketApi api,
      LiveStreams streams,
      UpbitMarketData marketData,
      Deque<AutoCloseable> closing) {
    this.environment = environment;
    this.caller = caller;
    this.api = api;
    this.streams = streams;
    this.marketData = marketData;
    this.closing = closing;
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
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
   * of requests, a little below what Upbit allows.
   *
   * @return the budgets
   */
  public static List<RateBudget> rateBudgets() {
    return UpbitLimits.REQUESTS;
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
  public void close() {
    if (closed.compareAndSet(false, true)) {
      closeAll(closing, null);
      log.info("Upbit {} closed", environment.name());
    }
  }

  /** Says who and where, and nothing secret: there is nothing. */
  @Override
  public String toString() {
    return "Upbit[" + environment.name() + (closed.get() ? ", closed]" : "]");
  }

  private static void closeAll(Deque<AutoCloseable> closing, @Nullable Throwable into) {
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

  /** Makes a client when everything is said. May be used again; not thread-safe. */
  public static final class Builder implements VenueClient.Builder<Upbit> {
    /** Short field names: about half the bytes of {@link UpbitFormat#DEFAULT} for the same data. */
    public static final UpbitFormat DEFAULT_STREAM_FORMAT = UpbitFormat.SIMPLE;

    private UpbitEnvironment environment = UpbitEnvironment.KOREA;
    private UpbitFormat streamFormat = DEFAULT_STREAM_FORMAT;
    private Duration deadline = HttpCaller.DEFAULT_DEADLINE;
    private RetryPolicy retry = RetryPolicy.standard();
    private ReconnectPolicy reconnect = ReconnectPolicy.standard();
    private @Nullable OkHttpClient httpClient;
    private @Nullable Transport transport;
    private @Nullable TimeSource time;
    private @Nullable RandomGenerator random;
    private @Nullable RateLimiter rateLimiter;
    private @Nullable Executor listenerExecutor;
    private @Nullable Executor completionExecutor;

    private Builder() {}

    @Override
    public Venue venue() {
      return VENUE;
    }

    /**
     * Chooses the exchange.
     *
     * @param value by default {@link UpbitEnvironment#KOREA}
     * @return this
     */
    public Builder environment(UpbitEnvironment value) {
      environment = Objects.requireNonNull(value, "environment");
      return this;
    }

    /**
     * Chooses how Upbit writes stream frames; what they say is the same.
     *
     * @param value by default {@link #DEFAULT_STREAM_FORMAT}
     * @return this
     */
    public Builder streamFormat(UpbitFormat value) {
      streamFormat = Objects.requireNonNull(value, "streamFormat");
      return this;
    }

    /**
     * Hands in the HTTP client to work through: its proxy, TLS settings and so on. It is never
     * closed here.
     *
     * @param value by default the SDK makes one of its own
     * @return this
     */
    public Builder httpClient(OkHttpClient value) {
      httpClient = Objects.requireNonNull(value, "httpClient");
      return this;
    }

    /**
     * Hands in the way to the venue, for simulated ones. It is never closed here.
     *
     * @param value by default the network
     * @return this
     */
    public Builder transport(Transport value) {
      transport = Objects.requireNonNull(value, "transport");
      return this;
    }

    /**
     * Hands in the clock, for tests. It is never closed here.
     *
     * @param value by default the real one
     * @return this
     */
    public Builder time(TimeSource value) {
      time = Objects.requireNonNull(value, "time");
      return this;
    }

    /**
     * Hands in the randomness of pauses and tickets, for tests that repeat themselves.
     *
     * @param value used under a lock, so it need not be thread-safe; by default a new {@link
     *     Random}
     * @return this
     */
    public Builder random(RandomGenerator value) {
      random = Objects.requireNonNull(value, "random");
      return this;
    }

    /**
     * Hands in the limiter of requests, for several clients behind one address.
     *
     * @param value keeps at least the budgets of {@link Upbit#rateBudgets}; by default the client
     *     makes one of its own
     * @return this
     */
    public Builder rateLimiter(RateLimiter value) {
      rateLimiter = Objects.requireNonNull(value, "rateLimiter");
      return this;
    }

    /**
     * Hands in where listeners are called. Each subscription occupies it with one task at most.
     * When the client is closed, what still waits there is not heard any more.
     *
     * @param value must not run tasks on the thread that hands them over; never shut down here; by
     *     default daemon threads of the client
     * @return this
     */
    public Builder listenerExecutor(Executor value) {
      listenerExecutor = Objects.requireNonNull(value, "listenerExecutor");
      return this;
    }

    /**
     * Hands in where futures complete, and with them what is attached to them.
     *
     * @param value never shut down here; by default daemon threads of the client
     * @return this
     */
    public Builder completionExecutor(Executor value) {
      completionExecutor = Objects.requireNonNull(value, "completionExecutor");
      return this;
    }

    /**
     * Sets how long a request may take in all, waiting for the limiter and retries included.
     *
     * @param value positive; by default {@link HttpCaller#DEFAULT_DEADLINE}
     * @return this
     */
    public Builder deadline(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("deadline must be positive but is " + value);
      }
      deadline = value;
      return this;
    }

    /**
     * Sets how requests are tried again.
     *
     * @param value by default {@link RetryPolicy#standard}
     * @return this
     */
    public Builder retry(RetryPolicy value) {
      retry = Objects.requireNonNull(value, "retry");
      return this;
    }

    /**
     * Sets how long to wait before a broken stream is connected again.
     *
     * @param value by default {@link ReconnectPolicy#standard}
     * @return this
     */
    public Builder reconnect(ReconnectPolicy value) {
      reconnect = Objects.requireNonNull(value, "reconnect");
      return this;
    }

    @Override
    public Upbit open() {
      if (httpClient != null && transport != null) {
        throw new IllegalArgumentException(
            "httpClient and transport exclude each other; hand in one of them");
      }
      if (rateLimiter != null) {
        UpbitLimits.check(rateLimiter);
      }
      Deque<AutoCloseable> closing = new ArrayDeque<>();
      try {
        Upbit upbit = assemble(closing);
        log.info("Upbit {} opened", environment.name());
        return upbit;
      } catch (RuntimeException | Error failure) {
        closeAll(closing, failure);
        throw failure;
      }
    }

    /** What is made here is pushed onto {@code closing}, so that the last is closed first. */
    private Upbit assemble(Deque<AutoCloseable> closing) {
      RandomGenerator dice = new LockedRandom(random == null ? new Random() : random);
      TimeSource clock = clock(closing);
      Transport way = way(closing);
      RateLimiter limiter =
          rateLimiter == null ? WindowRateLimiter.of(clock, UpbitLimits.REQUESTS) : rateLimiter;
      ListenerThreads ownThreads = listenerExecutor == null ? ListenerThreads.of(VENUE.id()) : null;
      Executor listeners =
          ownThreads == null ? Objects.requireNonNull(listenerExecutor) : ownThreads;
      LiveStreams streams =
          new LiveStreams(
              new StreamHub<>(
                  new UpbitProtocol(environment, streamFormat, dice), way, clock, reconnect, dice),
              listeners);
      // In the order of closing: connections end and listeners hear of it; requests end; listeners'
      // threads get a moment to say so; then listeners hear nothing any more.
      closing.push(streams::silence);
      if (ownThreads != null) {
        closing.push(ownThreads);
      }
      HttpCaller caller = caller(way, clock, dice, limiter);
      closing.push(caller);
      closing.push(streams::disconnect);
      HttpMarketApi api = new HttpMarketApi(caller, environment);
      UpbitMarketData marketData = new UpbitMarketData(api, streams, clock);
      return new Upbit(environment, caller, api, streams, marketData, closing);
    }

    private HttpCaller caller(
        Transport way, TimeSource clock, RandomGenerator dice, RateLimiter limiter) {
      HttpCaller.Builder call =
          HttpCaller.builder(VENUE, way, clock, dice)
              .limiter(limiter)
              .retries(retry)
              .deadline(deadline)
              .errors(new UpbitErrors(clock))
              .feedback(new UpbitLimits(limiter, clock));
      if (completionExecutor != null) {
        call.completions(completionExecutor);
      }
      return call.build();
    }

    private TimeSource clock(Deque<AutoCloseable> closing) {
      if (time != null) {
        return time;
      }
      SystemTime own = SystemTime.start(THREADS);
      closing.push(own);
      return own;
    }

    private Transport way(Deque<AutoCloseable> closing) {
      if (transport != null) {
        return transport;
      }
      OkHttpTransport own =
          httpClient == null ? OkHttpTransport.create(THREADS) : OkHttpTransport.over(httpClient);
      closing.push(own);
      return own;
    }
  }
}
