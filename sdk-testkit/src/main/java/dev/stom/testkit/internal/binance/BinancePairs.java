package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Coin;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Quoting;
import dev.stom.testkit.internal.market.TickRule;
import dev.stom.testkit.internal.market.World;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the simulated Binance lists. Tick × lot is never finer than eight decimals. */
final class BinancePairs {
  private static final long ONE = TickRule.ONE;

  private final World world;
  private final Map<String, Pair> pairs = new LinkedHashMap<>();

  private BinancePairs(World world) {
    this.world = world;
  }

  static Map<String, Pair> of(World world) {
    BinancePairs list = new BinancePairs(world);
    list.tether("BTC", ONE / 100, ONE / 100_000);
    list.tether("ETH", ONE / 100, ONE / 10_000);
    list.tether("XRP", ONE / 10_000, ONE / 10);
    list.tether("ADA", ONE / 10_000, ONE / 10);
    list.tether("DOT", ONE / 1_000, ONE / 100);
    list.tether("SOL", ONE / 100, ONE / 1_000);
    list.tether("DOGE", ONE / 100_000, ONE);
    list.tether("SHIB", 1, ONE);
    list.tether("ARDR", ONE / 100_000, ONE);
    list.bitcoin("ETH", ONE / 100_000, ONE / 1_000, true);
    list.bitcoin("XRP", 1, ONE, true);
    list.bitcoin("ADA", 1, ONE, true);
    list.bitcoin("DOT", 1, ONE, true);
    list.bitcoin("SOL", ONE / 10_000_000, ONE / 10, true);
    list.bitcoin("ARDR", 1, ONE, false);
    world.synthetic().forEach(list::synthetic);
    return list.pairs;
  }

  private void synthetic(Coin coin) {
    if (coin.usd() >= 100 * ONE) {
      tether(coin.code(), ONE / 100, ONE / 1_000);
    } else if (coin.usd() >= ONE) {
      tether(coin.code(), ONE / 10_000, ONE / 10);
    } else {
      tether(coin.code(), ONE / 1_000_000, ONE);
    }
  }

  private void tether(String code, long tick, long lot) {
    list(code, "USDT", Quoting.TETHER, tick, lot, true);
  }

  private void bitcoin(String code, long tick, long lot, boolean trading) {
    list(code, "BTC", Quoting.BITCOIN, tick, lot, trading);
  }

  private void list(
      String code, String quote, Quoting quoting, long tick, long lot, boolean trading) {
    Coin coin = world.coin(code);
    String symbol = code + quote;
    TickRule ticks = TickRule.constant(tick);
    pairs.put(
        symbol, new Pair(world, "binance", symbol, coin, quote, quoting, ticks, lot, trading));
  }
}
