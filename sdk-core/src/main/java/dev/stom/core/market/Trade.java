package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A print on the public tape.
 *
 * @param instrument what was traded
 * @param stamp when
 * @param id the venue's id, unique for the instrument; text, because ids outgrow every number type.
 *     Not an ordering
 * @param price quote asset per one base; positive
 * @param quantity units of base; positive
 * @param takerSide what the taker did; null where the venue does not say or used a word that this
 *     version does not know
 */
public record Trade(
    Instrument instrument,
    Stamp stamp,
    String id,
    BigDecimal price,
    BigDecimal quantity,
    @Nullable Side takerSide)
    implements MarketEvent {

  /** Checks that price and quantity are positive. */
  public Trade {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(stamp, "stamp");
    Objects.requireNonNull(id, "id");
    Decimals.positive(price, "price");
    Decimals.positive(quantity, "quantity");
  }

  /**
   * Returns price × quantity, exactly.
   *
   * @return what was paid, in the quote asset
   */
  public BigDecimal notional() {
    return price.multiply(quantity);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Trade other
        && instrument.equals(other.instrument)
        && stamp.equals(other.stamp)
        && id.equals(other.id)
        && Decimals.same(price, other.price)
        && Decimals.same(quantity, other.quantity)
        && takerSide == other.takerSide;
  }

  @Override
  public int hashCode() {
    return Objects.hash(instrument, id, Decimals.hash(price), Decimals.hash(quantity));
  }
}
