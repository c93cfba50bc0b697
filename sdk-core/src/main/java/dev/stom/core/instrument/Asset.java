package dev.stom.core.instrument;

import java.util.Locale;

/**
 * What is held: a coin, a share or a currency, by the code that venues use for it.
 *
 * <p>The same code at two venues need not be the same thing; where it matters (the kimchi premium),
 * the application says which instruments belong together.
 *
 * @param code as venues write it: upper case, no blanks, for example {@code BTC}, {@code 1INCH},
 *     {@code KRW}, {@code 005930}
 */
public record Asset(String code) implements Comparable<Asset> {
  /** The Korean won. */
  public static final Asset KRW = new Asset("KRW");

  /** The US dollar. */
  public static final Asset USD = new Asset("USD");

  /** Tether's dollar token. */
  public static final Asset USDT = new Asset("USDT");

  /** Bitcoin. */
  public static final Asset BTC = new Asset("BTC");

  /** Checks the code. */
  public Asset {
    if (code.isEmpty() || code.length() > 64) {
      throw new IllegalArgumentException(
          "asset code must have 1 to 64 characters but is '" + code + "'");
    }
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        throw new IllegalArgumentException(
            "asset code must not contain blanks but is '" + code + "'");
      }
    }
  }

  /**
   * Returns the asset of a code.
   *
   * @param code in any case; it is put into upper case
   * @return the asset
   */
  public static Asset of(String code) {
    return new Asset(code.toUpperCase(Locale.ROOT));
  }

  /** Orders by code. */
  @Override
  public int compareTo(Asset other) {
    return code.compareTo(other.code);
  }

  /** Returns the code. */
  @Override
  public String toString() {
    return code;
  }
}
