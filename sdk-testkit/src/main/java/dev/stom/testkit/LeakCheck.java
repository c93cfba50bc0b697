package dev.stom.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension that fails a test after which threads of the SDK or of a simulated venue live
 * on:
 *
 * <pre>{@code
 * @ExtendWith(LeakCheck.class)
 * class MyBotTest { … }
 * }</pre>
 *
 * <p>A thread has {@link #GRACE} to end after the test. What must not live on is recognised by the
 * beginning of its name; other beginnings can be given with {@code @RegisterExtension}.
 *
 * <p>Needs JUnit Jupiter on the class path, which this module does not bring along.
 */
public final class LeakCheck implements AfterEachCallback {
  /** How long a thread may live after its test. */
  public static final Duration GRACE = Duration.ofSeconds(2);

  private static final List<String> DEFAULT_PREFIXES = List.of("sdk-", "simulated-");

  private final List<String> prefixes;

  /** Looks for threads of the SDK and of simulated venues. */
  public LeakCheck() {
    this(DEFAULT_PREFIXES);
  }

  private LeakCheck(List<String> prefixes) {
    this.prefixes = List.copyOf(prefixes);
  }

  /**
   * Looks for threads with other names.
   *
   * @param prefixes how their names begin; at least one
   * @return the extension
   */
  public static LeakCheck of(String... prefixes) {
    if (prefixes.length == 0) {
      throw new IllegalArgumentException("prefixes must name at least one beginning");
    }
    return new LeakCheck(List.of(prefixes));
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    List<Thread> leaked = survivors();
    if (!leaked.isEmpty()) {
      StringBuilder report = new StringBuilder("threads live on " + GRACE + " after the test:");
      for (Thread thread : leaked) {
        report.append("\n  ").append(thread.getName());
        for (StackTraceElement frame : thread.getStackTrace()) {
          report.append("\n      at ").append(frame);
        }
      }
      throw new AssertionError(report.toString());
    }
  }

  /**
   * Waits up to {@link #GRACE} for the threads to end.
   *
   * @return those that did not
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public List<Thread> survivors() throws InterruptedException {
    long left = GRACE.toNanos();
    List<Thread> alive = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (prefixes.stream().anyMatch(thread.getName()::startsWith)) {
        // A joined share of the grace each: threads end side by side, so the sum stays near it.
        long share = Math.max(TimeUnit.MILLISECONDS.toNanos(1), left);
        TimeUnit.NANOSECONDS.timedJoin(thread, share);
        if (thread.isAlive()) {
          left = 0;
          alive.add(thread);
        }
      }
    }
    return alive;
  }
}
