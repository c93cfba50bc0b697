package dev.stom.testkit.chaos;

import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.StreamStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Watches over a feed of books or quotes: each is true, and none is older than the one before. */
final class BookWatch extends FeedWatch {
  private final BookTruth truth;
  private long place = Long.MIN_VALUE; // number or moment of the newest

  BookWatch(Feed feed, Findings findings, BookTruth truth) {
    super(feed, findings);
    this.truth = truth;
  }

  @Override
  void checkEvent(MarketEvent event, StreamStatus.@Nullable Gap before) {
    super.checkEvent(event, before);
    String lie = null;
    Long number = null;
    if (event instanceof OrderBook book) {
      lie = truth.lie(book);
      number = book.sequence();
    } else if (event instanceof Quote quote) {
      lie = truth.lie(quote);
      number = quote.sequence();
    }
    if (lie != null) {
      find("not true, " + lie + ": " + event);
    }
    Instant at = event.stamp().venueTime();
    long now = number != null ? number : at == null ? place : at.toEpochMilli();
    if (now < place) {
      find("older than the one before: " + event);
    }
    place = Math.max(place, now);
  }
}
