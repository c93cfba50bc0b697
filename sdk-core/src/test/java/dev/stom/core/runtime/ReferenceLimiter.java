package dev.stom.core.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The limiter's contract written down as plainly as possible, on a clock of whole milliseconds:
 * remembers every permit for ever and looks at all of them each time.
 */
final class ReferenceLimiter {
  final Map<String, RateBudget> budgets = new LinkedHashMap<>();
  final List<Entry> entries = new ArrayList<>();
  final Map<String, Long> stops = new LinkedHashMap<>();
  long now;

  static final class Entry {
    final int id;
    final Charge charge;
    long granted = -1;
    long released = -1;
    boolean gone; // the permit or the wait was cancelled

    Entry(int id, Charge charge) {
      this.id = id;
      this.charge = charge;
    }
  }

  boolean fits(Charge charge) {
    return charge.amounts().entrySet().stream()
        .allMatch(
            share -> {
              RateBudget budget = budgets.get(share.getKey());
              int used = 0;
              for (Entry entry : entries) {
                boolean out = entry.granted >= 0 && !entry.gone;
                boolean back =
                    entry.released >= 0 && entry.released + budget.window().toMillis() <= now;
                if (out && !back) {
                  used += entry.charge.amounts().getOrDefault(budget.name(), 0);
                }
              }
              return used + share.getValue() <= budget.limit()
                  && now >= stops.getOrDefault(budget.name(), Long.MIN_VALUE);
            });
  }

  boolean nobodyBefore(Charge charge) {
    return entries.stream()
        .filter(entry -> entry.granted < 0 && !entry.gone)
        .noneMatch(
            entry ->
                entry.charge.amounts().keySet().stream()
                    .anyMatch(charge.amounts().keySet()::contains));
  }

  void serve() {
    Set<String> taken = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.granted < 0 && !entry.gone) {
        boolean first = entry.charge.amounts().keySet().stream().noneMatch(taken::contains);
        if (first && fits(entry.charge)) {
          entry.granted = now;
        } else {
          taken.addAll(entry.charge.amounts().keySet());
        }
      }
    }
  }

  /** How long one more would wait if everything were answered the moment it is granted. */
  long estimate(Charge charge) {
    ReferenceLimiter future = new ReferenceLimiter();
    future.budgets.putAll(budgets);
    future.stops.putAll(stops);
    future.now = now;
    for (Entry entry : entries) {
      Entry copy = new Entry(entry.id, entry.charge);
      copy.granted = entry.granted;
      copy.released = entry.released;
      copy.gone = entry.gone;
      future.entries.add(copy);
    }
    Entry last = new Entry(-1, charge);
    future.entries.add(last);
    while (true) {
      future.serve();
      for (Entry entry : future.entries) {
        if (entry.granted >= 0 && entry.released < 0 && !entry.gone) {
          entry.released = future.now;
        }
      }
      if (last.granted >= 0) {
        return last.granted - now;
      }
      future.now++;
    }
  }
}
