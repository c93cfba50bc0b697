package dev.stom.core.market;

/** How an event reached us. */
public enum Origin {
  /**
   * The venue's present state, sent at the beginning of a stream; it may repeat what was seen
   * before.
   */
  SNAPSHOT,
  /** Sent as it happened. */
  REALTIME,
  /** The answer to a request. */
  REQUEST
}
