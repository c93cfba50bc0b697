package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The premium of one asset at one moment, with everything that it was computed from. Immutable.
 *
 * @param pair of what
 * @param at when it was computed, by our wall clock; all ages count up to this moment
 * @param korean the Korean side
 * @param global the other side
 * @param fx won for one dollar, or null when no rate is known
 * @param premium the premium, or why there is none
 */
public record KimpReading(
    KimpPair pair,
    Instant at,
    KimpLeg korean,
    KimpLeg global,
    @Nullable FxRate fx,
    Premium premium) {
  /** Checks that nothing is missing. */
  public KimpReading {
    Objects.requireNonNull(pair, "pair");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(korean, "korean");
    Objects.requireNonNull(global, "global");
    Objects.requireNonNull(premium, "premium");
  }

  /**
   * Says whose premium it is.
   *
   * @return the pair's asset
   */
  public Asset asset() {
    return pair.asset();
  }

  /**
   * Returns how far apart in time the two prices are.
   *
   * @return the difference of their ages, not negative; empty when a price is missing
   */
  public Optional<Duration> skew() {
    KimpPrice here = korean.price();
    KimpPrice there = global.price();
    return here == null || there == null
        ? Optional.empty()
        : Optional.of(here.age().minus(there.age()).abs());
  }
}
