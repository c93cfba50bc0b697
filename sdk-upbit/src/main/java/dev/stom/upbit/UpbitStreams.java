package dev.stom.upbit;

import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import java.util.Collection;

/**
 * Upbit's public streams in Upbit's own words. They share connections with the common streams of
 * {@link Upbit#marketData()}, and are kept like them: lost connections are replaced, channels
 * subscribed again, and what may have been missed is reported as a gap.
 *
 * <p><b>Snapshots:</b> Upbit takes wishes only all at once, and then shows the present state of all
 * channels of the connection again. So whenever somebody subscribes to something new, others may
 * hear a snapshot in between; trades that were heard before are left out.
 *
 * <p><b>Silence:</b> Upbit takes codes that it does not list, and levels that it does not offer,
 * and then says nothing about them. Such a channel goes live and stays silent.
 *
 * <p><b>Limits:</b> four messages and four connections a second (Upbit allows five); changes made
 * within a few milliseconds go out together. Source: Upbit developer centre, rate-limits page,
 * 2026-10-07.
 *
 * <p><b>Threads:</b> all methods may be called from any thread.
 */
public interface UpbitStreams {

  /**
   * Streams channels to a listener, from now until the subscription is closed. Returns at once:
   * that the stream is live, the listener hears.
   *
   * @param channels what; may be empty and added to later
   * @param listener hears everything, one call at a time
   * @param options how to deliver
   * @return the subscription
   */
  Subscription<UpbitChannel> subscribe(
      Collection<UpbitChannel> channels, UpbitStreamListener listener, SubscriptionOptions options);

  /**
   * Streams with the default options.
   *
   * @param channels what
   * @param listener hears everything, one call at a time
   * @return the subscription
   */
  default Subscription<UpbitChannel> subscribe(
      Collection<UpbitChannel> channels, UpbitStreamListener listener) {
    return subscribe(channels, listener, SubscriptionOptions.DEFAULT);
  }
}
