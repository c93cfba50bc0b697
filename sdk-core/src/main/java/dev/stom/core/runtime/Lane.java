package dev.stom.core.runtime;

/**
 * How urgent a request is when there is not room for all, most urgent first. Money at risk comes
 * before money to be risked, and both before looking at the market.
 */
public enum Lane {
  /** Taking orders back. */
  CANCEL,

  /** Placing orders. */
  PLACE,

  /** Asking about own orders, fills and balances. */
  ACCOUNT,

  /** What somebody or something waits for: quotes, order books, candles asked for, connections. */
  MARKET_DATA,

  /** Filling the past up in the background: whatever can wait for a quiet moment. */
  BACKFILL
}
