package dev.stom.testkit.internal.engine;

import dev.stom.core.runtime.TimeSource;
import java.time.Duration;
import java.time.Instant;

/**
 * The venue's own wall clock: a time source whose wall clock a script has put wrong. Spans and
 * timers are those of the true one.
 *
 * <p><b>Threads:</b> any.
 */
final class VenueClock implements TimeSource {
  private static final long MILLION = 1_000_000;

  private final TimeSource truth;
  private long aheadNanos; // guarded by this; at sinceNanos
  private long sinceNanos; // guarded by this
  private long partsPerMillion; // guarded by this

  VenueClock(TimeSource truth) {
    this.truth = truth;
    sinceNanos = truth.nanoTime();
  }

  /** How far the wall clock is ahead now. */
  synchronized Duration ahead() {
    return Duration.ofNanos(aheadNanosNow());
  }

  private long aheadNanosNow() {
    return aheadNanos
        + Math.floorDiv((truth.nanoTime() - sinceNanos) / 1_000 * partsPerMillion, MILLION) * 1_000;
  }

  synchronized void skew(Duration ahead) {
    aheadNanos = ahead.toNanos();
    sinceNanos = truth.nanoTime();
  }

  synchronized void drift(int newPartsPerMillion) {
    aheadNanos = aheadNanosNow();
    sinceNanos = truth.nanoTime();
    partsPerMillion = newPartsPerMillion;
  }

  @Override
  public Instant now() {
    return truth.now().plus(ahead());
  }

  @Override
  public long nanoTime() {
    return truth.nanoTime();
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    return truth.schedule(delay, task);
  }
}
