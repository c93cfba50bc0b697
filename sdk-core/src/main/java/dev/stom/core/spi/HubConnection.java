package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.runtime.WindowRateLimiter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of a hub's connections: a place that carries routes and outlives its sockets. Each socket is
 * one {@link Life}; what comes from a socket that is no longer the present one is ignored.
 */
final class HubConnection<C extends Channel, M> {
  /** Changes made in one breath go out as one message; short enough not to be noticed. */
  static final Duration COALESCE = Duration.ofMillis(5);

  /**
   * An upgrade that takes longer is given up: OkHttp's own connect timeout is 10 s, and TLS comes
   * after it.
   */
  static final Duration OPEN_TIMEOUT = Duration.ofSeconds(20);

  /** The closing handshake's code for "done here". */
  static final int NORMAL_CLOSE = 1000;

  private static final Logger log = LoggerFactory.getLogger(HubConnection.class);

  private final StreamHub<C, M> hub;
  private final String name;
  private final Object lock; // the hub's

  /** Who hears what; read by the reader thread without a lock, written under the lock. */
  private final Map<Object, Route<C, M>> routes = new ConcurrentHashMap<>();

  private @Nullable Life life; // guarded by lock; the present socket, null between two
  private int attempt; // guarded by lock; tries since the last success
  private Instant lastFrameAt; // guarded by lock; on the latest socket that received any
  private TimeSource.@Nullable Scheduled retry; // guarded by lock
  private @Nullable CompletableFuture<RateLimiter.Permit> connectPermit; // guarded by lock
  private boolean started; // guarded by lock
  private boolean over; // guarded by lock
  private boolean troubled; // guarded by lock; a WARN line was written for the present episode

  HubConnection(StreamHub<C, M> hub, String name, Object lock) {
    this.hub = hub;
    this.name = name;
    this.lock = lock;
    this.lastFrameAt = hub.now();
  }

  // ---- what is wanted; all called under the lock ----

  boolean hasRoom() {
    return !over && routes.size() < hub.protocol.routesPerConnection();
  }

  void addRoute(Object route) {
    routes.put(route, new Route<>());
  }

  void removeRoute(Object route) {
    routes.remove(route);
  }

  void addTap(Object key, StreamSubscriber<C, M> subscriber, C channel) {
    Route<C, M> route = routes.computeIfAbsent(key, missing -> new Route<>());
    route.taps.add(new Tap<>(subscriber, channel));
    if (route.confirmed) {
      subscriber.live(Set.of(channel), hub.now());
      Life present = life;
      if (present != null && hub.protocol.sendsSnapshots()) {
        // Asked for again, so that the newcomer sees the present state.
        present.have.remove(channel);
      }
    }
  }

  void removeTap(StreamSubscriber<C, M> subscriber, C channel) {
    Route<C, M> route = routes.get(hub.protocol.route(channel));
    if (route != null) {
      route.taps.removeIf(tap -> tap.subscriber.equals(subscriber) && tap.channel.equals(channel));
    }
  }

