package dev.stom.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time for tests: the clock stands still until the test advances it, and everything
 * scheduled runs on the advancing thread, in order of its moment (and of scheduling, where moments
 * are equal). Hand it to a client and to a simulated venue, and whole sessions pass
 * deterministically.
 *
 * <p>The monotonic clock and the wall clock move together; {@link #shiftWallClock} moves the wall
 * clock alone, as a clock correction would.
 *
 * <p><b>Threads:</b> may be read and scheduled on from any thread. Only one thread advances at a
 * time; a second one waits. Calling an advancing method from within a scheduled task is an error.
 */
public final class ManualTime implements TimeSource {
  /** Where the clock stands when no moment is given: an arbitrary, round one. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

  private final Object advancing = new Object();
  private @Nullable Thread advancer; // guarded by lock
  private final Object lock = new Object();
  private final PriorityQueue<Task> tasks = new PriorityQueue<>(); // guarded by lock
  private final Instant start;
  private long nanos; // guarded by lock; since start
  private Duration wallShift = Duration.ZERO; // guarded by lock
  private long sequence; // guarded by lock

  private ManualTime(Instant start) {
    this.start = start;
  }

  /**
   * Returns a clock that stands at {@link #DEFAULT_START}.
   *
   * @return a new clock
   */
  public static ManualTime create() {
    return new ManualTime(DEFAULT_START);
  }

  /**
   * Returns a clock that stands at a given moment.
   *
   * @param start the first reading
   * @return a new clock
   */
  public static ManualTime startingAt(Instant start) {
    return new ManualTime(start);
  }

  @Override
  public Instant now() {
    synchronized (lock) {
      return start.plusNanos(nanos).plus(wallShift);
    }
  }

  @Override
  public long nanoTime() {
    synchronized (lock) {
      return nanos;
    }
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    synchronized (lock) {
      long wait = delay.isNegative() ? 0 : nanosOf(delay);
      long due = nanos > Long.MAX_VALUE - wait ? Long.MAX_VALUE : nanos + wait;
      Task entry = new Task(due, sequence++, task);
      tasks.add(entry);
      return () -> {
        synchronized (lock) {
          tasks.remove(entry);
        }
      };
    }
  }

  /**
   * Returns an executor whose tasks run on the advancing thread at the present virtual moment, in
   * order: {@link #runDueTasks} is enough to run them.
   *
   * @return an executor that starts no thread
   */
  public Executor executor() {
    return task -> schedule(Duration.ZERO, task);
  }

  /**
   * Moves the clock forward, running everything that falls due on the way at its own moment.
   *
   * @param step how far; not negative
   */
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("step must not be negative but is " + step);
    }
    exclusively(
        () -> {
          long target;
          synchronized (lock) {
            target = Math.addExact(nanos, nanosOf(step));
          }
          runUntil(target);
        });
  }

  /** Runs what is due now, without moving the clock. */
  public void runDueTasks() {
    advance(Duration.ZERO);
  }

  /**
   * Moves the clock to the next scheduled task and runs all that is due at that moment.
   *
   * @return false when nothing is scheduled; the clock then stands still
   */
  public boolean advanceToNext() {
    boolean[] ran = {false};
    exclusively(
        () -> {
          long target;
          synchronized (lock) {
            Task next = tasks.peek();
            if (next == null) {
              return;
            }
            target = Math.max(nanos, next.due);
          }
          ran[0] = true;
          runUntil(target);
        });
    return ran[0];
  }

  /**
   * Moves the wall clock alone, forwards or backwards, as a correction of the machine's clock
   * would.
   *
   * @param shift added to the wall clock from now on
   */
  public void shiftWallClock(Duration shift) {
    synchronized (lock) {
      wallShift = wallShift.plus(shift);
    }
  }

  /**
   * Returns how many tasks wait; a test that ends with none has leaked none.
   *
   * @return the number of scheduled tasks
   */
  public int pendingTasks() {
    synchronized (lock) {
      return tasks.size();
    }
  }

  private void exclusively(Runnable action) {
    synchronized (lock) {
      if (advancer == Thread.currentThread()) {
        throw new IllegalStateException("a scheduled task must not advance the clock that runs it");
      }
    }
    synchronized (advancing) {
      synchronized (lock) {
        advancer = Thread.currentThread();
      }
      try {
        action.run();
      } finally {
        synchronized (lock) {
          advancer = null;
        }
      }
    }
  }

  private void runUntil(long target) {
    while (true) {
      Task next;
      synchronized (lock) {
        next = tasks.peek();
        if (next == null || next.due > target) {
          nanos = target;
          return;
        }
        tasks.poll();
        nanos = Math.max(nanos, next.due);
      }
      next.body.run();
    }
  }

  private static long nanosOf(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException beyondThreeCenturies) {
      return Long.MAX_VALUE;
    }
  }

  private record Task(long due, long sequence, Runnable body) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byMoment = Long.compare(due, other.due);
      return byMoment != 0 ? byMoment : Long.compare(sequence, other.sequence);
    }
  }
}
