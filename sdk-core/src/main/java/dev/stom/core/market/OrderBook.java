package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order book as the venue showed it at one moment: as many levels as were asked for, no less
 * true for being short.
 *
 * @param instrument whose book
 * @param stamp when; some venues give their books no time of their own
 * @param bids resting prices to buy, highest first
 * @param asks resting prices to sell, lowest first
 * @param sequence the venue's number of this state, or null where it gives none
 */
public record OrderBook(
    Instrument instrument, Stamp stamp, BookSide bids, BookSide asks, @Nullable Long sequence)
    implements MarketEvent {

  /** Checks that nothing is missing. */
  public OrderBook {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(stamp, "stamp");
    Objects.requireNonNull(bids, "bids");
    Objects.requireNonNull(asks, "asks");
  }

  /**
   * Returns the top of this book.
   *
   * @return best bid and best ask with the same stamp and sequence
   */
  public Quote top() {
    return new Quote(
        instrument, stamp, bids.best().orElse(null), asks.best().orElse(null), sequence);
  }

  /**
   * Returns the first levels of both sides.
   *
   * @param depth how many at most on each side; not negative
   * @return this book if it is no deeper
   */
  public OrderBook top(int depth) {
    return depth >= bids.depth() && depth >= asks.depth()
        ? this
        : new OrderBook(instrument, stamp, bids.top(depth), asks.top(depth), sequence);
  }

  /**
   * Tells whether the best bid is at or above the best ask, which no true book is.
   *
   * @return true when crossed or locked
   */
  public boolean isCrossed() {
    return bids.depth() > 0 && asks.depth() > 0 && bids.price(0).compareTo(asks.price(0)) >= 0;
  }
}
