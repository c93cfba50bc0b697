package dev.stom.core.market;

import java.util.Set;

/**
 * What a source offers, readable before the call.
 *
 * @param feeds what can be streamed
 * @param modes how it can be streamed
 * @param requestIntervals candle intervals that can be asked for
 * @param streamIntervals candle intervals that can be streamed
 * @param maxRequestDepth the most levels of a book that can be asked for
 * @param maxStreamDepth the most levels of a book that can be streamed
 * @param maxLiveDepth the most levels on each side that a {@link LiveBook} can promise
 * @param maxRecentTrades the most trades that one request returns
 */
public record MarketCapabilities(
    Set<Feed.Kind> feeds,
    Set<Feed.Mode> modes,
    Set<CandleInterval> requestIntervals,
    Set<CandleInterval> streamIntervals,
    int maxRequestDepth,
    int maxStreamDepth,
    int maxLiveDepth,
    int maxRecentTrades) {
  /** Copies the sets. */
  public MarketCapabilities {
    feeds = Set.copyOf(feeds);
    modes = Set.copyOf(modes);
    requestIntervals = Set.copyOf(requestIntervals);
    streamIntervals = Set.copyOf(streamIntervals);
  }
}
