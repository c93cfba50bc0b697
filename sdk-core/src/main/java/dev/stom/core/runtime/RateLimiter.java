package dev.stom.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps a venue's limits on the caller's side, so that the venue never has to say no. A limiter
 * holds several {@link RateBudget}s; a {@link Charge} takes from one or more of them at once, all
 * or nothing.
 *
 * <p>An interface, so that a limiter shared by several processes behind one address can be plugged
 * in.
 *
 * <p><b>Contract:</b> within any span of a budget's window, however it is laid, the venue sees at
 * most the budget's limit. Since a request is counted by the venue at an unknown moment between
 * sending and answer, a permit occupies its budgets from the grant until one whole window after
 * {@link Permit#release}. Waiting requests are served in order of arrival among those that share a
 * budget; requests that share none do not hold each other up.
 *
 * <p><b>Threads:</b> all methods may be called from any thread. Waiting costs no thread.
 */
public interface RateLimiter {

  /**
   * Waits for room.
   *
   * @param charge what the request costs
   * @return completes with the permit; cancelling it gives the place in the queue up
   * @throws IllegalArgumentException when the charge names a budget that this limiter does not
   *     have, or exceeds one's limit
   */
  CompletableFuture<Permit> acquire(Charge charge);

  /**
   * Takes room only if there is some now and nobody waits before.
   *
   * @param charge what the request costs
   * @return the permit, or empty
   * @throws IllegalArgumentException as {@link #acquire}
   */
  Optional<Permit> tryAcquire(Charge charge);

  /**
   * Estimates how long {@link #acquire} would wait if it were called now: a forecast, not a
   * promise.
   *
   * @param charge what the request would cost
   * @return zero when there is room now
   * @throws IllegalArgumentException as {@link #acquire}
   */
  Duration estimatedWait(Charge charge);

  /**
   * Stops a budget until a moment, for everybody: the venue has said so. A stop is only ever
   * prolonged.
   *
   * @param budget the budget's name
   * @param until when the next permit may be granted
   */
  void stopUntil(String budget, Instant until);

  /**
   * Returns what this limiter keeps.
   *
   * @return the budgets
   */
  List<RateBudget> budgets();

  /** Room that was granted. */
  interface Permit {
    /**
     * Says that the request was answered (or given up): the venue has counted it by now. The room
     * comes back one window later. Idempotent. A permit that is never released stays occupied.
     */
    void release();

    /**
     * Gives the room back at once, because nothing was sent. Without effect after {@link #release}.
     */
    void cancel();
  }
}
