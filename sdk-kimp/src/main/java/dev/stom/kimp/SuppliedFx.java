package dev.stom.kimp;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** A number that the application is asked for. */
record SuppliedFx(String label, Supplier<Optional<FxQuote>> supplier) implements FxSource {
  static String checkedLabel(String label) {
    Objects.requireNonNull(label, "label");
    if (label.isBlank()) {
      throw new IllegalArgumentException(
          "label must not be blank: every premium names where its rate comes from");
    }
    return label;
  }

  @Override
  public FxKind kind() {
    return FxKind.SUPPLIED;
  }
}
