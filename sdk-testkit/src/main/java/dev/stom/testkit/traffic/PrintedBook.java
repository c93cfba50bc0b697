package dev.stom.testkit.traffic;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An order book as it stood at a simulated venue, whether anybody saw it or not: what a test
 * compares with what a client shows.
 *
 * @param at since when, by the venue's clock; books change every tenth of a second
 * @param updateId the number of the last change in it, as Binance writes it
 * @param bids descending, at most 200
 * @param asks ascending, at most 200
 */
public record PrintedBook(Instant at, long updateId, List<Level> bids, List<Level> asks) {
  /** Copies the levels. */
  public PrintedBook {
    bids = List.copyOf(bids);
    asks = List.copyOf(asks);
  }

  /**
   * One level.
   *
   * @param price units of quote
   * @param quantity units of base
   */
  public record Level(BigDecimal price, BigDecimal quantity) {}
}
