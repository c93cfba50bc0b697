package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.RateBudget;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many threads, none refused, and what Upbit permits well used. */
@ExtendWith(LeakCheck.class)
class UpbitLimitsTest {
  private static final int THREADS = 8;
  private static final double PERMITTED_PER_SECOND = 10;
  private static final double WELL_USED = 0.8;

  private static final List<String> BTC = List.of("KRW-BTC");

  /** Cheap calls, one for each group. */
  private static CompletableFuture<?> call(UpbitMarketApi api, int group) {
    return switch (group) {
      case 0 -> api.tickersAsync(BTC);
      case 1 -> api.orderbooksAsync(UpbitOrderbookRequest.of(BTC).withCount(1));
      case 2 -> api.tradesAsync(UpbitTradesRequest.of("KRW-BTC", 1));
      case 3 -> api.candlesAsync(UpbitCandleRequest.of(UpbitCandleUnit.MINUTES_1, "KRW-BTC", 1));
      default -> api.marketsAsync(false);
    };
  }

  @Test
  void eightThreadsOfAThousandCallsEachAreNeverRefusedInVirtualTime() throws InterruptedException {
    int calls = 1_000;
    try (VirtualUpbit virtual = VirtualUpbit.open()) {
      AtomicReferenceArray<CompletableFuture<?>> asked = new AtomicReferenceArray<>(THREADS);
      AtomicInteger failures = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Thread thread =
            new Thread(
                () -> {
                  for (int j = 0; j < calls; j++) {
                    CompletableFuture<?> answer = call(virtual.upbit.market(), 0);
                    asked.set(number, answer);
                    if (!succeeds(answer)) {
                      failures.incrementAndGet();
                    }
                  }
                  asked.set(number, null);
                },
                "caller-" + i);
        threads.add(thread);
      }
      // So that nobody is taken for ready before it has begun.
      threads.forEach(thread -> asked.set(threads.indexOf(thread), new CompletableFuture<>()));
      CompletableFuture<?>[] begun = new CompletableFuture<?>[THREADS];
      for (int i = 0; i < THREADS; i++) {
        begun[i] = asked.get(i);
      }
      Instant start = virtual.time.now();
      threads.forEach(Thread::start);
      while (threads.stream().anyMatch(Thread::isAlive)) {
        if (allWait(asked, begun)) {
          virtual.time.advanceToNext();
        } else {
          Thread.onSpinWait();
        }
      }
      for (Thread thread : threads) {
        thread.join();
      }
      double seconds = Duration.between(start, virtual.time.now()).toMillis() / 1_000.0;
      Traffic traffic = virtual.venue.traffic();
      assertThat(failures).hasValue(0);
      assertThat(traffic.requests()).isEqualTo((long) THREADS * calls);
      assertThat(traffic.answers(429)).isZero();
      assertThat(traffic.violations()).isEmpty();
      assertThat(THREADS * calls / seconds)
          .as("calls a second, in %s s", seconds)
          .isGreaterThan(WELL_USED * PERMITTED_PER_SECOND);
    }
  }

  /** Time passes only while every thread that still lives waits for an answer. */
  private static boolean allWait(
      AtomicReferenceArray<CompletableFuture<?>> asked, CompletableFuture<?>[] begun) {
    for (int i = 0; i < THREADS; i++) {
      CompletableFuture<?> answer = asked.get(i);
      if (answer != null && (answer == begun[i] || answer.isDone())) {
        return false;
      }
    }
    return true;
  }

  private static boolean succeeds(CompletableFuture<?> answer) {
    try {
      answer.get();
      return true;
    } catch (ExecutionException | InterruptedException failure) {
      return false;
    }
  }

  @Tag("slow")
  @Test
  void eightThreadsOfFiftyCallsEachAreNeverRefusedOverSockets() throws InterruptedException {
    int calls = 50;
    int groups = 5;
    try (SimulatedUpbit venue = SimulatedUpbit.builder().seed(VirtualUpbit.SEED).start();
        Upbit upbit =
            Upbit.builder()
                .environment(UpbitEnvironment.of(venue.restUri(), venue.wsUri()))
                .open()) {
      assertThat(upbit.market().markets(false)).isNotEmpty(); // warm
      CountDownLatch done = new CountDownLatch(THREADS);
      AtomicInteger failures = new AtomicInteger();
      long start = System.nanoTime();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Thread thread =
            new Thread(
                () -> {
                  for (int j = 0; j < calls; j++) {
                    if (!succeeds(call(upbit.market(), (number + j) % groups))) {
                      failures.incrementAndGet();
                    }
                  }
                  done.countDown();
                });
        thread.setDaemon(true);
        thread.start();
      }
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat(failures).hasValue(0);
      assertThat(venue.traffic().answers(429)).isZero();
      assertThat(venue.traffic().violations()).isEmpty();
      assertThat(THREADS * calls / seconds)
          .as("calls a second in all groups, in %s s", seconds)
          .isGreaterThan(WELL_USED * PERMITTED_PER_SECOND * groups);
    }
  }

  @Test
  void budgetsStayALittleBelowWhatUpbitPermits() {
    assertThat(Upbit.rateBudgets())
        .extracting(RateBudget::name)
        .containsExactly(
            "market", "candle", "trade", "ticker", "orderbook", "default", "websocket-connect");
    assertThat(Upbit.rateBudgets())
        .filteredOn(budget -> !List.of("default", "websocket-connect").contains(budget.name()))
        .allSatisfy(
            budget -> {
              assertThat(budget.limit()).isBetween(8, 10);
              assertThat(budget.window()).isEqualTo(Duration.ofSeconds(1));
            });
  }

  @Test
  void everyPathIsChargedToItsGroup() {
    assertThat(UpbitLimits.charge("/v1/candles/minutes/1").amounts()).containsOnlyKeys("candle");
    assertThat(UpbitLimits.charge("/v1/trades/ticks").amounts()).containsOnlyKeys("trade");
    assertThat(UpbitLimits.charge("/v1/ticker/all").amounts()).containsOnlyKeys("ticker");
    assertThat(UpbitLimits.charge("/v1/orderbook/instruments").amounts())
        .containsOnlyKeys("orderbook");
    assertThat(UpbitLimits.charge("/v1/market/all").amounts()).containsOnlyKeys("market");
    assertThat(UpbitLimits.charge("/v1/status/wallet").amounts()).containsOnlyKeys("default");
  }
}
