package dev.stom.kimp;

import dev.stom.core.market.StreamStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to what premiums are computed from, delivered in the same ordered
 * sequence as readings and alerts.
 *
 * <p>New kinds may be added in a minor version.
 */
public sealed interface KimpStatus {

  /**
   * Returns when it happened.
   *
   * @return the moment by our wall clock
   */
  Instant at();

  /**
   * Something happened to a venue's stream. Readings that it changes follow.
   *
   * @param leg on which side
   * @param status what
   */
  record Stream(Leg leg, StreamStatus status) implements KimpStatus {
    /** Checks that nothing is missing. */
    public Stream {
      Objects.requireNonNull(leg, "leg");
      Objects.requireNonNull(status, "status");
    }

    @Override
    public Instant at() {
      return status.at();
    }
  }

  /**
   * Asking a venue for present prices failed: at the beginning, or after a stream came back.
   * Readings wait for the stream instead.
   *
   * @param leg on which side
   * @param cause what went wrong
   * @param at when
   */
  record PricesNotFetched(Leg leg, Throwable cause, Instant at) implements KimpStatus {
    /** Checks that nothing is missing. */
    public PricesNotFetched {
      Objects.requireNonNull(leg, "leg");
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * A new exchange rate was not believed; the one before stays in force until it is too old. Told
   * once, for the first of several in a row.
   *
   * @param source the rate's source, as in {@link FxRate#source()}
   * @param rejected the rate that was not believed
   * @param kept the rate that stays in force, or null when there is none
   * @param reason why, for people
   * @param at when
   */
  record FxRejected(
      String source, BigDecimal rejected, @Nullable BigDecimal kept, String reason, Instant at)
      implements KimpStatus {
    /** Checks that nothing is missing. */
    public FxRejected {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(rejected, "rejected");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * The application's supplier of the exchange rate threw; the last rate stays in force until it is
   * too old, and the supplier is asked again. Told once, for the first of several in a row.
   *
   * @param source the rate's source, as in {@link FxRate#source()}
   * @param cause what it threw
   * @param at when
   */
  record FxSupplierFailed(String source, Throwable cause, Instant at) implements KimpStatus {
    /** Checks that nothing is missing. */
    public FxSupplierFailed {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * The listener was so slow that alerts or statuses were lost.
   *
   * @param from when the first one that was lost arose
   * @param to when the last one did
   * @param at when it was noticed
   */
  record Missed(Instant from, Instant to, Instant at) implements KimpStatus {
    /** Checks that nothing is missing. */
    public Missed {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
      Objects.requireNonNull(at, "at");
    }
  }
}
