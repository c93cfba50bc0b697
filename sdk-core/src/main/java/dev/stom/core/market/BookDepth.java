package dev.stom.core.market;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What rests on the best levels of one side of a book, summed exactly.
 *
 * @param levels how many levels were summed
 * @param quantity units of base
 * @param notional sum of price × quantity, in quote asset
 * @param exhaustive true when nothing else can rest within what was asked for; false when levels
 *     that are not known may: then the true sums may be larger
 */
public record BookDepth(int levels, BigDecimal quantity, BigDecimal notional, boolean exhaustive) {
  /** Checks that nothing is missing. */
  public BookDepth {
    Objects.requireNonNull(quantity, "quantity");
    Objects.requireNonNull(notional, "notional");
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof BookDepth other
        && levels == other.levels
        && exhaustive == other.exhaustive
        && Decimals.same(quantity, other.quantity)
        && Decimals.same(notional, other.notional);
  }

  @Override
  public int hashCode() {
    return Objects.hash(levels, exhaustive, Decimals.hash(quantity), Decimals.hash(notional));
  }
}
