package dev.stom.core.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Sums over the levels of a side, best first. */
final class BookWalk {
  private BookWalk() {}

  static BookDepth best(BookSide side, int levels) {
    if (levels < 0) {
      throw new IllegalArgumentException("levels must not be negative but is " + levels);
    }
    int counted = Math.min(levels, side.depth());
    return sum(side, counted, counted == levels || side.isWhole());
  }

  static BookDepth downTo(BookSide side, Side taker, BigDecimal limit) {
    Decimals.positive(limit, "limit");
    int counted = 0;
    while (counted < side.depth() && isWithin(side.price(counted), taker, limit)) {
      counted++;
    }
    return sum(side, counted, counted < side.depth() || side.isWhole() || endsAt(side, limit));
  }

  /** A buyer takes what is at or below the limit, a seller what is at or above it. */
  private static boolean isWithin(BigDecimal price, Side taker, BigDecimal limit) {
    int compared = price.compareTo(limit);
    return taker == Side.BUY ? compared <= 0 : compared >= 0;
  }

  private static boolean endsAt(BookSide side, BigDecimal limit) {
    int depth = side.depth();
    return depth > 0 && side.price(depth - 1).compareTo(limit) == 0;
  }

  private static BookDepth sum(BookSide side, int levels, boolean exhaustive) {
    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal notional = BigDecimal.ZERO;
    for (int i = 0; i < levels; i++) {
      BigDecimal here = side.quantity(i);
      quantity = quantity.add(here);
      notional = notional.add(side.price(i).multiply(here));
    }
    return new BookDepth(levels, quantity, notional, exhaustive);
  }

  static FillEstimate fill(BookSide side, Side taker, Size size, BigDecimal feeRate) {
    if (feeRate.signum() < 0 || feeRate.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(
          "feeRate must be from 0 to less than 1 but is "
              + feeRate.toPlainString()
              + "; 0.05 % is 0.0005");
    }
    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal notional = BigDecimal.ZERO;
    BigDecimal left = size.value();
    BigDecimal worst = null;
    int levels = 0;
    while (left.signum() > 0 && levels < side.depth()) {
      BigDecimal price = side.price(levels);
      BigDecimal resting = side.quantity(levels);
      BigDecimal taken = taken(size, left, price, resting);
      if (taken.signum() == 0) {
        left = BigDecimal.ZERO; // less than the smallest quantity that we count in
        break;
      }
      BigDecimal paid = price.multiply(taken);
      boolean whole = taken.compareTo(resting) == 0;
      quantity = quantity.add(taken);
      notional = notional.add(paid);
      worst = price;
      levels++;
      left = whole ? left.subtract(size instanceof Size.Amount ? paid : taken) : BigDecimal.ZERO;
    }
    return estimate(side, taker, size, feeRate, quantity, notional, worst, levels, left);
  }

  private static BigDecimal taken(
      Size size, BigDecimal left, BigDecimal price, BigDecimal resting) {
    if (size instanceof Size.Quantity) {
      return left.min(resting);
    }
    return left.compareTo(price.multiply(resting)) >= 0
        ? resting
        : left.divide(price, FillEstimate.QUANTITY_SCALE, RoundingMode.DOWN);
  }

  private static FillEstimate estimate(
      BookSide side,
      Side taker,
      Size size,
      BigDecimal feeRate,
      BigDecimal quantity,
      BigDecimal notional,
      @Nullable BigDecimal worst,
      int levels,
      BigDecimal left) {
    Size unfilled =
        left.signum() == 0
            ? null
            : size.fold(base -> new Size.Quantity(left), quote -> new Size.Amount(left));
    FillEstimate.End end =
        unfilled == null
            ? FillEstimate.End.FILLED
            : side.isWhole() ? FillEstimate.End.MARKET : FillEstimate.End.HORIZON;
    BigDecimal average =
        quantity.signum() == 0 ? null : notional.divide(quantity, FillEstimate.average(taker));
    return new FillEstimate(
        taker, size, feeRate, quantity, notional, average, worst, levels, unfilled, end);
  }
}
