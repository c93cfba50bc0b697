package dev.stom.testkit.internal.engine;

import dev.stom.testkit.fault.FaultRule;
import org.jspecify.annotations.Nullable;

/**
 * A time during which the venue lets nobody in. Guarded by the engine's lock, but for {@link
 * #remove} and {@link #strikes}, which take it.
 */
final class Barrier implements FaultRule {
  /** Why it lets nobody in. */
  enum Kind {
    /** The address is banned until a moment that the refusals name. */
    BAN,
    /** The address is banned, and refusals do not say for how long. */
    SILENT_BAN,
    /** The venue says that it is closed. */
    MAINTENANCE,
    /** Nothing is behind the address. */
    DOWN
  }

  private final Object lock;
  final Kind kind;
  final long endNanos;
  private boolean removed;
  private long strikes;
  private @Nullable Long firstStrikeNanos;

  Barrier(Object lock, Kind kind, long endNanos) {
    this.lock = lock;
    this.kind = kind;
    this.endNanos = endNanos;
  }

  boolean stands(long nowNanos) {
    return !removed && endNanos - nowNanos > 0;
  }

  /** Counts a refusal; returns how long ago the first one was. */
  long strike(long nowNanos) {
    strikes++;
    if (firstStrikeNanos == null) {
      firstStrikeNanos = nowNanos;
    }
    return nowNanos - firstStrikeNanos;
  }

  @Override
  public long strikes() {
    synchronized (lock) {
      return strikes;
    }
  }

  @Override
  public void remove() {
    synchronized (lock) {
      removed = true;
    }
  }
}
