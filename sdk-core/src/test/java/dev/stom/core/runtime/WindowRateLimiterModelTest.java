package dev.stom.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.RateLimiter.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The limiter beside {@link ReferenceLimiter}, step by step through random lives. */
class WindowRateLimiterModelTest {
  private static final int SEEDS = 1_000;
  private static final int STEPS = 60;

  @Test
  void theLimiterDoesWhatThePlainestModelDoes() {
    Long only = Long.getLong("seed");
    LongStream seeds = only == null ? LongStream.range(0, SEEDS) : LongStream.of(only);
    seeds.forEach(seed -> new Life(seed).run());
  }

  private static final class Life {
    private final long seed;
    private final SplittableRandom random;
    private final ManualTime time = ManualTime.create();
    private final ReferenceLimiter model = new ReferenceLimiter();
    private final WindowRateLimiter limiter;
    private final List<RateBudget> budgets = new ArrayList<>();
    private final Map<Integer, CompletableFuture<Permit>> futures = new LinkedHashMap<>();
    private int ids;

    Life(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      int count = random.nextInt(1, 4);
      for (int i = 0; i < count; i++) {
        budgets.add(
            new RateBudget(
                "b" + i, random.nextInt(1, 6), Duration.ofMillis(random.nextInt(1, 40))));
      }
      budgets.forEach(budget -> model.budgets.put(budget.name(), budget));
      limiter = WindowRateLimiter.of(time, budgets);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        act();
        settle();
        if (random.nextInt(3) == 0) {
          int pause = random.nextInt(1, 15);
          for (int i = 0; i < pause; i++) {
            time.advance(Duration.ofMillis(1));
            model.now++;
            settle();
          }
        }
      }
    }

    private Charge charge() {
      Map<String, Integer> amounts = new LinkedHashMap<>();
      for (RateBudget budget : budgets) {
        if (random.nextInt(3) > 0) {
          amounts.put(budget.name(), random.nextInt(1, budget.limit() + 1));
        }
      }
      if (amounts.isEmpty()) {
        amounts.put(budgets.get(0).name(), 1);
      }
      return new Charge(amounts);
    }

    private void act() {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> {
          Charge charge = charge();
          model.entries.add(new ReferenceLimiter.Entry(ids, charge));
          futures.put(ids++, limiter.acquire(charge));
        }
        case 4 -> {
          Charge charge = charge();
          boolean expected = model.nobodyBefore(charge) && model.fits(charge);
          Optional<Permit> permit = limiter.tryAcquire(charge);
          assertThat(permit.isPresent()).as("seed %d tryAcquire", seed).isEqualTo(expected);
          if (expected) {
            ReferenceLimiter.Entry entry = new ReferenceLimiter.Entry(ids, charge);
            entry.granted = model.now;
            model.entries.add(entry);
            futures.put(ids++, CompletableFuture.completedFuture(permit.orElseThrow()));
          }
        }
        case 5, 6, 7, 8 -> anyOf(true).ifPresent(this::release);
        case 9 -> anyOf(true).ifPresent(this::giveBack);
        case 10 -> anyOf(false).ifPresent(this::stopWaiting);
        default -> {
          RateBudget budget = budgets.get(random.nextInt(budgets.size()));
          long until = model.now + random.nextInt(-5, 30);
          if (until > model.now) {
            model.stops.merge(budget.name(), until, Math::max);
          }
          limiter.stopUntil(budget.name(), time.now().plusMillis(until - model.now));
        }
      }
    }

    private Optional<ReferenceLimiter.Entry> anyOf(boolean granted) {
      List<ReferenceLimiter.Entry> fitting =
          model.entries.stream()
              .filter(entry -> !entry.gone && entry.released < 0 && (entry.granted >= 0) == granted)
              .toList();
      return fitting.isEmpty()
          ? Optional.empty()
          : Optional.of(fitting.get(random.nextInt(fitting.size())));
    }

    private void release(ReferenceLimiter.Entry entry) {
      entry.released = model.now;
      futures.get(entry.id).join().release();
    }

    private void giveBack(ReferenceLimiter.Entry entry) {
      entry.gone = true;
      futures.get(entry.id).join().cancel();
    }

    private void stopWaiting(ReferenceLimiter.Entry entry) {
      entry.gone = true;
      futures.get(entry.id).cancel(false);
    }

    private void settle() {
      model.serve();
      time.runDueTasks();
      for (ReferenceLimiter.Entry entry : model.entries) {
        CompletableFuture<Permit> future = futures.get(entry.id);
        boolean granted = future.isDone() && !future.isCompletedExceptionally();
        if (granted != (entry.granted >= 0)) {
          throw new AssertionError(
              "seed %d at %d ms: request %d %s is %s but should be %s"
                  .formatted(
                      seed,
                      model.now,
                      entry.id,
                      entry.charge,
                      granted ? "granted" : "waiting",
                      entry.granted >= 0 ? "granted" : "waiting"));
        }
      }
      if (random.nextInt(10) == 0) {
        Charge charge = charge();
        assertThat(limiter.estimatedWait(charge))
            .as("seed %d at %d ms: estimate for %s", seed, model.now, charge)
            .isEqualTo(Duration.ofMillis(model.estimate(charge)));
      }
    }
  }
}
