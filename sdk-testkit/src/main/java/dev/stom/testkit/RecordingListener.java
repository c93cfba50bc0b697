package dev.stom.testkit;

import dev.stom.core.market.Candle;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A listener that remembers everything it hears, in order, for a test to look at: all at once with
 * {@link #heard()}, or one by one with {@link #take}, which waits.
 *
 * <p><b>Threads:</b> may be read from any thread while it is being called.
 */
public final class RecordingListener implements MarketListener {
  /**
   * How long {@link #take} waits: far longer than anything on one machine takes, short enough to
   * fail a build soon.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Object> heard = new ArrayList<>(); // guarded by itself
  private int taken; // guarded by heard

  /** Makes a listener that has heard nothing. */
  public RecordingListener() {}

  /**
   * Returns everything heard so far, events and statuses, in order.
   *
   * @return a copy
   */
  public List<Object> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /**
   * Returns what was heard of one kind so far, in order.
   *
   * @param kind a class of events or statuses, for example {@code Trade.class} or {@code
   *     StreamStatus.Gap.class}
   * @return a copy
   * @param <T> the kind
   */
  public <T> List<T> heard(Class<T> kind) {
    return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Waits for the next thing of a kind that was not taken yet, passing over others.
   *
   * @param kind a class of events or statuses
   * @return the thing
   * @param <T> the kind
   * @throws AssertionError when none comes within {@link #PATIENCE}; the message shows what was
   *     heard
   */
  public <T> T take(Class<T> kind) {
    long patience = PATIENCE.toMillis();
    synchronized (heard) {
      while (true) {
        while (taken < heard.size()) {
          Object next = heard.get(taken++);
          if (kind.isInstance(next)) {
            return kind.cast(next);
          }
        }
        int before = heard.size();
        try {
          heard.wait(patience);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted while waiting for a " + kind.getSimpleName());
        }
        if (heard.size() == before) {
          throw new AssertionError(
              "no " + kind.getSimpleName() + " within " + PATIENCE + "; heard: " + heard);
        }
      }
    }
  }

  /**
   * Checks that everything heard was taken.
   *
   * @throws AssertionError when something is left; the message shows it
   */
  public void assertExhausted() {
    synchronized (heard) {
      if (taken < heard.size()) {
        throw new AssertionError("not taken: " + heard.subList(taken, heard.size()));
      }
    }
  }

  /** Forgets everything heard so far. */
  public void clear() {
    synchronized (heard) {
      heard.clear();
      taken = 0;
    }
  }

  /**
   * Returns the last event heard of a kind.
   *
   * @param kind a class of events
   * @return the event, or empty when none was heard
   * @param <T> the kind
   */
  public <T extends MarketEvent> Optional<T> last(Class<T> kind) {
    List<T> all = heard(kind);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private void record(Object what) {
    synchronized (heard) {
      heard.add(what);
      heard.notifyAll();
    }
  }

  @Override
  public void onTrade(Trade trade) {
    record(trade);
  }

  @Override
  public void onQuote(Quote quote) {
    record(quote);
  }

  @Override
  public void onBook(OrderBook book) {
    record(book);
  }

  @Override
  public void onTicker(Ticker ticker) {
    record(ticker);
  }

  @Override
  public void onCandle(Candle candle) {
    record(candle);
  }

  @Override
  public void onStatus(StreamStatus status) {
    record(status);
  }
}
