package dev.stom.examples;

import dev.stom.binance.Binance;
import dev.stom.binance.BinanceBuilder;
import dev.stom.binance.BinanceEnvironment;
import dev.stom.core.VenueClient;
import dev.stom.core.Venues;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.SimulatedMarket;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.upbit.Upbit;
import dev.stom.upbit.UpbitBuilder;
import dev.stom.upbit.UpbitEnvironment;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The venues that an example talks to: the real ones, or simulated ones that this opens and closes
 * as well.
 */
final class OpenVenues implements AutoCloseable {
  private final Venues venues;
  private final Deque<SimulatedVenue> simulated;

  private OpenVenues(Venues venues, Deque<SimulatedVenue> simulated) {
    this.venues = venues;
    this.simulated = simulated;
  }

  /** Opens what is wanted, all or nothing. */
  static OpenVenues open(boolean live, long seed, Venue... wanted) {
    Deque<SimulatedVenue> simulated = new ArrayDeque<>();
    try {
      List<VenueClient.Builder<?>> builders = new ArrayList<>();
      SimulatedMarket market = live ? null : SimulatedMarket.seeded(seed, Instant.now());
      for (Venue venue : wanted) {
        if (venue.equals(Upbit.VENUE)) {
          UpbitBuilder upbit = Upbit.builder();
          if (market != null) {
            SimulatedUpbit venueHere = SimulatedUpbit.builder().market(market).start();
            simulated.push(venueHere);
            upbit.environment(UpbitEnvironment.of(venueHere.restUri(), venueHere.wsUri()));
          }
          builders.add(upbit);
        } else {
          BinanceBuilder binance = Binance.builder();
          if (market != null) {
            SimulatedBinance venueHere = SimulatedBinance.builder().market(market).start();
            simulated.push(venueHere);
            binance.environment(BinanceEnvironment.of(venueHere.restUri(), venueHere.wsUri()));
          }
          builders.add(binance);
        }
      }
      return new OpenVenues(Venues.open(builders), simulated);
    } catch (RuntimeException failure) {
      closeAll(simulated);
      throw failure;
    }
  }

  /** Finds a venue by what a user types. */
  static Venue venueNamed(String name) {
    for (Venue venue : List.of(Upbit.VENUE, Binance.VENUE)) {
      if (venue.id().equals(name)) {
        return venue;
      }
    }
    throw new IllegalArgumentException("venue must be upbit or binance but is '" + name + "'");
  }

  Venues venues() {
    return venues;
  }

  VenueClient only() {
    return venues.all().get(0);
  }

  /** The only simulated venue, where the venues are not the real ones. */
  SimulatedVenue simulated() {
    return simulated.getFirst();
  }

  /**
   * Turns what a user types into an instrument: from the symbol itself where it says enough, else
   * from the catalog.
   */
  Instrument instrument(String symbol) {
    return only() instanceof Upbit
        ? Upbit.instrument(symbol)
        : only().marketData().instruments().get(symbol);
  }

  @Override
  public void close() {
    try {
      venues.close();
    } finally {
      closeAll(simulated);
    }
  }

  private static void closeAll(Deque<SimulatedVenue> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception nothingToSave) {
        // A simulated venue holds nothing that could be lost.
      }
    }
  }
}
