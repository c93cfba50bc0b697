package dev.stom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Backfill;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.SystemTime;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.NoStackTraces;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.chaos.ChaosKind;
import dev.stom.testkit.chaos.ChaosReport;
import dev.stom.testkit.chaos.ChaosRuns;
import dev.stom.testkit.chaos.ChaosScript;
import dev.stom.testkit.chaos.MarketDataChaos;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a venue's client must stand while everything goes wrong that a script can make go wrong: a
 * minute of seeded faults, and everything delivered is compared with the venue's own tape.
 *
 * <p>{@code -Dseed=N} replays one seed and prints its script. The long cases are tagged {@code
 * slow} and {@code nightly}.
 */
@ExtendWith({LeakCheck.class, NoStackTraces.class})
public abstract class MarketDataChaosContract {
  private static final Duration SCRIPT = Duration.ofMinutes(1);

  /** In real time: short. */
  private static final Duration SCRIPT_OVER_SOCKETS = Duration.ofSeconds(6);

  /** Busy, less so, and hardly ever traded. */
  private static final List<String> COINS = List.of("BTC", "ADA", "ARDR");

  private static final String ONE_SEED = "seed";

  /** For venues' tests. */
  protected MarketDataChaosContract() {}

  /**
   * Describes the venue.
   *
   * @return the same each time
   */
  protected abstract StreamSetup setup();

  /** A dozen seeds, one of them quiet, or the one that was asked for. */
  @TestFactory
  Stream<DynamicTest> c01_everyTradeIsDeliveredOnceOrInAGapAndEverythingHeals(
      TestReporter reporter) {
    Long only = Long.getLong(ONE_SEED);
    if (only == null) {
      return LongStream.rangeClosed(1, 12)
          .mapToObj(seed -> dynamicTest("seed " + seed, () -> play(seed).assertClean()));
    }
    return Stream.of(
        dynamicTest(
            "seed " + only,
            () -> {
              ChaosReport report = play(only);
              reporter.publishEntry(report.toString());
              report.assertClean();
            }));
  }

  @Tag("slow")
  @Test
  void c02_twoHundredAndFiftySeedsAreClean(TestReporter reporter) throws InterruptedException {
    ChaosRuns runs = ChaosRuns.play(LongStream.range(0, 250), this::play);
    reporter.publishEntry(runs.toString());
    runs.assertClean();
    assertThat(runs.trades()).isGreaterThan(10_000);
    assertThat(runs.books()).isGreaterThan(10_000);
    assertThat(runs.reconnects()).isGreaterThan(100);
    assertThat(runs.gaps()).isGreaterThan(100);
    assertThat(runs.missed()).isGreaterThan(100);
  }

  @Tag("slow")
  @Test
  void c03_aFewSeedsAreCleanOverSocketsToo(TestReporter reporter) throws InterruptedException {
    ChaosRuns runs = ChaosRuns.play(LongStream.rangeClosed(1, 6), this::playOverSockets);
    reporter.publishEntry(runs.toString());
    runs.assertClean();
    assertThat(runs.trades()).isGreaterThan(50);
    assertThat(runs.reconnects()).isGreaterThan(10);
  }

  @Tag("nightly")
  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void c04_twoThousandOtherSeedsAreClean(TestReporter reporter) throws InterruptedException {
    ChaosRuns runs = ChaosRuns.play(LongStream.range(1_000, 3_000), this::play);
    reporter.publishEntry(runs.toString());
    runs.assertClean();
  }

  /** Odd seeds ask again for what was missed; half of them without faults that prevent it. */
  private ChaosReport play(long seed) {
    ChaosScript script =
        seed % 4 == 1
            ? ChaosScript.seeded(seed, SCRIPT, ChaosKind.ofStreams())
            : ChaosScript.seeded(seed, SCRIPT);
    ManualTime time = ManualTime.create();
    try (SimulatedVenue venue = setup().venue().seed(seed).time(time).build()) {
      return MarketDataChaos.on(venue, time)
          .instruments(instruments())
          .backfill(backfill(seed))
          .build()
          .run(
              script,
              transport -> setup().open(StreamSetup.Wiring.virtual(venue, transport, time, seed)));
    }
  }

  private ChaosReport playOverSockets(long seed) {
    try (SystemTime time = SystemTime.start("chaos-clock");
        SimulatedVenue venue = setup().venue().seed(seed).start()) {
      return MarketDataChaos.on(venue, time)
          .instruments(instruments())
          .backfill(backfill(seed))
          .build()
          .run(
              ChaosScript.seeded(seed, SCRIPT_OVER_SOCKETS),
              transport ->
                  setup()
                      .open(
                          new StreamSetup.Wiring(
                              venue.restUri(), venue.wsUri(), transport, null, null, seed)));
    }
  }

  private List<Instrument> instruments() {
    return COINS.stream().map(setup()::instrument).toList();
  }

  private static Backfill backfill(long seed) {
    return seed % 2 == 0 ? Backfill.NONE : Backfill.TRADES;
  }
}
