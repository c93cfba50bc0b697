package dev.stom.upbit;

import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One of Upbit's public streams of one pair, in Upbit's words. Make it with the factory methods.
 *
 * <p>Source: Upbit developer centre v1.6.x, websocket-guide and the pages of each type, read
 * 2026-11-22.
 *
 * @param type {@code ticker}, {@code trade}, {@code orderbook} or {@code candle.} with a unit
 * @param code the pair, for example {@code KRW-BTC}
 * @param depth for order books: how many rows, 1, 5, 15 or 30; null for 30, and otherwise. If
 *     somebody else on the same client asks for more rows of the same book, what is delivered is
 *     cut
 * @param level for order books: the width of the price steps into which rows are gathered, see
 *     {@code GET /v1/orderbook/instruments}; null for none, and otherwise. Upbit stays silent on a
 *     level that it does not offer
 * @param mode whether the present state comes first
 */
public record UpbitChannel(
    String type, String code, @Nullable Integer depth, @Nullable BigDecimal level, Feed.Mode mode)
    implements Channel {
  /** The most rows of a book. */
  public static final int MAX_DEPTH = 30;

  /** Source: Upbit notice websocket_orderbook_unit_options, 2025-07-02. */
  private static final TreeSet<Integer> DEPTHS = new TreeSet<>(Set.of(1, 5, 15, MAX_DEPTH));

  private static final String ORDERBOOK = "orderbook";

  /** Checks that the parts fit the type. */
  public UpbitChannel {
    Objects.requireNonNull(mode, "mode");
    UpbitSymbols.checked("code", code);
    if (!isType(type)) {
      throw new IllegalArgumentException(
          "type must be ticker, trade, orderbook or candle.1s to candle.240m but is '"
              + type
              + "'");
    }
    if (!type.equals(ORDERBOOK) && (depth != null || level != null)) {
      throw new IllegalArgumentException(
          "depth and level belong to order books; leave them null for " + type);
    }
    if (depth != null && !DEPTHS.contains(depth)) {
      throw new IllegalArgumentException("depth must be 1, 5, 15 or 30 but is " + depth);
    }
    if (level != null) {
      if (level.signum() < 0) {
        throw new IllegalArgumentException(
            "level must not be negative but is " + level.toPlainString());
      }
      level = level.signum() == 0 ? null : level.stripTrailingZeros();
    }
    if (depth != null && depth == MAX_DEPTH) {
      depth = null;
    }
  }

  private static boolean isType(String type) {
    if (type.equals("ticker") || type.equals("trade") || type.equals(ORDERBOOK)) {
      return true;
    }
    for (UpbitCandleUnit unit : UpbitCandleUnit.values()) {
      if (unit.streamType().filter(type::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The summary of a pair.
   *
   * @param code the pair
   * @return the channel
   */
  public static UpbitChannel ticker(String code) {
    return new UpbitChannel("ticker", code, null, null, Feed.Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * The trades of a pair; the snapshot is the last one.
   *
   * @param code the pair
   * @return the channel
   */
  public static UpbitChannel trade(String code) {
    return new UpbitChannel("trade", code, null, null, Feed.Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * The order book of a pair, 30 rows deep.
   *
   * @param code the pair
   * @return the channel
   */
  public static UpbitChannel orderbook(String code) {
    return new UpbitChannel(ORDERBOOK, code, null, null, Feed.Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * The order book of a pair.
   *
   * @param code the pair
   * @param depth how many rows: 1, 5, 15 or 30
   * @return the channel
   */
  public static UpbitChannel orderbook(String code, int depth) {
    return new UpbitChannel(ORDERBOOK, code, depth, null, Feed.Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * The candles of a pair.
   *
   * @param code the pair
   * @param unit seconds or minutes
   * @return the channel
   * @throws IllegalArgumentException for units that Upbit does not stream
   */
  public static UpbitChannel candle(String code, UpbitCandleUnit unit) {
    String type =
        unit.streamType()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unit must be seconds or minutes but is "
                            + unit
                            + "; ask for longer candles by UpbitMarketApi.candles"));
    return new UpbitChannel(type, code, null, null, Feed.Mode.SNAPSHOT_THEN_REALTIME);
  }

  /** Returns the smallest depth on offer that shows as many rows. */
  static int depthFor(int rows) {
    Integer depth = DEPTHS.ceiling(rows);
    if (depth == null || rows < 1) {
      throw new IllegalArgumentException(
          "depth must be 1 to " + MAX_DEPTH + " but is " + rows + "; Upbit streams no more rows");
    }
    return depth;
  }

  /**
   * The same book with its rows gathered.
   *
   * @param width the width of the price steps, one of those that Upbit offers for the pair; zero
   *     for none
   * @return a copy
   */
  public UpbitChannel withLevel(BigDecimal width) {
    return new UpbitChannel(type, code, depth, width, mode);
  }

  /**
   * The same channel, giving only the present state, once.
   *
   * @return a copy
   */
  public UpbitChannel snapshotOnly() {
    return new UpbitChannel(type, code, depth, level, Feed.Mode.SNAPSHOT_ONLY);
  }

  /**
   * The same channel without the present state at its beginning.
   *
   * @return a copy
   */
  public UpbitChannel realtimeOnly() {
    return new UpbitChannel(type, code, depth, level, Feed.Mode.REALTIME_ONLY);
  }

  Route route() {
    return Route.of(type, code, level);
  }

  @Override
  public String name() {
    StringBuilder name = new StringBuilder(type).append(' ').append(code);
    if (depth != null) {
      name.append('.').append(depth);
    }
    if (level != null) {
      name.append(" level ").append(level.toPlainString());
    }
    if (mode != Feed.Mode.SNAPSHOT_THEN_REALTIME) {
      name.append(mode == Feed.Mode.SNAPSHOT_ONLY ? " snapshot" : " realtime");
    }
    return name.toString();
  }

  @Override
  public String toString() {
    return name();
  }
}
