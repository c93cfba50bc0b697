package dev.stom.binance.model;

/**
 * Whether a symbol can be traded, in the venue's words.
 *
 * <p>Source: Binance Spot API documentation, enums.md, 2026-07-21; {@code CANCEL_ONLY}: changelog,
 * 2026-07-07.
 */
public enum BinanceSymbolStatus {
  /** Orders are matched. */
  TRADING,
  /** The day's trading is over. */
  END_OF_DAY,
  /** Trading stands still. */
  HALT,
  /** Trading is interrupted. */
  BREAK,
  /** Only cancelling and amending is possible. */
  CANCEL_ONLY,
  /** A word that this version does not know; the record has its text. */
  UNKNOWN;

  /**
   * Reads the venue's word.
   *
   * @param word as written
   * @return the status; {@link #UNKNOWN} for a word that is not known
   */
  public static BinanceSymbolStatus parse(String word) {
    for (BinanceSymbolStatus status : values()) {
      if (status.name().equals(word)) {
        return status;
      }
    }
    return UNKNOWN;
  }
}
