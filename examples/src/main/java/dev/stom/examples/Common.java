package dev.stom.examples;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that several commands share. */
final class Common {
  /** Arbitrary but fixed: two runs show the same simulated market. */
  static final long DEFAULT_SEED = 20261122;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--live",
      description = "Use the real venues instead of simulated ones. Needs a network, no key.")
  boolean live;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + DEFAULT_SEED,
      description = "Seed of the simulated market (default: ${DEFAULT-VALUE}).")
  long seed;

  @Nullable Integer seconds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stop after so many seconds (default: run until Ctrl-C).")
  void setSeconds(@Nullable Integer value) {
    if (value != null && value < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seconds must be at least 1 but is " + value);
    }
    seconds = value;
  }
}
