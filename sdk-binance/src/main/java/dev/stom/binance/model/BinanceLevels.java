package dev.stom.binance.model;

import dev.stom.core.spi.DecimalColumn;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Price levels as the venue listed them, in its order, kept as columns: decimals are made when
 * asked for. Never changed once made. Two are equal when their values are, level by level.
 */
public final class BinanceLevels {
  private final DecimalColumn prices;
  private final DecimalColumn quantities;

  private BinanceLevels(DecimalColumn prices, DecimalColumn quantities) {
    this.prices = prices;
    this.quantities = quantities;
  }

  /**
   * Makes levels of two columns.
   *
   * @param prices not to be changed afterwards
   * @param quantities as many; not to be changed afterwards
   * @return the levels
   */
  public static BinanceLevels of(DecimalColumn prices, DecimalColumn quantities) {
    if (prices.size() != quantities.size()) {
      throw new IllegalArgumentException(
          "as many quantities as prices are needed but there are "
              + quantities.size()
              + " and "
              + prices.size());
    }
    return new BinanceLevels(prices, quantities);
  }

  /**
   * Counts the levels.
   *
   * @return 0 or more
   */
  public int size() {
    return prices.size();
  }

  /**
   * Returns a level's price.
   *
   * @param index from 0
   * @return quote asset per one base
   * @throws IndexOutOfBoundsException when there is no such level
   */
  public BigDecimal price(int index) {
    return prices.get(index);
  }

  /**
   * Returns a level's quantity.
   *
   * @param index from 0
   * @return units of base; in a {@link BinanceDepthUpdate}, 0 says that the level is gone
   * @throws IndexOutOfBoundsException when there is no such level
   */
  public BigDecimal quantity(int index) {
    return quantities.get(index);
  }

  /**
   * Returns all prices, for code that works on columns.
   *
   * @return the column itself: copy it before changing it
   */
  public DecimalColumn prices() {
    return prices;
  }

  /**
   * Returns all quantities, for code that works on columns.
   *
   * @return the column itself: copy it before changing it
   */
  public DecimalColumn quantities() {
    return quantities;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    if (!(o instanceof BinanceLevels other) || other.size() != size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (prices.compare(i, other.prices, i) != 0
          || quantities.compare(i, other.quantities, i) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return size() == 0 ? 0 : 31 * size() + price(0).stripTrailingZeros().hashCode();
  }

  /** Shows the columns. */
  @Override
  public String toString() {
    return "prices " + prices + " quantities " + quantities;
  }
}
