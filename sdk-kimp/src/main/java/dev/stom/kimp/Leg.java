package dev.stom.kimp;

/** The two sides of a premium. */
public enum Leg {
  /** The market in Korea, priced in won. A rate implied by KRW-USDT comes on its stream, too. */
  KOREAN,
  /** The market elsewhere, priced in dollars or a dollar token. */
  GLOBAL
}
