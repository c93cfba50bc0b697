package dev.stom.testkit.contract;

import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.SimulatedVenue;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a venue's tests say about it to the suites that put its streams to the test. */
public interface StreamSetup {
  /**
   * How a client is made; what is null is left to the client.
   *
   * @param rest where the venue's requests go
   * @param streams where its streams are
   * @param transport how to get there
   * @param time the clock
   * @param executor where listeners are called, and futures completed if the client lets one choose
   * @param seed of the chances that the client takes
   */
  record Wiring(
      URI rest,
      URI streams,
      @Nullable Transport transport,
      @Nullable TimeSource time,
      @Nullable Executor executor,
      long seed) {
    /**
     * In virtual time, without threads.
     *
     * @param venue built, not started, on the clock
     * @param transport to the venue
     * @param time the clock
     * @param seed of the chances that the client takes
     * @return the wiring
     */
    static Wiring virtual(SimulatedVenue venue, Transport transport, ManualTime time, long seed) {
      return new Wiring(venue.restUri(), venue.wsUri(), transport, time, time.executor(), seed);
    }
  }

  /**
   * Begins a simulated venue.
   *
   * @return a fresh builder
   */
  SimulatedVenue.Builder<?, ?> venue();

  /**
   * Opens a client.
   *
   * @param wiring how
   * @return a client with defaults for everything that the wiring does not say
   */
  VenueClient open(Wiring wiring);

  /**
   * Names an instrument.
   *
   * @param coin for example {@code BTC}
   * @return its pair with the currency in which every coin of a simulated market trades
   */
  Instrument instrument(String coin);

  /**
   * Says within which time silence is told of.
   *
   * @return the longest time from the last frame to {@code Stale}, as the venue's client states it
   */
  Duration staleBound();

  /**
   * Says how many feeds a crowd is.
   *
   * @return more than anybody watches
   */
  int crowd();

  /**
   * Says how many connections a crowd needs.
   *
   * @return the fewest that the venue's limits allow
   */
  int connectionsOfCrowd();

  /**
   * Says how many messages subscribe to a few feeds on a new connection.
   *
   * @return the number
   */
  int messagesToSubscribe();
}
