package dev.stom.core.instrument;

/** Whether an instrument can be traded. */
public enum ListingStatus {
  /** Orders are matched. */
  TRADING,
  /** Only cancelling and amending is possible. */
  CANCEL_ONLY,
  /** Trading stands still for a while. */
  HALTED,
  /** Trading has not begun yet. */
  PREVIEW,
  /** Trading has ended for good. */
  DELISTED,
  /**
   * The venue used a word that this version does not know; {@link Listing#venueStatus()} has it.
   */
  UNKNOWN
}
