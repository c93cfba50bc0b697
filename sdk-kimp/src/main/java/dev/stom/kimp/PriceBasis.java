package dev.stom.kimp;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Feed;

/** Which price stands for a market. */
public enum PriceBasis {
  /**
   * The price of the last trade. Real money changed hands at it, but in a quiet market that may
   * have been a while ago.
   */
  LAST_TRADE("last trade"),
  /**
   * The middle between best bid and best ask. Moves without trades; absent while one side of the
   * book is empty or the book is crossed.
   */
  MID("mid");

  private final String words;

  PriceBasis(String words) {
    this.words = words;
  }

  Feed feed(Instrument instrument) {
    return this == LAST_TRADE ? Feed.trades(instrument) : Feed.quotes(instrument);
  }

  /**
   * Says it for people.
   *
   * @return lower-case words
   */
  public String words() {
    return words;
  }
}
