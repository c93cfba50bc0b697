package dev.stom.binance;

import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Instrument;
import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.contract.StreamSetup;
import java.time.Duration;
import java.util.SplittableRandom;

/** What endurance means at Binance. */
final class BinanceStreamSetup implements StreamSetup {
  @Override
  public SimulatedVenue.Builder<?, ?> venue() {
    return SimulatedBinance.builder();
  }

  @Override
  public VenueClient open(Wiring wiring) {
    BinanceBuilder builder =
        Binance.builder()
            .environment(BinanceEnvironment.of(wiring.rest(), wiring.streams()))
            .random(new SplittableRandom(wiring.seed()));
    if (wiring.transport() != null) {
      builder.transport(wiring.transport());
    }
    if (wiring.time() != null) {
      builder.time(wiring.time());
    }
    if (wiring.executor() != null) {
      builder.listenerExecutor(wiring.executor());
    }
    return builder.open();
  }

  @Override
  public Instrument instrument(String coin) {
    return Binance.instrument(coin, "USDT");
  }

  @Override
  public Duration staleBound() {
    return Duration.ofSeconds(20); // as the Javadoc of Binance says
  }

  @Override
  public int crowd() {
    return 3_000;
  }

  @Override
  public int connectionsOfCrowd() {
    return 3;
  }

  @Override
  public int messagesToSubscribe() {
    return 1;
  }
}
