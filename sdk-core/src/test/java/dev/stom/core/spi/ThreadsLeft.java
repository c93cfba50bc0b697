package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Finds threads that have outlived their owner. */
final class ThreadsLeft {
  private static final long LIMIT_MILLIS = 2_000;

  private ThreadsLeft() {}

  /** A pool counts as ended a moment before its last thread does; two seconds are promised. */
  static void assertNone(String prefix) {
    List<Thread> left =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith(prefix))
            .toList();
    for (Thread thread : left) {
      try {
        thread.join(LIMIT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    assertThat(left).noneMatch(Thread::isAlive);
  }
}
