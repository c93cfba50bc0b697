package dev.stom.testkit.chaos;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the oracle has to say, each with the moment of the script. */
final class Findings {
  /** The first tell the story. */
  private static final int MOST = 40;

  private final TimeSource time;
  private final long startNanos;
  private final List<String> found = new ArrayList<>();
  private long more;

  Findings(TimeSource time, Duration untilScript) {
    this.time = time;
    startNanos = time.nanoTime() + untilScript.toNanos();
  }

  /** Without threads: what comes is heard before anything else happens. */
  boolean isVirtual() {
    return time instanceof ManualTime;
  }

  void add(String what) {
    if (found.size() == MOST) {
      more++;
      return;
    }
    double seconds = (time.nanoTime() - startNanos) / 1e9;
    found.add(String.format(Locale.ROOT, "%9.3f s  %s", seconds, what));
  }

  List<String> all() {
    List<String> all = new ArrayList<>(found);
    if (more > 0) {
      all.add("and " + more + " more");
    }
    return all;
  }
}
