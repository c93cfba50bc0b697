package dev.stom.kimp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KimpCalculatorTest {

  @ParameterizedTest(name = "{0} won against {1} dollars at {2} is {3}")
  @CsvSource({
    "105, 1, 100, 0.05",
    "95, 1, 100, -0.05",
    "100, 1, 100, 0",
    "151200000, 100000, 1400, 0.08",
    "97000000, 65432.10, 1385.5, 0.06997676089344760466732047872408267",
    "3100.5, 2.2150, 1400.25, -0.0003397490693172736406712280901145112",
  })
  void theFormulaIsTheDifferenceToTheFairPriceOverTheFairPrice(
      String krw, String usd, String fx, String expected) {
    assertThat(ratio(number(krw), number(usd), number(fx))).isEqualByComparingTo(expected);
  }

  @Test
  void percentIsTheRatioTimesAHundredExactly() {
    Premium.Defined premium =
        (Premium.Defined) KimpCalculator.premium(number("103"), number("1"), number("99"));

    assertThat(premium.percent()).isEqualByComparingTo(premium.ratio().multiply(number("100")));
    assertThat(premium.findPercent()).contains(premium.percent());
    assertThat(premium).hasToString("4.0404 %");
  }

  static LongStream seeds() {
    Long one = Long.getLong("seed");
    return one != null ? LongStream.of(one) : LongStream.range(0, 2_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void forPricesThatOccurTheRatioIsTheExactQuotientRoundedOnce(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BigDecimal krw = decimal(random, 17, 8);
    BigDecimal usd = decimal(random, 17, 8);
    BigDecimal fx = decimal(random, 10, 6);

    assertThat(ratio(krw, usd, fx)).isEqualByComparingTo(oracle(krw, usd, fx));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void forAnyNumbersTheRatioIsRightToThirtyTwoDigits(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BigDecimal krw = decimal(random, 60, 50);
    BigDecimal usd = decimal(random, 60, 50);
    BigDecimal fx = decimal(random, 60, 50);
    BigDecimal exact = oracle(krw, usd, fx);

    assertThat(ratio(krw, usd, fx).subtract(exact).abs())
        .isLessThan(exact.abs().max(BigDecimal.ONE).movePointLeft(32));
  }

  /** The same by whole numbers: a fraction of two integers, divided by hand to 34 digits. */
  private static BigDecimal oracle(BigDecimal krw, BigDecimal usd, BigDecimal fx) {
    int scale = krw.scale() + usd.scale() + fx.scale();
    BigInteger korea = krw.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
    BigInteger fair = usd.multiply(fx).setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
    BigInteger difference = korea.subtract(fair);
    if (difference.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigInteger top = difference.abs();
    int shift = Math.max(0, 41 + fair.toString().length() - top.toString().length());
    top = top.multiply(BigInteger.TEN.pow(shift));
    BigInteger[] parts = top.divideAndRemainder(fair);
    // A rest keeps a tie from looking like one.
    BigInteger digits =
        parts[0]
            .multiply(BigInteger.TEN)
            .add(parts[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE);
    BigDecimal magnitude =
        new BigDecimal(digits, shift + 1).round(new MathContext(34, RoundingMode.HALF_EVEN));
    return difference.signum() < 0 ? magnitude.negate() : magnitude;
  }

  private static BigDecimal decimal(SplittableRandom random, int digits, int decimals) {
    int length = random.nextInt(1, digits + 1);
    BigInteger bound = BigInteger.TEN.pow(length);
    BigInteger unscaled = new BigInteger(256, new Random(random.nextLong())).mod(bound);
    return new BigDecimal(unscaled.max(BigInteger.ONE), random.nextInt(0, decimals + 1));
  }

  @ParameterizedTest(name = "{0} / {1} / {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-, 1, 1, WAITING_KOREAN",
        "1, -, 1, WAITING_GLOBAL",
        "1, 1, -, FX_ABSENT",
        "0, 1, 1, KOREAN_NOT_POSITIVE",
        "0.000, 1, 1, KOREAN_NOT_POSITIVE",
        "-1, 1, 1, KOREAN_NOT_POSITIVE",
        "1, 0, 1, GLOBAL_NOT_POSITIVE",
        "1, -3, 1, GLOBAL_NOT_POSITIVE",
        "1, 1, 0, FX_NOT_POSITIVE",
        "1, 1, -1400, FX_NOT_POSITIVE",
        "-, -, -, WAITING_KOREAN WAITING_GLOBAL FX_ABSENT",
        "0, -, -5, WAITING_GLOBAL KOREAN_NOT_POSITIVE FX_NOT_POSITIVE",
        "1, 1E-2147483000, 1E-2147483000, OUT_OF_RANGE",
        "1, 1E+2147483000, 1E+2147483000, OUT_OF_RANGE",
        "1E+999999999, 1, 1, OUT_OF_RANGE",
        "1, 1E-999999999, 1, OUT_OF_RANGE",
      })
  void whatCannotBeComputedIsUndefinedForAReason(
      @Nullable String krw, @Nullable String usd, @Nullable String fx, String reasons) {
    Premium premium = KimpCalculator.premium(orNull(krw), orNull(usd), orNull(fx));

    assertThat(premium).isInstanceOf(Premium.Undefined.class);
    assertThat(premium.isDefined()).isFalse();
    assertThat(premium.findRatio()).isEmpty();
    assertThat(premium.findPercent()).isEmpty();
    assertThat(premium.fold(defined -> "", Premium.Undefined::reasons).toString())
        .isEqualTo("[" + reasons.replace(" ", ", ") + "]");
  }

  @Test
  void aWorthlessPriceInKoreaIsAlmostMinusOne() {
    assertThat(ratio(number("1E-999999999"), number("1"), number("1"))).isEqualByComparingTo("-1");
  }

  private static BigDecimal ratio(BigDecimal krw, BigDecimal usd, BigDecimal fx) {
    return KimpCalculator.premium(krw, usd, fx).findRatio().orElseThrow();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static @Nullable BigDecimal orNull(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
