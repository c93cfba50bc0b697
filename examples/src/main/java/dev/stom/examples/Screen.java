package dev.stom.examples;

import java.io.PrintWriter;
import java.util.List;

/**
 * A block of lines, refreshed in place on a terminal and printed anew otherwise. What is said in
 * between stays above the block.
 */
final class Screen {
  /** Set by the launcher, which can ask the shell. */
  private static final String TERMINAL = "stom.terminal";

  private static final String CLEAR_TO_END = "\u001b[J";

  private final PrintWriter out;
  private final boolean terminal;
  private int shown; // lines of the block on the screen now

  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @SuppressWarnings(
      "SystemConsoleNull") // the launchers pass -Djdk.console=java.base: null means no terminal
  static Screen detect(PrintWriter out) {
    String told = System.getProperty(TERMINAL);
    return new Screen(out, told == null ? System.console() != null : Boolean.parseBoolean(told));
  }

  boolean isTerminal() {
    return terminal;
  }

  synchronized void show(List<String> lines) {
    erase();
    lines.forEach(out::println);
    shown = lines.size();
    out.flush();
  }

  synchronized void say(String line) {
    erase();
    out.println(line);
    shown = 0;
    out.flush();
  }

  private void erase() {
    if (terminal && shown > 0) {
      out.printf("\u001b[%dA", shown); // up to the block's first line
      out.print(CLEAR_TO_END);
    }
  }
}
