package dev.stom.testkit.chaos;

import dev.stom.core.market.Candle;
import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives what one subscription brings to the watches of its feeds; like the run itself under the
 * monitor of the findings, since over sockets a thread of the client calls.
 */
final class ChaosListener implements MarketListener {
  private final Map<Feed, FeedWatch> watches;
  private final Findings findings;
  private final boolean garbage;
  private boolean over; // guarded by findings

  ChaosListener(Map<Feed, FeedWatch> watches, Findings findings, ChaosScript script) {
    this.watches = watches;
    this.findings = findings;
    garbage = script.has(kind -> kind == ChaosKind.GARBAGE);
  }

  /** From now on nothing may come. */
  void over() {
    synchronized (findings) {
      over = true;
    }
  }

  private void event(Feed.Kind kind, MarketEvent event) {
    synchronized (findings) {
      give(kind, event);
    }
  }

  private void give(Feed.Kind kind, MarketEvent event) {
    if (over) {
      findings.add("after the client was closed came " + event);
    }
    for (FeedWatch watch : watches.values()) {
      if (watch.feed.kind() == kind && watch.feed.instrument().equals(event.instrument())) {
        watch.event(event);
        return;
      }
    }
    findings.add("nobody asked for " + event);
  }

  @Override
  public void onTrade(Trade trade) {
    event(Feed.Kind.TRADES, trade);
  }

  @Override
  public void onQuote(Quote quote) {
    event(Feed.Kind.QUOTES, quote);
  }

  @Override
  public void onBook(OrderBook book) {
    event(Feed.Kind.BOOK, book);
  }

  @Override
  public void onTicker(Ticker ticker) {
    event(Feed.Kind.TICKERS, ticker);
  }

  @Override
  public void onCandle(Candle candle) {
    event(Feed.Kind.CANDLES, candle);
  }

  @Override
  public void onGap(StreamStatus.Gap gap) {
    synchronized (findings) {
      FeedWatch watch = watch(gap.channel());
      if (watch != null) {
        watch.gap(gap);
      }
    }
  }

  @Override
  public void onStatus(StreamStatus status) {
    synchronized (findings) {
      say(status);
    }
  }

  private void say(StreamStatus status) {
    if (over) {
      findings.add("after the client was closed came " + status);
    }
    if (status instanceof StreamStatus.BadFrame && !garbage) {
      findings.add("a frame was called bad: " + status);
    }
    for (Channel channel : concerned(status)) {
      FeedWatch watch = watch(channel);
      if (watch != null) {
        watch.status(status);
      }
    }
  }

  private Set<? extends Channel> concerned(StreamStatus status) {
    if (status instanceof StreamStatus.Live live) {
      return live.channels();
    } else if (status instanceof StreamStatus.Stale stale) {
      return stale.channels();
    } else if (status instanceof StreamStatus.Reconnecting reconnecting) {
      return reconnecting.channels();
    } else if (status instanceof StreamStatus.Refused refused) {
      return refused.channels();
    }
    return status instanceof StreamStatus.Closed ? watches.keySet() : Set.of();
  }

  private @Nullable FeedWatch watch(Channel channel) {
    FeedWatch watch = channel instanceof Feed feed ? watches.get(feed) : null;
    if (watch == null) {
      findings.add("nobody asked for " + channel);
    }
    return watch;
  }
}
