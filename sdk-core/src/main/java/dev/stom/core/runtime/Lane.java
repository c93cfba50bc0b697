package dev.stom.core.runtime;

/**
 * How urgent a request is when there is not room for all, most urgent first. Money at risk comes
 * before money to be risked, and both before looking at the market.
 */
public enum Lane {
  /** Taking orders back. */
  CANCEL(0),

  /** Placing orders. */
  PLACE(1),

  /** Asking about own orders, fills and balances. */
  ACCOUNT(2),

  /** What somebody or something waits for: quotes, order books, candles asked for, connections. */
  MARKET_DATA(3),

  /** Filling the past up in the background: whatever can wait for a quiet moment. */
  BACKFILL(4);

  private final int number;

  Lane(int number) {
    this.number = number;
  }

  /** Its place in order of urgency, from 0. */
  int number() {
    return number;
  }
}
