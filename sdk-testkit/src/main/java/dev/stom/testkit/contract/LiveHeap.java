package dev.stom.testkit.contract;

/** Measures what is reachable on the heap. */
final class LiveHeap {
  private static final int COLLECTIONS = 4;

  private LiveHeap() {}

  /**
   * The least of a few readings, each after a collection: what others throw away does not count.
   */
  static long bytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
