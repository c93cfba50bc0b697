package dev.stom.kimp;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A number stated once; asOf is null for "when the monitor is opened". */
record ConstantFx(BigDecimal value, @Nullable Instant asOf) implements FxSource {
  @Override
  public FxKind kind() {
    return FxKind.CONSTANT;
  }

  @Override
  public String label() {
    return "constant";
  }
}
