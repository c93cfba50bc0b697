package dev.stom.testkit.internal.market;

/** The smallest price step at a price, both in units of 10⁻⁸. */
@FunctionalInterface
public interface TickRule {
  /** One coin of quote asset in units of 10⁻⁸. */
  long ONE = 100_000_000L;

  /**
   * Returns the tick at a price.
   *
   * @param price in units of 10⁻⁸
   * @return in units of 10⁻⁸, positive
   */
  long at(long price);

  /**
   * The same tick at every price.
   *
   * @param tick in units of 10⁻⁸
   * @return the rule
   */
  static TickRule constant(long tick) {
    return price -> tick;
  }

  /** Upbit's KRW market since 2025-07-31. Source: Upbit KRW market page, 2026-05-04. */
  static TickRule upbitWon() {
    return banded(
        new long[] {
          1_000_000 * ONE,
          500_000 * ONE,
          100_000 * ONE,
          50_000 * ONE,
          10_000 * ONE,
          5_000 * ONE,
          100 * ONE,
          10 * ONE,
          ONE,
          ONE / 10,
          ONE / 100,
          ONE / 1_000,
          ONE / 10_000,
          ONE / 100_000
        },
        new long[] {
          1_000 * ONE,
          500 * ONE,
          100 * ONE,
          50 * ONE,
          10 * ONE,
          5 * ONE,
          ONE,
          ONE / 10,
          ONE / 100,
          ONE / 1_000,
          ONE / 10_000,
          ONE / 100_000,
          ONE / 1_000_000,
          ONE / 10_000_000
        });
  }

  /** Upbit's USDT market since 2024-08-19. */
  static TickRule upbitTether() {
    return banded(
        new long[] {10 * ONE, ONE, ONE / 10, ONE / 100, ONE / 1_000, ONE / 10_000},
        new long[] {
          ONE / 100, ONE / 1_000, ONE / 10_000, ONE / 100_000, ONE / 1_000_000, ONE / 10_000_000
        });
  }

  private static TickRule banded(long[] from, long[] tick) {
    return price -> {
      for (int i = 0; i < from.length; i++) {
        if (price >= from[i]) {
          return tick[i];
        }
      }
      return 1;
    };
  }
}
