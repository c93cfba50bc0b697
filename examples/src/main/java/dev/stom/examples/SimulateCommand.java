package dev.stom.examples;

import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.SimulatedMarket;
import dev.stom.testkit.SimulatedUpbit;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stom simulate}: the simulated venues alone, for clients of any language. */
@Command(
    name = "simulate",
    description = {
      "Run simulated venues until stopped.",
      "Prints one JSON line with their addresses when they are ready."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--upbit-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "REST port of Upbit, WebSocket on the next one (default: free ones).")
  private int upbitPort;

  @Option(
      names = "--binance-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "REST port of Binance, WebSocket on the next one (default: free ones).")
  private int binancePort;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + Common.DEFAULT_SEED,
      description = "Seed of the simulated market (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stop after so many seconds (default: run until stopped).")
  private @Nullable Integer seconds;

  @Override
  public Integer call() throws InterruptedException {
    checkPort("--upbit-port", upbitPort);
    checkPort("--binance-port", binancePort);
    if (seconds != null && seconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seconds must be at least 1 but is " + seconds);
    }
    PrintWriter out = spec.commandLine().getOut();
    SimulatedMarket market = SimulatedMarket.seeded(seed, Instant.now());
    try (Running running = new Running();
        SimulatedUpbit upbit = upbit(market);
        SimulatedBinance binance = binance(market)) {
      out.printf(
          "{\"upbit\":{\"rest\":\"%s\",\"ws\":\"%s\"},\"binance\":{\"rest\":\"%s\",\"ws\":\"%s\"}}%n",
          upbit.restUri(), upbit.wsUri(), binance.restUri(), binance.wsUri());
      out.flush();
      running.await(seconds);
      return 0;
    }
  }

  private SimulatedUpbit upbit(SimulatedMarket market) {
    SimulatedUpbit.Builder builder = SimulatedUpbit.builder().market(market);
    return upbitPort == 0
        ? builder.start()
        : builder.restPort(upbitPort).wsPort(upbitPort + 1).start();
  }

  private SimulatedBinance binance(SimulatedMarket market) {
    SimulatedBinance.Builder builder = SimulatedBinance.builder().market(market);
    return binancePort == 0
        ? builder.start()
        : builder.restPort(binancePort).wsPort(binancePort + 1).start();
  }

  private void checkPort(String option, int port) {
    if (port < 0 || port > 65_534) {
      throw new ParameterException(
          spec.commandLine(), option + " must be 1 to 65534, or 0 for a free one, but is " + port);
    }
  }
}
