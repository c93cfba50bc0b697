package dev.stom.core.spi;

import dev.stom.core.market.Origin;
import dev.stom.core.market.StreamStatus.GapCause;
import dev.stom.core.spi.Refill.Refilled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the events of one topic follow one another: leaves out what was delivered already, notices
 * what is missing, and either has it asked for again while newer events wait, or reports a gap.
 *
 * <p>Not thread-safe; guarded by its topic. What it wants done, it says to its {@link Outlet},
 * which answers later and never from within.
 */
abstract class Sequence<E> {
  /**
   * More events than this do not wait for those before them: at a hundred trades a second, more
   * than the longest refill takes; some hundred bytes each.
   */
  static final int MOST_HELD = 10_000;

  /** Where events and gaps go, and where help comes from. */
  interface Outlet<E> {
    void deliver(E event);

    /**
     * Reports a gap.
     *
     * @param last the last event before; null for none
     * @param from until when the topic is known to have been live, by our clock; null when no
     *     connection was lost
     * @param next the first event after
     */
    void gap(@Nullable E last, @Nullable Instant from, E next, GapCause cause);

    /** Calls {@link Sequence#waited} after a moment in which the missing event may still come. */
    void await();

    /**
     * Asks for what is missing, and calls {@link Sequence#refilled} or {@link Sequence#unfilled}.
     */
    void refill(@Nullable E last, Instant since, E next);

    /** Nothing is waited for any more. */
    void enough();

    /** An event was left out, because it had been delivered before. */
    void repeated();
  }

  final StreamMapping<?, ?, ?, E> mapping;
  final Outlet<E> out;
  final boolean refills;

  @Nullable E last; // what was delivered last
  @Nullable Instant liveSince; // when the topic became live first
  @Nullable Instant lostFrom; // the connection was lost and nothing came since; null otherwise

  Sequence(StreamMapping<?, ?, ?, E> mapping, Outlet<E> out, boolean refills) {
    this.mapping = mapping;
    this.out = out;
    this.refills = refills;
  }

  /** The topic is live. */
  final void live(Instant at) {
    if (liveSince == null) {
      liveSince = at;
    }
  }

  /** The connection is lost. What came until that moment is known to be whole. */
  final void lost(Instant lastFrameAt) {
    Instant live = liveSince;
    if (live != null && lostFrom == null) {
      lostFrom = lastFrameAt.isBefore(live) ? live : lastFrameAt;
    }
  }

  /** Tells whether one event happened before another, as far as the venue says. */
  final boolean isEarlier(E event, E than) {
    Instant time = mapping.timeOf(event);
    Instant other = mapping.timeOf(than);
    return time != null && other != null && time.isBefore(other);
  }

  abstract void offer(E event, Origin origin);

  /** The moment is over. */
  abstract void waited();

  abstract void refilled(Refilled<E> missed);

  /** What is missing is not to be had. */
  abstract void unfilled();
}
