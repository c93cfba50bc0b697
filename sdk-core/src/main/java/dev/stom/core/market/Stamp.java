package dev.stom.core.market;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When something happened and when we learned of it.
 *
 * @param origin how it reached us
 * @param venueTime when it happened, by the venue's clock; null where the venue does not say
 * @param receivedAt when we read it, by our wall clock
 * @param receivedNanos the same moment on the monotonic clock of the client's {@link
 *     dev.stom.core.runtime.TimeSource#nanoTime() time source}: for measuring spans, ages above all
 */
public record Stamp(
    Origin origin, @Nullable Instant venueTime, Instant receivedAt, long receivedNanos) {
  /** Checks that nothing is missing. */
  public Stamp {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(receivedAt, "receivedAt");
  }
}
