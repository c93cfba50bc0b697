package dev.stom.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code stom} command: every example under one roof. */
@Command(
    name = "stom",
    description = {
      "Examples of the STOM SDK for Java.",
      "Everything runs on simulated venues on this machine, without keys and without a network,",
      "unless --live is given."
    },
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    subcommands = {
      KimpCommand.class,
      TickerCommand.class,
      BookCommand.class,
      CandlesCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      HelpCommand.class,
    },
    footer = {
      "",
      "  stom bench [WORD...]       benchmarks: our decoders beside Moshi and Jackson, the limiter",
      "",
      "Try:",
      "  stom kimp --seconds 20                         the kimchi premium, live in the terminal",
      "  stom kimp --live --assets BTC,ETH --json       the same from the real venues, as JSON lines",
      "  stom ticker upbit KRW-BTC KRW-ETH              tickers as they come",
      "  stom book binance BTCUSDT                      the order book",
      "  stom candles upbit KRW-BTC --interval 1m --count 500 --csv",
      "  stom replay --venue binance --symbol ETHUSDT tape.frames.gz",
      "  stom simulate --upbit-port 9001                simulated venues for any language's client",
      "Each command explains itself: stom COMMAND --help"
    })
public final class Stom implements Callable<Integer> {
  /** The exit code for a mistake in the arguments. */
  static final int USAGE = 2;

  /** The exit code for a failure of the outside world. */
  static final int FAILURE = 1;

  @Spec private CommandSpec spec;

  /**
   * Runs one command and exits with its code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs one command.
   *
   * @param args the command and its options
   * @return 0, or {@value #FAILURE} when the outside world failed, or {@value #USAGE} for a mistake
   *     in the arguments
   */
  static int run(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Stom());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(
        (mistake, given) -> {
          CommandLine command = mistake.getCommandLine();
          command.getErr().println("stom: " + oneLine(String.valueOf(mistake.getMessage())));
          command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
          return USAGE;
        });
    line.setExecutionExceptionHandler(
        (failure, command, given) -> {
          // A caller's mistake that only the SDK could notice, such as a symbol that is none.
          boolean mistake = failure instanceof IllegalArgumentException;
          command.getErr().println("stom: " + oneLine(String.valueOf(failure.getMessage())));
          return mistake ? USAGE : FAILURE;
        });
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is needed, see: stom help");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
