package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.Lane;
import dev.stom.core.runtime.LimiterState;
import dev.stom.testkit.LeakCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All groups at once: no refusal, and each group's seconds are used; and blocks. */
@ExtendWith(LeakCheck.class)
class UpbitMixedLoadTest {
  private static final int WIDTH = 12;

  /** A cheap request of each group. */
  private static final Map<String, Map<String, String>> REQUESTS =
      Map.of(
          "/v1/ticker", Map.of("markets", "KRW-BTC"),
          "/v1/orderbook", Map.of("markets", "KRW-BTC", "count", "1"),
          "/v1/trades/ticks", Map.of("market", "KRW-BTC", "count", "1"),
          "/v1/candles/minutes/1", Map.of("market", "KRW-BTC", "count", "1"),
          "/v1/market/all", Map.of());

  private final AtomicBoolean ended = new AtomicBoolean();
  private final List<Throwable> failures = new ArrayList<>();

  private void saturate(VirtualUpbit virtual) {
    for (String path : REQUESTS.keySet()) {
      for (int i = 0; i < WIDTH; i++) {
        again(virtual, path);
      }
    }
  }

  private CompletableFuture<?> ask(VirtualUpbit virtual, String path, Lane lane) {
    return virtual.upbit.market().rawAsync("GET", path, REQUESTS.get(path), lane);
  }

  private void again(VirtualUpbit virtual, String path) {
    CompletableFuture<?> unused =
        ask(virtual, path, Lane.BACKFILL)
            .whenComplete(
                (answer, thrown) -> {
                  if (ended.get()) {
                    return;
                  }
                  if (thrown != null) {
                    failures.add(thrown);
                  } else {
                    again(virtual, path);
                  }
                });
  }

  private void everySecond(VirtualUpbit virtual, Runnable action) {
    virtual.time.schedule(
        Duration.ofMillis(1_013),
        () -> {
          if (!ended.get()) {
            action.run();
            everySecond(virtual, action);
          }
        });
  }

  @Test
  void twoMinutesOfAllGroupsMeetNoRefusalAndUseEachGroup() {
    allGroups(Duration.ofMinutes(2), false);
  }

  @Test
  void aRequestASecondOfOthersInEachGroupIsNoRefusalEither() {
    allGroups(Duration.ofMinutes(2), true);
  }

  @Tag("slow")
  @Test
  void anHourOfAllGroupsMeetsNoRefusalAndUsesEachGroup() {
    allGroups(Duration.ofHours(1), false);
  }

  private void allGroups(Duration length, boolean others) {
    try (VirtualUpbit virtual = VirtualUpbit.open()) {
      List<Duration> waits = new ArrayList<>();
      saturate(virtual);
      everySecond(
          virtual,
          () -> {
            Instant asked = virtual.time.now();
            CompletableFuture<?> unused =
                ask(virtual, "/v1/ticker", Lane.CANCEL)
                    .thenRun(() -> waits.add(Duration.between(asked, virtual.time.now())));
            if (others) {
              for (String group : List.of("market", "candle", "trade", "ticker", "orderbook")) {
                virtual.venue.faults().othersUse(group, 1);
              }
            }
          });
      virtual.time.advance(length);
      assertThat(failures).isEmpty();
      assertThat(virtual.venue.traffic().answersByStatus()).containsOnlyKeys(200);
      assertThat(virtual.venue.traffic().violations()).isEmpty();
      long most = length.toSeconds() * UpbitLimits.GROUP_PER_SECOND;
      for (String group : List.of("market", "candle", "trade", "ticker", "orderbook")) {
        assertThat(virtual.venue.traffic().requestsByGroup().get(group))
            .as(group)
            .isGreaterThanOrEqualTo(most * (others ? 8 : 9) / 10);
      }
      // It goes before all that wait, and nine a second are too few to keep any back.
      assertThat(waits).hasSizeGreaterThan((int) (length.toSeconds() * 9 / 10));
      assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofMillis(1_100)));
      ended.set(true);
    }
  }

  @Test
  void aBlockHoldsAfterARestartWithTheStateKept() {
    Duration block = Duration.ofSeconds(40);
    String file;
    try (VirtualUpbit virtual =
        VirtualUpbit.open(builder -> builder.deadline(Duration.ofMinutes(5)))) {
      virtual.venue.faults().ban(block);
      CompletableFuture<?> first = ask(virtual, "/v1/ticker", Lane.MARKET_DATA);
      virtual.time.advance(Duration.ofSeconds(1));
      assertThat(first).isCompletedExceptionally();
      file = virtual.upbit.limiter().state().toText();
      try (Upbit next =
          Upbit.builder()
              .environment(virtual.upbit.environment())
              .transport(virtual.transport)
              .time(virtual.time)
              .deadline(Duration.ofMinutes(5))
              .listenerExecutor(virtual.time.executor())
              .completionExecutor(virtual.time.executor())
              .limiterState(LimiterState.parse(file))
              .open()) {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (String path : REQUESTS.keySet()) {
          asked.add(next.market().rawAsync("GET", path, REQUESTS.get(path), Lane.CANCEL));
        }
        virtual.time.advance(block.minusSeconds(2));
        assertThat(virtual.venue.requests()).hasSize(1);
        virtual.time.advance(Duration.ofSeconds(10));
        assertThat(asked).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(virtual.venue.traffic().violations()).isEmpty();
      }
    }
  }
}
