package dev.stom.core.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
   * Something was missed, or may have been: what happened on this channel between two moments did
   * not reach the listener. It comes before the first data after the gap, and covers no more than
   * what lies between the last data before it and the first after it.
   *
   * <p>Where a channel's events have ids and times of the venue's own (trades), {@code from} and
   * {@code to} are the venue's times of the two neighbours, both inclusive: what was missed may
   * have happened in the same instant. Elsewhere they are moments of our clock: until {@code from}
   * the channel is known to have been live, and at {@code to} the first data after the gap were
   * received.
   *
   * @param channel which
   * @param from the beginning, as above; where nothing came before the gap, when the channel became
   *     live, by our clock
   * @param to the end, as above; of an {@linkplain GapCause#OVERFLOW overflow}, when the last that
   *     was lost happened
   * @param cause why
   * @param afterId the id of the last event before the gap; null where events have none or nothing
   *     came before
   * @param beforeId the id of the first event after the gap; null where events have none, and of an
   *     overflow, which is told before the next event comes
   * @param at when this was noticed, by our clock
   */
  record Gap(
      Channel channel,
      Instant from,
      Instant to,
      GapCause cause,
      @Nullable String afterId,
      @Nullable String beforeId,
      Instant at)
      implements StreamStatus {
    /**
     * A gap between events without ids.
     *
     * @param channel which
     * @param from the beginning
     * @param to the end
     * @param cause why
     * @param at when this was noticed
     * @return the gap
     */
    public static Gap of(Channel channel, Instant from, Instant to, GapCause cause, Instant at) {
      return new Gap(channel, from, to, cause, null, null, at);
    }
  }

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
    /**
     * The venue's numbering shows that something is missing although the connection is up, or its
     * numbering began anew.
     */
    SKIPPED,
    /** The listener was too slow and its queue was full. */
    OVERFLOW
  }
}
