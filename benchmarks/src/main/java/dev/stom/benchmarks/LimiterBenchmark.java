package dev.stom.benchmarks;

import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.SystemTime;
import dev.stom.core.runtime.WindowRateLimiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** A permit taken from two budgets at once, as a venue's request does, and released. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LimiterBenchmark {
  /** Short, so that what is remembered of it stays small. */
  private static final Duration WINDOW = Duration.ofMillis(1);

  private static final Charge CHARGE = Charge.of("requests", 1).and("weight", 5);

  private final SystemTime time = SystemTime.start("benchmark-limiter");
  private RateLimiter limiter = WindowRateLimiter.of(time, List.of());

  /** Makes a limiter that has always room. */
  @Setup
  public void open() {
    limiter =
        WindowRateLimiter.of(
            time,
            List.of(
                new RateBudget("requests", Integer.MAX_VALUE, WINDOW),
                new RateBudget("weight", Integer.MAX_VALUE, WINDOW)));
  }

  /** Ends the clock's thread. */
  @TearDown
  public void close() {
    time.close();
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  public void acquireAlone() {
    limiter.acquire(CHARGE).join().release();
  }

  /** Two threads that want the same budgets. */
  @Benchmark
  @Threads(2)
  public void acquireByTwo() {
    limiter.acquire(CHARGE).join().release();
  }
}
