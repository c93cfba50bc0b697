package dev.stom.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
  private final ManualTime time = ManualTime.create();
  private final List<String> ran = new ArrayList<>();

  @Test
  void tasksRunAtTheirMomentInOrder() {
    time.schedule(Duration.ofSeconds(2), () -> ran.add("b@" + time.nanoTime()));
    time.schedule(Duration.ofSeconds(1), () -> ran.add("a@" + time.nanoTime()));
    time.schedule(Duration.ofSeconds(2), () -> ran.add("c@" + time.nanoTime()));
    time.advance(Duration.ofSeconds(3));
    assertThat(ran).containsExactly("a@1000000000", "b@2000000000", "c@2000000000");
    assertThat(time.now()).isEqualTo(ManualTime.DEFAULT_START.plusSeconds(3));
  }

  @Test
  void aTaskScheduledByATaskRunsWithinTheSameStepIfItIsDue() {
    time.schedule(
        Duration.ofSeconds(1),
        () -> time.schedule(Duration.ofSeconds(1), () -> ran.add("inner@" + time.nanoTime())));
    time.advance(Duration.ofSeconds(2));
    assertThat(ran).containsExactly("inner@2000000000");
  }

  @Test
  void whatIsTakenBackDoesNotRun() {
    TimeSource.Scheduled scheduled = time.schedule(Duration.ofSeconds(1), () -> ran.add("never"));
    scheduled.cancel();
    time.advance(Duration.ofSeconds(2));
    assertThat(ran).isEmpty();
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void advanceToNextStopsAtEachMoment() {
    time.schedule(Duration.ofSeconds(1), () -> ran.add("a"));
    time.schedule(Duration.ofSeconds(5), () -> ran.add("b"));
    assertThat(time.advanceToNext()).isTrue();
    assertThat(ran).containsExactly("a");
    assertThat(time.advanceToNext()).isTrue();
    assertThat(time.advanceToNext()).isFalse();
    assertThat(time.now()).isEqualTo(ManualTime.DEFAULT_START.plusSeconds(5));
  }

  @Test
  void theExecutorRunsTasksInOrderWithoutMovingTheClock() {
    time.executor().execute(() -> ran.add("a"));
    time.executor().execute(() -> ran.add("b"));
    assertThat(ran).isEmpty();
    time.runDueTasks();
    assertThat(ran).containsExactly("a", "b");
    assertThat(time.now()).isEqualTo(ManualTime.DEFAULT_START);
  }

  @Test
  void theWallClockCanJumpWithoutTheMonotonicOne() {
    time.shiftWallClock(Duration.ofHours(-1));
    assertThat(time.now()).isEqualTo(ManualTime.DEFAULT_START.minusSeconds(3600));
    assertThat(time.nanoTime()).isZero();
  }

  @Test
  void aTaskThatAdvancesTheClockIsAnError() {
    List<Throwable> thrown = new ArrayList<>();
    time.schedule(
        Duration.ZERO,
        () -> {
          try {
            time.advance(Duration.ofSeconds(1));
          } catch (IllegalStateException e) {
            thrown.add(e);
          }
        });
    time.runDueTasks();
    assertThat(thrown).hasSize(1);
  }

  @Test
  void timeDoesNotRunBackwards() {
    assertThatThrownBy(() -> time.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step must not be negative");
  }
}
