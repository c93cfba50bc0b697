package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Venue;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.VenueClock;
import dev.stom.core.runtime.WindowRateLimiter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What time it is at the venue, and that nobody goes on the room of a request that was banned. */
class WhatAnswersTeachTest {
  private static final Venue VENUE = new Venue("binance", "Binance");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Charge ONE = Charge.of("weight", 1);

  private final ManualTime time = ManualTime.create();
  private final FakeTransport transport = new FakeTransport(time);
  private final WindowRateLimiter limiter =
      WindowRateLimiter.of(
          time,
          List.of(
              new RateBudget("weight", 1, MINUTE).scope("ip"),
              new RateBudget("connects", 5, MINUTE).scope("ip"),
              new RateBudget("orders", 5, MINUTE).scope("account")));
  private final List<AnsweredCall> seen = new ArrayList<>();
  private HttpCaller caller = builder(LimitFeedback.NONE).build();

  private HttpCaller.Builder builder(LimitFeedback feedback) {
    return HttpCaller.builder(VENUE, transport, time, new SplittableRandom(7))
        .limiter(limiter)
        .feedback(feedback)
        .deadline(Duration.ofHours(1))
        .completions(Runnable::run);
  }

  @AfterEach
  void close() {
    caller.close();
  }

  private static HttpCall call(String query) {
    return HttpCall.get(URI.create("https://api.example/x?" + query), Duration.ofSeconds(10));
  }

  private static ApiRequest<String> request(Charge charge) {
    return ApiRequest.read("GET /x", charge, () -> call("a=1"), HttpAnswer::text);
  }

  private static Header date(Instant moment) {
    return new Header(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC)));
  }

  @Test
  void signingComesAfterTheWaitForTheLimiterAndReadsTheVenuesClockThen() {
    Duration ahead = Duration.ofSeconds(-5);
    transport
        .answersAfter(Duration.ofMillis(40), 200, "a", date(time.now().plus(ahead)))
        .answers(200, "b");
    List<Instant> signed = new ArrayList<>();
    ApiRequest<String> order =
        ApiRequest.write(
            "POST /order",
            ONE,
            () -> {
              Instant timestamp = caller.venueTime();
              signed.add(timestamp);
              return call("timestamp=" + timestamp.toEpochMilli());
            },
            HttpAnswer::text);
    assertThat(caller.venueTime()).isEqualTo(time.now()); // nothing better is known yet
    CompletableFuture<String> first = caller.call(request(ONE));
    CompletableFuture<String> second = caller.call(order);
    time.advance(MINUTE);
    assertThat(first).isCompleted();
    assertThat(signed).isEmpty();
    time.advance(Duration.ofMillis(40));
    assertThat(second).isCompletedWithValue("b");
    Instant there = time.now().plus(ahead);
    assertThat(signed).hasSize(1);
    // Within what a first date with its whole seconds allows, and not a minute old.
    assertThat(Duration.between(there, signed.get(0)).abs()).isLessThan(Duration.ofMillis(550));
    assertThat(transport.calls.get(1).target().getQuery())
        .isEqualTo("timestamp=" + signed.get(0).toEpochMilli());
  }

  @Test
  void theClockLearnsFromTheDateOfEveryAnswer() {
    VenueClock clock = VenueClock.of(time);
    caller = builder(LimitFeedback.NONE).clock(clock).build();
    Duration ahead = Duration.ofMillis(3_210);
    for (int i = 0; i < 40; i++) {
      Instant answered = time.now().plus(ahead).plusMillis(20);
      transport.answersAfter(Duration.ofMillis(40), i % 2 == 0 ? 200 : 404, "", date(answered));
      CompletableFuture<String> unused = caller.call(request(Charge.NONE));
      time.advance(Duration.ofMillis(1_037));
    }
    assertThat(caller.clock()).isSameAs(clock);
    Duration error = clock.error().orElseThrow();
    assertThat(error).isLessThan(Duration.ofMillis(60));
    assertThat(clock.offset().orElseThrow().minus(ahead).abs()).isLessThanOrEqualTo(error);
    assertThat(clock.restarts()).isZero();
  }

  @Test
  void datesOfCachesOfPagesForPeopleAndOfOtherCenturiesTeachNothing() {
    Header date = date(Instant.parse("2026-06-01T00:00:00Z"));
    transport
        .answers(200, "", date, new Header("Age", "30"))
        .answers(200, "<html>", date)
        .answers(200, "", new Header("Date", "yesterday"))
        .answers(200, "", date(Instant.parse("1970-01-02T00:00:00Z")))
        .answers(200, "", date(Instant.parse("2300-01-02T00:00:00Z")))
        .answers(200, "");
    for (int i = 0; i < 6; i++) {
      assertThat(caller.call(request(Charge.NONE))).isCompleted();
    }
    assertThat(caller.clock().now()).isEmpty();
    transport.answers(200, "", date, new Header("Age", "0"));
    assertThat(caller.call(request(Charge.NONE))).isCompleted();
    assertThat(caller.clock().now()).isPresent();
  }

  @Test
  void aRetryAfterThatIsADateIsMeantByTheClockOfTheAnswer() {
    Instant there = Instant.parse("2026-06-01T00:00:00Z");
    Instant now = time.now();
    HttpAnswer answer =
        new HttpAnswer(
            429,
            List.of(date(there), new Header("Retry-After", date(there.plusSeconds(30)).value())),
            new byte[0]);
    assertThat(HttpFailures.retryAfter(answer, now)).contains(now.plusSeconds(30));
  }

  @Test
  void theLimiterIsToldAndStoppedBeforeThePermitIsReleased() {
    List<Boolean> free = new ArrayList<>();
    caller =
        builder(
                new LimitFeedback() {
                  @Override
                  public void onAnswer(AnsweredCall call) {
                    seen.add(call);
                    time.advance(MINUTE.multipliedBy(2));
                    free.add(limiter.tryAcquire(ONE).isPresent()); // only a release makes room
                  }
                })
            .build();
    transport.answers(200, "");
    assertThat(caller.call(request(ONE))).isCompleted();
    assertThat(free).containsExactly(false);
    assertThat(seen.get(0).answer().status()).isEqualTo(200);
    assertThat(seen.get(0).receivedNanos()).isGreaterThanOrEqualTo(seen.get(0).sentNanos());
  }

  @Test
  void aBanStopsAllBudgetsOfTheScopeThatTheRequestWasChargedToAndNoOther() {
    transport.answers(418, "", new Header("Retry-After", "120"));
    assertThat(caller.call(request(ONE))).isCompletedExceptionally();
    assertThat(limiter.estimatedWait(Charge.of("connects", 1))).isEqualTo(Duration.ofMinutes(2));
    Optional<?> other = limiter.tryAcquire(Charge.of("orders", 1));
    assertThat(other).isPresent();
  }
}
