package dev.stom.core.spi;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookState;
import dev.stom.core.market.BookView;
import dev.stom.core.market.OrderBook;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a book between two changes.
 *
 * @param instrument whose book
 * @param state how far it can be trusted
 * @param why one sentence for people
 * @param book the newest; null before the first
 * @param resyncs how often it has ceased to be live
 * @param ignored how many messages were left out
 * @param episode grows with every change of state
 */
record KnownBook(
    Instrument instrument,
    BookState state,
    String why,
    @Nullable OrderBook book,
    long resyncs,
    long ignored,
    long episode) {

  BookView at(long nanos) {
    return BookView.of(instrument, state, why, book, nanos, resyncs, ignored);
  }

  KnownBook withOneMoreIgnored() {
    return new KnownBook(instrument, state, why, book, resyncs, ignored + 1, episode);
  }
}
