package dev.stom.testkit;

import dev.stom.testkit.internal.market.World;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The market that simulated venues share: dollar prices of coins, the won price of a dollar coin,
 * and what each coin costs more in Korea. Give one to several venues, and prices of the same coin
 * move together there.
 *
 * <p>Every price is a pure function of the seed and of time: the same seed and the same moments
 * give the same market on every machine, whoever looks at it and however often, and nothing is
 * remembered, so that a market may run for weeks. There are trades and candles since 2022-01-01;
 * trades come at full frequency from the market's start on (to the hour) and sparsely before.
 *
 * <p>Coins: BTC, ETH, XRP, ADA, DOT, SOL, DOGE, SHIB (a tiny price), ARDR (hardly ever traded) and
 * USDT; and, {@linkplain #withSyntheticCoins on demand}, as many made-up ones as one likes.
 *
 * <p><b>Threads:</b> any.
 */
public final class SimulatedMarket {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(100_000_000L);

  /** Low and high enough that an alert at 5 % is crossed from time to time. */
  private static final BigDecimal LOWEST_PREMIUM = new BigDecimal("-0.02");

  private static final BigDecimal HIGHEST_PREMIUM = new BigDecimal("0.08");

  /** Several times as many as any venue lists. */
  public static final int MOST_SYNTHETIC_COINS = 10_000;

  private final long seed;
  private final Instant start;
  private final long premiumLow; // 10⁸ standing for the whole
  private final long premiumHigh;
  private final World world;

  private SimulatedMarket(
      long seed, Instant start, long premiumLow, long premiumHigh, int syntheticCoins) {
    this.seed = seed;
    this.start = start;
    this.premiumLow = premiumLow;
    this.premiumHigh = premiumHigh;
    world = new World(seed, start, premiumLow, premiumHigh, syntheticCoins);
  }

  /**
   * Makes a market whose premiums wander between −2 % and 8 %.
   *
   * @param seed tells one market from another
   * @param start from when on trades come at full frequency: usually now, by the venues' clock
   * @return the market
   */
  public static SimulatedMarket seeded(long seed, Instant start) {
    return seeded(seed, start, LOWEST_PREMIUM, HIGHEST_PREMIUM);
  }

  /**
   * Makes a market.
   *
   * @param seed tells one market from another
   * @param start from when on trades come at full frequency: usually now, by the venues' clock
   * @param lowestPremium as a ratio, for example −0.02 for −2 %; above −0.5
   * @param highestPremium as a ratio; not below the lowest and not above 0.5
   * @return the market
   */
  public static SimulatedMarket seeded(
      long seed, Instant start, BigDecimal lowestPremium, BigDecimal highestPremium) {
    BigDecimal bound = new BigDecimal("0.5");
    if (lowestPremium.compareTo(bound.negate()) <= 0
        || highestPremium.compareTo(bound) > 0
        || lowestPremium.compareTo(highestPremium) > 0) {
      throw new IllegalArgumentException(
          "premiums must satisfy -0.5 < lowestPremium <= highestPremium <= 0.5 but are "
              + lowestPremium.toPlainString()
              + " and "
              + highestPremium.toPlainString());
    }
    return new SimulatedMarket(seed, start, units(lowestPremium), units(highestPremium), 0);
  }

  /**
   * The same market with made-up coins besides the real ones, for programs that watch very many
   * pairs: {@code SYN1}, {@code SYN2} and so on, against USDT on Binance and against won on Upbit.
   * Three of four trade every two seconds, the others hardly ever.
   *
   * @param count how many; 0 to {@value #MOST_SYNTHETIC_COINS}
   * @return a market whose real coins are those of this one
   */
  public SimulatedMarket withSyntheticCoins(int count) {
    if (count < 0 || count > MOST_SYNTHETIC_COINS) {
      throw new IllegalArgumentException(
          "count must be from 0 to " + MOST_SYNTHETIC_COINS + " but is " + count);
    }
    return new SimulatedMarket(seed, start, premiumLow, premiumHigh, count);
  }

  private static long units(BigDecimal ratio) {
    return ratio.multiply(WHOLE).longValue();
  }

  World world() {
    return world;
  }

  /**
   * Returns the dollar price around which the venues' prices of a coin lie.
   *
   * @param coin for example {@code BTC}
   * @param at the moment
   * @return dollars of one coin
   */
  public BigDecimal usdPrice(String coin, Instant at) {
    return BigDecimal.valueOf(world.usd(world.coin(coin), step(at)), 8);
  }

  /**
   * Returns the won price of a dollar coin.
   *
   * @param at the moment
   * @return won of one USDT
   */
  public BigDecimal wonPerUsdt(Instant at) {
    return BigDecimal.valueOf(world.wonPerUsdt(step(at)), 8);
  }

  /**
   * Returns what a coin costs more in Korea.
   *
   * @param coin for example {@code BTC}
   * @param at the moment
   * @return a ratio: 0.03 means three per cent more
   */
  public BigDecimal premium(String coin, Instant at) {
    return BigDecimal.valueOf(world.premium(world.coin(coin), step(at)), 8);
  }

  private static long step(Instant at) {
    return World.stepOf(at.toEpochMilli());
  }
}
