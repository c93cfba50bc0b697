package dev.stom.upbit;

import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Venue;
import dev.stom.core.runtime.LimiterState;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.ReconnectPolicy;
import dev.stom.core.runtime.RetryPolicy;
import dev.stom.core.runtime.SystemTime;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.runtime.VenueClock;
import dev.stom.core.runtime.WindowRateLimiter;
import dev.stom.core.spi.ClientEnd;
import dev.stom.core.spi.HttpCaller;
import dev.stom.core.spi.ListenerThreads;
import dev.stom.core.spi.LockedRandom;
import dev.stom.core.spi.OkHttpTransport;
import dev.stom.core.spi.StreamHub;
import dev.stom.core.spi.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes a client when everything is said. May be used again; not thread-safe. */
public final class UpbitBuilder implements VenueClient.Builder<Upbit> {
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
  private @Nullable LimiterState limiterState;
  private @Nullable VenueClock venueClock;
  private @Nullable Executor listenerExecutor;
  private @Nullable Executor completionExecutor;

  UpbitBuilder() {}

  @Override
  public Venue venue() {
    return Upbit.VENUE;
  }

  /**
   * Chooses the exchange.
   *
   * @param value by default {@link UpbitEnvironment#KOREA}
   * @return this
   */
  public UpbitBuilder environment(UpbitEnvironment value) {
    environment = Objects.requireNonNull(value, "environment");
    return this;
  }

  /**
   * Chooses how Upbit writes stream frames; what they say is the same.
   *
   * @param value by default {@link #DEFAULT_STREAM_FORMAT}
   * @return this
   */
  public UpbitBuilder streamFormat(UpbitFormat value) {
    streamFormat = Objects.requireNonNull(value, "streamFormat");
    return this;
  }

  /**
   * Hands in the HTTP client to work through: its proxy, TLS settings and so on. It is never closed
   * here.
   *
   * @param value by default the SDK makes one of its own
   * @return this
   */
  public UpbitBuilder httpClient(OkHttpClient value) {
    httpClient = Objects.requireNonNull(value, "httpClient");
    return this;
  }

  /**
   * Hands in the way to the venue, for simulated ones. It is never closed here.
   *
   * @param value by default the network
   * @return this
   */
  public UpbitBuilder transport(Transport value) {
    transport = Objects.requireNonNull(value, "transport");
    return this;
  }

  /**
   * Hands in the clock, for tests. It is never closed here.
   *
   * @param value by default the real one
   * @return this
   */
  public UpbitBuilder time(TimeSource value) {
    time = Objects.requireNonNull(value, "time");
    return this;
  }

  /**
   * Hands in the randomness of pauses and tickets, for tests that repeat themselves.
   *
   * @param value used under a lock, so it need not be thread-safe; by default a new {@link Random}
   * @return this
   */
  public UpbitBuilder random(RandomGenerator value) {
    random = Objects.requireNonNull(value, "random");
    return this;
  }

  /**
   * Hands in the limiter of requests, for several clients behind one address.
   *
   * @param value keeps at least the budgets of {@link Upbit#rateBudgets}, and those of no other
   *     venue: a ban stops all budgets of its scope; by default the client makes one of its own
   * @return this
   */
  public UpbitBuilder rateLimiter(RateLimiter value) {
    rateLimiter = Objects.requireNonNull(value, "rateLimiter");
    return this;
  }

  /**
   * Hands in what the limiter of an earlier client has left behind: a block holds on, and what was
   * used of seconds that are not over counts.
   *
   * @param value of {@link RateLimiter#state}; excludes {@link #rateLimiter}, which has its own
   * @return this
   */
  public UpbitBuilder limiterState(LimiterState value) {
    limiterState = Objects.requireNonNull(value, "limiterState");
    return this;
  }

  /**
   * Hands in Upbit's clock, for a {@link #rateLimiter} that follows Upbit's seconds, or for several
   * clients that learn together.
   *
   * @param value made of the same time source; fed by this client; by default one of its own
   * @return this
   */
  public UpbitBuilder venueClock(VenueClock value) {
    venueClock = Objects.requireNonNull(value, "venueClock");
    return this;
  }

  /**
   * Hands in where listeners are called. Each subscription occupies it with one task at most.
   *
   * @param value must not run tasks on the thread that hands them over; never shut down here; by
   *     default daemon threads of the client
   * @return this
   */
  public UpbitBuilder listenerExecutor(Executor value) {
    listenerExecutor = Objects.requireNonNull(value, "listenerExecutor");
    return this;
  }

  /**
   * Hands in where futures complete, and with them what is attached to them.
   *
   * @param value never shut down here; by default daemon threads of the client
   * @return this
   */
  public UpbitBuilder completionExecutor(Executor value) {
    completionExecutor = Objects.requireNonNull(value, "completionExecutor");
    return this;
  }

