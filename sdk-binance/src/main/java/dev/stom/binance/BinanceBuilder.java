package dev.stom.binance;

import dev.stom.binance.model.BinanceMessage;
import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Venue;
import dev.stom.core.runtime.LimiterState;
import dev.stom.core.runtime.RateBudget;
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
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link Binance} client is made of. Everything has a default; what is handed in
 * stays its owner's and is not closed by the client.
 *
 * <p>Not thread-safe; may be used for several clients.
 */
public final class BinanceBuilder implements VenueClient.Builder<Binance> {
  /** Public data from the hosts made for it, apart from those that orders go to. */
  public static final BinanceEnvironment DEFAULT_ENVIRONMENT = BinanceEnvironment.PRODUCTION_DATA;

  /**
   * 30 s for the whole of a request, waiting for the rate limiter included: longer than any healthy
   * answer, and short enough for a bot to notice. Who spends a minute's weight at once and wants to
   * wait for the next minute rather than fail needs a minute and more.
   */
  public static final Duration DEFAULT_DEADLINE = HttpCaller.DEFAULT_DEADLINE;

  /** Milliseconds, as the venue writes by itself. */
  public static final BinanceTimeUnit DEFAULT_TIME_UNIT = BinanceTimeUnit.MILLISECOND;

  private BinanceEnvironment environment = DEFAULT_ENVIRONMENT;
  private BinanceTimeUnit timeUnit = DEFAULT_TIME_UNIT;
  private Duration deadline = DEFAULT_DEADLINE;
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

  BinanceBuilder() {}

  /**
   * Sets which addresses to talk to.
   *
   * @param value default {@link #DEFAULT_ENVIRONMENT}
   * @return this
   */
  public BinanceBuilder environment(BinanceEnvironment value) {
    this.environment = Objects.requireNonNull(value, "environment");
    return this;
  }

  /**
   * Sets how fine the venue writes its times, for requests and streams alike.
   *
   * @param value default {@link #DEFAULT_TIME_UNIT}
   * @return this
   */
  public BinanceBuilder timeUnit(BinanceTimeUnit value) {
    this.timeUnit = Objects.requireNonNull(value, "timeUnit");
    return this;
  }

  /**
   * Sets how long a request may take in all, waiting for the rate limiter and retries included.
   *
   * @param value positive; default {@link #DEFAULT_DEADLINE}
   * @return this
   */
  public BinanceBuilder deadline(Duration value) {
    this.deadline = Objects.requireNonNull(value, "deadline");
    return this;
  }

  /**
   * Sets how reads that failed are tried again.
   *
   * @param value default {@link RetryPolicy#standard}
   * @return this
   */
  public BinanceBuilder retry(RetryPolicy value) {
    this.retry = Objects.requireNonNull(value, "retry");
    return this;
  }

  /**
   * Sets after which pauses lost streams are connected again.
   *
   * @param value default {@link ReconnectPolicy#standard}
   * @return this
   */
  public BinanceBuilder reconnect(ReconnectPolicy value) {
    this.reconnect = Objects.requireNonNull(value, "reconnect");
    return this;
  }

  /**
   * Sets the OkHttp client to go through: its proxy, TLS settings, DNS and interceptors.
   *
   * @param value not changed and not closed; default one of this client's own
   * @return this
   */
  public BinanceBuilder httpClient(OkHttpClient value) {
    this.httpClient = Objects.requireNonNull(value, "httpClient");
    return this;
  }

  /**
   * Sets the transport itself, for simulated venues in memory. Futures complete on its threads.
   *
   * @param value not closed
   * @return this
   */
  public BinanceBuilder transport(Transport value) {
    this.transport = Objects.requireNonNull(value, "transport");
    return this;
  }

  /**
   * Sets the clock.
   *
   * @param value not closed; default the system's
   * @return this
   */
  public BinanceBuilder time(TimeSource value) {
    this.time = Objects.requireNonNull(value, "time");
    return this;
  }

  /**
   * Sets where the chance in pauses comes from.
   *
   * @param value default a generator seeded by the JDK
   * @return this
   */
  public BinanceBuilder random(RandomGenerator value) {
    this.random = Objects.requireNonNull(value, "random");
    return this;
  }

  /**
   * Sets the rate limiter, for one that several clients or processes behind one address share.
   *
   * @param value keeps at least {@link Binance#rateBudgets()}, and those of no other venue: a ban
   *     stops all budgets of its scope; default one of this client's own
   * @return this
   */
  public BinanceBuilder rateLimiter(RateLimiter value) {
    this.rateLimiter = Objects.requireNonNull(value, "rateLimiter");
    return this;
  }

  /**
   * Sets what the limiter of an earlier client has left behind: a ban holds on, and what was used
   * of windows that are not over counts.
   *
   * @param value of {@link RateLimiter#state}; excludes {@link #rateLimiter}, which has its own
   * @return this
   */
  public BinanceBuilder limiterState(LimiterState value) {
    this.limiterState = Objects.requireNonNull(value, "limiterState");
    return this;
  }

