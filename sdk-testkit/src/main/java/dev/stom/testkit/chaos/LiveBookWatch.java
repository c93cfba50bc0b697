package dev.stom.testkit.chaos;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookState;
import dev.stom.core.market.BookView;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookListener;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.MarketDataSource;

/** Watches over a live book: whenever it says that it is live, it is true. */
final class LiveBookWatch implements LiveBookListener {
  private final Instrument instrument;
  private final Findings findings;
  private final BookTruth truth;
  private final LiveBook book;
  private long views; // guarded by findings

  LiveBookWatch(
      MarketDataSource source, Instrument instrument, Findings findings, BookTruth truth) {
    this.instrument = instrument;
    this.findings = findings;
    this.truth = truth;
    book = source.liveBook(instrument, LiveBookOptions.DEFAULT.withListener(this));
  }

  @Override
  public void onBook(BookView view) {
    synchronized (findings) {
      views++;
      check(view);
    }
  }

  private void check(BookView view) {
    view.live()
        .ifPresent(
            now -> {
              String lie = truth.lie(now);
              if (lie != null) {
                findings.add("live book of " + instrument + ": not true, " + lie + ": " + view);
              }
            });
  }

  boolean isLive() {
    BookView now = book.view();
    check(now);
    return now.state() == BookState.LIVE && views > 0;
  }

  /** Its present state in words. */
  @Override
  public String toString() {
    return "live book " + book.view();
  }
}
