package dev.stom.kimp;

import dev.stom.core.instrument.Instrument;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One side of a reading. How old the price is and whether its stream is alive are two facts: a
 * quiet coin has an old last trade on a live stream.
 *
 * @param leg which side
 * @param instrument what is traded there
 * @param stream what is known of its stream
 * @param streamSince since when, by our wall clock
 * @param price the latest price, or null when none is known
 */
public record KimpLeg(
    Leg leg,
    Instrument instrument,
    StreamState stream,
    Instant streamSince,
    @Nullable KimpPrice price) {
  /** Checks that nothing is missing. */
  public KimpLeg {
    Objects.requireNonNull(leg, "leg");
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(streamSince, "streamSince");
  }
}
