package dev.stom.testkit.contract;

import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.SimulatedMarket;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.SimulatedVenue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A simulated venue in a process of its own, that a test may kill. It says where it is when it is
 * ready, and what it has seen whenever it is asked; it ends with whoever started it.
 */
final class VenueProcess implements AutoCloseable {
  private static final long SEED = 12;

  private final Process process;
  private final BufferedReader answers;
  final URI rest;
  final URI streams;

  private VenueProcess(Process process) {
    this.process = process;
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String[] places = answer().split(" ", -1);
    rest = URI.create(places[0]);
    streams = URI.create(places[1]);
  }

  /**
   * Starts one.
   *
   * @param venue {@code upbit} or {@code binance}
   * @param syntheticCoins how many made-up coins its market has
   * @param restPort 0 for a free one
   * @param streamPort 0 for a free one
   */
  static VenueProcess start(String venue, int syntheticCoins, int restPort, int streamPort) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            VenueProcess.class.getName(),
            venue,
            Integer.toString(syntheticCoins),
            Integer.toString(restPort),
            Integer.toString(streamPort));
    try {
      return new VenueProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot start a venue's process", failure);
    }
  }

  /** What it has seen since it began. */
  Seen seen() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException failure) {
      throw new UncheckedIOException("the venue's process is gone", failure);
    }
    String[] parts = answer().split(" ", 3);
    return new Seen(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
  }

  /**
   * What a venue has seen.
   *
   * @param connectionsOpen streams open now
   * @param violations how often clients broke its rules
   * @param words everything, for people
   */
  record Seen(int connectionsOpen, int violations, String words) {}

  private String answer() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new AssertionError("the venue's process ended by itself");
      }
      return line;
    } catch (IOException failure) {
      throw new UncheckedIOException("the venue's process does not answer", failure);
    }
  }

  /** Kills it at once, as {@code kill -9} does. */
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
      answers.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What runs in the process. */
  public static void main(String[] args) throws IOException {
    SimulatedVenue.Builder<?, ?> builder =
        args[0].equals("binance") ? SimulatedBinance.builder() : SimulatedUpbit.builder();
    SimulatedMarket market =
        SimulatedMarket.seeded(SEED, Instant.now()).withSyntheticCoins(Integer.parseInt(args[1]));
    try (SimulatedVenue venue = start(builder, market, args[2], args[3]);
        BufferedReader questions =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(venue.restUri() + " " + venue.wsUri());
      while (questions.readLine() != null) {
        var traffic = venue.traffic();
        System.out.println(
            traffic.connectionsOpen() + " " + traffic.violations().size() + " " + traffic);
      }
    }
  }

  private static SimulatedVenue start(
      SimulatedVenue.Builder<?, ?> builder, SimulatedMarket market, String rest, String streams) {
    return builder
        .market(market)
        .restPort(Integer.parseInt(rest))
        .wsPort(Integer.parseInt(streams))
        .start();
  }
}
