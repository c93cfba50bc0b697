package dev.stom.testkit.internal.market;

/**
 * A bounded wandering quantity that is a pure function of the step: several lattices of hashed
 * points, each interpolated linearly, from fast and small to slow and large. It needs no history,
 * so the price of last year costs as much as the price of now, and nothing has to be remembered.
 *
 * <p>Remembers the last lattice cell for speed; guarded by the market's lock.
 */
final class Noise {
  private final int[] bits;
  private final long[] amplitudes;
  private final long[] keys;
  private final long[] cells;
  private final long[] lefts;
  private final long[] rights;

  /**
   * @param key what tells this noise from others
   * @param bits distance of the lattice points of each octave: two to the power of so many steps;
   *     powers of two, because most of a simulated market's time goes into this division
   * @param amplitudes the largest deviation of each octave, 10⁸ standing for the whole
   */
  Noise(long key, int[] bits, long[] amplitudes) {
    this.bits = bits.clone();
    this.amplitudes = amplitudes.clone();
    int octaves = bits.length;
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
    for (int i = 0; i < bits.length; i++) {
      long cell = step >> bits[i];
      if (cell != cells[i]) {
        lefts[i] = point(i, cell);
        rights[i] = point(i, cell + 1);
        cells[i] = cell;
      }
      long into = step - (cell << bits[i]);
      sum += lefts[i] + (((rights[i] - lefts[i]) * into) >> bits[i]);
    }
    return sum;
  }

  private long point(int octave, long cell) {
    long amplitude = amplitudes[octave];
    return Hash.below(2 * amplitude + 1, Hash.of(keys[octave], cell)) - amplitude;
  }
}
