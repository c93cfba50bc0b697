package dev.stom.kimp;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.StreamStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest price of one market and the state of the stream that it comes on. Not thread-safe.
 *
 * <p>What holds after a loss: the price known is from before it, and trades may have happened that
 * nobody told us of. Such a price is {@link #behind} and not used, until the stream or a request
 * made after the loss confirms or replaces it.
 */
final class PriceTrack {
  final Leg leg;
  final Instrument instrument;
  final PriceBasis basis;
  final Feed feed;

  private StreamState connection = StreamState.CONNECTING; // GAP is never stored, see state()
  private Instant since;
  private boolean behind;
  private int losses;
  private @Nullable Held price; // null while none is known

  PriceTrack(Leg leg, Instrument instrument, PriceBasis basis, Instant now) {
    this.leg = leg;
    this.instrument = instrument;
    this.basis = basis;
    this.feed = basis.feed(instrument);
    this.since = now;
  }

  StreamState state() {
    return connection == StreamState.LIVE && behind ? StreamState.GAP : connection;
  }

  /** How often the stream was lost; an answer to a request made before the last time is too old. */
  int losses() {
    return losses;
  }

  @Nullable Held price() {
    return price;
  }

  /** Whether the price may be used, leaving its age aside. */
  boolean isUsable() {
    return state().isUsable();
  }

  KimpLeg leg(Instant now, long nanos) {
    Held held = price;
    return new KimpLeg(
        leg,
        instrument,
        state(),
        since,
        held == null
            ? null
            : new KimpPrice(
                held.value,
                basis,
                held.stamp.origin(),
                held.eventTime,
                held.stamp.receivedAt(),
                Ages.age(held.moment(), held.arrivedNanos, now, nanos)));
  }

  /**
   * Takes what the stream brought, which is proof of its life.
   *
   * @param value the price, or null when there is none any more
   */
  void streamed(@Nullable BigDecimal value, Stamp stamp, Instant now, long nanos) {
    if (connection == StreamState.CLOSED) {
      return;
    }
    Held next = value == null ? null : new Held(value, stamp, stamp.venueTime(), nanos);
    enter(StreamState.LIVE, now);
    // A venue's opening snapshot can be older than what a request or the stream itself told before.
    if (stamp.origin() != Origin.SNAPSHOT || next == null || !next.isOlderThan(price)) {
      price = next;
      caughtUp(now);
    }
  }

  /**
   * Takes the answer to a request.
   *
   * @param value the price, or null when there is none
   * @param eventTime when it was made by the venue's clock, or null where the venue does not say
   * @param lossesBefore {@link #losses()} when the request was made
   * @return true when it is news
   */
  boolean requested(
      @Nullable BigDecimal value,
      @Nullable Instant eventTime,
      Stamp stamp,
      int lossesBefore,
      Instant now,
      long nanos) {
    boolean needed = price == null || behind;
    if (value == null || !needed || losses != lossesBefore || connection == StreamState.CLOSED) {
      return false;
    }
    Held next = new Held(value, stamp, eventTime, nanos);
    if (next.isOlderThan(price)) {
      return false;
    }
    price = next;
    caughtUp(now);
    return true;
  }

  /** The venue proved that it streams. Returns true when the price must be asked for. */
  boolean live(Instant now) {
    if (connection == StreamState.CLOSED) {
      return false;
    }
    enter(StreamState.LIVE, now);
    return behind;
  }

  /** The stream stopped for now or for good. */
  void lost(StreamState state, Instant now) {
    if (connection == StreamState.CLOSED) {
      return;
    }
    if (connection != state) {
      losses++;
    }
    enter(state, now);
    behind = true;
  }

  /** Something was missed on a stream that goes on. */
  void gap(StreamStatus.Gap gap) {
    Held held = price;
    // A price asked for after the loss already covers what was missed.
    if (held == null || !held.stamp.receivedAt().isAfter(gap.from())) {
      behind = true;
      losses++;
    }
  }

  private void enter(StreamState state, Instant now) {
    if (connection != state) {
      connection = state;
      since = now;
    }
  }

  private void caughtUp(Instant now) {
    if (behind) {
      behind = false;
      if (connection == StreamState.LIVE) {
        since = now;
      }
    }
  }

  /**
   * A price.
   *
   * @param eventTime when it was made by the venue's clock, or null where the venue does not say
   * @param arrivedNanos when it came here, on the monotonic clock
   */
  record Held(BigDecimal value, Stamp stamp, @Nullable Instant eventTime, long arrivedNanos) {
    /** The earliest moment known of it. */
    Instant moment() {
      return eventTime == null ? stamp.receivedAt() : eventTime;
    }

    /** Without both times nothing is known of it, and what came later counts. */
    boolean isOlderThan(@Nullable Held other) {
      return other != null
          && eventTime != null
          && other.eventTime != null
          && eventTime.isBefore(other.eventTime);
    }
  }
}
