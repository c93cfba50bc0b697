package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
  @Test
  void aThreadThatLivesOnIsFoundAndOneThatEndsInTimeIsNot() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread stubborn = new Thread(() -> waitFor(end), "leaky-stubborn");
    Thread ending = new Thread(() -> {}, "leaky-ending");
    stubborn.start();
    ending.start();
    assertThat(LeakCheck.of("leaky-").survivors()).containsExactly(stubborn);
    assertThat(LeakCheck.of("other-").survivors()).isEmpty();
    end.countDown();
    assertThat(LeakCheck.of("leaky-").survivors()).isEmpty();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aSimulatedVenueThatIsNotClosedIsFound() throws Exception {
    SimulatedUpbit venue = SimulatedUpbit.start();
    try {
      assertThat(new LeakCheck().survivors()).isNotEmpty();
    } finally {
      venue.close();
    }
    assertThat(new LeakCheck().survivors()).isEmpty();
  }
}
