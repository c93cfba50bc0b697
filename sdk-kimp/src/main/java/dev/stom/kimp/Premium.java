package dev.stom.kimp;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A premium, or the reasons why there is none. Never null, NaN or a stand-in zero. */
public sealed interface Premium {

  /**
   * The premium is known.
   *
   * @param ratio the premium as a fraction: 0.0126 means 1.26 % dearer in Korea, negative means
   *     cheaper; at most 34 significant digits
   */
  record Defined(BigDecimal ratio) implements Premium {
    private static final int DIGITS_FOR_PEOPLE = 4;

    /** Checks that it is there. */
    public Defined {
      Objects.requireNonNull(ratio, "ratio");
    }

    /**
     * Returns the premium in percent.
     *
     * @return ratio × 100, exactly
     */
    public BigDecimal percent() {
      return ratio.movePointRight(2);
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Defined other && Decimals.same(ratio, other.ratio);
    }

    @Override
    public int hashCode() {
      return Decimals.hash(ratio);
    }

    /** Returns the percentage for people, rounded, for example {@code 1.2600 %}. */
    @Override
    public String toString() {
      return percent().setScale(DIGITS_FOR_PEOPLE, RoundingMode.HALF_EVEN).toPlainString() + " %";
    }
  }

  /**
   * There is no premium.
   *
   * @param reasons why: at least one, each once, in the order of {@link UndefinedReason}
   */
  record Undefined(List<UndefinedReason> reasons) implements Premium {
    /** Puts the reasons in order. */
    public Undefined {
      Objects.requireNonNull(reasons, "reasons");
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("reasons must not be empty");
      }
      reasons = List.copyOf(EnumSet.copyOf(reasons));
    }

    /** Returns the reasons in words. */
    @Override
    public String toString() {
      return reasons.stream().map(UndefinedReason::words).collect(Collectors.joining(", "));
    }
  }

  /**
   * A known premium.
   *
   * @param ratio as a fraction
   * @return the premium
   */
  static Premium of(BigDecimal ratio) {
    return new Defined(ratio);
  }

  /**
   * No premium.
   *
   * @param reasons why, at least one
   * @return the absence
   */
  static Premium undefined(Collection<UndefinedReason> reasons) {
    Objects.requireNonNull(reasons, "reasons");
    return new Undefined(List.copyOf(reasons));
  }

  /**
   * Tells whether there is a premium.
   *
   * @return true for {@link Defined}
   */
  default boolean isDefined() {
    return this instanceof Defined;
  }

  /**
   * Returns the premium as a fraction.
   *
   * @return the ratio, or empty when there is none
   */
  default Optional<BigDecimal> findRatio() {
    return this instanceof Defined defined ? Optional.of(defined.ratio()) : Optional.empty();
  }

  /**
   * Returns the premium in percent.
   *
   * @return ratio × 100, or empty when there is none
   */
  default Optional<BigDecimal> findPercent() {
    return this instanceof Defined defined ? Optional.of(defined.percent()) : Optional.empty();
  }

  /**
   * Makes one thing out of either case.
   *
   * @param defined applied when there is a premium
   * @param undefined applied when there is none
   * @return what the applied function returned
   * @param <T> its type
   */
  default <T> T fold(Function<Defined, T> defined, Function<Undefined, T> undefined) {
    Objects.requireNonNull(defined, "defined");
    Objects.requireNonNull(undefined, "undefined");
    return this instanceof Defined there ? defined.apply(there) : undefined.apply((Undefined) this);
  }
}
