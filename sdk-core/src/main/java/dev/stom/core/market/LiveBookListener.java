package dev.stom.core.market;

/**
 * Hears a {@link LiveBook}.
 *
 * <p><b>Threads:</b> called one call at a time per book, in order, on the executor of the book's
 * options or of the client, never on a socket's thread, holding no lock. A listener may be slow:
 * nobody else waits. What it throws is logged and survived.
 */
@FunctionalInterface
public interface LiveBookListener {
  /**
   * The book has changed: its levels, its state, or both. Levels that change while a call is under
   * way are heard of once, in their newest form; every change of state is heard of, in order. Age
   * is measured when the call begins: a late view says so. For the present moment ask {@link
   * LiveBook#view()}.
   *
   * @param view the book as it was at this point of the sequence
   */
  void onBook(BookView view);
}
