package dev.stom.testkit.internal.engine;

import dev.stom.testkit.traffic.SeenRequest;
import dev.stom.testkit.traffic.Traffic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happens on a venue. Guarded by the engine's lock. */
public final class TrafficLog {
  private static final int REQUESTS_KEPT = 1_000;

  private final Deque<SeenRequest> recent = new ArrayDeque<>();
  private final Map<String, Long> byGroup = new TreeMap<>();
  private final Map<Integer, Long> byStatus = new TreeMap<>();
  private final Map<String, WindowCount> windows = new TreeMap<>();
  private final Map<String, Long> peaks = new TreeMap<>();
  private final Deque<String> violations = new ArrayDeque<>();
  private long opened;
  private long refused;
  private long messages;
  private long frames;

  void request(SeenRequest request, String group) {
    if (recent.size() == REQUESTS_KEPT) {
      recent.remove();
    }
    recent.add(request);
    byGroup.merge(group, 1L, Long::sum);
  }

  void answered(int status) {
    byStatus.merge(status, 1L, Long::sum);
  }

  void opened() {
    opened++;
  }

  void refused() {
    refused++;
  }

  void message() {
    messages++;
  }

  void frame() {
    frames++;
  }

  /** The counter of a limit, made at its first use. */
  public WindowCount window(String limit, long lengthMillis) {
    return windows.computeIfAbsent(limit, name -> new WindowCount(lengthMillis));
  }

  /** The venue's clock was set. */
  void restartWindows() {
    windows.values().forEach(WindowCount::restart);
  }

  /** Notes how much one connection put into one window of a limit that each connection has. */
  public void peak(String limit, long count) {
    peaks.merge(limit, count, Math::max);
  }

  /** Notes what a client did wrong. */
  public void violation(String what) {
    if (violations.size() == Traffic.VIOLATIONS_KEPT) {
      violations.remove();
    }
    violations.add(what);
  }

  List<SeenRequest> recent() {
    return new ArrayList<>(recent);
  }

  Traffic snapshot(int open) {
    Map<String, Long> busiest = new TreeMap<>(peaks);
    windows.forEach((name, window) -> busiest.put(name, window.busiest()));
    return new Traffic(
        byGroup,
        byStatus,
        busiest,
        opened,
        refused,
        open,
        messages,
        frames,
        new ArrayList<>(violations));
  }
}
