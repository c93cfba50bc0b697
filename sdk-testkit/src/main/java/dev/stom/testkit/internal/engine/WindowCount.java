package dev.stom.testkit.internal.engine;

/** Counts what falls into fixed windows that are aligned to the wall clock. */
public final class WindowCount {
  private final long lengthMillis;
  private long window = Long.MIN_VALUE;
  private long count;
  private long busiest;

  public WindowCount(long lengthMillis) {
    this.lengthMillis = lengthMillis;
  }

  /** Adds to the present window and returns its count. */
  public long add(long nowMillis, long amount) {
    long present = Math.floorDiv(nowMillis, lengthMillis);
    if (present != window) {
      window = present;
      count = 0;
    }
    count += amount;
    busiest = Math.max(busiest, count);
    return count;
  }

  /** Begins anew: the clock was set, and nobody knows which window it is in. */
  void restart() {
    window = Long.MIN_VALUE;
  }

  /** The largest count that any window had. */
  public long busiest() {
    return busiest;
  }

  /** Milliseconds until the next window begins: from 1 to the window's length. */
  public long millisToNext(long nowMillis) {
    return lengthMillis - Math.floorMod(nowMillis, lengthMillis);
  }
}
