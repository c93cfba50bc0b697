package dev.stom.kimp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The formula of the kimchi premium, and nothing else: no clock, no state, no network.
 *
 * <pre>
 * premium = (krw − usd·fx) / (usd·fx)
 * </pre>
 *
 * <p>where {@code krw} is the price in Korea in won, {@code usd} the price elsewhere in dollars (or
 * in a dollar token such as USDT) and {@code fx} how many won that dollar costs. Each step is done
 * in {@link #CONTEXT}. For numbers that occur (prices of up to 17 digits with up to 8 decimals,
 * rates of up to 10 digits with up to 6) product and difference are exact, and only the division
 * rounds.
 *
 * <p>The premium of the dollar token itself is {@code premium(krwPerUsdt, BigDecimal.ONE, fx)} with
 * a bank's rate.
 */
public final class KimpCalculator {
  /** 34 digits, half even: far beyond any price, and the same on every machine. */
  public static final MathContext CONTEXT = MathContext.DECIMAL128;

  /**
   * The largest exponent of an IEEE decimal128, which Java's own decimals do not observe: beyond it
   * a number is no premium but a mistake, and writing it out could fill the memory.
   */
  private static final int MAX_EXPONENT = 6144;

  private KimpCalculator() {}

  /**
   * Computes the premium. Never throws and never returns null: what is absent, zero or negative
   * gives {@link Premium.Undefined} that names each such input.
   *
   * @param krw price in Korea in won, or null when there is none
   * @param usd price elsewhere in dollars, or null when there is none
   * @param fx won for one dollar, or null when there is none
   * @return the premium, or why there is none
   */
  public static Premium premium(
      @Nullable BigDecimal krw, @Nullable BigDecimal usd, @Nullable BigDecimal fx) {
    EnumSet<UndefinedReason> reasons = EnumSet.noneOf(UndefinedReason.class);
    check(krw, UndefinedReason.WAITING_KOREAN, UndefinedReason.KOREAN_NOT_POSITIVE, reasons);
    check(usd, UndefinedReason.WAITING_GLOBAL, UndefinedReason.GLOBAL_NOT_POSITIVE, reasons);
    check(fx, UndefinedReason.FX_ABSENT, UndefinedReason.FX_NOT_POSITIVE, reasons);
    if (krw == null || usd == null || fx == null || !reasons.isEmpty()) {
      return Premium.undefined(reasons);
    }
    try {
      BigDecimal fair = usd.multiply(fx, CONTEXT);
      BigDecimal ratio = krw.subtract(fair, CONTEXT).divide(fair, CONTEXT);
      if (Math.abs((long) ratio.scale()) <= MAX_EXPONENT) {
        return Premium.of(ratio);
      }
    } catch (ArithmeticException exponentOverflow) {
      // said below
    }
    return Premium.undefined(Set.of(UndefinedReason.OUT_OF_RANGE));
  }

  private static void check(
      @Nullable BigDecimal value,
      UndefinedReason absent,
      UndefinedReason notPositive,
      Set<UndefinedReason> reasons) {
    if (value == null) {
      reasons.add(absent);
    } else if (value.signum() <= 0) {
      reasons.add(notPositive);
    }
  }
}