  List<Object> abandonedRoutes() {
    return routes.entrySet().stream()
        .filter(entry -> entry.getValue().taps.isEmpty())
        .map(Map.Entry::getKey)
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
      connect();
    } else if (life != null) {
      life.syncSoon();
    }
  }

  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
    if (retry != null) {
      retry.cancel();
    }
    if (connectPermit != null) {
      connectPermit.cancel(false);
    }
    if (life != null) {
      life.leave(NORMAL_CLOSE, "done");
      life = null;
    }
  }

  private Set<C> wanted() {
    Set<C> wanted = new HashSet<>();
    routes.values().forEach(route -> route.taps.forEach(tap -> wanted.add(tap.channel)));
    return wanted;
  }

  // ---- connecting ----

  private void connect() {
    retry = null;
    CompletableFuture<RateLimiter.Permit> permit =
        hub.limiter.acquire(hub.protocol.connectCharge());
    connectPermit = permit;
    var unused =
        permit.thenAccept(
            granted -> {
              synchronized (lock) {
                granted.release();
                if (over || life != null) {
                  return;
                }
                Life next = new Life();
                life = next;
                next.open();
              }
            });
  }

  private static Charge oneOfEach(RateLimiter limiter) {
    return someOfEach(limiter, 1);
  }

  private static Charge someOfEach(RateLimiter limiter, int amount) {
    Map<String, Integer> amounts = new HashMap<>();
    limiter.budgets().forEach(budget -> amounts.put(budget.name(), amount));
    return new Charge(amounts);
  }

  private void lost(String cause) {
    life = null;
    if (over) {
      return;
    }
    attempt++;
    Duration delay = hub.reconnect.delay(attempt, hub.random);
    if (!troubled) {
      troubled = true;
      log.warn("{} lost ({}); reconnecting", name, cause);
    } else {
      log.debug("{} lost again ({}); try {} in {}", name, cause, attempt, delay);
    }
    routes.values().forEach(route -> route.confirmed = false);
    Instant now = hub.now();
    perSubscriber(
        wantedRoutes(),
        (subscriber, channels) ->
            subscriber.lost(channels, lastFrameAt, attempt, delay, cause, now));
    retry =
        hub.time.schedule(
            delay,
            () -> {
              synchronized (lock) {
                if (!over && life == null) {
                  connect();
                }
              }
            });
  }

  private Collection<Route<C, M>> wantedRoutes() {
    return routes.values();
  }

  private void perSubscriber(
      Collection<Route<C, M>> which, BiConsumer<StreamSubscriber<C, M>, Set<C>> action) {
    Map<StreamSubscriber<C, M>, Set<C>> bySubscriber = new LinkedHashMap<>();
    for (Route<C, M> route : which) {
      for (Tap<C, M> tap : route.taps) {
        bySubscriber.computeIfAbsent(tap.subscriber, s -> new HashSet<>()).add(tap.channel);
      }
    }
    bySubscriber.forEach(action);
  }

  private static final class Route<C extends Channel, M> {
    final List<Tap<C, M>> taps = new CopyOnWriteArrayList<>();
    volatile boolean confirmed; // written under the lock, read by the reader thread
  }

  private record Tap<C extends Channel, M>(StreamSubscriber<C, M> subscriber, C channel) {}

  /** One socket, from the attempt to open it to its end. */
  private final class Life implements StreamSocket.Listener {
    private final StreamConversation<C, M> conversation = hub.protocol.converse();
    private final RateLimiter messageLimiter =
        WindowRateLimiter.of(hub.time, hub.protocol.messageBudgets());
    private final Set<C> have = new HashSet<>(); // guarded by lock
    private @Nullable StreamSocket socket; // guarded by lock
    private boolean open; // guarded by lock
    private boolean syncing; // guarded by lock; a sync is scheduled or waits for a permit
    private boolean gone; // guarded by lock; nothing from this socket counts any more
    private TimeSource.@Nullable Scheduled watch; // guarded by lock
    private @Nullable CompletableFuture<RateLimiter.Permit> waiting; // guarded by lock
    private volatile long lastFrameNanos; // written by the reader thread, read by the watchdog
    private volatile @Nullable Instant frameAt; // written by the reader thread
    private long probedNanos; // guarded by lock
    private boolean probed; // guarded by lock

    void open() {
      watch = hub.time.schedule(OPEN_TIMEOUT, () -> giveUp("no answer to the upgrade"));
      socket = hub.transport.open(hub.protocol.target(), hub.protocol.headers(), this);
    }

    private void giveUp(String cause) {
      synchronized (lock) {
        if (gone) {
          return;
        }
        leave(0, cause);
        lost(cause);
      }
    }

    /** Drops this socket: with a closing handshake for a code, without one for 0. */
    void leave(int code, String reason) {
      if (gone) {
        return;
      }
      gone = true;
      Instant at = frameAt;
      if (at != null) {
        lastFrameAt = at;
      }
      if (watch != null) {
        watch.cancel();
      }
      if (waiting != null) {
        waiting.cancel(false);
      }
      if (socket != null) {
        if (code == 0) {
          socket.abort();
        } else {
          socket.close(code, reason);
        }
      }
    }

    // ---- what is subscribed; under the lock ----

    void syncSoon() {
      if (!open || syncing || gone) {
        return;
      }
      syncing = true;
      hub.time.schedule(
          COALESCE,
          () -> {
            synchronized (lock) {
              syncing = false;
              sync();
            }
          });
    }

    private void sync() {
      if (!open || syncing || gone) {
        return;
      }
      Optional<StreamConversation.Step<C>> planned = conversation.next(Set.copyOf(have), wanted());
      if (planned.isEmpty()) {
        return;
      }
      syncing = true;
      int messages = planned.get().messages().size();
      CompletableFuture<RateLimiter.Permit> permit =
          messageLimiter.acquire(someOfEach(messageLimiter, messages));
      waiting = permit;
      var unused = permit.thenAccept(granted -> send(granted, messages));
    }

    private void send(RateLimiter.Permit permit, int messages) {
      synchronized (lock) {
        syncing = false;
        waiting = null;
        StreamSocket present = socket;
        if (gone || present == null) {
          permit.cancel();
          return;
        }
        // Wishes may have changed while the permit was awaited.
        Optional<StreamConversation.Step<C>> step = conversation.next(Set.copyOf(have), wanted());
        if (step.isEmpty() || step.get().messages().size() > messages) {
          permit.cancel();
          sync();
          return;
        }
        for (String message : step.get().messages()) {
          present.send(message);
        }
        permit.release();
        have.clear();
        have.addAll(step.get().after());
        sync();
      }
    }

    // ---- what comes from the socket ----

    @Override
    public void onOpen() {
      synchronized (lock) {
        if (gone) {
          return;
        }
        open = true;
        lastFrameNanos = hub.time.nanoTime();
        log.debug("{} open", name);
        if (watch != null) {
          watch.cancel();
        }
        watchAfter(hub.protocol.probeAfter());
        sync();
      }
    }

    @Override
    public void onFrame(byte[] frame) {
      StreamSubscriber.Receipt receipt = hub.receipt();
      lastFrameNanos = receipt.nanos();
      frameAt = receipt.at();
      try {
        conversation.read(frame, new Reader(receipt));
      } catch (MalformedFrame malformed) {
        bad(malformed.getMessage(), frame, receipt.at());
      } catch (RuntimeException unexpected) {
        log.error("{}: a frame's decoder failed", name, unexpected);
        bad("the decoder failed: " + unexpected, frame, receipt.at());
      }
    }

    private void bad(@Nullable String reason, byte[] frame, Instant at) {
      int shown = Math.min(frame.length, StreamStatus.BadFrame.EXCERPT_LENGTH);
      String excerpt = new String(frame, 0, shown, StandardCharsets.UTF_8);
      synchronized (lock) {
        if (!gone) {
          perSubscriber(
              routes.values(),
              (subscriber, channels) -> subscriber.badFrame(String.valueOf(reason), excerpt, at));
        }
      }
    }

    @Override
    public void onClosed(StreamSocket.End end) {
      synchronized (lock) {
        if (gone) {
          return;
        }
        leave(0, "");
        StringBuilder cause = new StringBuilder();
        end.closeCode().ifPresent(code -> cause.append("closed with code ").append(code));
        end.httpStatus()
            .ifPresent(status -> cause.append("upgrade refused with HTTP ").append(status));
        if (!end.reason().isBlank()) {
          cause.append(cause.isEmpty() ? "" : ": ").append(end.reason());
        }
        lost(cause.isEmpty() ? "closed" : cause.toString());
      }
    }

    // ---- the watchdog; under the lock ----

    private void watchAfter(Duration delay) {
      watch =
          hub.time.schedule(
              delay,
              () -> {
                synchronized (lock) {
                  if (!gone) {
                    look();
                  }
                }
              });
    }

    private void look() {
      long now = hub.time.nanoTime();
      Duration silent = Duration.ofNanos(now - lastFrameNanos);
      if (silent.compareTo(hub.protocol.probeAfter()) < 0) {
        probed = false;
        watchAfter(hub.protocol.probeAfter().minus(silent));
      } else if (!probed || lastFrameNanos - probedNanos > 0) {
        probed = true;
        probedNanos = now;
        messageLimiter
            .tryAcquire(oneOfEach(messageLimiter))
            .ifPresent(
                permit -> {
                  if (socket != null) {
                    socket.send(conversation.probe());
                  }
                  permit.release();
                });
        watchAfter(hub.protocol.probeTimeout());
      } else {
        Instant at = hub.now();
        perSubscriber(
            routes.values(), (subscriber, channels) -> subscriber.stale(channels, silent, at));
        String cause = "nothing came for " + silent.toSeconds() + " s";
        leave(0, cause);
        lost(cause);
      }
    }

    /** Hears what one frame says. */
    private final class Reader implements StreamConversation.Sink<M> {
      private final StreamSubscriber.Receipt receipt;

      Reader(StreamSubscriber.Receipt receipt) {
        this.receipt = receipt;
      }

      @Override
      public void message(Object key, M message) {
        Route<C, M> route = routes.get(key);
        if (route == null || gone()) {
          return; // unsubscribed meanwhile
        }
        if (!route.confirmed) {
          confirmed(List.of(key));
        }
        for (Tap<C, M> tap : route.taps) {
          tap.subscriber.message(tap.channel, message, receipt);
        }
      }

      @SuppressWarnings(
          "GuardedBy") // a stale read lets one more frame of a dropped socket through at worst
      private boolean gone() {
        return gone;
      }

      @Override
      public void confirmed(Collection<?> keys) {
        synchronized (lock) {
          if (gone) {
            return;
          }
          attempt = 0;
          troubled = false;
          Set<Route<C, M>> fresh = new HashSet<>();
          for (Object key : keys) {
            Route<C, M> route = routes.get(key);
            if (route != null && !route.confirmed) {
              route.confirmed = true;
              fresh.add(route);
            }
          }
          perSubscriber(fresh, (subscriber, channels) -> subscriber.live(channels, receipt.at()));
        }
      }

      @Override
      public void refused(String code, String text) {
        synchronized (lock) {
          if (gone) {
            return;
          }
          List<Route<C, M>> open =
              routes.values().stream().filter(route -> !route.confirmed).toList();
          log.warn("{}: the venue refused: {} {}", name, code, text);
          perSubscriber(
              open.isEmpty() ? routes.values() : open,
              (subscriber, channels) -> subscriber.refused(channels, code, text, receipt.at()));
        }
      }

      @Override
      public void ending(String cause) {
        synchronized (lock) {
          if (gone) {
            return;
          }
          leave(NORMAL_CLOSE, "replaced");
          lost(cause);
        }
      }
    }
  }
}
