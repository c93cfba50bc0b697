package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;

/**
 * An order book that is kept up to date and says at every moment whether it can be trusted.
 *
 * <pre>{@code
 * try (LiveBook book = source.liveBook(btc)) {
 *   ...
 *   book.view().live().ifPresent(now -> ... now.bestAsk() ...);
 * }
 * }</pre>
 *
 * <p>It repairs itself: after a missed change, a lost connection or a failed request it is put
 * together anew, for ever, until it is closed. Meanwhile {@link BookView#live()} is empty and
 * {@link BookView#why()} says what is going on.
 *
 * <p><b>Threads:</b> all methods may be called from any thread, the listener's own included. It has
 * no thread of its own.
 */
public interface LiveBook extends AutoCloseable {
  /**
   * Says whose book this is.
   *
   * @return the instrument
   */
  Instrument instrument();

  /**
   * Reads the book: never waits, takes no lock, and what it returns never changes.
   *
   * @return levels, state and age at this moment
   */
  BookView view();

  /**
   * Tells whether it is over.
   *
   * @return true after {@link #close} or after the client was closed
   */
  boolean isClosed();

  /**
   * Ends it. When this returns, no call of the listener begins any more; one that is under way is
   * waited for, at most a second, unless it is the caller itself. The last book stays readable as
   * {@link BookView#lastKnown()}. Idempotent.
   */
  @Override
  void close();
}
