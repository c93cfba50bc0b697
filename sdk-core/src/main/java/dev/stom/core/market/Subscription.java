package dev.stom.core.market;

import java.util.Collection;
import java.util.Set;

/**
 * A set of channels that a listener hears. It is kept, whatever happens to connections, until it is
 * closed: lost connections are replaced and their channels subscribed again.
 *
 * <p><b>Threads:</b> all methods may be called from any thread, the listener's own included.
 *
 * @param <C> what is subscribed to
 */
public interface Subscription<C extends Channel> extends AutoCloseable {

  /**
   * Returns what is subscribed to.
   *
   * @return a copy of the present set
   */
  Set<C> channels();

  /**
   * Adds channels; those already there stay as they are.
   *
   * @param channels what to add
   * @throws IllegalArgumentException when the venue does not offer one of them; then none is added
   * @throws IllegalStateException when the subscription is closed
   */
  void add(Collection<? extends C> channels);

  /**
   * Removes channels; those not there are passed over. A subscription may be empty and be added to
   * later.
   *
   * @param channels what to remove
   */
  void remove(Collection<? extends C> channels);

  /**
   * Returns what it has gone through.
   *
   * @return the counters at this moment
   */
  SubscriptionCounters counters();

  /**
   * Tells whether it is over.
   *
   * @return true after {@link #close}, after the client was closed, or after {@link
   *     OverflowPolicy#FAIL}
   */
  boolean isClosed();

  /**
   * Ends it. When this returns, no call of the listener begins any more; one that is under way is
   * waited for, at most a second, unless it is the caller itself. Idempotent.
   */
  @Override
  void close();
}
