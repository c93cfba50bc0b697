package dev.stom.core.spi;

/**
 * Levels of one side as a venue listed them, in columns.
 *
 * @param prices in any order; not to be changed afterwards
 * @param quantities as many, 0 for a level that is gone; not to be changed afterwards
 */
public record LevelColumns(DecimalColumn prices, DecimalColumn quantities) {
  /** Checks that the columns are equally long. */
  public LevelColumns {
    if (prices.size() != quantities.size()) {
      throw new IllegalArgumentException(
          "as many quantities as prices are needed but there are "
              + quantities.size()
              + " and "
              + prices.size());
    }
  }

  /**
   * Counts the levels.
   *
   * @return 0 or more
   */
  public int size() {
    return prices.size();
  }
}
