package dev.stom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.Lane;
import dev.stom.core.runtime.LimiterState;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.RateLimiter.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RateLimiter} must do, as a suite that the tests of one's own limiter extend:
 * one that several processes behind one address share, for example. Runs in virtual time, and
 * allows a limiter to be up to {@link #LATE} late, never early.
 *
 * <p>Needs JUnit 5 and AssertJ, which the testkit does not bring along.
 */
public abstract class RateLimiterContract {
  /** A second: a limiter that looks somewhere else from time to time may need it. */
  protected static final Duration LATE = Duration.ofSeconds(1);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RateBudget WEIGHT =
      new RateBudget("weight", 1_000, MINUTE)
          .scope("ip")
          .reserves(Map.of(Lane.CANCEL, 20, Lane.PLACE, 20, Lane.BACKFILL, 10));
  private static final RateBudget CONNECTS =
      new RateBudget("connects", 10, MINUTE).scope("ip").reserves(Map.of());
  private static final RateBudget ORDERS =
      new RateBudget("orders", 10, MINUTE).scope("account").reserves(Map.of());
  private static final List<RateBudget> BUDGETS = List.of(WEIGHT, CONNECTS, ORDERS);

  private ManualTime time;
  private RateLimiter limiter;

  /** For limiters' tests. */
  protected RateLimiterContract() {}

  /**
   * Makes a limiter in which nothing is taken and nothing is stopped.
   *
   * @param time its clock; what it has to do later, it schedules there
   * @param budgets what to keep
   * @return a fresh limiter
   */
  protected abstract RateLimiter open(ManualTime time, List<RateBudget> budgets);

  /**
   * Makes a limiter that takes over what an earlier one has left behind.
   *
   * @param newTime its clock
   * @param budgets what to keep
   * @param state of {@link RateLimiter#state}
   * @return a limiter; empty, by default, when it keeps its state elsewhere
   */
  protected Optional<RateLimiter> reopen(
      ManualTime newTime, List<RateBudget> budgets, LimiterState state) {
    return Optional.empty();
  }

  @BeforeEach
  final void openOne() {
    time = ManualTime.create();
    limiter = open(time, BUDGETS);
  }

  private static Charge charge(int amount, Lane lane) {
    return Charge.of("weight", amount).in(lane);
  }

  private int takeAll(Lane lane, List<Permit> into) {
    int taken = 0;
    for (Optional<Permit> next = limiter.tryAcquire(charge(10, lane));
        next.isPresent();
        next = limiter.tryAcquire(charge(10, lane))) {
      into.add(next.get());
      taken += 10;
    }
    return taken;
  }

  // ---- the limit

  @Test
  void itNamesTheBudgetsThatItKeeps() {
    assertThat(limiter.budgets()).containsAll(BUDGETS);
  }

  @Test
  void noWindowSeesMoreThanTheLimitHoweverItIsLaid() {
    record Sent(Instant at, int amount) {}
    List<Sent> sent = new ArrayList<>();
    List<CompletableFuture<?>> waiting = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int amount = 1 + i * 7 % 40;
      waiting.add(
          limiter
              .acquire(charge(amount, Lane.MARKET_DATA))
              .thenAccept(
                  permit -> {
                    sent.add(new Sent(time.now(), amount));
                    // The venue counts it somewhere on the way there and back.
                    time.schedule(Duration.ofMillis(300), permit::release);
                  }));
    }
    time.advance(MINUTE.plus(LATE).multipliedBy(12));
    assertThat(waiting).allSatisfy(each -> assertThat(each).isCompleted());
    for (Sent first : sent) {
      Instant end = first.at().plus(MINUTE);
      int within =
          sent.stream()
              .filter(each -> !each.at().isBefore(first.at()) && each.at().isBefore(end))
              .mapToInt(Sent::amount)
              .sum();
      assertThat(within).isLessThanOrEqualTo(WEIGHT.limit());
    }
  }

  @Test
  void roomComesBackAfterTheReleaseAndNotAfterTheGrant() {
    List<Permit> out = new ArrayList<>();
    takeAll(Lane.MARKET_DATA, out);
    time.advance(MINUTE.multipliedBy(3));
    assertThat(limiter.tryAcquire(charge(10, Lane.MARKET_DATA))).isEmpty();
    out.forEach(Permit::release);
    time.advance(MINUTE.minusNanos(1));
    assertThat(limiter.tryAcquire(charge(10, Lane.MARKET_DATA))).isEmpty();
    time.advance(LATE);
    assertThat(limiter.tryAcquire(charge(10, Lane.MARKET_DATA))).isPresent();
  }

  @Test
  void whatWasNotSentComesBackAtOnce() {
    List<Permit> out = new ArrayList<>();
    takeAll(Lane.MARKET_DATA, out);
    out.get(0).cancel();
    time.advance(LATE);
    assertThat(limiter.tryAcquire(charge(10, Lane.MARKET_DATA))).isPresent();
  }

  @Test
  void severalBudgetsAreTakenAllOrNothing() {
    while (limiter.tryAcquire(Charge.of("orders", 1)).isPresent()) {
      // until there is no more
    }
    assertThat(limiter.tryAcquire(Charge.of("orders", 1).and("connects", 10))).isEmpty();
    assertThat(limiter.tryAcquire(Charge.of("connects", 10))).isPresent();
  }

  @Test
  void aChargeThatCannotEverBeGrantedIsRefusedAtTheDoor() {
    assertThatIllegalArgumentException().isThrownBy(() -> limiter.acquire(Charge.of("nope", 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limiter.acquire(charge(WEIGHT.most(Lane.CANCEL) + 1, Lane.CANCEL)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limiter.stopUntil("nope", time.now().plusSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limiter.stopScopeUntil("nope", time.now().plusSeconds(1)));
  }

  @Test
  void whatCostsNothingAlwaysPasses() {
    takeAll(Lane.MARKET_DATA, new ArrayList<>());
    assertThat(limiter.acquire(Charge.NONE)).isCompleted();
    assertThat(limiter.estimatedWait(Charge.NONE)).isZero();
  }

  @Test
  void theEstimateIsZeroExactlyWhenThereIsRoom() {
    assertThat(limiter.estimatedWait(charge(10, Lane.MARKET_DATA))).isZero();
    takeAll(Lane.MARKET_DATA, new ArrayList<>());
    assertThat(limiter.estimatedWait(charge(10, Lane.MARKET_DATA))).isPositive();
  }

  // ---- lanes

  @Test
  void oneLaneAloneCanUseTheLimitLessTheReservesOfTheOthers() {
    for (Lane lane : Lane.values()) {
      limiter = open(ManualTime.create(), BUDGETS);
      assertThat(takeAll(lane, new ArrayList<>())).as("%s", lane).isEqualTo(WEIGHT.most(lane));
    }
  }

  @Test
  void whatIsReservedForALaneIsThereWhateverTheOthersTake() {
    takeAll(Lane.MARKET_DATA, new ArrayList<>());
    for (Lane lane : List.of(Lane.CANCEL, Lane.PLACE, Lane.BACKFILL)) {
      assertThat(takeAll(lane, new ArrayList<>())).as("%s", lane).isEqualTo(WEIGHT.reserve(lane));
    }
  }

  @Test
  void theMoreUrgentOfThoseWhoWaitGoesFirstAndNobodyStarves() {
    List<Permit> out = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      takeAll(lane, out);
    }
    List<Lane> served = new ArrayList<>();
    for (Lane lane : List.of(Lane.BACKFILL, Lane.MARKET_DATA, Lane.ACCOUNT, Lane.CANCEL)) {
      CompletableFuture<?> unused =
          limiter.acquire(charge(300, lane)).thenAccept(permit -> served.add(lane));
    }
    time.advance(LATE);
    assertThat(served).isEmpty();
    out.forEach(Permit::release);
    time.advance(MINUTE.plus(LATE));
    assertThat(served).startsWith(Lane.CANCEL);
    assertThat(served).hasSize(3).doesNotContain(Lane.BACKFILL);
  }

  @Test
  void aLaneWithoutAReserveIsServedWhileMoreUrgentOnesAlwaysWantMore() {
    Map<Lane, Integer> served = new EnumMap<>(Lane.class);
    for (Lane lane : List.of(Lane.CANCEL, Lane.PLACE, Lane.MARKET_DATA)) {
      for (int i = 0; i < 40; i++) {
        again(lane, served);
      }
    }
    time.advance(MINUTE.plus(LATE).multipliedBy(5));
    assertThat(served.get(Lane.MARKET_DATA)).isPositive();
    assertThat(served.get(Lane.CANCEL)).isGreaterThan(served.get(Lane.MARKET_DATA));
  }

  private void again(Lane lane, Map<Lane, Integer> served) {
    CompletableFuture<?> unused =
        limiter
            .acquire(charge(50, Lane.MARKET_DATA).in(lane))
            .thenAccept(
                permit -> {
                  served.merge(lane, 1, Integer::sum);
                  time.schedule(
                      Duration.ofMillis(50),
                      () -> {
                        permit.release();
                        again(lane, served);
                      });
                });
  }

  // ---- order

  @Test
  void withinALaneTheFirstToComeIsServedFirstLargeOrSmall() {
    List<Permit> out = new ArrayList<>();
    takeAll(Lane.MARKET_DATA, out);
    List<Integer> served = new ArrayList<>();
    for (int amount : List.of(600, 1, 300, 2)) {
      CompletableFuture<?> unused =
          limiter
              .acquire(charge(amount, Lane.MARKET_DATA))
              .thenAccept(permit -> served.add(amount));
    }
    assertThat(limiter.tryAcquire(charge(1, Lane.MARKET_DATA))).isEmpty();
    out.forEach(Permit::release);
    time.advance(MINUTE.plus(LATE));
    assertThat(served).containsExactly(600, 1, 300, 2);
  }

  @Test
  void whoGivesUpLeavesItsPlaceToTheNext() {
    List<Permit> out = new ArrayList<>();
    takeAll(Lane.MARKET_DATA, out);
    out.get(0).cancel();
    CompletableFuture<Permit> large = limiter.acquire(charge(500, Lane.MARKET_DATA));
    CompletableFuture<Permit> small = limiter.acquire(charge(10, Lane.MARKET_DATA));
    time.advance(LATE);
    assertThat(small).isNotDone();
    large.cancel(false);
    time.advance(LATE);
    assertThat(small).isCompleted();
  }

  // ---- stops

  @Test
  void aStopHoldsEverybodyAndWhatWasGrantedMayNotLeave() {
    Permit granted = limiter.tryAcquire(charge(1, Lane.CANCEL)).orElseThrow();
    assertThat(granted.mayLeave()).isTrue();
    Instant until = time.now().plusSeconds(90);
    limiter.stopUntil("weight", until);
    assertThat(granted.mayLeave()).isFalse();
    granted.cancel();
    assertThat(limiter.tryAcquire(Charge.of("connects", 1))).isPresent();
    assertThat(limiter.estimatedWait(charge(1, Lane.CANCEL))).isPositive();
    assertNotBefore(limiter, until, charge(1, Lane.CANCEL));
  }

  @Test
  void aStopOfAScopeHoldsAllItsBudgetsAndNoOther() {
    Instant until = time.now().plusSeconds(90);
    limiter.stopScopeUntil("ip", until);
    assertThat(limiter.tryAcquire(Charge.of("orders", 1))).isPresent();
    assertThat(limiter.tryAcquire(Charge.of("connects", 1))).isEmpty();
    assertNotBefore(limiter, until, charge(1, Lane.CANCEL));
  }

  @Test
  void aStopIsOnlyEverProlonged() {
    Instant until = time.now().plusSeconds(90);
    limiter.stopUntil("weight", until);
    limiter.stopUntil("weight", until.minusSeconds(60));
    limiter.stopScopeUntil("ip", time.now().minusSeconds(1));
    assertNotBefore(limiter, until, charge(1, Lane.CANCEL));
  }

  @Test
  void aStopOutlivesARestartThroughItsText() {
    Instant until = time.now().plusSeconds(90);
    limiter.stopScopeUntil("ip", until);
    LimiterState kept = LimiterState.parse(limiter.state().toText());
    Optional<RateLimiter> next = reopen(time, BUDGETS, kept);
    assumeTrue(next.isPresent(), "it keeps its state elsewhere");
    Instant late = until.plusSeconds(10); // a clock may have been corrected in between
    assertNotBefore(next.orElseThrow(), until, late, charge(1, Lane.CANCEL));
  }

  private void assertNotBefore(RateLimiter stopped, Instant until, Charge charge) {
    assertNotBefore(stopped, until, until, charge);
  }

  private void assertNotBefore(
      RateLimiter stopped, Instant earliest, Instant latest, Charge charge) {
    assertThat(stopped.tryAcquire(charge)).isEmpty();
    List<Instant> granted = new ArrayList<>();
    CompletableFuture<?> unused =
        stopped.acquire(charge).thenAccept(permit -> granted.add(time.now()));
    time.advance(Duration.between(time.now(), latest).plus(LATE));
    assertThat(granted).hasSize(1);
    assertThat(granted.get(0)).isAfterOrEqualTo(earliest);
  }

  // ---- reports

  @Test
  void noReportMakesMoreRoomThanThereIsAndNonsenseTakesNone() {
    Permit permit = limiter.tryAcquire(charge(10, Lane.MARKET_DATA)).orElseThrow();
    limiter.report("weight", 0, permit);
    limiter.report("weight", -1, permit);
    limiter.report("weight", Long.MAX_VALUE, permit);
    assertThat(takeAll(Lane.MARKET_DATA, new ArrayList<>()))
        .isEqualTo(WEIGHT.most(Lane.MARKET_DATA) - 10);
    assertThatIllegalArgumentException().isThrownBy(() -> limiter.report("nope", 1, permit));
  }

  // ---- threads

  @Test
  void eightThreadsTogetherGetTheLimitAndNoMore() throws InterruptedException {
    ConcurrentLinkedQueue<Permit> granted = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int n = 0; n < 300; n++) {
                  limiter.tryAcquire(charge(1, Lane.MARKET_DATA)).ifPresent(granted::add);
                }
              },
              "caller-" + i));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(granted).hasSize(WEIGHT.most(Lane.MARKET_DATA));
  }
}
