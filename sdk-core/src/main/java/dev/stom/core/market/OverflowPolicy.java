package dev.stom.core.market;

/**
 * What happens when a listener is slower than the venue. A socket never waits; see {@link
 * SubscriptionCounters}.
 */
public enum OverflowPolicy {
  /**
   * Quotes, books, tickers and candles that still wait are replaced by the newer one of the same
   * instrument (candles: of the same open time), at the older one's place in the queue, though
   * never across a status; trades overflow as under {@link #GAP}. The default.
   */
  CONFLATE,
  /**
   * Everything is kept until the queue is full; then new data are dropped, and a {@link
   * StreamStatus.Gap} says so.
   */
  GAP,
  /**
   * Everything is kept until the queue is full; then the oldest waiting data are dropped and only
   * counted.
   */
  DROP_OLDEST,
  /**
   * Everything is kept until the queue is full; then the subscription is closed, and its last
   * status says so.
   */
  FAIL,
  /**
   * Whoever brings the data waits until there is room. Only for sources that can wait, such as the
   * replay of a recording; live streams refuse it, because a socket whose reader waits is lost.
   */
  BLOCK
}
