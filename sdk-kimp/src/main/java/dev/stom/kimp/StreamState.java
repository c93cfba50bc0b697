package dev.stom.kimp;

/** What is known of the stream that a price comes on. Not the same as the price's age. */
public enum StreamState {
  /** Subscribed, but the venue has not proved it yet. A price may be known from a request. */
  CONNECTING,
  /** The venue has proved that it streams, and nothing is known to be missing. */
  LIVE,
  /**
   * Live again after a loss, but nothing was heard of this market since: the price held is from
   * before the loss.
   */
  GAP,
  /** The connection is open but silent for too long; it is being replaced. */
  STALE,
  /** The connection is lost and being made anew. */
  RECONNECTING,
  /** The venue refused to stream this market. */
  REFUSED,
  /** The stream is over. */
  CLOSED;

  /** Whether a price that came on such a stream may be used, if it is young enough. */
  boolean isUsable() {
    return this == CONNECTING || this == LIVE;
  }
}
