package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.error.RateLimitedException;
import dev.stom.core.market.Feed;
import dev.stom.core.runtime.Lane;
import dev.stom.core.runtime.LimiterState;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.WindowRateLimiter;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpCall;
import dev.stom.core.spi.HttpCaller;
import dev.stom.core.spi.StreamSocket;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.RecordingListener;
import dev.stom.testkit.SimulatedBinance;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After a 418 nothing leaves the address before the end of the ban, after a restart neither. */
@ExtendWith(LeakCheck.class)
class BanTest {
  private static final Duration BAN = Duration.ofMinutes(2);
  private static final int THREADS = 8;

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-22T03:00:17.300Z"));

  private Binance open(Transport transport, LimiterState state) {
    return Binance.builder()
        .transport(transport)
        .time(time)
        .random(new SplittableRandom(5))
        .listenerExecutor(time.executor())
        .limiterState(state)
        .deadline(Duration.ofHours(1))
        .open();
  }

  /** Asks in every lane, again and again, whatever comes back; and wants streams. */
  private void bother(Binance client, AtomicBoolean ended) {
    for (Lane lane : Lane.values()) {
      time.schedule(Duration.ofMillis(100), () -> ask(client, lane, ended));
    }
    client
        .marketData()
        .subscribe(Feed.trades(Binance.instrument("BTC", "USDT")), new RecordingListener());
  }

  private void ask(Binance client, Lane lane, AtomicBoolean ended) {
    if (!ended.get()) {
      CompletableFuture<?> unused =
          client.market().rawAsync("GET", "/api/v3/ping", Map.of(), 1, lane);
      time.schedule(Duration.ofMillis(700), () -> ask(client, lane, ended));
    }
  }