  /**
   * Sets how long a request may take in all, waiting for the limiter and retries included.
   *
   * @param value positive; by default {@link HttpCaller#DEFAULT_DEADLINE}
   * @return this
   */
  public UpbitBuilder deadline(Duration value) {
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
  public UpbitBuilder retry(RetryPolicy value) {
    retry = Objects.requireNonNull(value, "retry");
    return this;
  }

  /**
   * Sets how long to wait before a broken stream is connected again.
   *
   * @param value by default {@link ReconnectPolicy#standard}
   * @return this
   */
  public UpbitBuilder reconnect(ReconnectPolicy value) {
    reconnect = Objects.requireNonNull(value, "reconnect");
    return this;
  }

  @Override
  public Upbit open() {
    if (httpClient != null && transport != null) {
      throw new IllegalArgumentException(
          "httpClient and transport exclude each other; hand in one of them");
    }
    if (rateLimiter != null && limiterState != null) {
      throw new IllegalArgumentException(
          "rateLimiter and limiterState exclude each other; hand the state to the limiter");
    }
    if (rateLimiter != null) {
      UpbitLimits.check(rateLimiter);
    }
    Deque<AutoCloseable> closing = new ArrayDeque<>();
    try {
      Upbit upbit = assemble(closing);
      Upbit.log.info("Upbit {} opened", environment.name());
      return upbit;
    } catch (RuntimeException | Error failure) {
      Upbit.closeAll(closing, failure);
      throw failure;
    }
  }

  /** What is made here is pushed onto {@code closing}, so that the last is closed first. */
  private Upbit assemble(Deque<AutoCloseable> closing) {
    RandomGenerator dice = new LockedRandom(random == null ? new Random() : random);
    TimeSource clock = clock(closing);
    Transport way = way(closing);
    VenueClock venueTime = venueClock == null ? VenueClock.of(clock) : venueClock;
    RateLimiter limiter = rateLimiter == null ? ownLimiter(clock, venueTime) : rateLimiter;
    ListenerThreads ownThreads =
        listenerExecutor == null ? ListenerThreads.of(Upbit.VENUE.id()) : null;
    Executor listeners = ownThreads == null ? Objects.requireNonNull(listenerExecutor) : ownThreads;
    LiveStreams streams =
        new LiveStreams(
            new StreamHub<>(
                new UpbitProtocol(environment, streamFormat, dice),
                way,
                clock,
                reconnect,
                dice,
                limiter),
            listeners);
    // In the order of closing: connections end and listeners hear of it; requests end; listeners'
    // threads get a moment to say so; then listeners hear nothing any more.
    ClientEnd end = new ClientEnd(streams::silence, ownThreads);
    closing.push(end::silence);
    if (ownThreads != null) {
      closing.push(ownThreads);
    }
    HttpCaller caller = caller(way, clock, dice, limiter, venueTime);
    closing.push(caller);
    closing.push(streams::disconnect);
    HttpMarketApi api = new HttpMarketApi(caller, environment);
    UpbitMarketData marketData = new UpbitMarketData(api, streams, clock);
    return new Upbit(environment, caller, api, streams, marketData, end, closing);
  }

  private RateLimiter ownLimiter(TimeSource clock, VenueClock venueTime) {
    return WindowRateLimiter.builder(clock)
        .budgets(UpbitLimits.BUDGETS)
        .clock(venueTime)
        .state(limiterState == null ? LimiterState.EMPTY : limiterState)
        .build();
  }

  private HttpCaller caller(
      Transport way,
      TimeSource clock,
      RandomGenerator dice,
      RateLimiter limiter,
      VenueClock venueTime) {
    HttpCaller.Builder call =
        HttpCaller.builder(Upbit.VENUE, way, clock, dice)
            .limiter(limiter)
            .clock(venueTime)
            .retries(retry)
            .deadline(deadline)
            .errors(new UpbitErrors(clock))
            .feedback(new UpbitLimits(limiter));
    if (completionExecutor != null) {
      call.completions(completionExecutor);
    }
    return call.build();
  }

  private TimeSource clock(Deque<AutoCloseable> closing) {
    if (time != null) {
      return time;
    }
    SystemTime own = SystemTime.start(Upbit.THREADS);
    closing.push(own);
    return own;
  }

  private Transport way(Deque<AutoCloseable> closing) {
    if (transport != null) {
      return transport;
    }
    OkHttpTransport own =
        httpClient == null
            ? OkHttpTransport.create(Upbit.THREADS)
            : OkHttpTransport.over(httpClient);
    closing.push(own);
    return own;
  }
}
