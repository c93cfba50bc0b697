package dev.stom.testkit;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension that fails a test during which a stack trace was printed to {@code System.err}:
 * by a logger that writes there, as SLF4J's simple one does, or by a thread that died of an
 * exception. What is printed goes on to where it went before.
 *
 * <p>For tests that have the process to themselves; output of others counts too. Needs JUnit
 * Jupiter on the class path, which this module does not bring along.
 */
public final class NoStackTraces implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(NoStackTraces.class);

  /** The beginning of the first trace is enough to find it. */
  private static final int LINES_KEPT = 30;

  /** Makes the extension. */
  public NoStackTraces() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    Listening listening = new Listening(System.err);
    context.getStore(NAMESPACE).put(NAMESPACE, listening);
    System.setErr(listening);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Listening listening = context.getStore(NAMESPACE).remove(NAMESPACE, Listening.class);
    if (listening == null) {
      return;
    }
    System.setErr(listening.before);
    List<String> traces = listening.traces();
    if (!traces.isEmpty()) {
      throw new AssertionError("stack traces were printed:\n" + String.join("\n", traces));
    }
  }

  /** Passes on what is printed and keeps lines around stack frames. */
  private static final class Listening extends PrintStream {
    private final PrintStream before;
    private final StringBuilder line = new StringBuilder(); // guarded by traces
    private final List<String> traces = new ArrayList<>(); // guarded by itself
    private String lastLine = ""; // guarded by traces

    Listening(PrintStream before) {
      super(before, true, StandardCharsets.UTF_8);
      this.before = before;
    }

    List<String> traces() {
      synchronized (traces) {
        return List.copyOf(traces);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      listen(new String(bytes, offset, length, StandardCharsets.UTF_8));
      super.write(bytes, offset, length);
    }

    @Override
    public void println(String text) {
      listen(text + "\n");
      before.println(text);
    }

    @Override
    public void println(Object value) {
      println(String.valueOf(value));
    }

    @Override
    public void print(String text) {
      listen(text);
      before.print(text);
    }

    private void listen(String text) {
      synchronized (traces) {
        line.append(text);
        for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
          heard(line.substring(0, end));
          line.delete(0, end + 1);
        }
      }
    }

    private void heard(String whole) {
      if (whole.stripLeading().startsWith("at ") && traces.size() < LINES_KEPT) {
        if (!lastLine.stripLeading().startsWith("at ")) {
          traces.add(lastLine);
        }
        traces.add(whole);
      }
      lastLine = whole;
    }
  }
}
