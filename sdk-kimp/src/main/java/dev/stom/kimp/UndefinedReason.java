package dev.stom.kimp;

/**
 * Why there is no premium. "Korean" and "global" are the two sides of a {@link KimpPair}.
 *
 * <p>New reasons may be added in a minor version.
 */
public enum UndefinedReason {
  /** No Korean price is known yet, or one side of the book is empty and there is no mid price. */
  WAITING_KOREAN("waiting for a Korean price"),
  /** No global price is known yet, or one side of the book is empty and there is no mid price. */
  WAITING_GLOBAL("waiting for a global price"),
  /**
   * The Korean price may be out of date: it is older than allowed, its stream is not live, or
   * nothing was heard since the stream came back. {@link KimpReading#korean()} says which.
   */
  STALE_KOREAN("the Korean price is out of date"),
  /** The same of the global price; {@link KimpReading#global()} says which. */
  STALE_GLOBAL("the global price is out of date"),
  /** The Korean price is zero or negative. */
  KOREAN_NOT_POSITIVE("the Korean price is not positive"),
  /** The global price is zero or negative. */
  GLOBAL_NOT_POSITIVE("the global price is not positive"),
  /** No exchange rate is known yet. */
  FX_ABSENT("no exchange rate"),
  /** The exchange rate is older than allowed, or the stream that implies it is not live. */
  FX_STALE("the exchange rate is out of date"),
  /** The exchange rate is zero or negative. */
  FX_NOT_POSITIVE("the exchange rate is not positive"),
  /** The numbers are so large or so small that the formula leaves the range of decimals. */
  OUT_OF_RANGE("the numbers are beyond all range");

  private final String words;

  UndefinedReason(String words) {
    this.words = words;
  }

  /**
   * Says it for people.
   *
   * @return lower-case words, fit for a cell of a table
   */
  public String words() {
    return words;
  }
}
