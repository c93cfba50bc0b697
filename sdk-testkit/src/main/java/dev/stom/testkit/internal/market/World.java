package dev.stom.testkit.internal.market;

import dev.stom.testkit.internal.market.Coin.Activity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all simulated venues have in common: dollar prices of coins, the won price of a dollar coin,
 * and the premium of each coin in Korea, each a pure function of the seed and of time.
 *
 * <p><b>Threads:</b> everything that is computed from it locks on it.
 */
public final class World {
  /** The market moves ten times a second: fast enough to look alive, cheap enough to compute. */
  public static final long STEP_MILLIS = 100;

  /** The oldest moment for which there are trades and candles: 2022-01-01, a Saturday. */
  public static final long LISTED_MILLIS = Instant.parse("2022-01-01T00:00:00Z").toEpochMilli();

  private static final long WHOLE = TickRule.ONE;
  private static final long WON_PER_USDT = 1_390 * WHOLE;

  /**
   * From 0.4 s to 78 days: each period is eight times the one before, so each deviation is about √8
   * times as large.
   */
  private static final int[] PERIODS = {2, 5, 8, 11, 14, 17, 20, 23, 26};

  private static final long[] PRICE_SWINGS = {
    5_000, 14_000, 40_000, 120_000, 340_000, 960_000, 2_700_000, 7_600_000, 20_000_000
  };
  private static final long[] WON_SWINGS = {
    1_000, 3_000, 8_000, 20_000, 60_000, 160_000, 450_000, 1_200_000, 2_500_000
  };

  /** 6 s, 26 s, 102 s, 14 min and 55 min. */
  private static final int[] PREMIUM_PERIODS = {6, 8, 10, 13, 15};

  private final long seed;
  private final long startMillis;
  private final long premiumLow;
  private final long premiumSpan;
  private final List<Coin> synthetic;
  private final Map<String, Coin> coins = new LinkedHashMap<>();
  private final Map<String, Noise> prices = new LinkedHashMap<>();
  private final Map<String, Noise> ownPremiums = new LinkedHashMap<>();
  private final Noise won;
  private final Noise premium;

  /**
   * @param seed tells one world from another
   * @param start from when on (to the hour) trades come at full frequency; before, they are sparse
   * @param premiumLow the lowest premium, 10⁸ standing for the whole
   * @param premiumHigh the highest premium
   * @param synthetic how many made-up coins there are besides the real ones
   */
  public World(long seed, Instant start, long premiumLow, long premiumHigh, int synthetic) {
    this.seed = seed;
    startMillis = Math.floorDiv(start.toEpochMilli(), 3_600_000L) * 3_600_000L;
    this.premiumLow = premiumLow;
    premiumSpan = premiumHigh - premiumLow;
    this.synthetic = SyntheticCoins.of(seed, synthetic);
    List<Coin> all = new ArrayList<>(catalogue());
    all.addAll(this.synthetic);
    for (Coin coin : all) {
      coins.put(coin.code(), coin);
      long key = Hash.of(seed, coin.code());
      prices.put(coin.code(), new Noise(key, PERIODS, PRICE_SWINGS));
      ownPremiums.put(
          coin.code(),
          new Noise(Hash.of(key, "premium"), PREMIUM_PERIODS, swings(new int[] {1, 2, 4, 8, 10})));
    }
    won = new Noise(Hash.of(seed, "KRW"), PERIODS, WON_SWINGS);
    premium =
        new Noise(Hash.of(seed, "premium"), PREMIUM_PERIODS, swings(new int[] {2, 8, 30, 45, 45}));
  }

  /** Hundredths of half the span. Together they reach beyond the bounds, where the sum is cut. */
  private long[] swings(int[] shares) {
    long[] swings = new long[shares.length];
    for (int i = 0; i < shares.length; i++) {
      swings[i] = Math.max(1, premiumSpan / 2 * shares[i] / 100);
    }
    return swings;
  }

