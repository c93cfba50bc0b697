package dev.stom.kimp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A premium went beyond the threshold.
 *
 * @param direction to which side
 * @param reading the first reading beyond it; its premium is defined
 * @param threshold the threshold that was passed, as a fraction: 0.05 is 5 %
 */
public record KimpAlert(Direction direction, KimpReading reading, BigDecimal threshold) {
  /** Checks that nothing is missing. */
  public KimpAlert {
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(reading, "reading");
    Decimals.positive(threshold, "threshold");
  }

  /**
   * Says when.
   *
   * @return the reading's moment
   */
  public Instant at() {
    return reading.at();
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof KimpAlert other
        && direction == other.direction
        && reading.equals(other.reading)
        && Decimals.same(threshold, other.threshold);
  }

  @Override
  public int hashCode() {
    return Objects.hash(direction, reading);
  }

  /** To which side a premium went. */
  public enum Direction {
    /** Dearer in Korea. */
    PREMIUM,
    /** Cheaper in Korea. */
    DISCOUNT
  }
}