  @Test
  void noRequestAndNoUpgradeLeavesBeforeTheEndOfABan() {
    AtomicBoolean ended = new AtomicBoolean();
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(5).time(time).build();
        Transport transport = venue.inMemory();
        Binance client = open(transport, LimiterState.EMPTY)) {
      bother(client, ended);
      time.advance(Duration.ofSeconds(5));
      assertThat(venue.traffic().connectionsOpen()).isOne();
      venue.faults().ban(BAN);
      venue.faults().streams().abort(); // so that somebody wants to connect again
      time.advance(BAN.minusSeconds(1));
      long refused = venue.traffic().answers(418);
      assertThat(refused).isPositive();
      assertThat(venue.traffic().connectionsOpen()).isZero();
      time.advance(Duration.ofSeconds(30));
      assertThat(venue.traffic().violations()).isEmpty();
      assertThat(venue.traffic().answers(418)).isEqualTo(refused);
      assertThat(venue.traffic().connectionsOpen()).isOne();
      ended.set(true);
    }
  }

  @Test
  void aBanToldToAnUpgradeStopsRequestsToo() {
    AtomicBoolean ended = new AtomicBoolean();
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(5).time(time).build();
        Transport transport = venue.inMemory();
        Binance client = open(transport, LimiterState.EMPTY)) {
      venue.faults().ban(BAN);
      client
          .marketData()
          .subscribe(Feed.trades(Binance.instrument("BTC", "USDT")), new RecordingListener());
      time.advance(Duration.ofSeconds(5));
      assertThat(venue.traffic().connectionsRefused()).isOne();
      bother(client, ended);
      time.advance(BAN);
      assertThat(venue.traffic().violations()).isEmpty();
      assertThat(venue.traffic().connectionsRefused()).isOne();
      assertThat(venue.traffic().answers(200)).isPositive();
      ended.set(true);
    }
  }

  @Test
  void aBanHoldsAfterARestartWithTheStateKept() {
    AtomicBoolean ended = new AtomicBoolean();
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(5).time(time).build()) {
      String file;
      try (Transport transport = venue.inMemory();
          Binance client = open(transport, LimiterState.EMPTY)) {
        venue.faults().ban(BAN);
        CompletableFuture<Void> refused = client.market().pingAsync();
        time.advance(Duration.ofSeconds(1));
        assertThat(refused).isCompletedExceptionally();
        file = client.limiter().state().toText();
      }
      time.advance(Duration.ofSeconds(20));
      try (Transport transport = venue.inMemory();
          Binance client = open(transport, LimiterState.parse(file))) {
        bother(client, ended);
        time.advance(BAN.minusSeconds(25));
        assertThat(venue.requests()).hasSize(1);
        assertThat(venue.traffic().connectionsRefused()).isZero();
        time.advance(Duration.ofSeconds(30));
        assertThat(venue.traffic().violations()).isEmpty();
        assertThat(venue.traffic().answers(418)).isOne();
        assertThat(venue.traffic().answers(200)).isPositive();
        assertThat(venue.traffic().connectionsOpen()).isOne();
        ended.set(true);
      }
    }
  }

  @Test
  void whoAsksDuringABanAndCannotWaitIsToldWhenItEnds() {
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(5).time(time).build();
        Transport transport = venue.inMemory();
        Binance client =
            Binance.builder()
                .transport(transport)
                .time(time)
                .listenerExecutor(time.executor())
                .open()) {
      venue.faults().ban(BAN);
      CompletableFuture<Void> first = client.market().pingAsync();
      time.advance(Duration.ofSeconds(1));
      assertThat(first).isCompletedExceptionally();
      CompletableFuture<Void> second = client.market().pingAsync();
      assertThat(second).isCompletedExceptionally();
      assertThatThrownBy(() -> HttpCaller.await(second))
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              told ->
                  assertThat(told.retryAt().orElseThrow())
                      .isBetween(time.now().plus(BAN).minusSeconds(2), time.now().plus(BAN)));
      assertThat(venue.requests()).hasSize(1);
    }
  }

  @Test
  void eightThreadsThatNeverStopAskingLetNothingLeaveDuringABan() throws InterruptedException {
    Gatekeeper venue = new Gatekeeper();
    AtomicBoolean ended = new AtomicBoolean();
    AtomicIntegerArray rounds = new AtomicIntegerArray(THREADS);
    try (Binance client =
        Binance.builder()
            .transport(venue)
            .time(time)
            .listenerExecutor(time.executor())
            .rateLimiter(WindowRateLimiter.of(time, withoutEnd(Binance.rateBudgets())))
            .deadline(Duration.ofHours(1))
            .open()) {
      List<Thread> threads = new ArrayList<>();
      List<Lane> lanes = List.of(Lane.values());
      CountDownLatch begun = new CountDownLatch(THREADS);
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Thread thread =
            new Thread(
                () -> {
                  Lane lane = lanes.get(number % lanes.size());
                  begun.countDown();
                  while (!ended.get()) {
                    CompletableFuture<?> asked =
                        client.market().rawAsync("GET", "/api/v3/ping", Map.of(), 1, lane);
                    asked.cancel(true); // if it waits, it gives its place up
                    rounds.incrementAndGet(number);
                  }
                },
                "caller-" + i);
        threads.add(thread);
        thread.start();
      }
      begun.await();
      awaitRounds(rounds, 20);
      venue.banned = true; // the next request is told
      while (venue.told.get() == 0) {
        Thread.onSpinWait();
      }
      awaitRounds(rounds, 2); // what had passed the last check before the stop has left by now
      int before = venue.requests.get();
      awaitRounds(rounds, 200);
      time.advance(BAN.minusMillis(1));
      awaitRounds(rounds, 200);
      assertThat(venue.requests).hasValue(before);
      venue.banned = false;
      time.advance(Duration.ofMillis(1));
      while (venue.requests.get() == before) {
        Thread.onSpinWait();
      }
      ended.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static List<RateBudget> withoutEnd(List<RateBudget> budgets) {
    return budgets.stream()
        .map(
            budget ->
                new RateBudget(budget.name(), Integer.MAX_VALUE, budget.window())
                    .scope(budget.scope()))
        .toList();
  }

  /** Waits until every thread has asked so many times more. */
  private static void awaitRounds(AtomicIntegerArray rounds, int more) {
    int[] from = new int[THREADS];
    for (int i = 0; i < THREADS; i++) {
      from[i] = rounds.get(i);
    }
    for (int i = 0; i < THREADS; i++) {
      while (rounds.get(i) - from[i] < more) {
        Thread.onSpinWait();
      }
    }
  }

  /** Answers at once, on the thread that asks, and counts. */
  private static final class Gatekeeper implements Transport {
    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger told = new AtomicInteger();
    volatile boolean banned; // written by the test, read by callers

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
      requests.incrementAndGet();
      HttpAnswer answer =
          banned
              ? new HttpAnswer(
                  418,
                  List.of(new Header("Retry-After", Long.toString(BAN.toSeconds()))),
                  new byte[0])
              : new HttpAnswer(200, List.of(), "{}".getBytes(StandardCharsets.UTF_8));
      CompletableFuture<HttpAnswer> future = new CompletableFuture<>();
      future.complete(answer);
      if (banned) {
        told.incrementAndGet();
      }
      return future;
    }

    @Override
    public StreamSocket open(URI target, List<Header> headers, StreamSocket.Listener listener) {
      throw new UnsupportedOperationException("no streams here");
    }

    @Override
    public void close() {}
  }
}
