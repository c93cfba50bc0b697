package dev.stom.testkit.chaos;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * One fault of a script.
 *
 * @param at when, from the script's beginning; not negative
 * @param kind what goes wrong
 * @param length for how long or by how much, as the kind says; zero where it means nothing
 * @param amount how often or how much, as the kind says; zero where it means nothing
 */
public record ChaosStep(Duration at, ChaosKind kind, Duration length, int amount) {
  /** Checks the moments. */
  public ChaosStep {
    Objects.requireNonNull(kind, "kind");
    if (at.isNegative()) {
      throw new IllegalArgumentException("at must not be negative but is " + at);
    }
    if (length.isNegative()) {
      throw new IllegalArgumentException("length must not be negative but is " + length);
    }
  }

  /** Shows the moment, the kind and what it does, as a line of a table. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%9.3f s  %-16s %s",
        at.toMillis() / 1_000.0,
        kind,
        kind.words(length, amount));
  }
}
