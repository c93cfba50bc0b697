package dev.stom.testkit.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What came of a client in a script's chaos.
 *
 * @param script the script
 * @param findings what was wrong, each with its moment on the script's clock; empty when all was
 *     well
 * @param trades trades that were delivered
 * @param gaps gaps between trades that were reported
 * @param missed trades that lie in those gaps
 * @param books books and quotes that were compared with the venue's
 * @param reconnects losses of a connection that a feed heard of
 */
public record ChaosReport(
    ChaosScript script,
    List<String> findings,
    long trades,
    long gaps,
    long missed,
    long books,
    long reconnects) {
  /** Copies the findings. */
  public ChaosReport {
    findings = List.copyOf(findings);
  }

  /** A seed that ended in an exception. */
  static ChaosReport thrown(long seed, Throwable thrown) {
    ChaosScript none = ChaosScript.named("seed " + seed, Duration.ZERO);
    String what = "thrown: " + thrown + " at " + Arrays.toString(thrown.getStackTrace());
    return new ChaosReport(none, List.of(what), 0, 0, 0, 0, 0);
  }

  /**
   * Tells whether all was well.
   *
   * @return true without findings
   */
  public boolean isClean() {
    return findings.isEmpty();
  }

  /**
   * Checks that all was well.
   *
   * @throws AssertionError with script and findings, ready for a bug report
   */
  public void assertClean() {
    if (!isClean()) {
      throw new AssertionError(toString());
    }
  }

  /** Shows the script, the findings and the figures. */
  @Override
  public String toString() {
    return script
        + "\n"
        + (isClean() ? "no findings" : "findings:\n" + String.join("\n", findings))
        + "\ntrades "
        + trades
        + ", gaps "
        + gaps
        + " with "
        + missed
        + " trades, books compared "
        + books
        + ", reconnects "
        + reconnects;
  }
}
