package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Backfill;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.SystemTime;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.NoStackTraces;
import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.chaos.ChaosKind;
import dev.stom.testkit.chaos.ChaosReport;
import dev.stom.testkit.chaos.ChaosRuns;
import dev.stom.testkit.chaos.ChaosScript;
import dev.stom.testkit.chaos.MarketDataChaos;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A minute of seeded faults, and everything delivered is compared with the venue's own tape. */
@ExtendWith({LeakCheck.class, NoStackTraces.class})
class BinanceChaosTest {
  private static final Duration SCRIPT = Duration.ofMinutes(1);

  /** Busy, less so, and hardly ever traded. */
  private static final List<Instrument> INSTRUMENTS =
      List.of(
          Binance.instrument("BTC", "USDT"),
          Binance.instrument("ADA", "USDT"),
          Binance.instrument("ARDR", "USDT"));

  /** In real time: short. */
  private static final Duration SCRIPT_OVER_SOCKETS = Duration.ofSeconds(6);

  /** A dozen seeds, one of them quiet; {@code -Dseed=N} replays one. */
  static LongStream seeds() {
    Long only = Long.getLong("seed");
    return only == null ? LongStream.rangeClosed(1, 12) : LongStream.of(only);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyTradeIsDeliveredOnceOrInAGapAndEverythingHeals(long seed) {
    ChaosReport report = play(seed);
    if (Long.getLong("seed") != null) {
      System.out.println(report);
    }
    report.assertClean();
  }

  @Tag("slow")
  @Test
  void twoHundredAndFiftySeedsAreClean(TestReporter reporter) throws InterruptedException {
    ChaosRuns runs = ChaosRuns.play(LongStream.range(0, 250), BinanceChaosTest::play);
    reporter.publishEntry(runs.toString());
    runs.assertClean();
    assertThat(runs.trades()).isGreaterThan(10_000);
    assertThat(runs.books()).isGreaterThan(10_000);
    assertThat(runs.reconnects()).isGreaterThan(100);
    assertThat(runs.gaps()).isGreaterThan(100);
    assertThat(runs.missed()).isGreaterThan(100);
  }

  @Tag("nightly")
  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void twoThousandOtherSeedsAreClean(TestReporter reporter) throws InterruptedException {
    ChaosRuns runs = ChaosRuns.play(LongStream.range(1_000, 3_000), BinanceChaosTest::play);
    reporter.publishEntry(runs.toString());
    runs.assertClean();
  }

  @Tag("slow")
  @Test
  void aFewSeedsAreCleanOverSocketsToo(TestReporter reporter) throws InterruptedException {
    ChaosRuns runs =
        ChaosRuns.play(LongStream.rangeClosed(1, 6), BinanceChaosTest::playOverSockets);
    reporter.publishEntry(runs.toString());
    runs.assertClean();
    assertThat(runs.trades()).isGreaterThan(50);
    assertThat(runs.reconnects()).isGreaterThan(10);
  }

  private static ChaosReport playOverSockets(long seed) {
    try (SystemTime time = SystemTime.start("chaos-clock");
        SimulatedBinance venue = SimulatedBinance.builder().seed(seed).start()) {
      return MarketDataChaos.on(venue, time)
          .instruments(INSTRUMENTS)
          .backfill(seed % 2 == 0 ? Backfill.NONE : Backfill.TRADES)
          .build()
          .run(
              ChaosScript.seeded(seed, SCRIPT_OVER_SOCKETS),
              transport ->
                  Binance.builder()
                      .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
                      .transport(transport)
                      .open());
    }
  }

  /** Odd seeds ask again for what was missed; half of them without faults that prevent it. */
  static ChaosReport play(long seed) {
    return seed % 4 == 1
        ? play(ChaosScript.seeded(seed, SCRIPT, ChaosKind.ofStreams()), seed, Backfill.TRADES)
        : play(
            ChaosScript.seeded(seed, SCRIPT),
            seed,
            seed % 2 == 0 ? Backfill.NONE : Backfill.TRADES);
  }

  static ChaosReport play(ChaosScript script, long seed, Backfill backfill) {
    ManualTime time = ManualTime.create();
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(seed).time(time).build()) {
      return MarketDataChaos.on(venue, time)
          .instruments(INSTRUMENTS)
          .backfill(backfill)
          .build()
          .run(
              script,
              transport ->
                  Binance.builder()
                      .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
                      .transport(transport)
                      .time(time)
                      .random(new SplittableRandom(seed))
                      .listenerExecutor(time.executor())
                      .open());
    }
  }
}
