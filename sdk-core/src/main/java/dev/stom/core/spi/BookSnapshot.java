package dev.stom.core.spi;

import dev.stom.core.market.Stamp;

/**
 * A whole book, or the best part of it, as a venue answered it.
 *
 * @param id the number of the last change that it contains
 * @param stamp when
 * @param bids levels in any order
 * @param asks levels in any order
 * @param limit how many levels a side were asked for: a side that has as many was cut, and what
 *     lies beyond its last level is unknown
 */
public record BookSnapshot(long id, Stamp stamp, LevelColumns bids, LevelColumns asks, int limit) {
  /** Checks the limit. */
  public BookSnapshot {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1 but is " + limit);
    }
  }
}
