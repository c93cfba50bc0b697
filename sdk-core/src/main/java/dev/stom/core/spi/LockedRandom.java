package dev.stom.core.spi;

import java.util.random.RandomGenerator;

/** Lets several threads draw from one generator, most of which are not made for that. */
public final class LockedRandom implements RandomGenerator {
  private final RandomGenerator source; // guarded by this

  /**
   * Wraps a generator.
   *
   * @param source used under a lock from now on
   */
  public LockedRandom(RandomGenerator source) {
    this.source = source;
  }

  @Override
  public synchronized long nextLong() {
    return source.nextLong();
  }
}
