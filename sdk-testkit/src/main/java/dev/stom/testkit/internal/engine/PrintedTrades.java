package dev.stom.testkit.internal.engine;

import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.traffic.TapedTrade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A pair's trades as tests see them. */
public final class PrintedTrades {
  private static final int SCALE = 8;

  private PrintedTrades() {}

  /**
   * The trades of a span, oldest first.
   *
   * @param pair whose; null is refused in words that name the symbol
   * @param symbol the venue's spelling
   * @param fromMillis the first moment
   * @param beforeMillis the first moment after the last
   * @param id how the venue writes ids
   */
  public static List<TapedTrade> of(
      @Nullable Pair pair,
      String symbol,
      long fromMillis,
      long beforeMillis,
      ToLongFunction<Tape> id) {
    if (pair == null) {
      throw new IllegalArgumentException("symbol " + symbol + " is not listed here");
    }
    return pair.trades(fromMillis, beforeMillis).stream()
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
}
