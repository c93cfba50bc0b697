package dev.stom.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps a venue's limits on the caller's side, so that the venue never has to say no. A limiter
 * holds several {@link RateBudget}s; a {@link Charge} takes from one or more of them at once, all
 * or nothing, in a {@link Lane}.
 *
 * <p>An interface, so that a limiter shared by several processes behind one address can be plugged
 * in: hand it to the venue's builder. {@code RateLimiterContract} of {@code sdk-testkit} is the
 * contract below as a suite of tests, for it to extend. Budgets are known by the names that the
 * venue's client charges ({@code Binance.rateBudgets()}, {@code Upbit.rateBudgets()}).
 *
 * <p><b>Contract:</b>
 *
 * <ul>
 *   <li><i>The limit.</i> Within any window that a budget says the venue may lay, the venue sees at
 *       most the budget's limit. Since a request is counted by the venue at an unknown moment
 *       between sending and answer, a permit occupies its budgets from the grant until no present
 *       window can contain its {@link Permit#release}.
 *   <li><i>Lanes.</i> Of those who wait for a budget, the more urgent lane goes first. What a
 *       budget reserves for a lane is there for it, whatever the others want. A less urgent request
 *       does not delay a more urgent one that waits already, but for its share: a lane that was
 *       served nothing of a budget for a whole window of it goes first, once.
 *   <li><i>Order.</i> Within a lane, waiting requests are served in order of arrival among those
 *       that share a budget, so small ones do not starve a large one; requests that share none do
 *       not hold each other up.
 *   <li><i>Use.</i> One lane alone can use the limit less the others' reserves.
 *   <li><i>Stops.</i> From the return of {@link #stopUntil} or {@link #stopScopeUntil} to the
 *       moment named, nothing is granted, and {@link Permit#mayLeave} is false for what was.
 * </ul>
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
   *     have, or exceeds what its lane may ever have of one
   */
  CompletableFuture<Permit> acquire(Charge charge);

  /**
   * Takes room only if there is some now, for which nobody waits who goes before.
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
   * @throws IllegalArgumentException when there is no such budget
   */
  void stopUntil(String budget, Instant until);

  /**
   * Stops all budgets of a scope until a moment: whoever is counted there is banned. A stop is only
   * ever prolonged.
   *
   * @param scope the {@link RateBudget#scope}
   * @param until when the next permit may be granted
   * @throws IllegalArgumentException when there is no budget of that scope
   */
  default void stopScopeUntil(String scope, Instant until) {
    List<RateBudget> stopped =
        budgets().stream().filter(budget -> budget.scope().equals(scope)).toList();
    if (stopped.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no budget of scope '" + scope + "'; this limiter keeps " + budgets());
    }
    stopped.forEach(budget -> stopUntil(budget.name(), until));
  }

  /**
   * Takes the venue's word for what it has counted, if that is possible: a number that makes no
   * sense changes nothing. By default without effect.
   *
   * @param budget the budget's name
   * @param used how much of it the venue had counted in its present window when it answered a
   *     request, that request and other users included
   * @param by the permit of the request whose answer said so, best before its release: then it is
   *     known that the count contains it
   * @throws IllegalArgumentException when there is no such budget
   */
  default void report(String budget, long used, Permit by) {}

  /**
   * Returns what this limiter keeps.
   *
   * @return the budgets
   */
  List<RateBudget> budgets();

  /**
   * Returns what must not be forgotten when the program ends, to be written to a file and handed to
   * the next limiter. By default there is nothing.
   *
   * @return stops and what is used, at this moment
   */
  default LimiterState state() {
    return LimiterState.EMPTY;
  }

  /** Room that was granted. */
  interface Permit {
    /**
     * Tells, immediately before the request is sent, whether it may still go: not when one of its
     * budgets was stopped since the grant. Then the permit is to be cancelled, and another one
     * acquired.
     *
     * @return true by default
     */
    default boolean mayLeave() {
      return true;
    }

    /**
     * Says that the request was answered (or given up): the venue has counted it by now. The room
     * comes back when no present window of the venue can contain that moment, one window later at
     * most. Idempotent. A permit that is never released stays occupied.
     */
    void release();

    /**
     * Gives the room back at once, because nothing was sent. Without effect after {@link #release}.
     */
    void cancel();
  }
}
