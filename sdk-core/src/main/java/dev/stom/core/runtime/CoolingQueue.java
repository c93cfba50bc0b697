package dev.stom.core.runtime;

import java.util.Arrays;

/**
 * Released room of one lane on its way back: amounts with the moment when each is free again, in
 * ascending order. A ring, so that releasing makes no garbage.
 */
final class CoolingQueue {
  /**
   * How many releases are remembered one by one. Beyond it, releases that lie within a thousandth
   * of the window share an entry and expire with the last of them: a budget of hundreds of
   * thousands then costs a fixed amount of memory and at most 0.1 % of its rate.
   */
  static final int EXACT_RELEASES = 1_000;

  private static final int FIRST_SIZE = 8;

  private long[] opened = new long[FIRST_SIZE]; // when the entry was begun
  private long[] expiry = new long[FIRST_SIZE];
  private int[] amount = new int[FIRST_SIZE];
  private int first;
  private int size;

  CoolingQueue() {}

  CoolingQueue(CoolingQueue other) {
    opened = other.opened.clone();
    expiry = other.expiry.clone();
    amount = other.amount.clone();
    first = other.first;
    size = other.size;
  }

  int size() {
    return size;
  }

  long expiry(int index) {
    return expiry[at(index)];
  }

  int amount(int index) {
    return amount[at(index)];
  }

  /** Adds room that is free again at a moment, but not before what was added earlier. */
  void add(int more, long now, long until, long windowNanos) {
    if (size > 0) {
      int last = at(size - 1);
      long later = Math.max(until, expiry[last]);
      if (later == expiry[last]
          || (size >= EXACT_RELEASES && now - opened[last] <= windowNanos / EXACT_RELEASES)) {
        expiry[last] = later;
        amount[last] += more;
        return;
      }
    }
    if (size == amount.length) {
      grow();
    }
    int next = at(size++);
    opened[next] = now;
    expiry[next] = until;
    amount[next] = more;
  }

  /** Removes the first entry and returns its amount. */
  int removeFirst() {
    int removed = amount[first];
    first = at(1);
    size--;
    return removed;
  }

  private int at(int index) {
    return (first + index) & (amount.length - 1); // the length is a power of two
  }

  private void grow() {
    int length = amount.length;
    opened = unrolled(opened, length);
    expiry = unrolled(expiry, length);
    int[] amounts = new int[length * 2];
    System.arraycopy(amount, first, amounts, 0, length - first);
    System.arraycopy(amount, 0, amounts, length - first, first);
    amount = amounts;
    first = 0;
  }

  private long[] unrolled(long[] ring, int length) {
    long[] unrolled = Arrays.copyOfRange(ring, first, first + length * 2);
    System.arraycopy(ring, 0, unrolled, length - first, first);
    return unrolled;
  }
}
