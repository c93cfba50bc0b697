package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
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

  /**
   * Returns the highest bid.
   *
   * @return the level, or empty when nobody bids
   */
  public Optional<BookLevel> bestBid() {
    return bids.best();
  }

  /**
   * Returns the lowest ask.
   *
   * @return the level, or empty when nobody offers
   */
  public Optional<BookLevel> bestAsk() {
    return asks.best();
  }

  /**
   * Returns best ask − best bid, exactly.
   *
   * @return the spread in the quote asset, or empty when a side is empty; negative for a crossed
   *     book
   */
  public Optional<BigDecimal> spread() {
    return top().spread();
  }

  /**
   * Returns the price in the middle of best bid and best ask, exactly.
   *
   * @return the mid price in the quote asset, or empty when a side is empty
   */
  public Optional<BigDecimal> mid() {
    return top().mid();
  }

  /**
   * Returns the side that a taker takes from.
   *
   * @param taker what the taker does
   * @return asks for a buyer, bids for a seller
   */
  public BookSide against(Side taker) {
    return taker == Side.BUY ? asks : bids;
  }

  /**
   * Sums what a taker would find at a price or better, exactly.
   *
   * @param taker what the taker does: a buyer looks at asks up to the limit, a seller at bids down
   *     to it
   * @param limit the worst price, in quote asset; positive
   * @return quantity and notional
   */
  public BookDepth cumulative(Side taker, BigDecimal limit) {
    return BookWalk.downTo(against(taker), taker, limit);
  }

  /**
   * Estimates what an order that takes from this book at once would meet.
   *
   * @param taker what the order does
   * @param size how much: a quantity of base or an amount of quote
   * @param feeRate the taker's fee as a fraction of the notional, from 0 to less than 1: 0.0005 for
   *     0.05 %
   * @return average and worst price, what would be filled and what would be left over
   */
  public FillEstimate fill(Side taker, Size size, BigDecimal feeRate) {
    return BookWalk.fill(against(taker), taker, size, feeRate);
  }
}
