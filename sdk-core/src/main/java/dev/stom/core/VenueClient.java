package dev.stom.core;

import dev.stom.core.instrument.Venue;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.runtime.ApiStatistics;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.VenueClock;

/**
 * One venue, opened once and closed once. Made by the venue's builder, alone or together with
 * others through {@link Venues}.
 *
 * <p><b>Threads:</b> all methods may be called from any thread. The venue's own class says which
 * threads it starts; {@link #close} ends them.
 */
public interface VenueClient extends AutoCloseable {

  /**
   * Says which venue this is.
   *
   * @return the venue
   */
  Venue venue();

  /**
   * Returns the venue's public market data.
   *
   * @return the one source of this client
   */
  MarketDataSource marketData();

  /**
   * Returns what requests have cost so far.
   *
   * @return the statistics of this client, which go on counting
   */
  ApiStatistics statistics();

  /**
   * Returns the venue's clock, as far as answers have told it: how far it is from this machine's,
   * and how surely.
   *
   * @return the one clock of this client, which goes on learning; unset before the first answer
   */
  VenueClock clock();

  /**
   * Returns what keeps the venue's limits for this client. An application that writes the text of
   * its {@link RateLimiter#state} to a file now and then, and hands it to the next client's
   * builder, keeps a ban over a restart. May still be read when the client is closed.
   *
   * @return the one limiter of this client
   */
  RateLimiter limiter();

  /**
   * Closes subscriptions, connections and threads. When this returns no listener call begins any
   * more; the client's threads end within two seconds. Requests under way fail with {@link
   * dev.stom.core.error.ErrorReason#CLOSED}. Idempotent, and may be called from a listener.
   */
  @Override
  void close();

  /**
   * Makes a client when everything is said.
   *
   * @param <V> the client that it makes
   */
  interface Builder<V extends VenueClient> {
    /**
     * Says which venue it would open.
     *
     * @return the venue
     */
    Venue venue();

    /**
     * Opens the client. Does not connect yet: the first request or subscription does.
     *
     * @return a client that the caller closes
     * @throws IllegalArgumentException when what was said does not fit together
     */
    V open();
  }
}
