package dev.stom.upbit;

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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks again for trades that a stream has missed: from the newest back to the last one seen, page
 * by page and day by day. Upbit's ids tell nothing about what lies between them, so both ends are
 * looked for in the answers.
 *
 * <p>Source: Upbit developer centre v1.6.4, list-pair-trades.
 */
final class TradeRefill implements Refill<Feed, MarketEvent> {
  /** Ten thousand trades take about three seconds of the limit; what is older stays a gap. */
  static final int MOST_PAGES = 20;

  /** An answer that lags behind the stream is asked for again so often. */
  static final int MOST_RETRIES = 3;

  /** How long an answer that lags behind the stream is given to catch up. */
  static final Duration RETRY_PAUSE = Duration.ofMillis(300);

  /** Where trades come from, newest first. */
  @FunctionalInterface
  interface Source {
    CompletableFuture<List<Trade>> ask(UpbitTradesRequest request);
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
    Run run = new Run(feed, (Trade) last, since, (Trade) next);
    run.ask();
    return run.result;
  }

  /** One refill. Its steps follow one another. */
  private final class Run {
    private final UpbitTradesRequest newest;
    private final @Nullable Trade last;
    private final Instant since;
    private final Trade next;
    private final List<MarketEvent> found = new ArrayList<>(); // newest first
    private final CompletableFuture<Refilled<MarketEvent>> result = new CompletableFuture<>();
    private UpbitTradesRequest request;
    private boolean nextSeen;
    private int pages;
    private int retries;

    Run(Feed feed, @Nullable Trade last, Instant since, Trade next) {
      this.last = last;
      this.since = since;
      this.next = next;
      UpbitTradesRequest today =
          UpbitTradesRequest.of(
              UpbitSymbols.codeOf(feed.instrument()), UpbitTradesRequest.MAX_COUNT);
      long days = ChronoUnit.DAYS.between(day(timeOf(next)), day(time.now()));
      boolean earlier = days >= 1 && days <= UpbitTradesRequest.MAX_DAYS_AGO;
      this.newest = earlier ? today.withDaysAgo((int) days) : today;
      this.request = newest;
    }

    void ask() {
      if (result.isDone()) {
        return; // given up
      }
      pages++;
      CompletableFuture<List<Trade>> unused =
          source
              .ask(request)
              .whenComplete(
                  (page, failure) -> {
                    if (page == null) {
                      result.completeExceptionally(failure);
                    } else {
                      read(page);
                    }
                  });
    }

    private void read(List<Trade> page) {
      for (Trade trade : page) {
        if (!nextSeen) {
          nextSeen = trade.id().equals(next.id());
        } else if (isBefore(trade)) {
          finish(true);
          return;
        } else {
          found.add(trade);
        }
      }
      boolean lags = page.isEmpty() || !timeOf(page.get(0)).isAfter(timeOf(next));
      if (!nextSeen && lags) {
        again();
      } else if (pages == MOST_PAGES || !turn(page)) {
        finish(false);
      } else {
        ask();
      }
    }

    /** Tells whether a trade lies before all that is wanted. */
    private boolean isBefore(Trade trade) {
      return last == null
          ? timeOf(trade).isBefore(since)
          : trade.id().equals(last.id()) || timeOf(trade).isBefore(timeOf(last));
    }

    /** Turns to the page before; false at the end of the history. */
    private boolean turn(List<Trade> page) {
      if (page.size() >= UpbitTradesRequest.MAX_COUNT) {
        request = request.withCursor(page.get(page.size() - 1).id());
        return true;
      }
      Integer days = request.daysAgo();
      int before = days == null ? 1 : days + 1;
      request =
          before > UpbitTradesRequest.MAX_DAYS_AGO
              ? request
              : UpbitTradesRequest.of(request.market(), request.count()).withDaysAgo(before);
      return before <= UpbitTradesRequest.MAX_DAYS_AGO;
    }

    private void again() {
      if (retries++ == MOST_RETRIES) {
        result.completeExceptionally(
            SdkException.of(
                Failure.of(Upbit.VENUE, "trade backfill", ErrorReason.NOT_FOUND)
                    .withAdvice("Upbit's answers do not reach trade " + next.id() + " yet."),
                null));
        return;
      }
      pages = 0;
      request = newest;
      time.schedule(RETRY_PAUSE, this::ask);
    }

    private void finish(boolean whole) {
      Collections.reverse(found);
      result.complete(new Refilled<>(found, whole));
    }
  }

  private static Instant timeOf(Trade trade) {
    Instant at = trade.stamp().venueTime();
    return at == null ? trade.receivedAt() : at;
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
