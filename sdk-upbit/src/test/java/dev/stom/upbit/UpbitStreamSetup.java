package dev.stom.upbit;

import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Instrument;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.contract.StreamSetup;
import java.time.Duration;
import java.util.SplittableRandom;

/** What endurance means at Upbit. */
final class UpbitStreamSetup implements StreamSetup {
  @Override
  public SimulatedVenue.Builder<?, ?> venue() {
    return SimulatedUpbit.builder();
  }

  @Override
  public VenueClient open(Wiring wiring) {
    UpbitBuilder builder =
        Upbit.builder()
            .environment(UpbitEnvironment.of(wiring.rest(), wiring.streams()))
            .random(new SplittableRandom(wiring.seed()));
    if (wiring.transport() != null) {
      builder.transport(wiring.transport());
    }
    if (wiring.time() != null) {
      builder.time(wiring.time());
    }
    if (wiring.executor() != null) {
      builder.listenerExecutor(wiring.executor()).completionExecutor(wiring.executor());
    }
    return builder.open();
  }

  @Override
  public Instrument instrument(String coin) {
    return Upbit.instrument("KRW-" + coin);
  }

  @Override
  public Duration staleBound() {
    return Duration.ofSeconds(25); // as the Javadoc of Upbit says
  }

  @Override
  public int crowd() {
    return 300;
  }

  @Override
  public int connectionsOfCrowd() {
    return 1;
  }

  @Override
  public int messagesToSubscribe() {
    return 2; // the wishes, and the question that proves them
  }
}
