package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.RateBudget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a venue streams: what a {@link StreamHub} needs to know to keep channels subscribed.
 * Stateless; what one connection remembers lives in its {@link StreamConversation}.
 *
 * @param <C> the venue's channels
 * @param <M> the venue's messages, decoded
 */
public interface StreamProtocol<C extends Channel, M> {

  /**
   * Names it for threads, logs and errors.
   *
   * @return for example {@code upbit-public}
   */
  String name();

  /**
   * Says where to connect.
   *
   * @return a {@code ws:} or {@code wss:} address
   */
  URI target();

  /**
   * Returns the key under which messages of a channel arrive. Channels that differ only in how they
   * are asked for (depth, snapshot or not) share one.
   *
   * @param channel a channel
   * @return a key with equality by value
   */
  Object route(C channel);

  /**
   * Returns additional headers of the upgrade request.
   *
   * @return none by default
   */
  default List<Header> headers() {
    return List.of();
  }

  /**
   * Tells whether asking for a channel again brings its present state once more.
   *
   * @return false by default
   */
  default boolean sendsSnapshots() {
    return false;
  }

  /**
   * Returns how many routes one connection may carry.
   *
   * @return at least 1
   */
  int routesPerConnection();

  /**
   * Returns the venue's limits on messages from the client, per connection.
   *
   * @return budgets; each message takes one of each
   */
  List<RateBudget> messageBudgets();

  /**
   * Returns what one attempt to connect costs of the client's rate limiter.
   *
   * @return a charge on budgets that the limiter handed to the {@link StreamHub} keeps
   */
  Charge connectCharge();

  /**
   * Returns after how long a silence the connection is probed.
   *
   * @return positive
   */
  Duration probeAfter();

  /**
   * Returns how long an answer to a probe may take before the connection counts as stale.
   *
   * @return positive
   */
  Duration probeTimeout();

  /**
   * Returns how long a channel that is well may say nothing. One that stays silent for longer is
   * stale, whatever else its connection says, and is asked for again.
   *
   * @param channel a channel
   * @return positive; empty, as by default, for channels that may be silent for ever
   */
  default Optional<Duration> silenceLimit(C channel) {
    return Optional.empty();
  }

  /**
   * Tells whether the events of a channel are numbered without a hole: then both connections are
   * heard while one replaces the other, and whoever hears them merges by number. Of all other
   * channels only the newer connection is heard once it has spoken.
   *
   * @param channel a channel
   * @return false by default
   */
  default boolean isNumbered(C channel) {
    return false;
  }

  /**
   * Returns after which time a connection is replaced, before the venue ends it: another one is
   * opened first, and the old one is left when the new one serves everything.
   *
   * @return positive; empty, as by default, where the venue ends none
   */
  default Optional<Duration> renewAfter() {
    return Optional.empty();
  }

  /**
   * Begins the conversation of a new connection.
   *
   * @return what the connection remembers
   */
  StreamConversation<C, M> converse();
}
