package dev.stom.kimp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An exchange rate as the application tells it.
 *
 * @param value won for one dollar; positive. Mind sources that quote another unit, such as won for
 *     100 yen or dollars for one won
 * @param asOf when it was fixed, by its source: not when it was read
 */
public record FxQuote(BigDecimal value, Instant asOf) {
  /** Checks that the rate is positive. */
  public FxQuote {
    Decimals.positive(value, "value");
    Objects.requireNonNull(asOf, "asOf");
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof FxQuote other
        && Decimals.same(value, other.value)
        && asOf.equals(other.asOf);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Decimals.hash(value), asOf);
  }
}
