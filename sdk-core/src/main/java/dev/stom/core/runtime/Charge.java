package dev.stom.core.runtime;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one request costs, by budget, and how urgent it is.
 *
 * @param amounts amount by name of budget; each at least 1; empty means free
 * @param lane how urgent it is
 */
public record Charge(Map<String, Integer> amounts, Lane lane) {
  /** {@link Lane#MARKET_DATA}: what most requests are, and never in the way of an order. */
  public static final Lane DEFAULT_LANE = Lane.MARKET_DATA;

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
   * A charge on several budgets in the default lane.
   *
   * @param amounts amount by name of budget; each at least 1; empty means free
   */
  public Charge(Map<String, Integer> amounts) {
    this(amounts, DEFAULT_LANE);
  }

  /**
   * A charge on one budget, in the default lane.
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
    return new Charge(both, lane);
  }

  /**
   * The same charge in another lane.
   *
   * @param other how urgent it is
   * @return the charge
   */
  public Charge in(Lane other) {
    return lane == other ? this : new Charge(amounts, other);
  }
}
