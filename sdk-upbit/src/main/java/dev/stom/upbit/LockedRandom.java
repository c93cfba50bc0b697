package dev.stom.upbit;

import java.util.random.RandomGenerator;

/** Makes a generator safe for several threads; most are not. */
final class LockedRandom implements RandomGenerator {
  private final RandomGenerator random; // guarded by this

  LockedRandom(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public synchronized long nextLong() {
    return random.nextLong();
  }
}
