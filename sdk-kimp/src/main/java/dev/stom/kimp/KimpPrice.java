package dev.stom.kimp;

import dev.stom.core.market.Origin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A price as it stood when a reading was made.
 *
 * @param value quote asset per one base; positive
 * @param basis which price it is
 * @param origin how it reached us: {@link Origin#REQUEST} for the first one, asked for before the
 *     stream spoke
 * @param venueTime when the trade happened or the book stood so, by the venue's clock; null where
 *     the venue does not say
 * @param receivedAt when it was read, by our wall clock
 * @param age how old it is: the longest of what the venue's time, our wall clock and our monotonic
 *     clock say, never negative. Without a venue time it is at least this old
 */
public record KimpPrice(
    BigDecimal value,
    PriceBasis basis,
    Origin origin,
    @Nullable Instant venueTime,
    Instant receivedAt,
    Duration age) {
  /** Checks that nothing is missing. */
  public KimpPrice {
    Decimals.positive(value, "value");
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(age, "age");
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof KimpPrice other
        && Decimals.same(value, other.value)
        && basis == other.basis
        && origin == other.origin
        && Objects.equals(venueTime, other.venueTime)
        && receivedAt.equals(other.receivedAt)
        && age.equals(other.age);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Decimals.hash(value), receivedAt);
  }
}
