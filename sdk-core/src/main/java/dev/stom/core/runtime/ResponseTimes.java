package dev.stom.core.runtime;

/**
 * Counts spans of time in buckets whose width grows with the span, so that any percentile of any
 * number of spans is known within 1 % in a fixed 18 KiB. Spans from 1 µs to 2 h keep that accuracy;
 * shorter ones are exact, longer ones count as the longest. Minimum, maximum and mean are exact.
 *
 * <p>Each doubling of the span is cut into 64 buckets of equal width; a bucket answers with its
 * middle, which is at most 1/128 away from anything in it.
 *
 * <p>Not thread-safe. HdrHistogram does the same and is the oracle in the tests; it names no Java
 * module, and a published module must not require one that does not.
 */
final class ResponseTimes {
  private static final int CUT_BITS = 6; // 64 buckets for each doubling
  private static final int CUTS = 1 << CUT_BITS;
  private static final int LINEAR = 2 * CUTS; // below this many nanoseconds each has its own bucket
  private static final int DOUBLINGS = 36; // 128 ns × 2^36 = 2.4 h
  private static final long LONGEST = ((long) LINEAR << DOUBLINGS) - 1;

  private final long[] counts = new long[LINEAR + DOUBLINGS * CUTS];
  private long total;
  private long min = Long.MAX_VALUE;
  private long max;
  private double sum; // a double: a sum of nanoseconds may pass 2^63, and 53 bits are plenty

  /** Counts one span; a negative one counts as zero. */
  void add(long nanos) {
    long span = Math.max(0, nanos);
    counts[index(Math.min(span, LONGEST))]++;
    total++;
    min = Math.min(min, span);
    max = Math.max(max, span);
    sum += span;
  }

  void addAll(ResponseTimes other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    sum += other.sum;
  }

  long total() {
    return total;
  }

  /** The shortest, in nanoseconds; only when {@link #total} is positive. */
  long min() {
    return min;
  }

  long max() {
    return max;
  }

  long mean() {
    return Math.round(sum / total);
  }

  /**
   * The span that is not exceeded by a share of all: nearest rank, within 1 %.
   *
   * @param percent above 0, up to 100
   */
  long percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * total - 1e-9));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.max(min, Math.min(max, middle(i)));
      }
    }
    return max;
  }

  private static int index(long span) {
    if (span < LINEAR) {
      return (int) span;
    }
    int shift = Long.SIZE - Long.numberOfLeadingZeros(span) - CUT_BITS - 1; // at least 1
    return LINEAR + (shift - 1) * CUTS + (int) (span >>> shift) - CUTS;
  }

  private static long middle(int index) {
    if (index < LINEAR) {
      return index;
    }
    int shift = (index - LINEAR) / CUTS + 1;
    long low = (long) ((index - LINEAR) % CUTS + CUTS) << shift;
    return low + (1L << shift) / 2;
  }
}
