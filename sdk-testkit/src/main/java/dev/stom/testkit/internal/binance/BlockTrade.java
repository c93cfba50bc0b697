package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.World;
import java.util.ArrayList;
import java.util.List;

/**
 * A large trade arranged outside the book: here one an hour for each traded pair, at 17 past.
 *
 * @param id counts up by one
 * @param millis when
 * @param price in units of 10⁻⁸
 * @param size in units of 10⁻⁸
 * @param buyerIsMaker whether the buyer was the maker
 */
record BlockTrade(long id, long millis, long price, long size, boolean buyerIsMaker) {
  private static final long HOUR = 3_600_000;
  private static final long MINUTE_17 = 17 * 60_000;
  private static final long HUNDRED_DOLLARS_TIMES = 500;

  private static BlockTrade number(Pair pair, long id) {
    long millis = World.LISTED_MILLIS + id * HOUR + MINUTE_17;
    long middle = pair.middle(World.stepOf(millis));
    long size = pair.base().hundredDollars() * HUNDRED_DOLLARS_TIMES;
    return new BlockTrade(
        id,
        millis,
        Math.max(1, middle - middle % pair.tickAt(middle)),
        size - size % pair.lot(),
        id % 2 == 0);
  }

  /** From an id on, before a moment, oldest first. */
  static List<BlockTrade> from(Pair pair, long id, long beforeMillis, int count) {
    List<BlockTrade> found = new ArrayList<>();
    for (long next = id; pair.trading() && found.size() < count; next++) {
      BlockTrade trade = number(pair, next);
      if (trade.millis() >= beforeMillis) {
        break;
      }
      found.add(trade);
    }
    return found;
  }

  /** Those of a span. */
  static List<BlockTrade> between(Pair pair, long fromMillis, long beforeMillis) {
    long id = Math.max(0, (fromMillis - World.LISTED_MILLIS) / HOUR - 1);
    return from(pair, id, beforeMillis, Integer.MAX_VALUE).stream()
        .filter(trade -> trade.millis() >= fromMillis)
        .toList();
  }
}
