package dev.stom.testkit.internal.market;

import dev.stom.testkit.internal.market.Coin.Activity;
import java.util.ArrayList;
import java.util.List;

/**
 * Made-up coins for markets with many pairs: three of four trade steadily, the others hardly ever,
 * at prices from a cent to a thousand dollars.
 */
final class SyntheticCoins {
  private static final long CENT = TickRule.ONE / 100;
  private static final int DECADES = 5;

  private SyntheticCoins() {}

  static List<Coin> of(long seed, int count) {
    List<Coin> coins = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      long random = Hash.of(Hash.of(seed, "synthetic"), i);
      long usd = CENT;
      for (long decade = Hash.below(DECADES, random); decade > 0; decade--) {
        usd *= 10;
      }
      usd += Hash.below(8 * usd, random >>> 8);
      coins.add(
          Coin.of(
              code(i),
              "합성" + i,
              "Synthetic " + i,
              usd,
              i % 4 == 0 ? Activity.QUIET : Activity.STEADY));
    }
    return List.copyOf(coins);
  }

  static String code(int number) {
    return "SYN" + number;
  }
}
