package dev.stom.core.market;

/** How far a {@link LiveBook} can be trusted at one moment. */
public enum BookState {
  /**
   * Being put together: the stream is subscribed, but what it says does not yet (or, after a change
   * was missed, no longer) join a known state without a gap.
   */
  SYNCING,
  /** True as far as anybody here can know: every change since a proven state was applied. */
  LIVE,
  /**
   * Nothing comes any more, or something may have been missed without a number to prove it: the
   * connection is lost or silent, a frame could not be read, or the book was closed.
   */
  STALE,
  /**
   * The venue said something that no book can be (best bid at or above best ask, levels out of
   * order), or refused the stream.
   */
  BROKEN
}
