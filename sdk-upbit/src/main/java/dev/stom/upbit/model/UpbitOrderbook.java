package dev.stom.upbit.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order book, as {@code GET /v1/orderbook} answers.
 *
 * <p>Source: Upbit developer centre v1.6.4, list-orderbooks, read 2026-11-22.
 *
 * @param market the pair
 * @param timestamp when this was true, milliseconds since 1970
 * @param totalAskSize units of base of all orders to sell, beyond the rows shown
 * @param totalBidSize units of base of all orders to buy, beyond the rows shown
 * @param orderbookUnits the rows, best first; thin books are padded with rows of price 0
 * @param level how wide the price steps are into which rows are gathered; 0 for none
 */
public record UpbitOrderbook(
    String market,
    long timestamp,
    @WireName("total_ask_size") @Nullable BigDecimal totalAskSize,
    @WireName("total_bid_size") @Nullable BigDecimal totalBidSize,
    @WireName("orderbook_units") List<Unit> orderbookUnits,
    @Nullable BigDecimal level) {
  /** Copies the rows. */
  public UpbitOrderbook {
    orderbookUnits = List.copyOf(orderbookUnits);
  }

  /**
   * One row: the n-th best price on each side. The two have nothing else to do with each other.
   *
   * @param askPrice price to sell; 0 pads
   * @param bidPrice price to buy; 0 pads
   * @param askSize units of base at {@code askPrice}
   * @param bidSize units of base at {@code bidPrice}
   */
  public record Unit(
      @WireName("ask_price") BigDecimal askPrice,
      @WireName("bid_price") BigDecimal bidPrice,
      @WireName("ask_size") BigDecimal askSize,
      @WireName("bid_size") BigDecimal bidSize) {}
}
