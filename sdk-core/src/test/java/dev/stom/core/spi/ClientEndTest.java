package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientEndTest {
  private final AtomicInteger silenced = new AtomicInteger();
  private final ListenerThreads listeners = ListenerThreads.of("end");
  private final ClientEnd end = new ClientEnd(silenced::incrementAndGet, listeners);

  @Test
  void theFirstOneClosesAndNobodyElse() {
    assertThat(end.begins()).isTrue();
    end.silence();
    assertThat(end.begins()).isFalse();
  }

  @Test
  void anotherOneWaitsUntilItIsSilent() throws Exception {
    assertThat(end.begins()).isTrue();
    CompletableFuture<Integer> another = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> another.complete(end.begins() ? -1 : silenced.get()), "another");
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(another).isNotDone();
    assertThat(silenced).hasValue(0);
    end.silence();
    assertThat(another.get(10, TimeUnit.SECONDS)).isPositive();
  }

  @Test
  void whoIsCalledWhileItClosesDoesNotWaitForItself() {
    assertThat(end.begins()).isTrue();
    assertThat(end.begins()).isFalse();
    assertThat(silenced).hasValue(1);
  }

  @Test
  void aListenerDoesNotWaitForWhoeverWaitsForIt() throws Exception {
    assertThat(end.begins()).isTrue();
    CompletableFuture<Boolean> listener = new CompletableFuture<>();
    listeners.execute(() -> listener.complete(end.begins()));
    assertThat(listener.get(1, TimeUnit.SECONDS)).isFalse(); // sooner than its patience ends
    assertThat(silenced).hasValue(1);
    listeners.close();
  }
}
