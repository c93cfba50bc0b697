package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.ReconnectPolicy;
import dev.stom.core.runtime.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Keeps a set of channels subscribed, whatever happens to connections. What is wanted is state;
 * connections are derived from it: opened when there is something to carry, filled up to the
 * venue's limit, brought to what is wanted with as few messages as the venue's limits allow, probed
 * when silent, renewed before the venue cuts them, replaced when lost, and closed when empty.
 *
 * <p><b>Threads:</b> starts none. Works on the callers' threads, the transport's reader threads and
 * the time source's. Subscribers are called under the hub's lock for what happens to connections,
 * and without it for data; they must not block.
 *
 * @param <C> the venue's channels
 * @param <M> the venue's messages, decoded
 */
public final class StreamHub<C extends Channel, M> implements AutoCloseable {
  private static final int TOO_MANY = 429;
  private static final int BANNED = 418;

  final StreamProtocol<C, M> protocol;
  final Transport transport;
  final TimeSource time;
  final ReconnectPolicy reconnect;
  final RandomGenerator random;
  final RateLimiter limiter;

  final Object lock = new Object();
  private final Map<StreamSubscriber<C, M>, Set<C>> wants =
      new LinkedHashMap<>(); // guarded by lock
  private final Map<Object, HubConnection<C, M>> carriers =
      new HashMap<>(); // guarded by lock; by route
  private final List<HubConnection<C, M>> connections = new ArrayList<>(); // guarded by lock
  private int opened; // guarded by lock; numbers connections for logs
  private boolean closed; // guarded by lock

  /**
   * Makes a hub; nothing is opened before something is wanted.
   *
   * @param protocol how the venue streams
   * @param transport how to connect; not closed by the hub
   * @param time the clock
   * @param reconnect how long to wait between tries
   * @param random jitters the waits
   * @param limiter asked before every attempt to connect; the client's one, so that a ban of the
   *     address stops connections as well as requests
   */
  public StreamHub(
      StreamProtocol<C, M> protocol,
      Transport transport,
      TimeSource time,
      ReconnectPolicy reconnect,
      RandomGenerator random,
      RateLimiter limiter) {
    this.protocol = protocol;
    this.transport = transport;
    this.time = time;
    this.reconnect = reconnect;
    this.random = random;
    this.limiter = limiter;
  }

  /**
   * Says what a subscriber wants from now on; replaces what it wanted before.
   *
   * @param subscriber who
   * @param channels what; empty to want nothing
   * @throws IllegalStateException when the hub is closed
   */
  public void want(StreamSubscriber<C, M> subscriber, Set<C> channels) {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException(protocol.name() + " is closed");
      }
      change(subscriber, channels);
    }
  }

  /**
   * Says that a subscriber wants nothing any more; without effect when the hub is closed.
   *
   * @param subscriber who
   */
  public void forget(StreamSubscriber<C, M> subscriber) {
    synchronized (lock) {
      if (!closed) {
        change(subscriber, Set.of());
      }
    }
  }

  private void change(StreamSubscriber<C, M> subscriber, Set<C> channels) {
    Set<C> before = wants.getOrDefault(subscriber, Set.of());
    if (channels.isEmpty()) {
      wants.remove(subscriber);
    } else {
      wants.put(subscriber, new LinkedHashSet<>(channels));
    }
    Set<C> added = new LinkedHashSet<>(channels);
    added.removeAll(before);
    Set<C> removed = new LinkedHashSet<>(before);
    removed.removeAll(channels);
    Set<HubConnection<C, M>> touched = new LinkedHashSet<>();
    for (C channel : removed) {
      HubConnection<C, M> connection = carriers.get(protocol.route(channel));
      if (connection != null) {
        connection.removeTap(subscriber, channel);
        touched.add(connection);
      }
    }
    for (HubConnection<C, M> connection : touched) {
      connection
          .abandonedRoutes()
          .forEach(
              route -> {
                connection.removeRoute(route);
                carriers.remove(route);
              });
    }
    for (C channel : added) {
      Object route = protocol.route(channel);
      HubConnection<C, M> connection = carriers.computeIfAbsent(route, this::roomFor);
      connection.addTap(route, subscriber, channel);
      touched.add(connection);
    }
    touched.forEach(HubConnection::changed);
    connections.removeIf(HubConnection::isOver);
  }

  /**
   * Returns how many connections there are, open or on the way.
   *
   * @return the number
   */
  public int connectionCount() {
    synchronized (lock) {
      return connections.size();
    }
  }

  private HubConnection<C, M> roomFor(Object route) {
    for (HubConnection<C, M> connection : connections) {
      if (connection.hasRoom()) {
        connection.addRoute(route);
        return connection;
      }
    }
    HubConnection<C, M> connection =
        new HubConnection<>(this, protocol.name() + "-" + ++opened, lock);
    connection.addRoute(route);
    connections.add(connection);
    return connection;
  }

  /**
   * Ends every connection and tells every subscriber. Idempotent; does not wait for closing
   * handshakes.
   */
  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      connections.forEach(HubConnection::end);
      connections.clear();
      carriers.clear();
      List<StreamSubscriber<C, M>> subscribers = new ArrayList<>(wants.keySet());
      wants.clear();
      subscribers.forEach(subscriber -> subscriber.closed("the client was closed"));
    }
  }

  /** The venue wants no connections for a while: nobody is to try. */
  void upgradeRefused(int status, Optional<String> retryAfter) {
    if (status != TOO_MANY && status != BANNED) {
      return;
    }
    Instant now = time.now();
    Set<String> budgets = protocol.connectCharge().amounts().keySet();
    Instant until =
        retryAfter
            .flatMap(text -> HttpFailures.moment(text, now))
            .orElseGet(() -> now.plus(status == BANNED ? HttpCaller.BAN_PAUSE : window(budgets)));
    if (status == BANNED) {
      // A ban is about whoever the connection is counted for, requests included.
      limiter.budgets().stream()
          .filter(budget -> budgets.contains(budget.name()))
          .map(RateBudget::scope)
          .distinct()
          .forEach(scope -> limiter.stopScopeUntil(scope, until));
    } else {
      budgets.forEach(budget -> limiter.stopUntil(budget, until));
    }
  }

  private Duration window(Set<String> budgets) {
    return limiter.budgets().stream()
        .filter(budget -> budgets.contains(budget.name()))
        .map(RateBudget::window)
        .max(Comparator.naturalOrder())
        .orElse(HttpCaller.BAN_PAUSE);
  }

  /** Reads both clocks at one place. */
  StreamSubscriber.Receipt receipt() {
    return new StreamSubscriber.Receipt(time.now(), time.nanoTime());
  }

  Instant now() {
    return time.now();
  }
}
