package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Route.Tap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket of a {@link HubConnection}, from the attempt to open it to its end: brings its
 * subscriptions to what is wanted, watches over its silence, and reads. What comes after it was
 * left does not count.
 */
final class HubSocket<C extends Channel, M> implements StreamSocket.Listener {
  /** Changes made in one breath go out as one message; short enough not to be noticed. */
  static final Duration COALESCE = Duration.ofMillis(5);

  /**
   * An upgrade that takes longer is given up: OkHttp's own connect timeout is 10 s, and TLS comes
   * after it.
   */
  static final Duration OPEN_TIMEOUT = Duration.ofSeconds(20);

  /**
   * What the venue has not confirmed by then is asked for once more, and called refused when it has
   * answered without confirming it by as much later.
   */
  static final Duration CONFIRM_PATIENCE = Duration.ofSeconds(10);

  /** So often it is asked for when there is no answer at all, for a minute, although data come. */
  static final int MOST_ASKED = 6;

  /** A probe for which the message limit had no room is tried again after this. */
  private static final Duration PROBE_AGAIN = Duration.ofSeconds(1);

  /** The code of {@link StreamStatus.Refused} for what the venue never confirmed. */
  static final String UNCONFIRMED = "UNCONFIRMED";

  /** The closing handshake's code for "done here". */
  static final int NORMAL_CLOSE = 1000;

  private static final Logger log = LoggerFactory.getLogger(HubSocket.class);

  private final HubConnection<C, M> place;
  private final StreamHub<C, M> hub;
  private final Object lock; // the hub's
  private final int number;
  private final StreamConversation<C, M> conversation;
  private final SentMessages messages; // guarded by lock
  private final RateLimiter.Permit connectPermit;

  private final Set<C> have = new LinkedHashSet<>(); // guarded by lock; what was asked for
  private final Set<Object> confirmed = new HashSet<>(); // guarded by lock; keys of routes
  private @Nullable StreamSocket socket; // guarded by lock
  private boolean open; // guarded by lock
  private boolean syncing; // guarded by lock; a sync is scheduled or waits for a permit
  private boolean retiring; // guarded by lock; heard, but no longer brought to what is wanted
  private TimeSource.@Nullable Scheduled watch; // guarded by lock
  private TimeSource.@Nullable Scheduled handoverWatch; // guarded by lock
  private TimeSource.@Nullable Scheduled confirmWatch; // guarded by lock
  private int unconfirmedRounds; // guarded by lock
  private @Nullable CompletableFuture<RateLimiter.Permit> waiting; // guarded by lock
  private long probedNanos; // guarded by lock
  private boolean probed; // guarded by lock

  /** Written under the lock; readers may see one more frame of a dropped socket through. */
  private volatile boolean gone;

  private volatile long lastFrameNanos; // written by the reader thread, read by the watchdog
  private volatile @Nullable Instant frameAt; // written by the reader thread

  HubSocket(HubConnection<C, M> place, int number, RateLimiter.Permit connectPermit) {
    this.place = place;
    this.hub = place.hub;
    this.lock = place.lock;
    this.number = number;
    this.conversation = hub.protocol.converse();
    this.messages = new SentMessages(hub.time, lock, hub.protocol.messageBudgets());
    this.connectPermit = connectPermit;
  }

  // ---- its life; under the lock

  int number() {
    return number;
  }

  boolean hasConfirmed(Object key) {
    return confirmed.contains(key);
  }

  Instant lastFrameAt(Instant otherwise) {
    Instant at = frameAt;
    return at == null ? otherwise : at;
  }

  void open() {
    watch = hub.time.schedule(OPEN_TIMEOUT, () -> giveUp("no answer to the upgrade"));
    socket = hub.transport.open(hub.protocol.target(), hub.protocol.headers(), this);
  }

  private void giveUp(String cause) {
    synchronized (lock) {
      if (!gone) {
        leave(0, cause);
        place.ended(this, cause);
      }
    }
  }

  /** Gives a successor so much time to serve everything. */
  void limitHandover(Duration patience) {
    handoverWatch =
        hub.time.schedule(
            patience,
            () -> {
              synchronized (lock) {
                place.handoverOverdue(this);
              }
            });
  }

  /** Leaves it after a moment in which it is still heard. */
  void retire(Duration overlap) {
    retiring = true;
    cancel(watch);
    cancel(confirmWatch);
    watch =
        hub.time.schedule(
            overlap,
            () -> {
              synchronized (lock) {
                leave(NORMAL_CLOSE, "replaced");
                place.ended(this, "replaced");
              }
            });
  }

