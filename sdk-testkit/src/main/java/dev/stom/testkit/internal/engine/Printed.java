package dev.stom.testkit.internal.engine;

import dev.stom.testkit.internal.market.Depth;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.traffic.PrintedBook;
import dev.stom.testkit.traffic.TapedTrade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A pair's trades and books as tests see them. */
public final class Printed {
  private static final int SCALE = 8;

  private Printed() {}

  /**
   * The trades of a span, oldest first.
   *
   * @param pair whose; null is refused in words that name the symbol
   * @param symbol the venue's spelling
   * @param fromMillis the first moment
   * @param beforeMillis the first moment after the last
   * @param id how the venue writes ids
   */
  public static List<TapedTrade> trades(
      @Nullable Pair pair,
      String symbol,
      long fromMillis,
      long beforeMillis,
      ToLongFunction<Tape> id) {
    return listed(pair, symbol).trades(fromMillis, beforeMillis).stream()
        .map(
            trade ->
                new TapedTrade(
                    Long.toString(id.applyAsLong(trade)),
                    Instant.ofEpochMilli(trade.millis()),
                    BigDecimal.valueOf(trade.price(), SCALE),
                    BigDecimal.valueOf(trade.size(), SCALE),
                    trade.takerBuys()))
        .toList();
  }

  /**
   * The book at a step.
   *
   * @param pair whose; null is refused in words that name the symbol
   * @param symbol the venue's spelling
   * @param step when
   * @param levels the most levels a side
   */
  public static PrintedBook book(@Nullable Pair pair, String symbol, long step, int levels) {
    if (levels < 1) {
      throw new IllegalArgumentException("levels must be at least 1 but is " + levels);
    }
    Depth depth = listed(pair, symbol).depth(step, levels);
    return new PrintedBook(
        Instant.ofEpochMilli(step * World.STEP_MILLIS),
        listed(pair, symbol).updateId(step),
        levels(depth.bidPrices(), depth.bidSizes()),
        levels(depth.askPrices(), depth.askSizes()));
  }

  private static List<PrintedBook.Level> levels(long[] prices, long[] sizes) {
    List<PrintedBook.Level> levels = new ArrayList<>(prices.length);
    for (int i = 0; i < prices.length; i++) {
      levels.add(
          new PrintedBook.Level(
              BigDecimal.valueOf(prices[i], SCALE), BigDecimal.valueOf(sizes[i], SCALE)));
    }
    return levels;
  }

  private static Pair listed(@Nullable Pair pair, String symbol) {
    if (pair == null) {
      throw new IllegalArgumentException("symbol " + symbol + " is not listed here");
    }
    return pair;
  }
}