  private static List<Coin> catalogue() {
    return List.of(
        Coin.of("BTC", "비트코인", "Bitcoin", 100_000 * WHOLE, Activity.BUSY),
        Coin.of("ETH", "이더리움", "Ethereum", 3_200 * WHOLE, Activity.BUSY),
        Coin.of("XRP", "엑스알피(리플)", "XRP", 230_000_000L, Activity.STEADY),
        Coin.of("ADA", "에이다", "Ada", 72_000_000L, Activity.STEADY),
        Coin.of("DOT", "폴카닷", "Polkadot", 420_000_000L, Activity.STEADY),
        Coin.of("SOL", "솔라나", "Solana", 180 * WHOLE, Activity.STEADY),
        Coin.of("DOGE", "도지코인", "Dogecoin", 22_000_000L, Activity.STEADY),
        Coin.of("SHIB", "시바이누", "Shiba Inu", 1_250L, Activity.STEADY),
        Coin.of("ARDR", "아더", "Ardor", 9_000_000L, Activity.QUIET),
        Coin.of("USDT", "테더", "Tether", WHOLE, Activity.BUSY));
  }

  long seed() {
    return seed;
  }

  /** Made-up coins. */
  public List<Coin> synthetic() {
    return synthetic;
  }

  long startMillis() {
    return startMillis;
  }

  /**
   * Returns a coin.
   *
   * @param code its ticker
   * @return the coin
   */
  public Coin coin(String code) {
    Coin coin = coins.get(code);
    if (coin == null) {
      throw new IllegalArgumentException(
          "coin " + code + " does not exist in the simulated market; there are " + coins.keySet());
    }
    return coin;
  }

  /** The step that a moment lies in. */
  public static long stepOf(long millis) {
    return Math.floorDiv(millis, STEP_MILLIS);
  }

  /** Dollars of a coin at a step, in units of 10⁻⁸. */
  public synchronized long usd(Coin coin, long step) {
    if (coin.code().equals("USDT")) {
      return WHOLE;
    }
    return Math.max(1, deviate(coin.usd(), noise(prices, coin).at(step)));
  }

  /** Won of one dollar coin at a step, in units of 10⁻⁸. */
  public synchronized long wonPerUsdt(long step) {
    return deviate(WON_PER_USDT, won.at(step));
  }

  /** What a coin costs more in Korea at a step, 10⁸ standing for the whole. */
  public synchronized long premium(Coin coin, long step) {
    long wandering = premiumSpan / 2 + premium.at(step) + noise(ownPremiums, coin).at(step);
    return premiumLow + Math.max(0, Math.min(premiumSpan, wandering));
  }

  /** Won of a coin at a step, in units of 10⁻⁸. */
  synchronized long won(Coin coin, long step) {
    long wonRate = wonPerUsdt(step);
    if (coin.code().equals("USDT")) {
      return wonRate;
    }
    long usd = usd(coin, step);
    long rate = wonRate / 10_000;
    long plain = usd / WHOLE * rate * 10_000 + usd % WHOLE * rate / 10_000;
    return deviate(plain, premium(coin, step));
  }

  /** Bitcoins of a coin at a step, in units of 10⁻⁸. */
  synchronized long bitcoins(Coin coin, long step) {
    return Math.max(1, usd(coin, step) * 1_000_000 / (usd(coin("BTC"), step) / 100));
  }

  /** {@code base × (1 + deviation)}, rounded down, without overflow. */
  static long deviate(long base, long deviation) {
    return base + base / WHOLE * deviation + base % WHOLE * deviation / WHOLE;
  }

  private static Noise noise(Map<String, Noise> noises, Coin coin) {
    Noise noise = noises.get(coin.code());
    if (noise == null) {
      throw new IllegalArgumentException("coin " + coin.code() + " is not of this world");
    }
    return noise;
  }
}
