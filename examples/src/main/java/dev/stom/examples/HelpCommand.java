package dev.stom.examples;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stom help}: all there is, on one screen. */
@Command(name = "help", description = "Explain all of this.", mixinStandardHelpOptions = true)
final class HelpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getParent().usage(spec.commandLine().getOut());
  }
}
