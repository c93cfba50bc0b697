package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stom.core.error.DecodeException;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.RateLimitedException;
import dev.stom.core.error.SdkException;
import dev.stom.core.error.TransportException;
import dev.stom.core.error.VenueException;
import dev.stom.core.instrument.Venue;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RetryPolicy;
import dev.stom.core.runtime.StatisticsSnapshot;
import dev.stom.core.runtime.WindowRateLimiter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpCallerTest {
  private static final Venue VENUE = new Venue("upbit", "Upbit");
  private static final Charge ONE = Charge.of("ticker", 1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = ManualTime.create();
  private final FakeTransport transport = new FakeTransport(time);
  private final WindowRateLimiter limiter =
      WindowRateLimiter.of(time, List.of(new RateBudget("ticker", 2, SECOND)));
  private HttpCaller caller = builder().build();

  private HttpCaller.Builder builder() {
    return HttpCaller.builder(VENUE, transport, time, new SplittableRandom(7))
        .limiter(limiter)
        .completions(Runnable::run);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    caller.close();
    assertThat(limiter.waiting()).isZero();
    assertThat(time.pendingTasks()).isZero();
  }

  private static HttpCall call() {
    return HttpCall.get(
        URI.create("https://api.example/v1/ticker?markets=KRW-BTC"), Duration.ofSeconds(10));
  }

  private static ApiRequest<String> read() {
    return ApiRequest.read("GET /v1/ticker", ONE, HttpCallerTest::call, HttpAnswer::text);
  }

  private static ApiRequest<String> write() {
    return ApiRequest.write("POST /v1/orders", ONE, HttpCallerTest::call, HttpAnswer::text);
  }

  private <E extends SdkException> E failureOf(CompletableFuture<?> future, Class<E> type) {
    assertThat(future).isCompletedExceptionally();
    return type.cast(catchThrowableOfType(CompletionException.class, future::join).getCause());
  }

  @Test
  void anAnswerIsDecodedAndThePermitReleased() {
    transport.answersAfter(Duration.ofMillis(40), 200, "hello");
    CompletableFuture<String> future = caller.call(read());
    assertThat(future).isNotDone();
    time.advance(Duration.ofMillis(40));
    assertThat(future).isCompletedWithValue("hello");
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isEmpty();
    time.advance(SECOND);
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isPresent();
  }

  @Test
  void whatWasGrantedBeforeAStopDoesNotLeaveDuringIt() {
    List<Long> builtAt = new ArrayList<>();
    ApiRequest<String> request =
        ApiRequest.read(
            "GET /v1/ticker",
            ONE,
            () -> {
              if (builtAt.isEmpty()) {
                // Another thread's answer says 418 between this request's grant and its sending.
                limiter.stopUntil("ticker", time.now().plusSeconds(10));
              }
              builtAt.add(time.nanoTime());
              return call();
            },
            HttpAnswer::text);
    transport.answers(200, "a");
    CompletableFuture<String> future = caller.call(request);
    time.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(transport.calls).isEmpty();
    time.advance(SECOND);
    assertThat(future).isCompletedWithValue("a");
    assertThat(builtAt).containsExactly(0L, Duration.ofSeconds(10).toNanos());
  }

  @Test
  void theCallIsBuiltAfterTheWaitForTheLimiter() {
    List<Long> builtAt = new ArrayList<>();
    ApiRequest<String> request =
        ApiRequest.read(
            "GET /v1/ticker",
            ONE,
            () -> {
              builtAt.add(time.nanoTime());
              return call();
            },
            HttpAnswer::text);
    transport.answers(200, "a").answers(200, "b").answers(200, "c");
    List<CompletableFuture<String>> futures =
        List.of(caller.call(request), caller.call(request), caller.call(request));
    assertThat(futures.get(2)).isNotDone();
    time.advance(SECOND);
    assertThat(futures.get(2)).isCompletedWithValue("c");
    assertThat(builtAt).containsExactly(0L, 0L, SECOND.toNanos());
  }

  @Test
  void aReadIsRetriedAfterAPauseAndBothAttemptsAreCounted() {
    transport.answers(502, "<html>").answers(200, "hello");
    CompletableFuture<String> future = caller.call(read());
    time.advance(RetryPolicy.DEFAULT_BASE_DELAY);
    assertThat(future).isCompletedWithValue("hello");
    StatisticsSnapshot statistics = caller.statistics().snapshot();
    assertThat(statistics.endpoint("GET /v1/ticker").requests()).isEqualTo(2);
    assertThat(statistics.endpoint("GET /v1/ticker").errors()).isEqualTo(1);
  }

  @Test
  void aWriteIsNeverRetriedWhateverHappens() {
    transport.answers(503, "").fails(new ConnectException()).answers(200, "{");
    failureOf(caller.call(write()), VenueException.class);
    failureOf(caller.call(write()), TransportException.class);
    time.advance(SECOND);
    ApiRequest<String> unreadable =
        ApiRequest.write(
            "POST /v1/orders",
            ONE,
            HttpCallerTest::call,
            answer -> {
              throw new IllegalStateException("truncated");
            });
    failureOf(caller.call(unreadable), DecodeException.class);
    time.advance(Duration.ofMinutes(1));
    assertThat(transport.calls).hasSize(3);
  }

  @Test
  void afterTheLastAttemptTheLastFailureComesWithTheEarlierOnes() {
    transport.answers(500, "x").fails(new ConnectException("refused")).answers(502, "y");
    CompletableFuture<String> future = caller.call(read());
    time.advance(Duration.ofSeconds(5));
    VenueException failure = failureOf(future, VenueException.class);
    assertThat(failure.httpStatus()).hasValue(502);
    assertThat(failure.attempt()).isEqualTo(3);
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0]).isInstanceOf(TransportException.class);
    assertThat(failure.getSuppressed()[0].getSuppressed()[0]).isInstanceOf(VenueException.class);
  }

  @Test
  void aFailureThatWillNotPassIsNotRetried() {
    transport.answers(404, "{}");
    VenueException failure = failureOf(caller.call(read()), VenueException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.NOT_FOUND);
    assertThat(failure.attempt()).isEqualTo(1);
    assertThat(failure.operation()).isEqualTo("GET /v1/ticker");
  }

  @Test
  void withoutRoomBeforeTheDeadlineTheCallFailsAtOnceAndNothingIsSent() {
    limiter.stopUntil("ticker", time.now().plusSeconds(60));
    RateLimitedException failure = failureOf(caller.call(read()), RateLimitedException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.LOCAL_LIMIT);
    assertThat(failure.attempt()).isZero();
    assertThat(failure.retryAt()).hasValue(time.now().plusSeconds(60));
    assertThat(transport.calls).isEmpty();
    assertThat(caller.statistics().snapshot().total().requests()).isZero();
  }

  @Test
  void aWaitThatTurnsOutTooLongEndsAtTheDeadline() {
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isPresent(); // in flight for ever
    CompletableFuture<String> future = caller.call(read(), Duration.ofSeconds(5));
    time.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(future).isNotDone();
    time.advance(Duration.ofNanos(1));
    RateLimitedException failure = failureOf(future, RateLimitedException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.LOCAL_LIMIT);
    assertThat(failure.attempt()).isZero();
    assertThat(failure.elapsed()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void noResultIsLaterThanTheDeadlineAndALateExchangeIsGivenUp() {
    transport.neverAnswers();
    CompletableFuture<String> future = caller.call(read(), Duration.ofSeconds(3));
    time.advance(Duration.ofSeconds(3));
    TransportException failure = failureOf(future, TransportException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.TIMEOUT);
    assertThat(failure.attempt()).isEqualTo(1);
    assertThat(transport.exchanges.get(0)).isCancelled();
    assertThat(caller.statistics().snapshot().total().errors()).isEqualTo(1);
    time.advance(SECOND); // the permit was released at the deadline
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isPresent();
  }

  @Test
  void theExchangeNeverHasMoreTimeThanTheCallHasLeft() {
    transport.answers(200, "");
    caller.call(read(), Duration.ofSeconds(3)).join();
    assertThat(transport.calls.get(0).timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aRetryThatDoesNotFitIsNotWaitedFor() {
    transport.answers(429, "", new Header("Retry-After", "60"));
    RateLimitedException failure = failureOf(caller.call(read()), RateLimitedException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.RATE_LIMITED);
    assertThat(failure.attempt()).isEqualTo(1);
  }

  @Test
  void a429StopsItsBudgetUntilTheStatedMomentAndTheReadIsAskedAgainThen() {
    transport.answers(429, "{}", new Header("retry-after", "5")).answers(200, "hello");
    CompletableFuture<String> future = caller.call(read());
    assertThat(limiter.estimatedWait(ONE)).isEqualTo(Duration.ofSeconds(5));
    time.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(transport.calls).hasSize(1);
    time.advance(Duration.ofNanos(1));
    assertThat(future).isCompletedWithValue("hello");
  }

  @Test
  void a429WithoutAMomentStopsItsBudgetForOneWindow() {
    transport.answers(429, "");
    failureOf(caller.call(write()), RateLimitedException.class);
    assertThat(limiter.estimatedWait(ONE)).isEqualTo(SECOND);
  }

  @Test
  void aBanStopsItsBudgetAndNothingIsSentMeanwhile() {
    transport.answers(418, "");
    RateLimitedException ban = failureOf(caller.call(read()), RateLimitedException.class);
    assertThat(ban.reason()).isEqualTo(ErrorReason.BANNED);
    assertThat(ban.retryable()).isFalse();
    RateLimitedException next = failureOf(caller.call(read()), RateLimitedException.class);
    assertThat(next.reason()).isEqualTo(ErrorReason.LOCAL_LIMIT);
    assertThat(next.retryAt()).hasValue(time.now().plus(HttpCaller.BAN_PAUSE));
    assertThat(transport.calls).hasSize(1);
  }

  @Test
  void theVenueChoosesWhichBudgetsStopAndSeesEveryAnswer() {
    List<Integer> seen = new ArrayList<>();
    WindowRateLimiter two =
        WindowRateLimiter.of(
            time, List.of(new RateBudget("ticker", 2, SECOND), new RateBudget("ip", 9, SECOND)));
    caller =
        builder()
            .limiter(two)
            .feedback(
                new LimitFeedback() {
                  @Override
                  public void onAnswer(AnsweredCall call) {
                    seen.add(call.answer().status());
                    throw new IllegalStateException("a careless hook harms nobody");
                  }

                  @Override
                  public List<String> budgetsToStop(ApiRequest<?> request, Failure failure) {
                    return List.of("ip");
                  }
                })
            .build();
    transport.answers(200, "").answers(429, "", new Header("Retry-After", "7"));
    caller.call(write()).join();
    failureOf(caller.call(write()), RateLimitedException.class);
    assertThat(seen).containsExactly(200, 429);
    assertThat(two.estimatedWait(Charge.of("ip", 1))).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theMappersWordsReachTheCaller() {
    caller =
        builder()
            .errors(
                (answer, base) ->
                    base.withReason(ErrorReason.UNKNOWN_INSTRUMENT)
                        .withAnswer(answer.status(), "404", "Code not found", answer.text()))
            .build();
    transport.answers(404, "{\"error\":{\"name\":404,\"message\":\"Code not found\"}}");
    VenueException failure = failureOf(caller.call(read()), VenueException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.UNKNOWN_INSTRUMENT);
    assertThat(failure.venueCode()).hasValue("404");
    assertThat(failure)
        .hasMessage(
            "Upbit GET /v1/ticker failed after 0.0 s (attempt 1): the venue does not know this"
                + " instrument, HTTP 404, venue code 404 \"Code not found\". Check the symbol"
                + " against MarketDataSource.instruments().");
  }

  @Test
  void aMapperThatThrowsLeavesWhatHttpSays() {
    caller =
        builder()
            .errors(
                (answer, base) -> {
                  throw new IllegalStateException("not JSON");
                })
            .build();
    transport.answers(403, "<html>blocked</html>");
    VenueException failure = failureOf(caller.call(read()), VenueException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.FIREWALL);
    assertThat(failure.bodyExcerpt()).hasValue("<html>blocked</html>");
  }

  @Test
  void anUnreadableAnswerIsAskedAgainAndThenReportedWithItsBeginning() {
    RestJson json = RestJson.with(java.lang.invoke.MethodHandles.lookup());
    ApiRequest<Ticker> request =
        ApiRequest.read("GET /v1/ticker", ONE, HttpCallerTest::call, json.object(Ticker.class));
    transport.answers(200, "{\"market\":\"KRW").answers(200, "{").answers(200, "");
    CompletableFuture<Ticker> future = caller.call(request);
    time.advance(Duration.ofSeconds(5));
    DecodeException failure = failureOf(future, DecodeException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.UNREADABLE);
    assertThat(failure.attempt()).isEqualTo(3);
    assertThat(failure.getCause()).isInstanceOf(java.io.IOException.class);
    SdkException second = (SdkException) failure.getSuppressed()[0];
    assertThat(((SdkException) second.getSuppressed()[0]).bodyExcerpt())
        .hasValue("{\"market\":\"KRW");
  }

  record Ticker(String market) {}

  @Test
  void networkFailuresHaveTheirReasons() {
    caller = builder().retries(RetryPolicy.none()).build();
    transport
        .fails(new ConnectException("Connection refused"))
        .fails(new SSLHandshakeException("PKIX path building failed"))
        .fails(new SocketTimeoutException("timeout"));
    assertThat(failureOf(caller.call(read()), TransportException.class).reason())
        .isEqualTo(ErrorReason.CONNECTION);
    assertThat(failureOf(caller.call(read()), TransportException.class).reason())
        .isEqualTo(ErrorReason.TLS);
    time.advance(SECOND);
    TransportException timeout = failureOf(caller.call(read()), TransportException.class);
    assertThat(timeout.reason()).isEqualTo(ErrorReason.TIMEOUT);
    assertThat(timeout.getCause()).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void theCallersOwnErrorComesAsItIsAndCostsNothing() {
    IllegalArgumentException mine = new IllegalArgumentException("market must not be blank");
    ApiRequest<String> bad =
        ApiRequest.read(
            "GET /v1/ticker",
            Charge.of("ticker", 2),
            () -> {
              throw mine;
            },
            HttpAnswer::text);
    assertThatThrownBy(() -> HttpCaller.await(caller.call(bad))).isSameAs(mine);
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HttpCaller.await(
                    caller.call(
                        ApiRequest.read(
                            "x", Charge.of("nope", 1), HttpCallerTest::call, HttpAnswer::text))))
        .withMessageContaining("'nope'");
  }

  @Test
  void cancellingGivesTheExchangeUpAndReleasesThePermit() {
    transport.neverAnswers();
    CompletableFuture<String> future = caller.call(read());
    future.cancel(true);
    assertThat(transport.exchanges.get(0)).isCancelled();
    assertThat(caller.statistics().snapshot().total().requests()).isZero();
    assertThat(time.pendingTasks()).isZero();
    time.advance(SECOND);
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isPresent();
  }

  @Test
  void cancellingAFutureMadeFromACallCancelsTheCall() {
    transport.neverAnswers();
    CompletableFuture<Integer> future =
        caller.call(read()).thenApply(String::length).thenApply(n -> n + 1);
    future.cancel(true);
    assertThat(transport.exchanges.get(0)).isCancelled();
  }

  @Test
  void cancellingWhileWaitingForTheLimiterLeavesTheQueue() {
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isPresent();
    CompletableFuture<String> future = caller.call(read());
    assertThat(limiter.waiting()).isOne();
    future.cancel(true);
    assertThat(limiter.waiting()).isZero();
    assertThat(transport.calls).isEmpty();
  }

  @Test
  void cancellingDuringThePauseStopsTheRetry() {
    transport.answers(500, "");
    CompletableFuture<String> future = caller.call(read());
    future.cancel(true);
    time.advance(Duration.ofMinutes(1));
    assertThat(transport.calls).hasSize(1);
  }

  @Test
  void afterCloseEveryCallEndsAsClosed() {
    transport.neverAnswers();
    CompletableFuture<String> flying = caller.call(read());
    assertThat(limiter.tryAcquire(ONE)).isPresent();
    CompletableFuture<String> waiting = caller.call(read());
    caller.close();
    assertThat(failureOf(flying, TransportException.class).reason()).isEqualTo(ErrorReason.CLOSED);
    assertThat(failureOf(flying, TransportException.class).attempt()).isEqualTo(1);
    assertThat(failureOf(waiting, TransportException.class).attempt()).isZero();
    assertThat(failureOf(caller.call(read()), TransportException.class).reason())
        .isEqualTo(ErrorReason.CLOSED);
    assertThat(transport.exchanges.get(0)).isCancelled();
  }

  @Test
  void awaitThrowsTheRealExceptionWithTheCallersStack() {
    transport.fails(new ConnectException("Connection refused"));
    TransportException failure =
        catchThrowableOfType(
            TransportException.class, () -> HttpCaller.await(caller.call(write())));
    assertThat(failure.getCause()).isInstanceOf(ConnectException.class);
    assertThat(failure.getSuppressed()[0].getStackTrace())
        .anyMatch(frame -> frame.getMethodName().contains("awaitThrowsTheRealException"));
  }

  @Test
  void awaitOnADerivedFutureStillThrowsTheRealException() {
    transport.answers(404, "");
    CompletableFuture<Integer> length = caller.call(read()).thenApply(String::length);
    assertThatThrownBy(() -> HttpCaller.await(length)).isInstanceOf(VenueException.class);
  }

  @Test
  void anInterruptCancelsTheCallAndKeepsTheFlag() {
    transport.neverAnswers();
    CompletableFuture<String> future = caller.call(read());
    Thread.currentThread().interrupt();
    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> HttpCaller.await(future));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.reason()).isEqualTo(ErrorReason.INTERRUPTED);
    assertThat(failure.operation()).isEqualTo("GET /v1/ticker");
    assertThat(failure.venue()).isEqualTo(VENUE);
    assertThat(transport.exchanges.get(0)).isCancelled();
  }

  @Test
  void awaitOnACancelledFutureSaysInterrupted() {
    transport.neverAnswers();
    CompletableFuture<String> future = caller.call(read());
    CompletableFuture<Integer> derived = future.thenApply(String::length);
    future.cancel(true);
    for (CompletableFuture<?> each : List.of(future, derived)) {
      TransportException failure =
          catchThrowableOfType(TransportException.class, () -> HttpCaller.await(each));
      assertThat(failure.reason()).isEqualTo(ErrorReason.INTERRUPTED);
      assertThat(failure.getCause()).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void aReadWaitsForTheLimiterAgainBeforeItsSecondAttempt() {
    transport.answers(500, "").answers(200, "a").answers(200, "hello");
    CompletableFuture<String> retried = caller.call(read());
    assertThat(caller.call(read())).isCompletedWithValue("a");
    time.advance(Duration.ofMillis(999));
    assertThat(retried).isNotDone();
    time.advance(Duration.ofMillis(1));
    assertThat(retried).isCompletedWithValue("hello");
  }

  @Test
  void continuationsMayBlockBecauseResultsArriveOnTheCallersOwnDaemonThreads() {
    try (HttpCaller real =
        HttpCaller.builder(VENUE, transport, time, new SplittableRandom(7))
            .limiter(limiter)
            .build()) {
      transport.answersAfter(SECOND, 200, "first").answers(200, "second");
      AtomicReference<String> thread = new AtomicReference<>();
      CompletableFuture<String> chained =
          real.call(read())
              .thenApply(
                  first -> {
                    thread.set(Thread.currentThread().getName());
                    return first + " " + HttpCaller.await(real.call(read()));
                  });
      time.advance(SECOND);
      assertThat(chained.join()).isEqualTo("first second");
      assertThat(thread.get()).startsWith("sdk-upbit-call-");
    }
  }

  @Test
  void aThousandCallsInVirtualTimeNeverExceedTheLimitAndUseMostOfIt() {
    AtomicInteger done = new AtomicInteger();
    List<Long> sent = new ArrayList<>();
    ApiRequest<String> request =
        ApiRequest.read(
            "GET /v1/ticker",
            ONE,
            () -> {
              sent.add(time.nanoTime());
              return call();
            },
            HttpAnswer::text);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      transport.answersAfter(Duration.ofMillis(20), 200, "");
    }
    for (int i = 0; i < 1_000; i++) {
      all.add(
          caller.call(request, Duration.ofMinutes(20)).thenAccept(text -> done.incrementAndGet()));
    }
    time.advance(Duration.ofMinutes(10));
    assertThat(done).hasValue(1_000);
    assertThat(all).allMatch(CompletableFuture::isDone);
    for (int i = 2; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 2)).isGreaterThanOrEqualTo(SECOND.toNanos());
    }
    assertThat(Duration.ofNanos(sent.get(999))).isLessThan(Duration.ofSeconds(515));
  }

  @Test
  void aDeadlineThatIsNotPositiveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> caller.call(read(), Duration.ZERO))
        .withMessageContaining("deadline");
  }

  @Test
  void aDeadlineThatPassesWhileTheAnswerIsReadDoesNotSayThatNothingWasSent() {
    transport.answers(201, "{}");
    ApiRequest<String> slow =
        ApiRequest.write(
            "POST /v1/orders",
            ONE,
            HttpCallerTest::call,
            answer -> {
              time.advance(SECOND.multipliedBy(2));
              return answer.text();
            });
    TransportException failure = failureOf(caller.call(slow, SECOND), TransportException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.TIMEOUT);
    assertThat(failure.attempt()).isEqualTo(1);
  }
}
