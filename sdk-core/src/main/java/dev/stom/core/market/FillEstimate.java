package dev.stom.core.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an order that takes from a book at once would have met there: an estimate, since the book
 * changes before the order arrives. Sums and products are exact; the two places where a division is
 * needed round to the taker's disadvantage, see {@link #AVERAGE_DIGITS} and {@link
 * #QUANTITY_SCALE}. Lot sizes and minimums of the venue are not considered.
 *
 * @param taker what the order does
 * @param size how much was asked for
 * @param feeRate the fee as a fraction of the notional, 0.0005 for 0.05 %
 * @param quantity units of base that would be filled; 0 on an empty side
 * @param notional sum of price × quantity, in quote asset, fee not counted
 * @param averagePrice notional ÷ quantity with {@value #AVERAGE_DIGITS} significant digits, rounded
 *     up for a buyer and down for a seller; null when nothing would be filled
 * @param worstPrice the price of the last level that was touched; null when nothing would be filled
 * @param levels how many levels would be touched
 * @param unfilled what would be left over, in the unit of {@code size}; null when nothing
 * @param end whether and why the estimate ended early
 */
public record FillEstimate(
    Side taker,
    Size size,
    BigDecimal feeRate,
    BigDecimal quantity,
    BigDecimal notional,
    @Nullable BigDecimal averagePrice,
    @Nullable BigDecimal worstPrice,
    int levels,
    @Nullable Size unfilled,
    End end) {

  /**
   * The quantity that an amount buys or sells on its last level is rounded down to 18 decimals: no
   * venue's lots are finer. What is left of the amount after that, less than price ×
   * 10<sup>-18</sup>, counts as used.
   */
  public static final int QUANTITY_SCALE = 18;

  /** 34 digits, those of an IEEE decimal128: more than any price has. */
  public static final int AVERAGE_DIGITS = 34;

  private static final MathContext AVERAGE_OF_BUYER =
      new MathContext(AVERAGE_DIGITS, RoundingMode.CEILING);
  private static final MathContext AVERAGE_OF_SELLER =
      new MathContext(AVERAGE_DIGITS, RoundingMode.FLOOR);

  /** Whether and why an estimate ended early. */
  public enum End {
    /** The whole size would be filled. */
    FILLED,
    /**
     * The known levels ended first. More may rest beyond them: ask for a deeper book before taking
     * this for the market's end.
     */
    HORIZON,
    /** The market ended first: nothing rests beyond the levels that are known. */
    MARKET
  }

  /** Checks that nothing is missing. */
  public FillEstimate {
    Objects.requireNonNull(taker, "taker");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(feeRate, "feeRate");
    Objects.requireNonNull(quantity, "quantity");
    Objects.requireNonNull(notional, "notional");
    Objects.requireNonNull(end, "end");
  }

  static MathContext average(Side taker) {
    return taker == Side.BUY ? AVERAGE_OF_BUYER : AVERAGE_OF_SELLER;
  }

  /**
   * Tells whether the whole size would be filled.
   *
   * @return true when nothing is left over
   */
  public boolean isFilled() {
    return end == End.FILLED;
  }

  /**
   * Returns notional × fee rate, exactly.
   *
   * @return the fee in quote asset
   */
  public BigDecimal fee() {
    return notional.multiply(feeRate);
  }

  /**
   * Returns what a buyer pays or a seller receives: the notional with the fee added for a buyer and
   * taken off for a seller, exactly.
   *
   * @return in quote asset
   */
  public BigDecimal notionalWithFee() {
    return taker == Side.BUY ? notional.add(fee()) : notional.subtract(fee());
  }
}
