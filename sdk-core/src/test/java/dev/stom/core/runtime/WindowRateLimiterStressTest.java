package dev.stom.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Real threads, real time: what the venue could see, sorted, never exceeds the limit. */
class WindowRateLimiterStressTest {
  private static final int THREADS = 8;
  private static final int ACQUISITIONS = 10_000;
  private static final RateBudget FAST = new RateBudget("fast", 400, Duration.ofMillis(10));
  private static final RateBudget SLOW = new RateBudget("slow", 3_000, Duration.ofMillis(100));

  @Test
  void noWindowOfAnyAlignmentSeesMoreThanTheLimitUnderEightThreads() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try (SystemTime time = SystemTime.start("limiter-stress")) {
      WindowRateLimiter limiter = WindowRateLimiter.of(time, List.of(FAST, SLOW));
      CountDownLatch start = new CountDownLatch(1);
      List<Future<List<long[]>>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        SplittableRandom random = new SplittableRandom(i);
        results.add(
            pool.submit(
                () -> {
                  start.await();
                  return hammer(limiter, random);
                }));
      }
      start.countDown();
      List<long[]> seen = new ArrayList<>();
      for (Future<List<long[]>> result : results) {
        seen.addAll(result.get());
      }
      assertThat(seen).hasSize(THREADS * ACQUISITIONS);
      check(seen, FAST, 1);
      check(seen, SLOW, 2);
      assertThat(limiter.waiting()).isZero();
    } finally {
      pool.shutdownNow();
    }
  }

  /** Each entry: the moment at which the venue counted, the fast amount, the slow amount. */
  private static List<long[]> hammer(RateLimiter limiter, SplittableRandom random) {
    List<long[]> seen = new ArrayList<>(ACQUISITIONS);
    for (int i = 0; i < ACQUISITIONS; i++) {
      int fast = random.nextInt(0, 3);
      int slow = random.nextInt(fast == 0 ? 1 : 0, 3);
      Charge charge = fast == 0 ? Charge.of("slow", slow) : Charge.of("fast", fast);
      if (fast > 0 && slow > 0) {
        charge = charge.and("slow", slow);
      }
      RateLimiter.Permit permit = limiter.acquire(charge).join();
      // The venue may count at any moment between grant and release: sometimes the earliest,
      // sometimes the latest.
      long earliest = System.nanoTime();
      if (random.nextInt(4) == 0) {
        Thread.onSpinWait();
      }
      long counted = random.nextBoolean() ? earliest : System.nanoTime();
      permit.release();
      seen.add(new long[] {counted, fast, slow});
    }
    return seen;
  }

  private static void check(List<long[]> seen, RateBudget budget, int column) {
    List<long[]> sorted = new ArrayList<>(seen);
    sorted.sort((a, b) -> Long.compare(a[0], b[0]));
    long window = budget.window().toNanos();
    long sum = 0;
    int from = 0;
    for (long[] last : sorted) {
      sum += last[column];
      while (last[0] - sorted.get(from)[0] >= window) {
        sum -= sorted.get(from++)[column];
      }
      assertThat(sum).as("%s", budget.name()).isLessThanOrEqualTo(budget.limit());
    }
  }
}
