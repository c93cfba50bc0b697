package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Route.Tap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of a hub's connections: a place that carries routes and outlives its sockets. Usually it has
 * one {@link HubSocket}; none between a loss and the next attempt; two while a successor takes
 * over, and for a moment after that, so that nothing falls between them.
 *
 * <p>Everything is guarded by the hub's lock.
 */
final class HubConnection<C extends Channel, M> {
  /**
   * How long the old socket of a handover is still heard: what the venue sent there before the new
   * one was subscribed has arrived by then.
   */
  static final Duration OVERLAP = Duration.ofSeconds(2);

  /** A successor that does not serve everything by then is given up, and another one tried. */
  static final Duration HANDOVER_PATIENCE = Duration.ofSeconds(30);

  /** How often silent routes are looked for. */
  static final Duration QUIET_CHECK = Duration.ofSeconds(5);

  /** A route that stays silent is asked for again ever more rarely, at last every ten minutes. */
  static final Duration RAREST_ASK = Duration.ofMinutes(10);

  /** Connections are renewed up to this part of their life earlier, so that not all are at once. */
  private static final double RENEWAL_JITTER = 0.04;

  private static final Logger log = LoggerFactory.getLogger(HubConnection.class);

  final StreamHub<C, M> hub;
  final String name;
  final Object lock; // the hub's

  /** Who hears what; read by reader threads without a lock, written under it. */
  final Map<Object, Route<C, M>> routes = new ConcurrentHashMap<>();

  private @Nullable HubSocket<C, M> current; // null between two
  private @Nullable HubSocket<C, M> successor; // null unless a handover is under way
  private final Set<HubSocket<C, M>> leaving = new LinkedHashSet<>(); // still heard for a moment
  private long routesMade;
  private int sockets; // numbers them: a higher one is newer
  private int attempt; // tries since the last success
  private int handovers; // tries of the present handover
  private Instant lastFrameAt; // on the latest socket that received any
  private TimeSource.@Nullable Scheduled retry;
  private TimeSource.@Nullable Scheduled renewal;
  private TimeSource.@Nullable Scheduled quietWatch;
  private @Nullable CompletableFuture<RateLimiter.Permit> dialling; // waits for the limiter
  private boolean started;
  private boolean over;
  private boolean troubled; // a WARN line was written for the present episode

  HubConnection(StreamHub<C, M> hub, String name, Object lock) {
    this.hub = hub;
    this.name = name;
    this.lock = lock;
    this.lastFrameAt = hub.now();
  }

  // ---- what is wanted

  boolean hasRoom() {
    return !over && routes.size() < hub.protocol.routesPerConnection();
  }

  void addRoute(Object key) {
    routes.put(key, route(key));
  }

  void removeRoute(Object key) {
    routes.remove(key);
    sockets().forEach(socket -> socket.dropped(key));
  }

  void addTap(Object key, StreamSubscriber<C, M> subscriber, C channel) {
    Route<C, M> route = routes.computeIfAbsent(key, this::route);
    route.taps.add(new Tap<>(subscriber, channel));
    route.numbered = hub.protocol.isNumbered(channel);
    hub.protocol.silenceLimit(channel).ifPresent(limit -> watchSilence(route, limit));
    if (route.confirmed) {
      subscriber.live(Set.of(channel), hub.now());
      if (hub.protocol.sendsSnapshots()) {
        // Asked for again, so that the newcomer sees the present state.
        sockets().forEach(socket -> socket.forget(channel));
      }
    }
  }

  void removeTap(StreamSubscriber<C, M> subscriber, C channel) {
    Route<C, M> route = routes.get(hub.protocol.route(channel));
    if (route != null) {
      route.taps.removeIf(
          tap -> tap.subscriber().equals(subscriber) && tap.channel().equals(channel));
    }
  }

  List<Object> abandonedRoutes() {
    return routes.values().stream()
        .filter(route -> route.taps.isEmpty())
        .map(route -> route.key)
        .toList();
  }

  void changed() {
    if (over) {
      return;
    }
    if (routes.isEmpty()) {
      end();
    } else if (!started) {
      started = true;
      dial();
    } else {
      sockets().forEach(HubSocket::syncSoon);
    }
  }

