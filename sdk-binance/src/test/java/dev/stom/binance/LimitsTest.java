package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.SimulatedBinance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many threads at once: the venue never says no, and little of what it permits is left unused. */
@ExtendWith(LeakCheck.class)
class LimitsTest {
  private static final int THREADS = 8;

  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  void eightThreadsOfAThousandCallsInVirtualTimeUseTheWeightAndNeverMeetARefusal()
      throws InterruptedException {
    int calls = 1_000;
    int weight = 25;
    ManualTime time = ManualTime.create();
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(5).time(time).build();
        Transport transport = venue.inMemory();
        Binance binance =
            Binance.builder()
                .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
                .transport(transport)
                .time(time)
                .deadline(Duration.ofHours(2))
                .open()) {
      Instant start = time.now();
      AtomicInteger answered = new AtomicInteger();
      // What each thread waits for: a future that is done means that it works; null, that it ended.
      AtomicReferenceArray<CompletableFuture<?>> asked = new AtomicReferenceArray<>(THREADS);
      for (int i = 0; i < THREADS; i++) {
        asked.set(i, CompletableFuture.completedFuture(null));
      }
      List<Thread> threads =
          inThreads(
              i -> {
                try {
                  for (int n = 0; n < calls; n++) {
                    CompletableFuture<?> trades = binance.market().tradesAsync("BTCUSDT", 1);
                    asked.set(i, trades);
                    trades.join();
                    answered.incrementAndGet();
                  }
                } finally {
                  asked.set(i, null);
                }
              });
      // Time stands still while anybody still works.
      while (threads.stream().anyMatch(Thread::isAlive)) {
        if (allWait(asked)) {
          boolean unused = time.advanceToNext();
        } else {
          Thread.onSpinWait();
        }
      }
      assertThat(failures).isEmpty();
      assertThat(answered).hasValue(THREADS * calls);
      assertThat(venue.traffic().answers(429)).isZero();
      assertThat(venue.traffic().answers(200)).isEqualTo((long) THREADS * calls);
      double minutes = Duration.between(start, time.now()).toMillis() / 60_000.0;
      double permitted = 6_000 * Math.max(1, minutes);
      assertThat(THREADS * calls * weight / permitted).isGreaterThan(0.8);
    }
  }

  @Test
  void eightThreadsOfFiftyCallsOverSocketsNeverMeetARefusal() throws InterruptedException {
    int calls = 50;
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(6).start();
        Binance binance =
            Binance.builder()
                .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
                .open()) {
      List<Thread> threads =
          inThreads(
              i -> {
                for (int n = 0; n < calls; n++) {
                  assertThat(binance.market().price("BTCUSDT").price()).isPositive();
                }
              });
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      assertThat(venue.traffic().answers(429)).isZero();
      assertThat(venue.traffic().answers(200)).isEqualTo((long) THREADS * calls);
    }
  }

  private static boolean allWait(AtomicReferenceArray<CompletableFuture<?>> asked) {
    for (int i = 0; i < THREADS; i++) {
      CompletableFuture<?> answer = asked.get(i);
      if (answer != null && answer.isDone()) {
        return false;
      }
    }
    return true;
  }

  private List<Thread> inThreads(Consumer<Integer> work) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                ready.countDown();
                try {
                  work.accept(number);
                } catch (Throwable failure) {
                  failures.add(failure);
                }
              },
              "caller-" + i);
      threads.add(thread);
      thread.start();
    }
    ready.await();
    return threads;
  }
}
