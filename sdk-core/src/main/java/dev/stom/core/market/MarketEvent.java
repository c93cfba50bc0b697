package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.time.Instant;
import java.util.Optional;

/**
 * One piece of public market data, the same at every venue. Immutable.
 *
 * <p>Prices and quantities are exactly what the venue wrote, scale included; events that hold them
 * are equal when the values are equal, so {@code 1.0} and {@code 1.00} are the same price. What a
 * venue does not tell is absent, never zero.
 */
public sealed interface MarketEvent permits Trade, Quote, OrderBook, Ticker, Candle {

  /**
   * Says what it is about.
   *
   * @return the instrument
   */
  Instrument instrument();

  /**
   * Says when it happened and when we learned of it.
   *
   * @return the stamp
   */
  Stamp stamp();

  /**
   * Returns when it happened by the venue's clock.
   *
   * @return the moment, or empty where the venue does not say
   */
  default Optional<Instant> venueTime() {
    return Optional.ofNullable(stamp().venueTime());
  }

  /**
   * Returns when we read it.
   *
   * @return the moment by our wall clock
   */
  default Instant receivedAt() {
    return stamp().receivedAt();
  }
}
