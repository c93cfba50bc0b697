package dev.stom.binance;

import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import java.util.Collection;

/**
 * Binance's public streams in the venue's own words. They share connections with the common feeds:
 * a stream that is wanted twice comes once.
 *
 * <p><b>Threads:</b> all methods may be called from any thread.
 */
public final class BinanceStreams {
  private final LiveStreams streams;

  BinanceStreams(LiveStreams streams) {
    this.streams = streams;
  }

  /**
   * Streams to a listener, from now until the subscription is closed. Returns at once: that a
   * stream is live, the listener hears as a status.
   *
   * @param wanted which streams; may be empty and added to later
   * @param listener hears everything, one call at a time
   * @return the subscription
   */
  public Subscription<BinanceStream> subscribe(
      Collection<BinanceStream> wanted, BinanceStreamListener listener) {
    return subscribe(wanted, listener, SubscriptionOptions.DEFAULT);
  }

  /**
   * Streams to a listener, from now until the subscription is closed.
   *
   * @param wanted which streams; may be empty and added to later
   * @param listener hears everything, one call at a time
   * @param options how to deliver; without backfill, which {@link
   *     dev.stom.core.market.MarketDataSource#subscribe} offers
   * @return the subscription
   */
  public Subscription<BinanceStream> subscribe(
      Collection<BinanceStream> wanted,
      BinanceStreamListener listener,
      SubscriptionOptions options) {
    return streams.subscribe(
        new WireStreams(), null, new WireStreams.Receiver(listener), options, wanted);
  }
}
