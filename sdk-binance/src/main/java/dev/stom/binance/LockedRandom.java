package dev.stom.binance;

import java.util.random.RandomGenerator;

/** Lets several threads draw from one generator, most of which are not made for that. */
final class LockedRandom implements RandomGenerator {
  private final RandomGenerator source; // guarded by this

  LockedRandom(RandomGenerator source) {
    this.source = source;
  }

  @Override
  public synchronized long nextLong() {
    return source.nextLong();
  }
}
