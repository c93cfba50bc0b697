package dev.stom.core.market;

/** The direction of an order, and of a trade: what the taker did. */
public enum Side {
  /** Bought the base asset. */
  BUY,
  /** Sold the base asset. */
  SELL
}
