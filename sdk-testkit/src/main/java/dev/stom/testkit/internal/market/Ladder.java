package dev.stom.testkit.internal.market;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * What is known of the cells of one pair's price grid: prices, which never change, and sizes with
 * the step until which they hold. A memory only: it may forget anything at any time.
 *
 * <p>Guarded by the market's lock.
 */
final class Ladder {
  /** A power of two above the number of cells that a whole book looks at. */
  private static final int ROOM = 1_024;

  private final LongUnaryOperator priceOfCell;
  private final Sizes sizeOfCell;
  private final long[] cells = new long[ROOM];
  private final long[] prices = new long[ROOM];
  private final long[] sizes = new long[ROOM];
  private final long[] sizesFrom = new long[ROOM];
  private final long[] sizesUntil = new long[ROOM];

  /** How a size comes about. */
  interface Sizes {
    /** The step at which the size at a step began to hold. */
    long since(long cell, long step);

    /** For how many steps each size of a cell holds. */
    long life(long cell);

    /** The size at a step. */
    long at(long cell, long step);
  }

  Ladder(LongUnaryOperator priceOfCell, Sizes sizeOfCell) {
    this.priceOfCell = priceOfCell;
    this.sizeOfCell = sizeOfCell;
    Arrays.fill(cells, Long.MIN_VALUE);
  }

  /** The price of a cell's level; 0 or less when it has none. */
  long price(long cell) {
    return prices[slot(cell)];
  }

  /** The size of a cell's level at a step; 0 when there is none. */
  long size(long cell, long step) {
    int slot = slot(cell);
    if (step < sizesFrom[slot] || step >= sizesUntil[slot]) {
      long since = sizeOfCell.since(cell, step);
      sizesFrom[slot] = since;
      sizesUntil[slot] = since + sizeOfCell.life(cell);
      sizes[slot] = sizeOfCell.at(cell, step);
    }
    return sizes[slot];
  }

  private int slot(long cell) {
    int slot = (int) (cell & (ROOM - 1));
    if (cells[slot] != cell) {
      cells[slot] = cell;
      prices[slot] = priceOfCell.applyAsLong(cell);
      sizesFrom[slot] = 1;
      sizesUntil[slot] = 0;
    }
    return slot;
  }
}
