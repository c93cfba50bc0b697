package dev.stom.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.RateLimiter.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of counts that come out of order, late, or not at all. */
class VenueCountTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RateBudget WEIGHT =
      new RateBudget("weight", 100, MINUTE)
          .windows(RateBudget.Windows.ALIGNED)
          .reserves(Map.of(Lane.CANCEL, 5));

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-22T03:00:10Z"));
  private final VenueClock clock = VenueClock.of(time);
  private final WindowRateLimiter limiter =
      WindowRateLimiter.builder(time).budgets(List.of(WEIGHT)).clock(clock).build();

  private void learnTheTime() {
    clock.observe(time.now(), Duration.ZERO, time.nanoTime(), time.nanoTime());
  }

  private Permit take(int amount, Lane lane) {
    return limiter.tryAcquire(Charge.of("weight", amount).in(lane)).orElseThrow();
  }

  private void answered(Permit permit, long used) {
    limiter.report("weight", used, permit);
    permit.release();
  }

  @Test
  void whatWasInFlightTogetherIsNotTakenForMissingWhenAllHaveBeenAnswered() {
    learnTheTime();
    List<Permit> burst = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      burst.add(take(10, Lane.BACKFILL));
    }
    for (int i = 0; i < 9; i++) {
      answered(burst.get(i), 10L * (i + 1));
    }
    answered(take(1, Lane.CANCEL), 91);
    for (int i = 0; i < 4; i++) {
      take(1, Lane.CANCEL);
    }
  }

  @Test
  void answersThatOvertakeEachOtherSayTheSameInAnyOrder() {
    learnTheTime();
    List<Permit> burst = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      burst.add(take(10, Lane.BACKFILL));
    }
    for (int i : new int[] {8, 0, 3, 7, 1, 2, 6, 5, 4}) {
      answered(burst.get(i), 10L * (i + 1));
    }
    take(5, Lane.BACKFILL);
    assertThat(limiter.tryAcquire(Charge.of("weight", 1).in(Lane.BACKFILL))).isEmpty();
    take(5, Lane.CANCEL);
  }

  @Test
  void whatWasNotAnsweredMayBeCountedStill() {
    learnTheTime();
    Permit lost = take(40, Lane.BACKFILL);
    answered(take(10, Lane.BACKFILL), 10); // the lost one is still on its way there
    lost.release(); // given up
    assertThat(limiter.tryAcquire(Charge.of("weight", 46).in(Lane.BACKFILL))).isEmpty();
    take(45, Lane.BACKFILL);
  }

  @Test
  void aSmallerCountOfALaterRequestCorrectsOneThatWasTooHigh() {
    learnTheTime();
    answered(take(1, Lane.BACKFILL), 90);
    answered(take(1, Lane.BACKFILL), 2);
    take(93, Lane.BACKFILL);
  }

  @Test
  void aReportAfterTheReleaseCountsOnce() {
    learnTheTime();
    Permit late = take(10, Lane.BACKFILL);
    late.release();
    limiter.report("weight", 10, late);
    limiter.report("weight", 10, late);
    take(85, Lane.BACKFILL);
    assertThat(limiter.tryAcquire(Charge.of("weight", 1).in(Lane.BACKFILL))).isEmpty();
  }

  static List<Long> seeds() {
    return new SplittableRandom(20_261_125).longs(200).boxed().toList();
  }

  /** A venue that counts at a random moment on the way, and answers that come in any order. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theVenueNeverCountsMoreThanTheLimitHoweverAnswersComeAndGetLost(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    learnTheTime();
    Deque<String> trace = new ArrayDeque<>();
    long[] window = {0, 0}; // number and count of the venue's present window
    for (int step = 0; step < 2_000; step++) {
      int amount = 1 + random.nextInt(20);
      Lane lane = random.nextInt(4) == 0 ? Lane.CANCEL : Lane.BACKFILL;
      if (amount <= WEIGHT.most(lane)) {
        limiter
            .tryAcquire(Charge.of("weight", amount).in(lane))
            .ifPresent(permit -> send(permit, amount, random, window, trace));
      }
      time.advance(Duration.ofMillis(random.nextInt(200)));
    }
    assertThat(trace).isEmpty();
  }

  private void send(
      Permit permit, int amount, SplittableRandom random, long[] window, Deque<String> trace) {
    Duration there = Duration.ofMillis(random.nextInt(400));
    Duration back = Duration.ofMillis(random.nextInt(400));
    int fate = random.nextInt(20);
    time.schedule(
        there,
        () -> {
          long number = Math.floorDiv(time.now().toEpochMilli(), MINUTE.toMillis());
          window[1] = number == window[0] ? window[1] + amount : amount;
          window[0] = number;
          long said = window[1];
          if (said > WEIGHT.limit()) {
            trace.add(said + " at " + time.now());
          }
          time.schedule(
              back,
              () -> {
                if (fate > 0) { // else the answer names no count
                  limiter.report("weight", said, permit);
                }
                permit.release();
              });
        });
  }
}
