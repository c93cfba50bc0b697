package dev.stom.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stom bench}: runs the benchmarks and prints one table. */
@Command(
    name = "bench",
    description = {
      "Measure the decoders beside Moshi and Jackson, and the rate limiter; takes some three minutes.",
      "Prints nanoseconds and allocated bytes of one operation, and how many times ours that takes."
    },
    mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
  /** Enough for the compiler to have settled, checked against the long form. */
  private static final TimeValue SHORT = TimeValue.milliseconds(400);

  private static final TimeValue LONG = TimeValue.seconds(2);
  private static final String LIMITER = "limiter";

  /** A heap that the frames fit in many times, the same for everybody. */
  private static final String[] JVM_ARGS = {"-Xms512m", "-Xmx512m"};

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--long", description = "Measure longer: three forks each, some 45 minutes.")
  private boolean longer;

  @Parameters(
      paramLabel = "WORD",
      arity = "0..*",
      description = "Only rows whose name has one of these words, for example: trade limiter")
  private List<String> words = new ArrayList<>();

  private int done;
  private int planned;

  private Bench() {}

  /**
   * Runs the benchmarks.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws RunnerException {
    List<FrameKind> kinds =
        Arrays.stream(FrameKind.values()).filter(kind -> isWanted(kind.label())).toList();
    boolean limiter = isWanted(LIMITER);
    if (kinds.isEmpty() && !limiter) {
      throw new ParameterException(
          spec.commandLine(), "no row has any of the words " + words + " in its name");
    }
    int books = (int) kinds.stream().filter(FrameKind::isBook).count();
    planned = kinds.size() * Library.values().length + books + (limiter ? 2 : 0);

    PrintWriter out = spec.commandLine().getOut();
    Table table = new Table();
    for (FrameKind kind : kinds) {
      Map<Library, Figure> row = new EnumMap<>(Library.class);
      for (Library library : Library.values()) {
        row.put(library, decode("decode", kind, library));
      }
      table.add(kind.label(), row);
      if (kind.isBook()) {
        Figure columns = decode("decodeOnly", kind, Library.OURS);
        table.add("  decimals on demand", Map.of(Library.OURS, columns));
      }
    }
    if (limiter) {
      table.add(LIMITER + " acquire", Map.of(Library.OURS, acquire("acquireAlone")));
      table.add("  by two threads", Map.of(Library.OURS, acquire("acquireByTwo")));
    }
    progress("");
    out.printf(
        "JDK %s, %d processors. ns and bytes of one operation; x = times ours.%n%n",
        Runtime.version(), Runtime.getRuntime().availableProcessors());
    out.print(table.text());
    out.flush();
    return 0;
  }

  private boolean isWanted(String label) {
    return words.isEmpty()
        || words.stream()
            .anyMatch(
                word -> label.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)));
  }

  private Figure decode(String method, FrameKind kind, Library library) throws RunnerException {
    progress(kind.label() + ", " + library.label());
    return measure(
        options(DecodeBenchmark.class, method)
            .param("kind", kind.name())
            .param("library", library.name()));
  }

  private Figure acquire(String method) throws RunnerException {
    progress(LIMITER + ", " + method);
    return measure(options(LimiterBenchmark.class, method));
  }

  private ChainedOptionsBuilder options(Class<?> benchmark, String method) {
    TimeValue each = longer ? LONG : SHORT;
    return new OptionsBuilder()
        .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
        .forks(longer ? 3 : 1)
        .warmupIterations(longer ? 5 : 2)
        .warmupTime(each)
        .measurementIterations(longer ? 5 : 3)
        .measurementTime(each)
        .addProfiler(GCProfiler.class)
        .jvmArgs(JVM_ARGS)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private static Figure measure(ChainedOptionsBuilder options) throws RunnerException {
    RunResult result = new Runner(options.build()).runSingle();
    double bytes = Double.NaN;
    for (String measure : result.getSecondaryResults().keySet()) {
      if (measure.endsWith("gc.alloc.rate.norm")) {
        bytes = score(result.getSecondaryResults().get(measure));
      }
    }
    return new Figure(score(result.getPrimaryResult()), bytes);
  }

  private static double score(Result<?> result) {
    return result.getScore();
  }

  /** Rewrites one line of a terminal, of which the launcher tells; a file gets the first only. */
  private void progress(String what) {
    boolean terminal = Boolean.getBoolean("stom.terminal");
    if (terminal) {
      String line = what.isEmpty() ? "" : "%d of %d: %s".formatted(++done, planned, what);
      System.err.printf("\r%-60s\r%s", "", line);
    } else if (done++ == 0) {
      System.err.printf("Measuring %d pairs%n", planned);
    }
    System.err.flush();
  }
}
