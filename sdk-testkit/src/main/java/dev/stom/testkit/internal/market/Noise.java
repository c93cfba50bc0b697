package dev.stom.testkit.internal.market;

/**
 * A bounded wandering quantity that is a pure function of the step: several lattices of hashed
 * points, each interpolated linearly, from fast and small to slow and large. It needs no history,
 * so the price of last year costs as much as the price of now, and nothing has to be remembered.
 *
 * <p>Remembers the last lattice cell for speed; guarded by the market's lock.
 */
final class Noise {
  private final long[] periods;
  private final long[] amplitudes;
  private final long[] keys;
  private final long[] cells;
  private final long[] lefts;
  private final long[] rights;

  /**
   * @param key what tells this noise from others
   * @param periods distance of the lattice points of each octave, in steps
   * @param amplitudes the largest deviation of each octave, 10⁸ standing for the whole
   */
  Noise(long key, long[] periods, long[] amplitudes) {
    this.periods = periods.clone();
    this.amplitudes = amplitudes.clone();
    int octaves = periods.length;
    keys = new long[octaves];
    cells = new long[octaves];
    lefts = new long[octaves];
    rights = new long[octaves];
    for (int i = 0; i < octaves; i++) {
      keys[i] = Hash.of(key, i);
      cells[i] = Long.MIN_VALUE;
    }
  }

  /** Returns the deviation at a step, 10⁸ standing for the whole. */
  long at(long step) {
    long sum = 0;
    for (int i = 0; i < periods.length; i++) {
      long period = periods[i];
      long cell = Math.floorDiv(step, period);
      if (cell != cells[i]) {
        lefts[i] = point(i, cell);
        rights[i] = point(i, cell + 1);
        cells[i] = cell;
      }
      long into = step - cell * period;
      sum += lefts[i] + (rights[i] - lefts[i]) * into / period;
    }
    return sum;
  }

  private long point(int octave, long cell) {
    long amplitude = amplitudes[octave];
    return Long.remainderUnsigned(Hash.of(keys[octave], cell), 2 * amplitude + 1) - amplitude;
  }
}
