package dev.stom.testkit.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * What came of many seeds.
 *
 * @param seeds how many were played
 * @param failures those that were not clean, the shortest script first
 * @param trades trades that were delivered in all of them
 * @param gaps gaps between trades that were reported
 * @param missed trades that lie in those gaps
 * @param books books and quotes that were compared with the venue's
 * @param reconnects losses of a connection that a feed heard of
 */
public record ChaosRuns(
    long seeds,
    List<ChaosReport> failures,
    long trades,
    long gaps,
    long missed,
    long books,
    long reconnects) {
  /** Most machines have as many processors. */
  public static final int WORKERS = 2;

  private static final int FAILURES_SHOWN = 3;
  private static final long MOST_HOURS = 24;

  /** Copies the reports. */
  public ChaosRuns {
    failures = List.copyOf(failures);
  }

  /**
   * Plays seeds on {@value #WORKERS} threads of its own, each seed on one of them.
   *
   * @param seeds which
   * @param player plays one seed; what it throws is a failure of that seed
   * @return what came of them
   * @throws InterruptedException when interrupted meanwhile
   */
  public static ChaosRuns play(LongStream seeds, LongFunction<ChaosReport> player)
      throws InterruptedException {
    AtomicInteger threads = new AtomicInteger();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            WORKERS,
            task -> {
              Thread thread = new Thread(task, "chaos-" + threads.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    Sum sum = new Sum();
    try {
      seeds.forEach(seed -> workers.execute(() -> sum.add(seed, player)));
    } finally {
      workers.shutdown();
    }
    if (!workers.awaitTermination(MOST_HOURS, TimeUnit.HOURS)) {
      throw new AssertionError("seeds were still played after " + MOST_HOURS + " hours");
    }
    return sum.total();
  }

  /**
   * Checks that all were clean.
   *
   * @throws AssertionError with the shortest failing scripts and the names of all others
   */
  public void assertClean() {
    if (!failures.isEmpty()) {
      throw new AssertionError(toString());
    }
  }

  /** Shows the figures, the shortest failures and the names of the others. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(seeds).append(" seeds, ").append(failures.size()).append(" not clean; trades ");
    text.append(trades).append(", gaps ").append(gaps).append(" with ").append(missed);
    text.append(" trades, books compared ").append(books);
    text.append(", reconnects ").append(reconnects);
    failures.forEach(failure -> text.append("\n  ").append(failure.script().title()));
    failures.stream().limit(FAILURES_SHOWN).forEach(failure -> text.append("\n\n").append(failure));
    return text.toString();
  }

  /** Adds up what several threads bring. */
  private static final class Sum {
    private final AtomicLong seeds = new AtomicLong();
    private final AtomicLong trades = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong books = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final ConcurrentLinkedQueue<ChaosReport> failures = new ConcurrentLinkedQueue<>();

    void add(long seed, LongFunction<ChaosReport> player) {
      ChaosReport report;
      try {
        report = player.apply(seed);
      } catch (RuntimeException | Error thrown) {
        report = ChaosReport.thrown(seed, thrown);
      }
      seeds.incrementAndGet();
      trades.addAndGet(report.trades());
      gaps.addAndGet(report.gaps());
      missed.addAndGet(report.missed());
      books.addAndGet(report.books());
      reconnects.addAndGet(report.reconnects());
      if (!report.isClean()) {
        failures.add(report);
      }
    }

    ChaosRuns total() {
      List<ChaosReport> shortestFirst = new ArrayList<>(failures);
      shortestFirst.sort(
          Comparator.<ChaosReport>comparingInt(report -> report.script().steps().size())
              .thenComparing(report -> report.script().title()));
      return new ChaosRuns(
          seeds.get(),
          shortestFirst,
          trades.get(),
          gaps.get(),
          missed.get(),
          books.get(),
          reconnects.get());
    }
  }
}
