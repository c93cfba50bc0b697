package dev.stom.testkit.internal.market;

/** Deterministic noise out of keys: the same arguments give the same bits on every machine. */
final class Hash {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hash() {}

  static long of(long key, long index) {
    return mix(key + (index + 1) * GOLDEN);
  }

  static long of(long key, String text) {
    long hash = mix(key);
    for (int i = 0; i < text.length(); i++) {
      hash = of(hash, text.charAt(i));
    }
    return hash;
  }

  /** A number from 0 to below a bound, out of hashed bits. */
  static long below(long bound, long bits) {
    return (bits >>> 1) % bound;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
