package dev.stom.core.market;

/**
 * Something one can subscribe to: a {@link Feed} of the common vocabulary, or a channel in a
 * venue's own words. Immutable, with equality by value.
 */
public interface Channel {
  /**
   * Names it for people and logs.
   *
   * @return for example {@code trades upbit:KRW-BTC} or {@code btcusdt@trade}
   */
  String name();
}
