package dev.stom.testkit.internal.upbit;

import dev.stom.testkit.internal.market.Coin;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Quoting;
import dev.stom.testkit.internal.market.TickRule;
import dev.stom.testkit.internal.market.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the simulated Upbit lists. */
final class UpbitPairs {
  private static final List<String> WON =
      List.of("BTC", "ETH", "XRP", "ADA", "DOT", "SOL", "DOGE", "SHIB", "ARDR", "USDT");
  private static final List<String> BITCOIN =
      List.of("ETH", "XRP", "ADA", "DOT", "SOL", "DOGE", "ARDR");
  private static final List<String> TETHER = List.of("BTC", "ETH", "XRP", "DOGE");

  private UpbitPairs() {}

  static Map<String, Pair> of(World world) {
    Map<String, Pair> pairs = new LinkedHashMap<>();
    TickRule won = TickRule.upbitWon();
    WON.forEach(code -> list(pairs, world, "KRW", code, Quoting.WON, won));
    world.synthetic().forEach(coin -> list(pairs, world, "KRW", coin.code(), Quoting.WON, won));
    TickRule satoshi = TickRule.constant(1);
    BITCOIN.forEach(code -> list(pairs, world, "BTC", code, Quoting.BITCOIN, satoshi));
    TickRule tether = TickRule.upbitTether();
    TETHER.forEach(code -> list(pairs, world, "USDT", code, Quoting.TETHER, tether));
    return pairs;
  }

  private static void list(
      Map<String, Pair> pairs,
      World world,
      String quote,
      String code,
      Quoting quoting,
      TickRule ticks) {
    Coin coin = world.coin(code);
    String symbol = quote + "-" + code;
    pairs.put(symbol, new Pair(world, "upbit", symbol, coin, quote, quoting, ticks, 1, true));
  }
}
