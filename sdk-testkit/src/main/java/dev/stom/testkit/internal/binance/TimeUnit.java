package dev.stom.testkit.internal.binance;

/** In what unit a client wants times. */
enum TimeUnit {
  MILLISECOND(1),
  MICROSECOND(1_000);

  private final long factor;

  TimeUnit(long factor) {
    this.factor = factor;
  }

  /** A moment. */
  long at(long millis) {
    return millis * factor;
  }

  /** The last moment before another one. */
  long lastBefore(long millis) {
    return millis * factor - 1;
  }
}
