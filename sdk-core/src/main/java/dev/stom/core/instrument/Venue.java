package dev.stom.core.instrument;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where something is traded. The core knows no venue; each venue module names its own, for example
 * {@code Upbit.VENUE}.
 *
 * @param id short, stable and lower case, for example {@code upbit}: fit for file names, metrics
 *     and command lines
 * @param displayName for people, for example {@code Upbit}
 */
public record Venue(String id, String displayName) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** Checks the id. */
  public Venue {
    Objects.requireNonNull(displayName, "displayName");
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "venue id must be lower-case letters, digits and '-', up to 32, but is '" + id + "'");
    }
  }

  /** Returns the display name. */
  @Override
  public String toString() {
    return displayName;
  }
}
