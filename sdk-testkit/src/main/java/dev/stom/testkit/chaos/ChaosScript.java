package dev.stom.testkit.chaos;

import dev.stom.core.runtime.TimeSource;
import dev.stom.testkit.SimulatedVenue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Faults with their moments: drawn from a seed, or put together by hand. The same seed gives the
 * same script on every machine; printed, it is a table for a bug report.
 *
 * <p>A script fits both venues, though three things differ: Upbit's trades are not numbered without
 * a hole, so that a frame lost on a connection that lives on could be noticed by nobody. There no
 * step drops or swaps single frames with trades, no silence ends without the connection, and the
 * clock is never set back, which would let the market print the same trades again.
 *
 * <p>Immutable.
 */
public final class ChaosScript {
  /** One seed of so many, those that it divides, goes by without any fault. */
  public static final int QUIET_EVERY = 10;

  /** On the average, one fault in so many seconds. */
  private static final long SECONDS_PER_STEP = 6;

  private static final Duration FIRST_STEP = Duration.ofSeconds(1);

  private final String title;
  private final Duration duration;
  private final List<ChaosStep> steps;

  private ChaosScript(String title, Duration duration, List<ChaosStep> steps) {
    this.title = title;
    this.duration = duration;
    this.steps = List.copyOf(steps);
  }

  /**
   * Draws a script of all kinds of faults.
   *
   * @param seed any; one that {@link #QUIET_EVERY} divides gives a script without faults
   * @param duration how long it is; at least two seconds
   * @return the script
   */
  public static ChaosScript seeded(long seed, Duration duration) {
    return seeded(seed, duration, EnumSet.allOf(ChaosKind.class));
  }

  /**
   * Draws a script.
   *
   * @param seed any; one that {@link #QUIET_EVERY} divides gives a script without faults
   * @param duration how long it is; at least two seconds
   * @param kinds which faults it may have; at least one
   * @return the script
   */
  public static ChaosScript seeded(long seed, Duration duration, Set<ChaosKind> kinds) {
    if (duration.compareTo(FIRST_STEP.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException("duration must be at least 2 s but is " + duration);
    }
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds must name at least one kind of fault");
    }
    List<ChaosStep> steps = new ArrayList<>();
    if (Math.floorMod(seed, QUIET_EVERY) != 0) {
      SplittableRandom random = new SplittableRandom(seed);
      List<ChaosKind> choice = List.copyOf(EnumSet.copyOf(kinds)); // in the order of the enum
      long most = Math.max(1, 2 * duration.toSeconds() / SECONDS_PER_STEP);
      long count = random.nextLong(1, most + 1);
      for (long i = 0; i < count; i++) {
        Duration at =
            Duration.ofMillis(random.nextLong(FIRST_STEP.toMillis(), duration.toMillis()));
        steps.add(choice.get(random.nextInt(choice.size())).draw(at, duration, random));
      }
      steps.sort(Comparator.comparing(ChaosStep::at));
    }
    return new ChaosScript("seed " + seed, duration, steps);
  }

  /**
   * Puts a script together by hand.
   *
   * @param duration how long it is
   * @param steps in any order; none later than the end
   * @return the script
   */
  public static ChaosScript of(Duration duration, List<ChaosStep> steps) {
    for (ChaosStep step : steps) {
      if (step.at().compareTo(duration) > 0) {
        throw new IllegalArgumentException(
            "steps must not be later than the duration, " + duration + ", but there is " + step);
      }
    }
    List<ChaosStep> sorted = new ArrayList<>(steps);
    sorted.sort(Comparator.comparing(ChaosStep::at));
    return new ChaosScript("by hand", duration, sorted);
  }

  static ChaosScript named(String title, Duration duration) {
    return new ChaosScript(title, duration, List.of());
  }

  /** What it is called. */
  String title() {
    return title;
  }

  /**
   * Returns the faults.
   *
   * @return in order of their moments
   */
  public List<ChaosStep> steps() {
    return steps;
  }

  /**
   * Returns how long it is.
   *
   * @return the duration
   */
  public Duration duration() {
    return duration;
  }

  /**
   * Lets it happen, beginning now.
   *
   * @param venue on which venue
   * @param time by which clock: that of the venue
   * @return what takes it back
   */
  public Armed arm(SimulatedVenue venue, TimeSource time) {
    return new Strikes(venue, time).arm(this);
  }

  boolean has(Predicate<ChaosKind> which) {
    return steps.stream().anyMatch(step -> which.test(step.kind()));
  }

  /** Shows it as a table: a title, and a line for each step. */
  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder("chaos, ")
            .append(title)
            .append(", ")
            .append(duration.toSeconds())
            .append(steps.isEmpty() ? " s, without faults" : " s:");
    steps.forEach(step -> table.append('\n').append(step));
    return table.toString();
  }

  /** A script that is happening. */
  @FunctionalInterface
  public interface Armed extends AutoCloseable {
    /**
     * Takes it back: what has not struck does not strike any more, and what lasts ends, but for
     * streams that are silent and clocks that are wrong. Idempotent; happens by itself at the
     * script's end.
     */
    @Override
    void close();
  }
}
