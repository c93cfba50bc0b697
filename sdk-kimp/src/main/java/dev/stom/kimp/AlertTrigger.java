package dev.stom.kimp;

import dev.stom.kimp.KimpAlert.Direction;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides when one asset's premium is worth an alert. Each direction is a switch of its own: it
 * fires when the premium goes strictly beyond the threshold, and is set again when the premium has
 * come back strictly below the threshold less the hysteresis. Not thread-safe.
 */
final class AlertTrigger {
  private final BigDecimal threshold;
  private final BigDecimal setAgainBelow;
  private final Set<Direction> fired = EnumSet.noneOf(Direction.class);

  AlertTrigger(BigDecimal threshold, BigDecimal hysteresis) {
    this.threshold = threshold;
    this.setAgainBelow = threshold.subtract(hysteresis);
  }

  /**
   * Takes the next defined premium.
   *
   * @return the direction to alert of, or empty
   */
  Optional<Direction> next(BigDecimal ratio) {
    // Both switches must see every premium; they cannot both fire, for the threshold is positive.
    boolean premium = fires(Direction.PREMIUM, ratio);
    boolean discount = fires(Direction.DISCOUNT, ratio.negate());
    if (premium) {
      return Optional.of(Direction.PREMIUM);
    }
    return discount ? Optional.of(Direction.DISCOUNT) : Optional.empty();
  }

  private boolean fires(Direction direction, BigDecimal excess) {
    if (excess.compareTo(threshold) > 0) {
      return fired.add(direction);
    }
    if (excess.compareTo(setAgainBelow) < 0) {
      fired.remove(direction);
    }
    return false;
  }
}
