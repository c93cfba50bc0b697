package dev.stom.binance;

/** The windows of the streams {@code ticker_<window>}. */
public enum BinanceTickerWindow {
  /** One hour. */
  HOUR_1("1h"),
  /** Four hours. */
  HOUR_4("4h"),
  /** One day. */
  DAY_1("1d");

  private final String word;

  BinanceTickerWindow(String word) {
    this.word = word;
  }

  /**
   * Returns the venue's word.
   *
   * @return for example {@code 1h}
   */
  public String word() {
    return word;
  }
}
