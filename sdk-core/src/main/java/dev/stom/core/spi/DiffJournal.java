package dev.stom.core.spi;

import java.util.ArrayList;
import java.util.List;

/** The diffs that came while a snapshot is wanted, by number, each once. Guarded by its owner. */
final class DiffJournal {
  private final int most;
  private final List<BookDiff> diffs = new ArrayList<>();

  DiffJournal(int most) {
    this.most = most;
  }

  boolean isEmpty() {
    return diffs.isEmpty();
  }

  int size() {
    return diffs.size();
  }

  /** The number of the first change in it; only when it is not empty. */
  long firstId() {
    return diffs.get(0).firstId();
  }

  /**
   * Adds a diff at its place. When there is no room the oldest is given up: a snapshot then has to
   * be newer than that.
   *
   * @return false when it was there already
   */
  boolean add(BookDiff diff) {
    int at = diffs.size();
    while (at > 0 && isBefore(diff, diffs.get(at - 1))) {
      at--;
    }
    if (at > 0 && diffs.get(at - 1).lastId() == diff.lastId()) {
      return false;
    }
    diffs.add(at, diff);
    if (diffs.size() > most) {
      diffs.remove(0);
    }
    return true;
  }

  private static boolean isBefore(BookDiff one, BookDiff other) {
    return one.lastId() < other.lastId();
  }

  void clear() {
    diffs.clear();
  }

  /**
   * Applies what joins a ledger, in order.
   *
   * @return true when nothing is left that does not join
   */
  boolean replayOnto(Ledger ledger) {
    for (BookDiff diff : diffs) {
      if (diff.lastId() > ledger.id()) {
        if (diff.firstId() > ledger.id() + 1) {
          return false;
        }
        ledger.apply(diff);
      }
    }
    return true;
  }
}
