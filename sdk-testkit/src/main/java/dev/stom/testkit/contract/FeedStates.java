package dev.stom.testkit.contract;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Channel;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Quote;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A listener that knows which feeds are live, and counts: it remembers no data, so that it may
 * listen for ever.
 *
 * <p><b>Threads:</b> may be read from any thread while it is being called.
 */
final class FeedStates implements MarketListener {
  private final Set<Channel> live = new HashSet<>(); // guarded by this
  private final Set<Instrument> traded = new HashSet<>(); // guarded by this
  private long news; // guarded by this; trades and quotes that were no first picture
  private final List<StreamStatus.Stale> stale = new ArrayList<>(); // guarded by this
  private final List<StreamStatus> bad = new ArrayList<>(); // guarded by this
  private long losses; // guarded by this
  private long calls; // guarded by this
  private @Nullable Condition awaited; // guarded by this; one at a time

  private record Condition(BooleanSupplier holds, CompletableFuture<Boolean> met) {}

  /** Waits in real time until a condition of this listener holds. */
  void await(Duration patience, BooleanSupplier holds) {
    if (!isSoon(patience, holds)) {
      throw new AssertionError("not within " + patience + ": " + this);
    }
  }

  /** Waits in real time for a condition of this listener; false when it was in vain. */
  boolean isSoon(Duration patience, BooleanSupplier holds) {
    CompletableFuture<Boolean> met = new CompletableFuture<>();
    synchronized (this) {
      awaited = new Condition(holds, met);
      check();
    }
    try {
      return met.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    } catch (ExecutionException | TimeoutException never) {
      return false;
    }
  }

  /** Called under the lock. */
  private void check() {
    Condition condition = awaited;
    if (condition != null && condition.holds.getAsBoolean()) {
      awaited = null;
      condition.met.complete(true);
    }
  }

  synchronized boolean areLive(Collection<? extends Channel> feeds) {
    return live.size() == feeds.size() && live.containsAll(feeds);
  }

  synchronized int liveCount() {
    return live.size();
  }

  /** How often feeds were lost with their connection. */
  synchronized long losses() {
    return losses;
  }

  /** How often it was called, whatever for. */
  synchronized long calls() {
    return calls;
  }

  /** How many instruments have traded since the last {@link #forgetNews}. */
  synchronized int traded() {
    return traded.size();
  }

  /** How many trades and quotes there were since the last {@link #forgetNews}. */
  synchronized long news() {
    return news;
  }

  synchronized void forgetNews() {
    traded.clear();
    news = 0;
  }

  synchronized List<StreamStatus.Stale> stale() {
    return List.copyOf(stale);
  }

  /** What never happens on a healthy way: frames that cannot be read, refusals. */
  synchronized List<StreamStatus> bad() {
    return List.copyOf(bad);
  }

  @Override
  public synchronized void onTrade(Trade trade) {
    calls++;
    if (trade.stamp().origin() == Origin.REALTIME) {
      traded.add(trade.instrument());
      news++;
    }
    check();
  }

  @Override
  public synchronized void onQuote(Quote quote) {
    calls++;
    if (quote.stamp().origin() == Origin.REALTIME) {
      news++;
    }
    check();
  }

  @Override
  public synchronized void onStatus(StreamStatus status) {
    calls++;
    if (status instanceof StreamStatus.Live some) {
      live.addAll(some.channels());
    } else if (status instanceof StreamStatus.Stale some) {
      live.removeAll(some.channels());
      stale.add(some);
    } else if (status instanceof StreamStatus.Reconnecting some) {
      live.removeAll(some.channels());
      losses++;
    } else if (status instanceof StreamStatus.Refused || status instanceof StreamStatus.BadFrame) {
      bad.add(status);
    } else if (status instanceof StreamStatus.Closed) {
      live.clear();
    }
    check();
  }

  @Override
  public synchronized String toString() {
    return live.size()
        + " feeds live, "
        + losses
        + " losses, "
        + traded.size()
        + " instruments traded, stale "
        + stale
        + ", bad "
        + bad;
  }
}
