package dev.stom.core.spi;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Venue;
import dev.stom.core.runtime.ApiStatistics;
import dev.stom.core.runtime.Await;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.RetryPolicy;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.runtime.VenueClock;
import dev.stom.core.runtime.WindowRateLimiter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way that every request to a venue takes: deadline, rate limiter, building and signing,
 * exchange, statistics, errors, decoding; and for a read that failed, all of it again while the
 * deadline allows.
 *
 * <p><b>Deadline:</b> runs from {@link #call} and covers everything, waiting and retries included;
 * no result is later. When the limiter cannot have room before it, the call fails at once with
 * {@link ErrorReason#LOCAL_LIMIT} and attempt 0: nothing was sent. Its {@code retryAt} is then the
 * limiter's own forecast.
 *
 * <p><b>Errors:</b> the returned future fails with an {@link SdkException}. What the request's own
 * {@code call} supplier throws, and a charge that the limiter does not know, is the caller's error
 * and comes as it is. Failures of earlier attempts are found in {@link Throwable#getSuppressed()}.
 *
 * <p><b>Cancelling</b> the returned future, or one made from it by {@code thenApply} and the like,
 * gives up the wait or the exchange. A request that was already sent may have reached the venue.
 *
 * <p><b>Threads:</b> thread-safe. A request is built on the calling thread when the limiter has
 * room, otherwise on the {@link TimeSource}'s thread; it is decoded on the transport's thread.
 * Futures complete on the executor given to {@link Builder#completions}, by default on daemon
 * threads {@code sdk-<venue>-call-1}, {@code -2} … of this caller, started when needed and ended
 * after 10 s without work or by {@link #close}: a continuation may therefore block without stopping
 * anything else.
 *
 * <p><b>Ownership:</b> transport, time source and limiter belong to whoever built them; {@link
 * #close} leaves them open.
 */
public final class HttpCaller implements AutoCloseable {
  /**
   * 30 s for the whole of a call: longer than any healthy answer, the longest wait that a
   * per-second budget causes in practice, and short enough for a bot to notice.
   */
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

  /**
   * 2 min after a ban without a stated end: the shortest that Binance pronounces (Source: Binance
   * Spot API documentation, rest-api.md, IP limits, 2026-07-21); Upbit documents no form for it.
   */
  public static final Duration BAN_PAUSE = Duration.ofMinutes(2);

  /** The {@code Date} header counts whole seconds. Source: RFC 9110, 5.6.7, 2022-06. */
  private static final Duration DATE_RESOLUTION = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(HttpCaller.class);
  private static final Venue NO_VENUE = new Venue("sdk", "SDK");

  final Venue venue;
  final Transport transport;
  final TimeSource time;
  final RateLimiter limiter;
  final ApiStatistics statistics;
  final VenueClock clock;
  final RetryPolicy retries;
  private final RandomGenerator random; // guarded by itself: most generators are not thread-safe
  private final Duration deadline;
  private final ErrorMapper errors;
  private final LimitFeedback feedback;
  private final LimitStops stops;
  private final Executor completions;
  private final @Nullable ThreadPoolExecutor ownThreads; // null when the executor was handed in
  private final Set<PendingCall<?>> pending = ConcurrentHashMap.newKeySet();

  /** Set once by {@link #close}; read by every new call. */
  private volatile boolean closed;

  private HttpCaller(Builder builder) {
    this.venue = builder.venue;
    this.transport = builder.transport;
    this.time = builder.time;
    this.random = builder.random;
    this.limiter =
        builder.limiter == null ? WindowRateLimiter.of(time, List.of()) : builder.limiter;
    this.statistics =
        builder.statistics == null ? ApiStatistics.of(venue, time) : builder.statistics;
    this.clock = builder.clock == null ? VenueClock.of(time) : builder.clock;
    this.retries = builder.retries;
    this.deadline = builder.deadline;
    this.errors = builder.errors;
    this.feedback = builder.feedback;
    this.stops = new LimitStops(venue, time, limiter, feedback);
    if (builder.completions == null) {
      this.ownThreads = OwnThreads.pool("sdk-" + venue.id() + "-call-");
      this.completions = ownThreads;
    } else {
      this.ownThreads = null;
      this.completions = builder.completions;
    }
  }

  /**
   * Starts with what is mandatory.
   *
   * @param venue named in every error
   * @param transport carries the requests
   * @param time measures and schedules
   * @param random draws the pauses between retries; used under a lock
   * @return a builder
   */
  public static Builder builder(
      Venue venue, Transport transport, TimeSource time, RandomGenerator random) {
    return new Builder(venue, transport, time, random);
  }

  /**
   * Makes a request within the default deadline of this caller.
   *
   * @param request what to ask
   * @param <T> what the answer means
   * @return completes with the decoded answer or fails as described above
   */
  public <T> CompletableFuture<T> call(ApiRequest<T> request) {
    return call(request, deadline);
  }

  /**
   * Makes a request within a deadline of its own.
   *
   * @param request what to ask
   * @param within positive: how long everything may take
   * @param <T> what the answer means
   * @return completes with the decoded answer or fails as described above
   */
  public <T> CompletableFuture<T> call(ApiRequest<T> request, Duration within) {
    PendingCall<T> call = new PendingCall<>(this, request, checked(within));
    pending.add(call);
    if (closed) {
      call.shutDown();
    } else {
      call.start();
      if (closed) {
        call.shutDown(); // closed in between
      }
    }
    return call.result;
  }

  /**
   * Waits for a future and returns its value: the blocking form of a request. As {@link
   * Await#result}, which is told venue and operation; here the future itself knows them.
   *
   * @param future a future of {@link #call}, or one made from it
   * @param <T> what it holds
   * @return its value
   * @throws SdkException the real failure; {@link ErrorReason#INTERRUPTED} when this thread was
   *     interrupted or somebody cancelled the future
   */
  public static <T> T await(CompletableFuture<T> future) {
    return future instanceof CallFuture<T> call
        ? Await.result(future, call.venue, call.operation)
        : Await.result(future, NO_VENUE, "call");
  }

  /**
   * Returns the statistics that this caller feeds.
   *
   * @return the statistics
   */
  public ApiStatistics statistics() {
    return statistics;
  }

  /**
   * Returns the limiter that this caller asks.
   *
   * @return the limiter
   */
  public RateLimiter limiter() {
    return limiter;
  }

  /**
   * Returns the venue's clock, which this caller feeds with the {@code Date} of every answer.
   *
   * @return the clock
   */
  public VenueClock clock() {
    return clock;
  }

  /**
   * Reads the venue's time, for what a request says of its own time. An {@link ApiRequest#call}
   * that asks for it asks after the wait for the limiter, for each attempt anew.
   *
   * @return {@link VenueClock#now}; before the first answer the time of this machine
   */
  public Instant venueTime() {
    return clock.now().orElseGet(time::now);
  }

  /**
   * Ends every call that is under way with {@link ErrorReason#CLOSED}, and every later one.
   * Idempotent; does not wait.
   */
  @Override
  public void close() {
    closed = true;
    pending.forEach(PendingCall::shutDown);
    if (ownThreads != null) {
      ownThreads.shutdown();
    }
  }

  // ---- what a pending call needs

  void forget(PendingCall<?> call) {
    pending.remove(call);
  }

  void complete(Runnable completion) {
    try {
      completions.execute(completion);
    } catch (RejectedExecutionException closedBefore) {
      completion.run();
    }
  }

  Duration drawPause(int attempt) {
    synchronized (random) {
      return retries.delay(attempt, random);
    }
  }

  Instant after(Duration wait) {
    try {
      return time.now().plus(wait);
    } catch (DateTimeException | ArithmeticException beyondTheCalendar) {
      return Instant.MAX;
    }
  }

  /**
   * Learns from an answer, before its permit is released: what time it is there, what the venue has
   * counted, and whether it wants a pause.
   *
   * @return why it is no success; null when it is one
   */
  @Nullable Failure learn(AnsweredCall call) {
    ApiRequest<?> request = call.request();
    HttpFailures.date(call.answer())
        .ifPresent(
            date -> clock.observe(date, DATE_RESOLUTION, call.sentNanos(), call.receivedNanos()));
    try {
      feedback.onAnswer(call);
    } catch (RuntimeException e) {
      log.warn("{}: reading the limits from an answer to {} failed", venue, request.operation(), e);
    }
    if (call.answer().isSuccess()) {
      return null;
    }
    Failure failure = failureOf(request, call.answer());
    stops.after(request, failure);
    return failure;
  }

  private Failure failureOf(ApiRequest<?> request, HttpAnswer answer) {
    Failure base = HttpFailures.of(venue, request.operation(), answer, time.now());
    try {
      return errors.map(answer, base);
    } catch (RuntimeException e) {
      log.debug("{}: the error body of {} was not understood", venue, request.operation(), e);
      return base;
    }
  }

  private static Duration checked(Duration deadline) {
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline must be positive but is " + deadline);
    }
    return deadline;
  }

  /** Collects what an {@link HttpCaller} works with. */
  public static final class Builder {
    private final Venue venue;
    private final Transport transport;
    private final TimeSource time;
    private final RandomGenerator random;
    private @Nullable RateLimiter limiter;
    private @Nullable ApiStatistics statistics;
    private @Nullable VenueClock clock;
    private RetryPolicy retries = RetryPolicy.standard();
    private Duration deadline = DEFAULT_DEADLINE;
    private ErrorMapper errors = ErrorMapper.HTTP_ONLY;
    private LimitFeedback feedback = LimitFeedback.NONE;
    private @Nullable Executor completions;

    private Builder(Venue venue, Transport transport, TimeSource time, RandomGenerator random) {
      this.venue = venue;
      this.transport = transport;
      this.time = time;
      this.random = random;
    }

    /**
     * Sets the rate limiter.
     *
     * @param limiter asked before every attempt; by default one without budgets, which grants free
     *     requests only
     * @return this
     */
    public Builder limiter(RateLimiter limiter) {
      this.limiter = limiter;
      return this;
    }

    /**
     * Sets the statistics.
     *
     * @param statistics fed with every attempt; by default this caller's own
     * @return this
     */
    public Builder statistics(ApiStatistics statistics) {
      this.statistics = statistics;
      return this;
    }

    /**
     * Sets the venue's clock.
     *
     * @param clock of the same time source; fed with every answer; by default this caller's own
     * @return this
     */
    public Builder clock(VenueClock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Sets how reads are retried.
     *
     * @param retries by default {@link RetryPolicy#standard}
     * @return this
     */
    public Builder retries(RetryPolicy retries) {
      this.retries = retries;
      return this;
    }

    /**
     * Sets how long a call may take in all.
     *
     * @param deadline positive; default {@link #DEFAULT_DEADLINE}
     * @return this
     */
    public Builder deadline(Duration deadline) {
      this.deadline = checked(deadline);
      return this;
    }

    /**
     * Sets the venue's reading of errors.
     *
     * @param errors by default {@link ErrorMapper#HTTP_ONLY}
     * @return this
     */
    public Builder errors(ErrorMapper errors) {
      this.errors = errors;
      return this;
    }

    /**
     * Sets the venue's reading of limits.
     *
     * @param feedback by default {@link LimitFeedback#NONE}
     * @return this
     */
    public Builder feedback(LimitFeedback feedback) {
      this.feedback = feedback;
      return this;
    }

    /**
     * Sets where futures complete. Under virtual time, pass {@code ManualTime.executor()} or {@code
     * Runnable::run}, or results arrive on real threads.
     *
     * @param executor never shut down; by default daemon threads of this caller
     * @return this
     */
    public Builder completions(Executor executor) {
      this.completions = executor;
      return this;
    }

    /**
     * Builds.
     *
     * @return a caller that whoever built it closes
     */
    public HttpCaller build() {
      return new HttpCaller(this);
    }
  }
}
