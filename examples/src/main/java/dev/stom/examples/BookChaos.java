package dev.stom.examples;

import dev.stom.core.runtime.SystemTime;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.chaos.ChaosScript;
import dev.stom.testkit.chaos.ChaosStep;
import java.time.Duration;
import java.util.function.Consumer;

/** A minute of faults after the other, each fault said when it strikes. */
final class BookChaos implements AutoCloseable {
  private static final Duration SCRIPT = Duration.ofMinutes(1);

  private final Consumer<String> sayer;
  private final SystemTime time = SystemTime.start("stom-chaos"); // no thread before the first task

  BookChaos(Consumer<String> sayer) {
    this.sayer = sayer;
  }

  /** Begins with the faults of this seed; each minute those of the next. */
  void begin(SimulatedVenue venue, long seed) {
    ChaosScript script = ChaosScript.seeded(seed, SCRIPT);
    script.arm(venue, time);
    for (ChaosStep step : script.steps()) {
      time.schedule(step.at(), () -> sayer.accept("chaos: " + step));
    }
    time.schedule(SCRIPT, () -> begin(venue, seed + 1));
  }

  @Override
  public void close() {
    time.close();
  }
}
