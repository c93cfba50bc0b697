package dev.stom.testkit.contract;

import dev.stom.core.runtime.SystemTime;
import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.SimulatedMarket;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.traffic.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A simulated venue in a process of its own, that a test may kill. Over a line to whoever started
 * it, it says where it is when it is ready, and what it has seen whenever it is asked; it ends when
 * the line does.
 */
final class VenueProcess implements AutoCloseable {
  private static final long SEED = 12;
  private static final int START_MILLIS = 30_000;

  private final Process process;
  private final Line line;
  final URI rest;
  final URI streams;

  private VenueProcess(Process process, Line line) throws IOException {
    this.process = process;
    this.line = line;
    rest = URI.create(line.hear());
    streams = URI.create(line.hear());
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
    try (ServerSocket exchange = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      exchange.setSoTimeout(START_MILLIS);
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
              Integer.toString(streamPort),
              Integer.toString(exchange.getLocalPort()));
      Process process = new ProcessBuilder(command).inheritIO().start();
      try {
        return new VenueProcess(process, new Line(exchange.accept()));
      } catch (IOException failure) {
        process.destroyForcibly();
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("a venue's process did not start", failure);
    }
  }

  /** What it has seen since it began. */
  Seen seen() {
    try {
      line.say("seen?");
      int connectionsOpen = Integer.parseInt(line.hear());
      int violations = Integer.parseInt(line.hear());
      return new Seen(connectionsOpen, violations, line.hear());
    } catch (IOException failure) {
      throw new UncheckedIOException("the venue's process does not answer", failure);
    }
  }

  /**
   * What a venue has seen.
   *
   * @param connectionsOpen streams open now
   * @param violations how often clients broke its rules
   * @param words everything, for people
   */
  record Seen(int connectionsOpen, int violations, String words) {}

  /** Kills it at once, as {@code kill -9} does. */
  @Override
  public void close() {
    try {
      int unused = process.destroyForcibly().waitFor();
      line.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      throw new UncheckedIOException("hanging up failed", failure);
    }
  }

  /** What runs in the process. */
  public static void main(String[] args) throws IOException {
    int coins = Integer.parseInt(args[1]);
    try (Line line =
            new Line(new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[4])));
        SystemTime time = SystemTime.start("simulated-time");
        SimulatedVenue venue =
            (args[0].equals("binance") ? SimulatedBinance.builder() : SimulatedUpbit.builder())
                .time(time)
                .market(SimulatedMarket.seeded(SEED, time.now()).withSyntheticCoins(coins))
                .restPort(Integer.parseInt(args[2]))
                .wsPort(Integer.parseInt(args[3]))
                .start()) {
      line.say(venue.restUri().toString());
      line.say(venue.wsUri().toString());
      while (line.hear().equals("seen?")) {
        Traffic traffic = venue.traffic();
        line.say(Integer.toString(traffic.connectionsOpen()));
        line.say(Integer.toString(traffic.violations().size()));
        line.say(traffic.toString());
      }
    }
  }

  /** Texts of one line each, both ways. */
  private static final class Line implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final Writer out;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
    }

    void say(String text) throws IOException {
      out.write(text + "\n");
      out.flush();
    }

    /** The next text; empty when the other side has hung up. */
    String hear() throws IOException {
      String text = in.readLine();
      return text == null ? "" : text;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
