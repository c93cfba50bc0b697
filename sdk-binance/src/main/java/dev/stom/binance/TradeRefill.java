package dev.stom.binance;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.SdkException;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Trade;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Refill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks again for trades that a stream has missed, the newest page first: by their ids where the
 * venue's history is served, otherwise among the thousand latest.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, recent trades and old trades, 2026-07-21.
 */
final class TradeRefill implements Refill<Feed, MarketEvent> {
  /** Twenty thousand trades cost 500 of a minute's weight; what is older stays a gap. */
  static final int MOST_PAGES = 20;

  /** An answer that lags behind the stream is asked for again so often. */
  static final int MOST_RETRIES = 3;

  /** How long an answer that lags behind the stream is given to catch up. */
  static final Duration RETRY_PAUSE = Duration.ofMillis(300);

  /** Where trades come from. */
  interface Source {
    /** Tells whether {@link #from} is served. */
    boolean hasHistory();

    /** Asks for trades from an id on, ascending. */
    CompletableFuture<List<Trade>> from(Feed feed, long id, int count);

    /** Asks for the latest trades, ascending. */
    CompletableFuture<List<Trade>> latest(Feed feed);
  }

  private final Source source;
  private final TimeSource time;

  TradeRefill(Source source, TimeSource time) {
    this.source = source;
    this.time = time;
  }

  @Override
  public CompletableFuture<Refilled<MarketEvent>> between(
      Feed feed, @Nullable MarketEvent last, Instant since, MarketEvent next) {
    Range range = new Range(feed, last == null ? null : idOf(last), since);
    return collect(range, idOf(next), List.of(), 1, 0);
  }

  private static long idOf(MarketEvent trade) {
    return Long.parseLong(((Trade) trade).id());
  }

  /** Adds what lies before an id to what was found after it. */
  private CompletableFuture<Refilled<MarketEvent>> collect(
      Range range, long before, List<MarketEvent> found, int page, int retry) {
    return ask(range, before)
        .thenCompose(
            trades -> {
              List<MarketEvent> all = new ArrayList<>();
              boolean reached = range.after != null && range.after == before - 1;
              for (Trade trade : trades) {
                if (range.begins(trade)) {
                  reached = true;
                } else if (idOf(trade) < before) {
                  all.add(trade);
                }
              }
              boolean lags = !reached && all.isEmpty();
              lags |= !all.isEmpty() && idOf(all.get(all.size() - 1)) != before - 1;
              if (lags) {
                return again(range, before, found, page, retry);
              }
              all.addAll(found);
              long first = all.isEmpty() ? before : idOf(all.get(0));
              boolean whole = reached || (range.after != null && range.after == first - 1);
              return whole || page == MOST_PAGES || !source.hasHistory() || first <= 0
                  ? CompletableFuture.completedFuture(new Refilled<>(all, whole))
                  : collect(range, first, all, page + 1, 0);
            });
  }

  private CompletableFuture<List<Trade>> ask(Range range, long before) {
    if (!source.hasHistory()) {
      return source.latest(range.feed);
    }
    long lowest = Math.max(0, range.after == null ? 0 : range.after + 1);
    long from = Math.max(lowest, before - MarketEndpoints.MAX_TRADES);
    return source.from(range.feed, from, (int) Math.max(1, before - from));
  }

  private CompletableFuture<Refilled<MarketEvent>> again(
      Range range, long before, List<MarketEvent> found, int page, int retry) {
    CompletableFuture<Refilled<MarketEvent>> later = new CompletableFuture<>();
    if (retry == MOST_RETRIES) {
      Failure failure =
          Failure.of(Binance.VENUE, "trade backfill", ErrorReason.NOT_FOUND)
              .withAdvice("The venue's answers do not reach trade " + (before - 1) + " yet.");
      later.completeExceptionally(SdkException.of(failure, null));
      return later;
    }
    time.schedule(
        RETRY_PAUSE,
        () -> {
          var unused =
              collect(range, before, found, page, retry + 1)
                  .whenComplete(
                      (missed, failure) -> {
                        if (missed != null) {
                          later.complete(missed);
                        } else {
                          later.completeExceptionally(failure);
                        }
                      });
        });
    return later;
  }

  /**
   * What is wanted.
   *
   * @param after the last id that was seen; null when none was
   * @param since then: from which moment on
   */
  private record Range(Feed feed, @Nullable Long after, Instant since) {
    /** Tells whether a trade lies before all that is wanted. */
    boolean begins(Trade trade) {
      Instant at = trade.stamp().venueTime();
      return after != null ? idOf(trade) <= after : at != null && at.isBefore(since);
    }
  }
}
