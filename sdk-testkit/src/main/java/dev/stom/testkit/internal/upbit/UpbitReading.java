package dev.stom.testkit.internal.upbit;

import dev.stom.testkit.internal.market.Bar;
import dev.stom.testkit.internal.market.Depth;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.internal.text.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pair at a moment: last trade, the UTC day so far, the last 24 hours, the year.
 *
 * @param last the last trade
 * @param day trades since UTC midnight
 * @param rolling trades of the last 24 hours
 * @param previousClose the last price before UTC midnight
 * @param year extremes of 52 weeks
 * @param millis the moment
 */
record UpbitReading(
    Tape last, Bar day, Bar rolling, long previousClose, Extremes year, long millis) {
  static final long DAY = 86_400_000;

  /** Extremes of 52 weeks. Prices in units of 10⁻⁸. */
  record Extremes(long high, long highMillis, long low, long lowMillis) {}

  static @Nullable UpbitReading of(Pair pair, long millis) {
    Tape last = pair.lastTrade(millis);
    if (last == null) {
      return null;
    }
    long midnight = Math.floorDiv(millis, DAY) * DAY;
    Tape before = pair.lastTrade(midnight);
    Bar day = pair.bar(midnight, millis);
    Bar rolling = pair.bar(millis - DAY, millis);
    long previous = before == null ? last.price() : before.price();
    return new UpbitReading(last, day, rolling, previous, extremes(pair, day, midnight), millis);
  }

  /** Sampled at midnights, completed by what the day has seen. */
  private static Extremes extremes(Pair pair, Bar day, long midnight) {
    long high = 0;
    long highMillis = midnight;
    long low = Long.MAX_VALUE;
    long lowMillis = midnight;
    for (int i = 0; i <= 364; i++) {
      long at = midnight - i * DAY;
      if (at < World.LISTED_MILLIS) {
        break;
      }
      long middle = pair.middle(World.stepOf(at));
      long price = middle - middle % pair.tickAt(middle);
      if (price > high) {
        high = price;
        highMillis = at;
      }
      if (price < low) {
        low = price;
        lowMillis = at;
      }
    }
    if (!day.isEmpty() && day.high() >= high) {
      high = day.high();
      highMillis = midnight;
    }
    if (!day.isEmpty() && day.low() <= low) {
      low = day.low();
      lowMillis = midnight;
    }
    return new Extremes(high, highMillis, low, lowMillis);
  }

  /** The first price of the day; the last close while nothing has traded. */
  long open() {
    return day.isEmpty() ? previousClose : day.open();
  }

  long high() {
    return day.isEmpty() ? previousClose : day.high();
  }

  long low() {
    return day.isEmpty() ? previousClose : day.low();
  }

  long change() {
    return last.price() - previousClose;
  }

  static String changeWord(long change) {
    return change > 0 ? "RISE" : change < 0 ? "FALL" : "EVEN";
  }

  /** The change as a fraction of the previous close, ten decimals. */
  BigDecimal changeRate() {
    return rate(change(), previousClose);
  }

  static BigDecimal rate(long change, long previous) {
    return plain(Fixed.decimal(change).divide(Fixed.decimal(previous), 10, RoundingMode.HALF_UP));
  }

  /** Without trailing zeros and without exponent. */
  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  static String sideWord(boolean takerBuys) {
    return takerBuys ? "BID" : "ASK";
  }

  /** Trade ids are built from the moment: milliseconds × 10000 + number within the millisecond. */
  static long sequentialId(Tape trade) {
    return trade.millis() * 10_000 + trade.ordinal();
  }

  static long total(long[] sizes) {
    long sum = 0;
    for (long size : sizes) {
      sum += size;
    }
    return sum;
  }

  /** Groups a book's levels into steps of a width: bids rounded down, asks up. */
  static Depth grouped(Depth depth, long width) {
    if (width == 0) {
      return depth;
    }
    long[][] bids = group(depth.bidPrices(), depth.bidSizes(), width, false);
    long[][] asks = group(depth.askPrices(), depth.askSizes(), width, true);
    return new Depth(bids[0], bids[1], asks[0], asks[1]);
  }

  private static long[][] group(long[] prices, long[] sizes, long width, boolean up) {
    long[] groupPrices = new long[prices.length];
    long[] groupSizes = new long[prices.length];
    int groups = 0;
    for (int i = 0; i < prices.length; i++) {
      long price = (up ? Math.floorDiv(prices[i] + width - 1, width) : prices[i] / width) * width;
      if (groups > 0 && groupPrices[groups - 1] == price) {
        groupSizes[groups - 1] += sizes[i];
      } else {
        groupPrices[groups] = price;
        groupSizes[groups++] = sizes[i];
      }
    }
    return new long[][] {Arrays.copyOf(groupPrices, groups), Arrays.copyOf(groupSizes, groups)};
  }
}