  /** The sockets that are to serve what is wanted. */
  private List<HubSocket<C, M>> sockets() {
    List<HubSocket<C, M>> serving = new ArrayList<>(2);
    if (current != null) {
      serving.add(current);
    }
    if (successor != null) {
      serving.add(successor);
    }
    return serving;
  }

  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
    cancel(retry);
    cancel(renewal);
    cancel(quietWatch);
    if (dialling != null) {
      dialling.cancel(false);
    }
    List<HubSocket<C, M>> all = sockets();
    all.addAll(leaving);
    current = null;
    successor = null;
    leaving.clear();
    all.forEach(socket -> socket.leave(HubSocket.NORMAL_CLOSE, "done"));
  }

  private static void cancel(TimeSource.@Nullable Scheduled timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  Set<C> wanted() {
    Set<C> wanted = new LinkedHashSet<>();
    inOrder(routes.values()).forEach(route -> route.taps.forEach(tap -> wanted.add(tap.channel())));
    return wanted;
  }

  private Route<C, M> route(Object key) {
    return new Route<>(key, ++routesMade);
  }

  /** The order of addition, so that the same wishes always give the same messages and calls. */
  private static <C extends Channel, M> Stream<Route<C, M>> inOrder(Collection<Route<C, M>> which) {
    return which.stream().sorted(Comparator.comparingLong(route -> route.number));
  }

  // ---- connecting

  /** Opens a socket as soon as the limiter allows: the only one, or a successor. */
  private void dial() {
    if (dialling != null) {
      return;
    }
    CompletableFuture<RateLimiter.Permit> permit =
        hub.limiter.acquire(hub.protocol.connectCharge());
    dialling = permit;
    var unused = permit.thenAccept(this::dialled);
  }

  private void dialled(RateLimiter.Permit permit) {
    synchronized (lock) {
      dialling = null;
      if (over || successor != null) {
        permit.cancel();
        return;
      }
      if (!permit.mayLeave()) {
        permit.cancel(); // the venue has stopped everybody since the grant: wait with the others
        dial();
        return;
      }
      HubSocket<C, M> next = new HubSocket<>(this, ++sockets, permit);
      if (current == null) {
        cancel(retry);
        current = next;
      } else {
        successor = next;
      }
      next.open();
    }
  }

  /** A socket has opened. */
  void opened(HubSocket<C, M> socket) {
    log.debug("{} open", name);
    if (socket == current) {
      planRenewal();
    } else {
      socket.limitHandover(HANDOVER_PATIENCE);
    }
  }

  private void planRenewal() {
    hub.protocol
        .renewAfter()
        .ifPresent(
            life -> {
              double earlier = RENEWAL_JITTER * hub.random.nextDouble();
              long millis = (long) (life.toMillis() * (1 - earlier));
              renewAfter(Duration.ofMillis(millis), "its time is nearly over");
            });
  }

  private void renewAfter(Duration delay, String cause) {
    cancel(renewal);
    renewal =
        hub.time.schedule(
            delay,
            () -> {
              synchronized (lock) {
                handOver(cause);
              }
            });
  }

  /** Replaces the present socket without losing anything: the next one is opened first. */
  void handOver(String cause) {
    if (over || current == null || successor != null) {
      return;
    }
    log.debug("{}: {}; opening its successor", name, cause);
    cancel(renewal);
    dial();
  }

  /** The successor serves everything that the present socket serves: it takes over. */
  private void completeHandover() {
    HubSocket<C, M> next = successor;
    if (next == null
        || routes.values().stream().anyMatch(r -> r.confirmed && !next.hasConfirmed(r.key))) {
      return;
    }
    HubSocket<C, M> old = current;
    current = next;
    successor = null;
    handovers = 0;
    log.debug("{}: its successor has taken over", name);
    if (old != null) {
      leaving.add(old);
      old.retire(OVERLAP);
    }
    planRenewal();
  }

  /** The time of a handover is up. */
  void handoverOverdue(HubSocket<C, M> socket) {
    if (socket == successor) {
      completeHandover();
      if (socket == successor) {
        socket.leave(HubSocket.NORMAL_CLOSE, "not needed");
        ended(socket, "it did not serve everything within " + HANDOVER_PATIENCE.toSeconds() + " s");
      }
    }
  }

  // ---- what happens to sockets

  /** A socket has confirmed routes. */
  void confirmed(HubSocket<C, M> socket, Collection<?> keys, boolean byData, Instant at) {
    attempt = 0;
    troubled = false;
    Set<Route<C, M>> fresh = new LinkedHashSet<>();
    for (Object key : keys) {
      Route<C, M> route = routes.get(key);
      if (route == null || (route.quiet && !byData)) {
        continue;
      }
      route.quiet = false;
      route.refused = false;
      if (!route.confirmed) {
        route.confirmed = true;
        route.lastNanos = hub.time.nanoTime();
        fresh.add(route);
      }
    }
    perSubscriber(fresh, (subscriber, channels) -> subscriber.live(channels, at));
    if (socket == successor) {
      completeHandover();
    }
  }

  /** Decides whether what a socket says about a route counts. */
  boolean counts(Route<C, M> route, HubSocket<C, M> socket) {
    HubSocket<C, M> serving = route.serving;
    if (serving == null || socket.number() >= serving.number()) {
      route.serving = socket;
      return true;
    }
    return route.numbered;
  }

  /** A socket is silent, and about to be given up. */
  void stale(HubSocket<C, M> socket, Duration silent) {
    if (socket == current) {
      Instant now = hub.now();
      perSubscriber(
          routes.values(), (subscriber, channels) -> subscriber.stale(channels, silent, now));
    }
  }

  /** A socket has ended by itself, or was given up; it has left already. */
  void ended(HubSocket<C, M> socket, String cause) {
    if (over || leaving.remove(socket)) {
      return;
    }
    if (socket == successor) {
      successor = null;
      Duration delay = hub.reconnect.delay(++handovers, hub.random);
      log.debug("{}: its successor failed ({}); the next one in {}", name, cause, delay);
      renewAfter(delay, "its successor failed");
    } else if (socket == current) {
      lastFrameAt = socket.lastFrameAt(lastFrameAt);
      current = successor;
      successor = null;
      if (current == null) {
        loseAll(cause);
      } else {
        loseWhatIsNotServed(current, cause);
      }
    }
  }

  private void loseAll(String cause) {
    cancel(renewal);
    Duration delay = hub.reconnect.delay(attempt + 1, hub.random);
    lose(routes.values(), delay, cause);
    retry =
        hub.time.schedule(
            delay,
            () -> {
              synchronized (lock) {
                if (!over && current == null) {
                  dial();
                }
              }
            });
  }

  /** The old socket ended before its successor had taken over. */
  private void loseWhatIsNotServed(HubSocket<C, M> heir, String cause) {
    List<Route<C, M>> harmed = new ArrayList<>();
    List<Object> back = new ArrayList<>();
    for (Route<C, M> route : routes.values()) {
      boolean served = heir.hasConfirmed(route.key);
      if (route.confirmed && !(served && (route.numbered || route.serving == heir))) {
        harmed.add(route);
        if (served) {
          back.add(route.key);
        }
      }
    }
    handovers = 0;
    if (!harmed.isEmpty()) {
      lose(harmed, Duration.ZERO, cause);
    }
    if (!back.isEmpty()) {
      confirmed(heir, back, false, hub.now());
    }
    planRenewal();
  }

  private void lose(Collection<Route<C, M>> lost, Duration delay, String cause) {
    attempt++;
    if (!troubled) {
      troubled = true;
      log.warn("{} lost ({}); reconnecting", name, cause);
    } else {
      log.debug("{} lost again ({}); try {} in {}", name, cause, attempt, delay);
    }
    for (Route<C, M> route : lost) {
      route.confirmed = false;
      route.refused = false; // the next connection may serve it
      route.serving = null;
    }
    Instant now = hub.now();
    perSubscriber(
        lost,
        (subscriber, channels) ->
            subscriber.lost(channels, lastFrameAt, attempt, delay, cause, now));
  }

  // ---- routes that say nothing although their connection lives

  private void watchSilence(Route<C, M> route, Duration limit) {
    route.silenceLimit = limit;
    route.lastNanos = hub.time.nanoTime();
    if (quietWatch == null) {
      quietWatch = hub.time.schedule(QUIET_CHECK, this::findQuiet);
    }
  }

  private void findQuiet() {
    synchronized (lock) {
      quietWatch = null;
      if (over) {
        return;
      }
      boolean any = false;
      for (Route<C, M> route : routes.values()) {
        if (route.silenceLimit != null) {
          any = true;
          look(route, route.silenceLimit);
        }
      }
      if (any) {
        quietWatch = hub.time.schedule(QUIET_CHECK, this::findQuiet);
      }
    }
  }

  private void look(Route<C, M> route, Duration limit) {
    Duration silent = Duration.ofNanos(hub.time.nanoTime() - route.lastNanos);
    if (route.confirmed && silent.compareTo(limit) > 0) {
      route.confirmed = false;
      route.quiet = true;
      route.nextAsk = silent;
      log.warn("{}: {} silent for {} s; asking again", name, route.key, silent.toSeconds());
      Instant now = hub.now();
      perSubscriber(
          List.of(route), (subscriber, channels) -> subscriber.stale(channels, silent, now));
    }
    if (route.quiet && silent.compareTo(route.nextAsk) >= 0) {
      Duration pause =
          silent.compareTo(RAREST_ASK) < 0 ? silent : RAREST_ASK; // doubles the silence each time
      route.nextAsk = silent.plus(pause);
      for (HubSocket<C, M> socket : sockets()) {
        route.taps.forEach(tap -> socket.forget(tap.channel()));
        socket.syncSoon();
      }
    }
  }

  void perSubscriber(
      Collection<Route<C, M>> which, BiConsumer<StreamSubscriber<C, M>, Set<C>> action) {
    Map<StreamSubscriber<C, M>, Set<C>> bySubscriber = new LinkedHashMap<>();
    inOrder(which)
        .forEach(
            route ->
                route.taps.forEach(
                    tap ->
                        bySubscriber
                            .computeIfAbsent(tap.subscriber(), s -> new LinkedHashSet<>())
                            .add(tap.channel())));
    bySubscriber.forEach(action);
  }
}
