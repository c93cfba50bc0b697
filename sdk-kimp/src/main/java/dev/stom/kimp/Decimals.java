package dev.stom.kimp;

import java.math.BigDecimal;
import java.util.Objects;

/** Equality of decimals by value, 1.0 equals 1.00, and the one check that all prices share. */
final class Decimals {
  private Decimals() {}

  static boolean same(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) == 0;
  }

  static int hash(BigDecimal a) {
    return a.stripTrailingZeros().hashCode();
  }

  static BigDecimal positive(BigDecimal value, String name) {
    Objects.requireNonNull(value, name);
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(name + " must be positive but is " + value);
    }
    return value;
  }
}
