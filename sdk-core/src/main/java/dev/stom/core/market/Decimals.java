package dev.stom.core.market;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Equality of decimals by value: 1.0 equals 1.00. */
final class Decimals {
  private Decimals() {}

  static boolean same(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return a.compareTo(b) == 0;
  }

  static int hash(@Nullable BigDecimal a) {
    return a == null ? 0 : a.stripTrailingZeros().hashCode();
  }

  static BigDecimal positive(BigDecimal value, String name) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(
          name + " must be positive but is " + value.toPlainString());
    }
    return value;
  }

  static BigDecimal parse(String text, String name) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          name + " must be a decimal number such as 0.015 but is '" + text + "'", notANumber);
    }
  }
}
