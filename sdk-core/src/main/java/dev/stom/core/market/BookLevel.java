package dev.stom.core.market;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One price level of a book.
 *
 * @param price quote asset per one base; positive
 * @param quantity units of base resting at this price; positive
 */
public record BookLevel(BigDecimal price, BigDecimal quantity) {
  /** Checks that both are positive. */
  public BookLevel {
    Decimals.positive(price, "price");
    Decimals.positive(quantity, "quantity");
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof BookLevel other
        && Decimals.same(price, other.price)
        && Decimals.same(quantity, other.quantity);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Decimals.hash(price), Decimals.hash(quantity));
  }
}