  /**
   * Sets the venue's clock, for a {@link #rateLimiter} that follows the venue's minutes, or for
   * several clients that learn together.
   *
   * @param value made of the same time source; fed by this client; default one of its own
   * @return this
   */
  public BinanceBuilder venueClock(VenueClock value) {
    this.venueClock = Objects.requireNonNull(value, "venueClock");
    return this;
  }

  /**
   * Sets where listeners are called.
   *
   * @param value must not run tasks on the thread that hands them over; not shut down; default
   *     daemon threads of this client
   * @return this
   */
  public BinanceBuilder listenerExecutor(Executor value) {
    this.listenerExecutor = Objects.requireNonNull(value, "listenerExecutor");
    return this;
  }

  @Override
  public Venue venue() {
    return Binance.VENUE;
  }

  @Override
  public Binance open() {
    check();
    Deque<Runnable> closing = new ArrayDeque<>(); // first to last: what was made last comes first
    try {
      return open(closing);
    } catch (RuntimeException | Error failure) {
      closing.forEach(part -> closeAfter(failure, part));
      throw failure;
    }
  }

  private static void closeAfter(Throwable failure, Runnable part) {
    try {
      part.run();
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
    }
  }

  private void check() {
    if (httpClient != null && transport != null) {
      throw new IllegalArgumentException(
          "httpClient and transport exclude each other: give one of them");
    }
    if (rateLimiter != null && limiterState != null) {
      throw new IllegalArgumentException(
          "rateLimiter and limiterState exclude each other: hand the state to the limiter");
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline must be positive but is " + deadline);
    }
    if (rateLimiter != null) {
      List<String> names = rateLimiter.budgets().stream().map(RateBudget::name).toList();
      for (RateBudget needed : Binance.rateBudgets()) {
        if (!names.contains(needed.name())) {
          throw new IllegalArgumentException(
              "rateLimiter must keep the budgets "
                  + Binance.rateBudgets().stream()
                      .map(RateBudget::name)
                      .collect(Collectors.joining(", "))
                  + " but keeps "
                  + names
                  + "; make it of Binance.rateBudgets()");
        }
      }
    }
  }

  private Binance open(Deque<Runnable> closing) {
    TimeSource clock = time;
    if (clock == null) {
      SystemTime own = SystemTime.start("sdk-binance");
      closing.addFirst(own::close);
      clock = own;
    }
    RandomGenerator chance = new LockedRandom(random == null ? new SplittableRandom() : random);
    Transport way = transport;
    if (way == null) {
      OkHttpTransport own =
          httpClient == null
              ? OkHttpTransport.create("sdk-binance")
              : OkHttpTransport.over(httpClient);
      closing.addFirst(own::close);
      way = own;
    }
    VenueClock venueTime = venueClock == null ? VenueClock.of(clock) : venueClock;
    RateLimiter limiter = rateLimiter == null ? ownLimiter(clock, venueTime) : rateLimiter;
    HttpCaller.Builder calls =
        HttpCaller.builder(Binance.VENUE, way, clock, chance)
            .limiter(limiter)
            .clock(venueTime)
            .retries(retry)
            .deadline(deadline)
            .errors(new BinanceErrors(clock))
            .feedback(new RestLimits(limiter, venueTime));
    if (transport != null) {
      calls.completions(Runnable::run);
    }
    HttpCaller caller = calls.build();
    closing.addFirst(caller::close);
    Rest rest = new Rest(caller, environment, timeUnit, deadline);

    ListenerThreads ownThreads =
        listenerExecutor == null ? ListenerThreads.of(Binance.VENUE.id()) : null;
    Executor listeners = ownThreads == null ? Objects.requireNonNull(listenerExecutor) : ownThreads;
    StreamHub<BinanceStream, BinanceMessage> hub =
        new StreamHub<>(
            new BinanceProtocol(environment.stream(), timeUnit),
            way,
            clock,
            reconnect,
            chance,
            limiter);
    LiveStreams streams = new LiveStreams(hub, listeners);
    ClientEnd end = new ClientEnd(streams::silence, ownThreads);
    closing.addFirst(end::silence);
    if (ownThreads != null) {
      closing.addFirst(ownThreads::close);
    }
    closing.addFirst(streams::end);
    return new Binance(
        environment,
        new RestMarketApi(rest),
        new BinanceMarketData(rest, clock, streams),
        new BinanceStreams(streams),
        caller,
        end,
        closing);
  }

  private RateLimiter ownLimiter(TimeSource clock, VenueClock venueTime) {
    return WindowRateLimiter.builder(clock)
        .budgets(Binance.rateBudgets())
        .clock(venueTime)
        .state(limiterState == null ? LimiterState.EMPTY : limiterState)
        .build();
  }
}
