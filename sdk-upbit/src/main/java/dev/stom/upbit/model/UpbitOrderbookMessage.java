package dev.stom.upbit.model;

import dev.stom.core.market.BookSide;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order book, streamed whole each time.
 *
 * @param type {@code orderbook}
 * @param code the pair
 * @param timestamp when the frame was made, milliseconds
 * @param totalAskSize units of base of all orders to sell, beyond the rows shown
 * @param totalBidSize units of base of all orders to buy, beyond the rows shown
 * @param asks the {@code ask_price} and {@code ask_size} of {@code orderbook_units}, lowest first.
 *     Rows that only pad a thin book (price or size 0) are left out, so the two sides may differ in
 *     length
 * @param bids the {@code bid_price} and {@code bid_size} of {@code orderbook_units}, highest first,
 *     likewise
 * @param level how wide the price steps are into which rows are gathered; 0 for none; null where
 *     the frame does not say, which means none
 * @param streamType {@code SNAPSHOT} or {@code REALTIME}
 */
public record UpbitOrderbookMessage(
    String type,
    String code,
    long timestamp,
    @Nullable BigDecimal totalAskSize,
    @Nullable BigDecimal totalBidSize,
    BookSide asks,
    BookSide bids,
    @Nullable BigDecimal level,
    @Nullable String streamType)
    implements UpbitMessage {
  /** Checks that what every book has is there. */
  public UpbitOrderbookMessage {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(asks, "asks");
    Objects.requireNonNull(bids, "bids");
  }

  /**
   * Returns the first rows only.
   *
   * @param depth how many at most on each side; not negative
   * @return this message if it is no deeper
   */
  public UpbitOrderbookMessage top(int depth) {
    return depth >= asks.depth() && depth >= bids.depth()
        ? this
        : new UpbitOrderbookMessage(
            type,
            code,
            timestamp,
            totalAskSize,
            totalBidSize,
            asks.top(depth),
            bids.top(depth),
            level,
            streamType);
  }
}
