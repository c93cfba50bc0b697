package dev.stom.testkit.internal.market;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A sum of products of non-negative longs, exact to 127 bits. */
public final class Wide {
  private long high;
  private long low;

  void addProduct(long a, long b) {
    addParts(Math.multiplyHigh(a, b), a * b);
  }

  void add(Wide other) {
    addParts(other.high, other.low);
  }

  private void addParts(long otherHigh, long otherLow) {
    low += otherLow;
    high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
  }

  /**
   * Returns the sum as a decimal.
   *
   * @param scale digits behind the point
   * @return exact
   */
  public BigDecimal toDecimal(int scale) {
    BigInteger lowPart = new BigInteger(Long.toUnsignedString(low));
    return new BigDecimal(BigInteger.valueOf(high).shiftLeft(64).add(lowPart), scale);
  }

  /**
   * Tells whether nothing was added.
   *
   * @return true for zero
   */
  public boolean isZero() {
    return high == 0 && low == 0;
  }
}
