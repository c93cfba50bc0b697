package dev.stom.core.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What happens to a stream, delivered in the same ordered sequence as its data: what comes after a
 * status was received after it.
 */
public sealed interface StreamStatus {

  /**
   * Returns when it happened, by our wall clock.
   *
   * @return the moment
   */
  Instant at();

  /**
   * The venue has proved that these channels are subscribed: it confirmed them or sent data.
   *
   * @param channels which
   * @param at when
   */
  record Live(Set<Channel> channels, Instant at) implements StreamStatus {
    /** Copies the set. */
    public Live {
      channels = Set.copyOf(channels);
    }
  }

  /**
   * The connection is open but nothing came for too long, not even an answer to a probe. It is
   * being replaced; what was received last may be old.
   *
   * @param channels which
   * @param silentFor for how long nothing came
   * @param at when
   */
  record Stale(Set<Channel> channels, Duration silentFor, Instant at) implements StreamStatus {
    /** Copies the set. */
    public Stale {
      channels = Set.copyOf(channels);
    }
  }

  /**
   * The connection is lost; another one is tried, for ever, with growing pauses.
   *
   * @param channels which
   * @param attempt the number of this try since the last success, from 1
   * @param delay how long until it begins
   * @param cause why, for people
   * @param at when
   */
  record Reconnecting(Set<Channel> channels, int attempt, Duration delay, String cause, Instant at)
      implements StreamStatus {
    /** Copies the set. */
    public Reconnecting {
      channels = Set.copyOf(channels);
    }
  }

  /**
   * Something may have been missed: what the venue sent on this channel between two moments did not
   * reach the listener. It comes before the first data after the gap.
   *
   * @param channel which
   * @param from when the last thing that was not lost was received, by our clock
   * @param to when the first thing after the gap was received, by our clock
   * @param cause why
   * @param at when this was noticed
   */
  record Gap(Channel channel, Instant from, Instant to, GapCause cause, Instant at)
      implements StreamStatus {}

  /**
   * A frame could not be read; it was left out, and the stream goes on.
   *
   * @param reason what is wrong with it
   * @param excerpt its beginning, at most {@value #EXCERPT_LENGTH} characters
   * @param at when it was received
   */
  record BadFrame(String reason, String excerpt, Instant at) implements StreamStatus {
    /** Enough to recognise a frame, too little to fill a log. */
    public static final int EXCERPT_LENGTH = 200;
  }

  /**
   * The venue refused channels; they are not retried, but on a new connection.
   *
   * @param channels those that it may have meant: all that were not confirmed yet
   * @param venueCode the venue's own code or name
   * @param message the venue's words
   * @param at when
   */
  record Refused(Set<Channel> channels, String venueCode, String message, Instant at)
      implements StreamStatus {
    /** Copies the set. */
    public Refused {
      channels = Set.copyOf(channels);
    }
  }

  /**
   * The subscription is over. Nothing follows.
   *
   * @param cause why, for people
   * @param at when
   */
  record Closed(String cause, Instant at) implements StreamStatus {}

  /** Why something may have been missed. */
  enum GapCause {
    /** The connection was lost or replaced. */
    CONNECTION_LOST,
    /** The listener was too slow and its queue was full. */
    OVERFLOW
  }
}
