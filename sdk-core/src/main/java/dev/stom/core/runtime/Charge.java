package dev.stom.core.runtime;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one request costs, by budget.
 *
 * @param amounts amount by name of budget; each at least 1; empty means free
 */
public record Charge(Map<String, Integer> amounts) {
  /** Costs nothing. */
  public static final Charge NONE = new Charge(Map.of());

  /** Checks and copies the amounts. */
  public Charge {
    amounts = Map.copyOf(amounts);
    amounts.forEach(
        (budget, amount) -> {
          if (amount < 1) {
            throw new IllegalArgumentException(
                "charge on budget '" + budget + "' must be at least 1 but is " + amount);
          }
        });
  }

  /**
   * A charge on one budget.
   *
   * @param budget its name
   * @param amount at least 1
   * @return the charge
   */
  public static Charge of(String budget, int amount) {
    return new Charge(Map.of(budget, amount));
  }

  /**
   * Adds a charge on another budget.
   *
   * @param budget its name
   * @param amount at least 1
   * @return both
   */
  public Charge and(String budget, int amount) {
    Map<String, Integer> both = new TreeMap<>(amounts);
    both.merge(budget, amount, Math::addExact);
    return new Charge(both);
  }
}
