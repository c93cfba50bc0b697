package dev.stom.core.spi;

import dev.stom.core.market.BookSide;
import java.math.BigDecimal;
import java.util.Objects;

/** A side of a book over primitive columns: decimals are made when asked for. */
public final class ColumnBookSide extends BookSide {
  private final DecimalColumn prices;
  private final DecimalColumn quantities;
  private final int depth;

  private ColumnBookSide(DecimalColumn prices, DecimalColumn quantities, int depth) {
    this.prices = prices;
    this.quantities = quantities;
    this.depth = depth;
  }

  /**
   * Makes a side.
   *
   * @param prices best first; not to be changed afterwards
   * @param quantities as many as prices; not to be changed afterwards
   * @return the side
   */
  public static BookSide of(DecimalColumn prices, DecimalColumn quantities) {
    if (prices.size() != quantities.size()) {
      throw new IllegalArgumentException(
          "as many quantities as prices are needed but there are "
              + quantities.size()
              + " and "
              + prices.size());
    }
    return new ColumnBookSide(prices, quantities, prices.size());
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public BigDecimal price(int index) {
    return prices.get(Objects.checkIndex(index, depth));
  }

  @Override
  public BigDecimal quantity(int index) {
    return quantities.get(Objects.checkIndex(index, depth));
  }

  /**
   * Tells whether each price is worse than the one before, without making a decimal.
   *
   * @param ascending true for asks, false for bids
   * @return false when two prices are equal or out of order
   */
  boolean isOrdered(boolean ascending) {
    for (int i = 1; i < depth; i++) {
      int compared = prices.compare(i, prices, i - 1);
      if (ascending ? compared <= 0 : compared >= 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public BookSide top(int levels) {
    if (levels < 0) {
      throw new IllegalArgumentException("depth must not be negative but is " + levels);
    }
    return levels >= depth ? this : new ColumnBookSide(prices, quantities, levels);
  }
}
