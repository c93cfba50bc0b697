package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One stream of one instrument, in the common vocabulary.
 *
 * @param kind what is streamed
 * @param instrument of what
 * @param interval for candles: how long; null otherwise
 * @param depth for books: how many levels at least on each side; null for as many as the venue
 *     streams, and otherwise
 * @param mode whether the present state comes first
 */
public record Feed(
    Kind kind,
    Instrument instrument,
    @Nullable CandleInterval interval,
    @Nullable Integer depth,
    Mode mode)
    implements Channel {

  /** Checks that the parts fit the kind. */
  public Feed {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(mode, "mode");
    if ((kind == Kind.CANDLES) != (interval != null)) {
      throw new IllegalArgumentException(
          kind == Kind.CANDLES ? "a feed of candles needs an interval" : kind + " has no interval");
    }
    if (depth != null && kind != Kind.BOOK) {
      throw new IllegalArgumentException(kind + " has no depth");
    }
    if (depth != null && depth < 1) {
      throw new IllegalArgumentException("depth must be at least 1 but is " + depth);
    }
  }

  /**
   * Every trade.
   *
   * @param instrument of what
   * @return the feed
   */
  public static Feed trades(Instrument instrument) {
    return new Feed(Kind.TRADES, instrument, null, null, Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * The top of the book whenever it changes.
   *
   * @param instrument of what
   * @return the feed
   */
  public static Feed quotes(Instrument instrument) {
    return new Feed(Kind.QUOTES, instrument, null, null, Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * The order book, as deep as the venue streams it.
   *
   * @param instrument of what
   * @return the feed
   */
  public static Feed book(Instrument instrument) {
    return new Feed(Kind.BOOK, instrument, null, null, Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * The order book, so many levels deep.
   *
   * @param instrument of what
   * @param depth levels on each side, from 1; the books delivered have no more
   * @return the feed
   */
  public static Feed book(Instrument instrument, int depth) {
    return new Feed(Kind.BOOK, instrument, null, depth, Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * Summaries of recent trading.
   *
   * @param instrument of what
   * @return the feed
   */
  public static Feed tickers(Instrument instrument) {
    return new Feed(Kind.TICKERS, instrument, null, null, Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * Candles, the running one whenever it changes.
   *
   * @param instrument of what
   * @param interval how long each is
   * @return the feed
   */
  public static Feed candles(Instrument instrument, CandleInterval interval) {
    return new Feed(Kind.CANDLES, instrument, interval, null, Mode.SNAPSHOT_THEN_REALTIME);
  }

  /**
   * The same feed, giving only the present state, once.
   *
   * @return the feed; venues that do not offer this refuse it, see {@link
   *     MarketCapabilities#modes()}
   */
  public Feed snapshotOnly() {
    return new Feed(kind, instrument, interval, depth, Mode.SNAPSHOT_ONLY);
  }

  /**
   * The same feed without the present state at its beginning.
   *
   * @return the feed
   */
  public Feed realtimeOnly() {
    return new Feed(kind, instrument, interval, depth, Mode.REALTIME_ONLY);
  }

  @Override
  public String name() {
    StringBuilder name = new StringBuilder(kind.word).append(' ').append(instrument);
    if (interval != null) {
      name.append(' ').append(interval);
    }
    if (depth != null) {
      name.append(" depth ").append(depth);
    }
    return name.toString();
  }

  @Override
  public String toString() {
    return name();
  }

  /** What is streamed. */
  public enum Kind {
    /** {@link Trade}s. */
    TRADES("trades"),
    /** {@link Quote}s. */
    QUOTES("quotes"),
    /** {@link OrderBook}s. */
    BOOK("book"),
    /** {@link Ticker}s. */
    TICKERS("tickers"),
    /** {@link Candle}s. */
    CANDLES("candles");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** Whether the present state comes first. */
  public enum Mode {
    /** The present state where the venue sends it, then what happens. */
    SNAPSHOT_THEN_REALTIME,
    /** The present state, once. */
    SNAPSHOT_ONLY,
    /** Only what happens from now on. */
    REALTIME_ONLY
  }
}