  /** Drops it: with a closing handshake for a code, without one for 0. */
  void leave(int code, String reason) {
    if (gone) {
      return;
    }
    gone = true;
    connectPermit.release();
    cancel(watch);
    cancel(confirmWatch);
    cancel(handoverWatch);
    if (waiting != null) {
      waiting.cancel(false);
    }
    messages.end();
    if (socket != null) {
      if (code == 0) {
        socket.abort();
      } else {
        socket.close(code, reason);
      }
    }
  }

  private static void cancel(TimeSource.@Nullable Scheduled timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  // ---- what is subscribed; under the lock

  /** Makes it ask for a channel again. */
  void forget(C channel) {
    have.remove(channel);
  }

  /** A route is no longer wanted. */
  void dropped(Object key) {
    confirmed.remove(key);
  }

  void syncSoon() {
    if (!open || syncing || gone || retiring) {
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
    if (!open || syncing || gone || retiring) {
      return;
    }
    Optional<StreamConversation.Step<C>> planned =
        conversation.next(new LinkedHashSet<>(have), place.wanted());
    if (planned.isEmpty()) {
      watchConfirmations();
      return;
    }
    syncing = true;
    int most = planned.get().messages().size();
    CompletableFuture<RateLimiter.Permit> permit = messages.room(most);
    waiting = permit;
    var unused = permit.thenAccept(granted -> send(granted, most));
  }

  private void send(RateLimiter.Permit permit, int most) {
    synchronized (lock) {
      syncing = false;
      waiting = null;
      StreamSocket present = socket;
      if (gone || retiring || present == null) {
        permit.cancel();
        return;
      }
      // Wishes may have changed while the permit was awaited.
      Optional<StreamConversation.Step<C>> step =
          conversation.next(new LinkedHashSet<>(have), place.wanted());
      if (step.isEmpty() || step.get().messages().size() > most) {
        permit.cancel();
        sync();
        return;
      }
      for (String message : step.get().messages()) {
        if (!present.send(message)) {
          permit.release();
          giveUp("it takes no more messages");
          return;
        }
      }
      messages.sent(permit);
      have.clear();
      have.addAll(step.get().after());
      sync();
    }
  }

  /** A request for routes may be lost without a word: what is not confirmed is asked for again. */
  private void watchConfirmations() {
    Set<Object> waitingFor = unconfirmed();
    if (waitingFor.isEmpty() || confirmWatch != null) {
      return;
    }
    long since = hub.time.nanoTime();
    long answersBefore = messages.answers();
    confirmWatch =
        hub.time.schedule(
            CONFIRM_PATIENCE,
            () -> {
              synchronized (lock) {
                confirmWatch = null;
                if (!gone && !retiring) {
                  boolean speaks = lastFrameNanos - since > 0;
                  missConfirmations(waitingFor, messages.answers() > answersBefore, speaks);
                }
              }
            });
  }

  private Set<Object> unconfirmed() {
    return place.routes.values().stream()
        .filter(route -> !route.refused && !route.quiet && !confirmed.contains(route.key))
        .map(route -> route.key)
        .collect(Collectors.toSet());
  }

  /** Without an answer the request may be lost; without any word the connection's watch decides. */
  private void missConfirmations(Set<Object> asked, boolean answered, boolean speaks) {
    Set<Object> missing = unconfirmed();
    missing.retainAll(asked);
    if (missing.isEmpty()) {
      unconfirmedRounds = 0;
    } else if (++unconfirmedRounds == 1
        || !(answered || (speaks && unconfirmedRounds >= MOST_ASKED))) {
      log.debug("{}: {} routes not confirmed; asking again", place.name, missing.size());
      have.removeIf(channel -> missing.contains(hub.protocol.route(channel)));
    } else {
      Duration waited = CONFIRM_PATIENCE.multipliedBy(unconfirmedRounds);
      unconfirmedRounds = 0;
      refused(
          missing,
          UNCONFIRMED,
          "the venue has not confirmed it in " + waited.toSeconds() + " s",
          hub.now());
    }
    sync();
  }

  private void refused(Collection<?> keys, String code, String text, Instant at) {
    List<Route<C, M>> meant =
        place.routes.values().stream()
            .filter(
                route -> keys.isEmpty() ? !confirmed.contains(route.key) : keys.contains(route.key))
            .toList();
    Collection<Route<C, M>> which = meant.isEmpty() ? place.routes.values() : meant;
    log.warn("{}: {} routes refused: {} {}", place.name, which.size(), code, text);
    meant.forEach(route -> route.refused = true);
    place.perSubscriber(
        which, (subscriber, channels) -> subscriber.refused(channels, code, text, at));
  }

  // ---- what comes from the socket

  @Override
  public void onOpen() {
    synchronized (lock) {
      connectPermit.release();
      if (gone) {
        return;
      }
      open = true;
      lastFrameNanos = hub.time.nanoTime();
      messages.begin(lastFrameNanos);
      cancel(watch);
      watchAfter(hub.protocol.probeAfter());
      place.opened(this);
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
      log.error("{}: a frame's decoder failed", place.name, unexpected);
      bad("the decoder failed: " + unexpected, frame, receipt.at());
    }
  }

  private void bad(@Nullable String reason, byte[] frame, Instant at) {
    int shown = Math.min(frame.length, StreamStatus.BadFrame.EXCERPT_LENGTH);
    String excerpt = new String(frame, 0, shown, StandardCharsets.UTF_8);
    synchronized (lock) {
      if (!gone) {
        place.perSubscriber(
            place.routes.values(),
            (subscriber, channels) -> subscriber.badFrame(String.valueOf(reason), excerpt, at));
      }
    }
  }

  @Override
  public void onClosed(StreamSocket.End end) {
    synchronized (lock) {
      connectPermit.release();
      if (gone) {
        return;
      }
      leave(0, "");
      end.httpStatus().ifPresent(status -> hub.upgradeRefused(status, end.retryAfter()));
      StringBuilder cause = new StringBuilder();
      end.closeCode().ifPresent(code -> cause.append("closed with code ").append(code));
      end.httpStatus()
          .ifPresent(status -> cause.append("upgrade refused with HTTP ").append(status));
      if (!end.reason().isBlank()) {
        cause.append(cause.isEmpty() ? "" : ": ").append(end.reason());
      }
      place.ended(this, cause.isEmpty() ? "closed" : cause.toString());
    }
  }

  // ---- the watchdog; under the lock

  private void watchAfter(Duration delay) {
    watch =
        hub.time.schedule(
            delay,
            () -> {
              synchronized (lock) {
                if (!gone && !retiring) {
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
      probe(now);
    } else {
      place.stale(this, silent);
      giveUp("nothing came for " + silent.toSeconds() + " s");
    }
  }

  private void probe(long now) {
    Optional<RateLimiter.Permit> permit = messages.roomNow();
    if (permit.isPresent()) {
      if (socket != null) {
        socket.send(conversation.probe());
      }
      messages.sent(permit.get());
    } else if (lastFrameNanos - messages.lastNanos() >= 0) {
      watchAfter(PROBE_AGAIN);
      return;
    }
    // Without room for a probe, what was sent since the last frame serves as one: it is answered.
    probed = true;
    probedNanos = now;
    watchAfter(hub.protocol.probeTimeout());
  }

  /** Hears what one frame says. */
  private final class Reader implements StreamConversation.Sink<M> {
    private final StreamSubscriber.Receipt receipt;

    Reader(StreamSubscriber.Receipt receipt) {
      this.receipt = receipt;
    }

    @Override
    public void message(Object key, M message) {
      Route<C, M> route = place.routes.get(key);
      if (route == null || gone) {
        return; // unsubscribed meanwhile
      }
      if (!(route.confirmed && route.serving == HubSocket.this) && !counts(route)) {
        return;
      }
      route.lastNanos = receipt.nanos();
      for (Tap<C, M> tap : route.taps) {
        tap.subscriber().message(tap.channel(), message, receipt);
      }
    }

    private boolean counts(Route<C, M> route) {
      synchronized (lock) {
        if (gone) {
          return false;
        }
        boolean counts = place.counts(route, HubSocket.this);
        confirmed(Set.of(route.key), true);
        return counts;
      }
    }

    @Override
    public void confirmed(Collection<?> keys) {
      synchronized (lock) {
        if (!gone) {
          confirmed(keys, false);
        }
      }
    }

    private void confirmed(Collection<?> keys, boolean byData) {
      confirmed.addAll(keys);
      place.confirmed(HubSocket.this, keys, byData, receipt.at());
    }

    @Override
    public void answered() {
      synchronized (lock) {
        messages.answered();
      }
    }

    @Override
    public void refused(Collection<?> keys, String code, String text) {
      synchronized (lock) {
        if (!gone) {
          HubSocket.this.refused(keys, code, text, receipt.at());
        }
      }
    }

    @Override
    public void ending(String cause) {
      synchronized (lock) {
        if (!gone) {
          place.handOver(cause);
        }
      }
    }

    @Override
    public void broken(String cause) {
      synchronized (lock) {
        if (!gone) {
          leave(NORMAL_CLOSE, "replaced");
          place.ended(HubSocket.this, cause);
        }
      }
    }
  }
}
