package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The top of the book: the best bid and the best ask. A side that is empty is null.
 *
 * @param instrument what is quoted
 * @param stamp when; some venues give their quotes no time of their own
 * @param bid the highest price to buy, or null when nobody bids
 * @param ask the lowest price to sell, or null when nobody offers
 * @param sequence the venue's number of the book state that this is the top of, or null where it
 *     gives none
 */
public record Quote(
    Instrument instrument,
    Stamp stamp,
    @Nullable BookLevel bid,
    @Nullable BookLevel ask,
    @Nullable Long sequence)
    implements MarketEvent {

  /** Checks that nothing is missing. */
  public Quote {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(stamp, "stamp");
  }

  /**
   * Returns the price in the middle of bid and ask, exactly.
   *
   * @return the mid price in the quote asset, or empty when a side is empty
   */
  public Optional<BigDecimal> mid() {
    return bid == null || ask == null
        ? Optional.empty()
        : Optional.of(bid.price().add(ask.price()).multiply(HALF));
  }

  /**
   * Returns ask price − bid price.
   *
   * @return the spread in the quote asset, or empty when a side is empty; negative for a crossed
   *     quote
   */
  public Optional<BigDecimal> spread() {
    return bid == null || ask == null
        ? Optional.empty()
        : Optional.of(ask.price().subtract(bid.price()));
  }

  private static final BigDecimal HALF = new BigDecimal("0.5");
}
