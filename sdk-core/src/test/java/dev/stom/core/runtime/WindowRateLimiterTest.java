package dev.stom.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stom.core.runtime.RateLimiter.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WindowRateLimiterTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final RateBudget TICKER = new RateBudget("ticker", 2, SECOND);
  private static final RateBudget ORDERS = new RateBudget("orders", 3, Duration.ofSeconds(10));

  private final ManualTime time = ManualTime.create();
  private final WindowRateLimiter limiter = WindowRateLimiter.of(time, List.of(TICKER, ORDERS));

  private final List<CompletableFuture<?>> queued = new ArrayList<>();

  private Permit take(Charge charge) {
    return limiter.tryAcquire(charge).orElseThrow();
  }

  @Test
  void roomComesBackOneWholeWindowAfterTheReleaseAndNotAfterTheGrant() {
    Permit first = take(Charge.of("ticker", 2));
    time.advance(Duration.ofMillis(700));
    first.release();

    time.advance(SECOND.minusNanos(1));
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1))).isEmpty();

    time.advance(Duration.ofNanos(1));
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isPresent();
  }

  @Test
  void aPermitThatIsNeverReleasedStaysOccupied() {
    take(Charge.of("ticker", 2));
    time.advance(Duration.ofDays(1));
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1))).isEmpty();
  }

  @Test
  void releaseTwiceCountsOnceAndCancelAfterItChangesNothing() {
    Permit permit = take(Charge.of("ticker", 2));
    permit.release();
    permit.release();
    permit.cancel();
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1))).isEmpty();
    time.advance(SECOND);
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isPresent();
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1))).isEmpty();
  }

  @Test
  void aCancelledPermitGivesItsRoomBackAtOnce() {
    take(Charge.of("ticker", 2)).cancel();
    assertThat(limiter.tryAcquire(Charge.of("ticker", 2))).isPresent();
  }

  @Test
  void severalBudgetsAreTakenAllOrNothing() {
    take(Charge.of("ticker", 2)).release();
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1).and("orders", 3))).isEmpty();
    assertThat(limiter.tryAcquire(Charge.of("orders", 3))).isPresent();
  }

  @Test
  void thoseWhoShareABudgetAreServedInOrderOfArrival() {
    take(Charge.of("ticker", 2)).release();
    CompletableFuture<Permit> big = limiter.acquire(Charge.of("ticker", 2));
    CompletableFuture<Permit> small = limiter.acquire(Charge.of("ticker", 1));

    time.advance(SECOND);
    assertThat(big).isCompleted();
    assertThat(small).isNotDone();

    big.join().release();
    time.advance(SECOND);
    assertThat(small).isCompleted();
  }

  @Test
  void thoseWhoShareNoBudgetDoNotHoldEachOtherUp() {
    take(Charge.of("ticker", 2));
    CompletableFuture<Permit> waits = limiter.acquire(Charge.of("ticker", 1));
    assertThat(limiter.acquire(Charge.of("orders", 1))).isCompleted();
    assertThat(waits).isNotDone();
  }

  @Test
  void aWaiterOnTwoBudgetsIsNotOvertakenOnEither() {
    take(Charge.of("ticker", 2));
    queued.add(limiter.acquire(Charge.of("ticker", 1).and("orders", 1)));
    assertThat(limiter.acquire(Charge.of("orders", 1))).isNotDone();
    assertThat(limiter.tryAcquire(Charge.of("orders", 1))).isEmpty();
  }

  @Test
  void tryAcquireNeverOvertakesAWaiterEvenIfItWouldFit() {
    take(Charge.of("ticker", 1));
    CompletableFuture<Permit> waits = limiter.acquire(Charge.of("ticker", 2));
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1))).isEmpty();
    waits.cancel(false);
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1))).isPresent();
  }

  @Test
  void aCancelledWaiterLeavesItsPlaceToTheNextAndNothingBehind() {
    take(Charge.of("ticker", 1));
    CompletableFuture<Permit> first = limiter.acquire(Charge.of("ticker", 2));
    CompletableFuture<Permit> second = limiter.acquire(Charge.of("ticker", 1));

    first.cancel(false);
    time.runDueTasks();

    assertThat(second).isCompleted();
    assertThat(limiter.waiting()).isZero();
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void cancellingTheLastWaiterTakesTheWakeUpBack() {
    take(Charge.of("ticker", 2)).release();
    CompletableFuture<Permit> waits = limiter.acquire(Charge.of("ticker", 1));
    assertThat(time.pendingTasks()).isOne();
    waits.cancel(false);
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void oneWakeUpIsScheduledHoweverManyWait() {
    take(Charge.of("ticker", 2)).release();
    for (int i = 0; i < 1_000; i++) {
      queued.add(limiter.acquire(Charge.of("ticker", 1)));
    }
    assertThat(time.pendingTasks()).isOne();
  }

  @Test
  void theLastMomentCancelGivesTheRoomBack() {
    take(Charge.of("ticker", 2)).release();
    CompletableFuture<Permit> first = limiter.acquire(Charge.of("ticker", 1));
    CompletableFuture<Permit> second = limiter.acquire(Charge.of("ticker", 1));
    queued.add(first.thenRun(() -> second.cancel(false))); // both are served in one go
    time.advance(SECOND);
    assertThat(first).isCompleted();
    assertThat(second).isCancelled();
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1))).isPresent();
  }

  @Test
  void aFreeRequestPassesEvenWhenEverythingIsTakenAndStopped() {
    take(Charge.of("ticker", 2));
    limiter.stopUntil("ticker", time.now().plusSeconds(60));
    assertThat(limiter.acquire(Charge.NONE)).isCompleted();
    assertThat(limiter.estimatedWait(Charge.NONE)).isZero();
    Permit free = take(Charge.NONE);
    free.release();
    free.cancel();
  }

  @Test
  void aStopHoldsEverybodyUntilItsMoment() {
    limiter.stopUntil("ticker", time.now().plusSeconds(5));
    CompletableFuture<Permit> waits = limiter.acquire(Charge.of("ticker", 1));
    assertThat(limiter.estimatedWait(Charge.of("ticker", 1))).isEqualTo(Duration.ofSeconds(5));
    time.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(waits).isNotDone();
    time.advance(Duration.ofNanos(1));
    assertThat(waits).isCompleted();
  }

  @Test
  void aStopIsOnlyEverProlonged() {
    limiter.stopUntil("ticker", time.now().plusSeconds(5));
    limiter.stopUntil("ticker", time.now().plusSeconds(1));
    limiter.stopUntil("ticker", time.now().minusSeconds(1));
    assertThat(limiter.estimatedWait(Charge.of("ticker", 1))).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aStopDuringAWaitProlongsTheWait() {
    take(Charge.of("ticker", 2)).release();
    CompletableFuture<Permit> waits = limiter.acquire(Charge.of("ticker", 1));
    limiter.stopUntil("ticker", time.now().plusSeconds(3));
    time.advance(Duration.ofMillis(2_999));
    assertThat(waits).isNotDone();
    time.advance(Duration.ofMillis(1));
    assertThat(waits).isCompleted();
  }

  @Test
  void aCorrectionOfTheWallClockDoesNotMoveAStop() {
    limiter.stopUntil("ticker", time.now().plusSeconds(5));
    time.shiftWallClock(Duration.ofHours(-1));
    time.advance(Duration.ofSeconds(5));
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1))).isPresent();
  }

  @Test
  void aStopUntilTheEndOfTimeIsPossible() {
    limiter.stopUntil("ticker", Instant.MAX);
    time.advance(Duration.ofDays(36_500));
    assertThat(limiter.tryAcquire(Charge.of("ticker", 1))).isEmpty();
  }

  @Test
  void theEstimateCountsThoseWhoWaitBefore() {
    take(Charge.of("ticker", 2)).release();
    assertThat(limiter.estimatedWait(Charge.of("ticker", 1))).isEqualTo(SECOND);
    queued.add(limiter.acquire(Charge.of("ticker", 2)));
    assertThat(limiter.estimatedWait(Charge.of("ticker", 1))).isEqualTo(Duration.ofSeconds(2));
    queued.add(limiter.acquire(Charge.of("ticker", 2)));
    assertThat(limiter.estimatedWait(Charge.of("ticker", 1))).isEqualTo(Duration.ofSeconds(3));
    assertThat(limiter.estimatedWait(Charge.of("orders", 1))).isZero();
  }

  @Test
  void anUnknownBudgetIsRefusedByNameAndTheKnownOnesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limiter.acquire(Charge.of("tickers", 1)))
        .withMessageContaining("'tickers'")
        .withMessageContaining("ticker")
        .withMessageContaining("orders");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limiter.stopUntil("x", time.now()))
        .withMessageContaining("'x'");
    assertThatIllegalArgumentException().isThrownBy(() -> limiter.estimatedWait(Charge.of("x", 1)));
  }

  @Test
  void aChargeThatCouldNeverBeGrantedIsRefusedWithTheLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limiter.tryAcquire(Charge.of("ticker", 3)))
        .withMessageContaining("3")
        .withMessageContaining("'ticker'")
        .withMessageContaining("limit of 2");
  }

  @Test
  void twoBudgetsOfOneNameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WindowRateLimiter.of(time, List.of(TICKER, TICKER)))
        .withMessageContaining("'ticker'");
  }

  @Test
  void thousandsOfWaitersThatPassTheRoomOnAtOnceDoNotOverflowTheStack() {
    RateBudget one = new RateBudget("one", 1, SECOND);
    WindowRateLimiter narrow = WindowRateLimiter.of(time, List.of(one));
    AtomicInteger served = new AtomicInteger();
    Permit first = narrow.tryAcquire(Charge.of("one", 1)).orElseThrow();
    for (int i = 0; i < 50_000; i++) {
      queued.add(
          narrow
              .acquire(Charge.of("one", 1))
              .thenAccept(
                  permit -> {
                    served.incrementAndGet();
                    permit.cancel();
                  }));
    }
    first.cancel();
    time.runDueTasks();
    assertThat(served).hasValue(50_000);
  }

  @Test
  void withoutLatencyAtLeastNinetyFivePercentOfTheRateIsUsed() {
    for (RateBudget budget :
        List.of(
            new RateBudget("b", 10, SECOND),
            new RateBudget("b", 6_000, Duration.ofMinutes(1)),
            new RateBudget("b", 300_000, Duration.ofMinutes(5)))) {
      ManualTime clock = ManualTime.create();
      WindowRateLimiter busy = WindowRateLimiter.of(clock, List.of(budget));
      AtomicInteger granted = new AtomicInteger();
      Runnable[] next = new Runnable[1];
      next[0] =
          () -> {
            var unused =
                busy.acquire(Charge.of("b", 1))
                    .thenAccept(
                        permit -> {
                          granted.incrementAndGet();
                          permit.release();
                          clock.schedule(Duration.ZERO, next[0]);
                        });
          };
      for (int i = 0; i < 8; i++) {
        clock.schedule(Duration.ofNanos(i), next[0]);
      }
      clock.advance(budget.window().multipliedBy(4).minusNanos(1));
      assertThat(granted.get())
          .as("%s", budget)
          .isBetween((int) (budget.limit() * 4L * 95 / 100), budget.limit() * 4);
    }
  }

  @Test
  void memoryStaysBoundedUnderALargeBudgetAndTheLimitHolds() {
    RateBudget raw = new RateBudget("raw", 100_000, Duration.ofMinutes(5));
    WindowRateLimiter busy = WindowRateLimiter.of(time, List.of(raw));
    List<Long> grants = new ArrayList<>();
    for (int i = 0; i < 400_000; i++) {
      time.advance(Duration.ofNanos(1_900_000));
      busy.tryAcquire(Charge.of("raw", 1))
          .ifPresent(
              permit -> {
                grants.add(time.nanoTime());
                permit.release();
              });
    }
    long window = raw.window().toNanos();
    for (int i = raw.limit(); i < grants.size(); i++) {
      assertThat(grants.get(i) - grants.get(i - raw.limit())).isGreaterThanOrEqualTo(window);
    }
    assertThat(grants.size()).isGreaterThan(200_000);
  }
}
