package dev.stom.core.market;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How much: either a quantity of the base asset or an amount of the quote asset. Two types, so that
 * 0.5 bitcoin and 0.5 dollars cannot be confused.
 */
public sealed interface Size {
  /**
   * Returns the number alone.
   *
   * @return positive; in the unit that the type says
   */
  BigDecimal value();

  /**
   * So many units of the base asset.
   *
   * @param value units of base, positive
   */
  record Quantity(BigDecimal value) implements Size {
    /** Checks that it is positive. */
    public Quantity {
      Decimals.positive(value, "quantity");
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Quantity other && Decimals.same(value, other.value);
    }

    @Override
    public int hashCode() {
      return Decimals.hash(value);
    }

    @Override
    public String toString() {
      return "quantity " + value.toPlainString();
    }
  }

  /**
   * As much as so many units of the quote asset are worth, fees not counted.
   *
   * @param value units of quote, positive
   */
  record Amount(BigDecimal value) implements Size {
    /** Checks that it is positive. */
    public Amount {
      Decimals.positive(value, "amount");
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Amount other && Decimals.same(value, other.value);
    }

    @Override
    public int hashCode() {
      return ~Decimals.hash(value);
    }

    @Override
    public String toString() {
      return "amount " + value.toPlainString();
    }
  }

  /**
   * A quantity of the base asset.
   *
   * @param value units of base, positive
   * @return the size
   */
  static Quantity ofQuantity(BigDecimal value) {
    return new Quantity(Objects.requireNonNull(value, "quantity"));
  }

  /**
   * A quantity of the base asset.
   *
   * @param value units of base as text, for example {@code 0.015}
   * @return the size
   */
  static Quantity ofQuantity(String value) {
    return new Quantity(Decimals.parse(value, "quantity"));
  }

  /**
   * An amount of the quote asset.
   *
   * @param value units of quote, positive
   * @return the size
   */
  static Amount ofAmount(BigDecimal value) {
    return new Amount(Objects.requireNonNull(value, "amount"));
  }

  /**
   * An amount of the quote asset.
   *
   * @param value units of quote as text, for example {@code 1000000}
   * @return the size
   */
  static Amount ofAmount(String value) {
    return new Amount(Decimals.parse(value, "amount"));
  }

  /**
   * Treats each kind in its own way.
   *
   * @param quantity for units of base
   * @param amount for units of quote
   * @param <T> what comes out
   * @return what the fitting function returns
   */
  default <T> T fold(
      Function<? super Quantity, ? extends T> quantity,
      Function<? super Amount, ? extends T> amount) {
    return this instanceof Quantity base ? quantity.apply(base) : amount.apply((Amount) this);
  }
}
