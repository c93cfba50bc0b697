package dev.stom.testkit.internal.upbit;

import dev.stom.testkit.internal.market.Depth;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.TickRule;
import dev.stom.testkit.internal.market.World;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Upbit's view of a book: at most 30 levels, optionally grouped. */
final class UpbitBook {
  static final int LEVELS = 30;
  private static final int[] GROUPINGS = {10, 100, 1_000};

  private UpbitBook() {}

  /** Group widths of a pair in units of 10⁻⁸: 0 for none, more in the won market only. */
  static List<Long> supportedLevels(Pair pair, long step) {
    List<Long> levels = new ArrayList<>();
    levels.add(0L);
    if (pair.quote().equals("KRW")) {
      long tick = pair.tickAt(pair.middle(step));
      for (int factor : GROUPINGS) {
        levels.add(tick * factor);
      }
    }
    return levels;
  }

  /** The book at a step, or null when the pair does not offer that grouping. */
  static @Nullable Depth depth(Pair pair, long step, int count, BigDecimal level) {
    BigDecimal units = level.multiply(BigDecimal.valueOf(TickRule.ONE));
    Long width =
        supportedLevels(pair, step).stream()
            .filter(offered -> units.compareTo(BigDecimal.valueOf(offered)) == 0)
            .findFirst()
            .orElse(null);
    if (width == null) {
      return null;
    }
    Depth whole = pair.depth(step, width == 0 ? count : Integer.MAX_VALUE);
    return cut(UpbitReading.grouped(whole, width), count);
  }

  private static Depth cut(Depth depth, int count) {
    int rows = Math.min(count, Math.min(depth.bidPrices().length, depth.askPrices().length));
    return new Depth(
        Arrays.copyOf(depth.bidPrices(), rows),
        Arrays.copyOf(depth.bidSizes(), rows),
        Arrays.copyOf(depth.askPrices(), rows),
        Arrays.copyOf(depth.askSizes(), rows));
  }

  static long timestamp(long step) {
    return step * World.STEP_MILLIS;
  }
}
