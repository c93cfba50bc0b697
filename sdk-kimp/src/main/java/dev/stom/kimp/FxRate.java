package dev.stom.kimp;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An exchange rate as it stood when a reading was made.
 *
 * @param value won for one dollar or dollar token; positive
 * @param kind where it comes from, and so what a premium computed with it means
 * @param source its name for people: the label that the application gave, or the instrument that
 *     implies it
 * @param asOf when it was fixed: as the application said, or when the trade happened by the venue's
 *     clock
 * @param receivedAt when the monitor learned of it, by our wall clock
 * @param age how old it is: the longer of the time since {@code asOf} and the time since it was
 *     received, so a moment in the future does not keep a rate young for ever
 * @param stream what is known of the stream that implies it, or null where no stream does
 */
public record FxRate(
    BigDecimal value,
    FxKind kind,
    String source,
    Instant asOf,
    Instant receivedAt,
    Duration age,
    @Nullable StreamState stream) {
  /** Checks that nothing is missing. */
  public FxRate {
    Decimals.positive(value, "value");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(age, "age");
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof FxRate other
        && Decimals.same(value, other.value)
        && kind == other.kind
        && source.equals(other.source)
        && asOf.equals(other.asOf)
        && receivedAt.equals(other.receivedAt)
        && age.equals(other.age)
        && stream == other.stream;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Decimals.hash(value), kind, source, asOf);
  }
}
