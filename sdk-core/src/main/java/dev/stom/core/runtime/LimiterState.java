package dev.stom.core.runtime;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a limiter must not forget when the program ends: until when the venue wants no requests, and
 * what has been used of windows that are not over. An application writes {@link #toText} to a file
 * and hands {@link #parse} of it to the next limiter, so that a ban outlives a restart.
 *
 * <p>Immutable. Moments are of this machine's wall clock.
 *
 * @param taken when it was taken
 * @param stops until when budgets are stopped
 * @param uses what has been used, with the moment when it does not count any more
 */
public record LimiterState(Instant taken, List<Stop> stops, List<Use> uses) {
  /** Nothing to remember. */
  public static final LimiterState EMPTY = new LimiterState(Instant.EPOCH, List.of(), List.of());

  private static final String HEADING = "stom-limiter-state 1";

  /** Copies the lists. */
  public LimiterState {
    stops = List.copyOf(stops);
    uses = List.copyOf(uses);
  }

  /**
   * A budget that nothing may be taken from.
   *
   * @param budget its name
   * @param until when it may be used again
   */
  public record Stop(String budget, Instant until) {}

  /**
   * Room that is taken.
   *
   * @param budget its name
   * @param lane who has taken it
   * @param amount how much; at least 1
   * @param until when it comes back
   */
  public record Use(String budget, Lane lane, int amount, Instant until) {
    /** Checks the amount. */
    public Use {
      if (amount < 1) {
        throw new IllegalArgumentException("amount must be at least 1 but is " + amount);
      }
    }
  }

  /**
   * Writes it as lines of text.
   *
   * @return what {@link #parse} reads
   */
  public String toText() {
    StringBuilder text = new StringBuilder(HEADING).append("\ntaken ").append(taken).append('\n');
    for (Stop stop : stops) {
      text.append("stop ").append(stop.until).append(' ').append(stop.budget).append('\n');
    }
    for (Use use : uses) {
      text.append("use ")
          .append(use.until)
          .append(' ')
          .append(use.lane)
          .append(' ')
          .append(use.amount)
          .append(' ')
          .append(use.budget)
          .append('\n');
    }
    return text.toString();
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @param text all of it
   * @return the state
   * @throws IllegalArgumentException when the text is something else, damaged, or cut off before
   *     the moment when it was taken; names the line
   */
  public static LimiterState parse(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADING)) {
      throw bad(1, "must be '" + HEADING + "'", lines.isEmpty() ? "" : lines.get(0), null);
    }
    Instant taken = null;
    List<Stop> stops = new ArrayList<>();
    List<Use> uses = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      String[] words = line.split(" ", 2);
      try {
        switch (words[0]) {
          case "" -> {}
          case "taken" -> taken = Instant.parse(words[1]);
          case "stop" -> {
            String[] parts = words[1].split(" ", 2);
            stops.add(new Stop(parts[1], Instant.parse(parts[0])));
          }
          case "use" -> {
            String[] parts = words[1].split(" ", 4);
            uses.add(
                new Use(
                    parts[3],
                    Lane.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                    Integer.parseInt(parts[2]),
                    Instant.parse(parts[0])));
          }
          default -> throw new IllegalArgumentException("unknown word");
        }
      } catch (DateTimeException
          | IllegalArgumentException
          | ArrayIndexOutOfBoundsException unreadable) {
        throw bad(
            i + 1,
            "must be 'taken <moment>', 'stop <moment> <budget>' or"
                + " 'use <moment> <lane> <amount> <budget>'",
            line,
            unreadable);
      }
    }
    if (taken == null) {
      throw bad(lines.size() + 1, "must be 'taken <moment>'", "", null);
    }
    return new LimiterState(taken, stops, uses);
  }

  private static IllegalArgumentException bad(
      int number, String must, String line, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "line "
            + number
            + " of a limiter's state "
            + must
            + " but is '"
            + line
            + "'; without the file the limiter starts afresh",
        cause);
  }
}
