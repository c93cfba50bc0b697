package dev.stom.core.spi;

import dev.stom.core.market.Backfill;
import dev.stom.core.market.Channel;
import dev.stom.core.market.OverflowPolicy;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionCounters;
import dev.stom.core.market.SubscriptionOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription on a {@link StreamHub}: keeps what the listener asked for, translates, leaves out
 * repetitions, reports gaps before the first new event, and hands over through a {@link
 * SerialDispatcher}.
 *
 * @param <C> the venue's channels
 * @param <M> the venue's messages, decoded
 * @param <T> what the listener asks for
 * @param <E> what the listener hears
 */
public final class StreamSubscription<C extends Channel, M, T extends Channel, E>
    implements Subscription<T> {
  final SerialDispatcher<E> dispatcher;
  final AtomicLong repeated = new AtomicLong();
  final AtomicLong refilled = new AtomicLong();

  private final StreamHub<C, M> hub;
  private final StreamMapping<C, M, T, E> mapping;
  private final @Nullable Refill<T, E> refill;
  private final Ear ear = new Ear();

  private final Object lock = new Object(); // never held while the hub is called
  private final Map<T, Topic<T, C, E>> topics = new LinkedHashMap<>(); // guarded by lock
  private final Object wanting = new Object(); // orders the wishes of several threads

  /** Who hears a channel; replaced as a whole under lock, read by reader threads. */
  private volatile Map<C, List<Topic<T, C, E>>> byChannel = Map.of();

  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicLong badFrames = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();

  private StreamSubscription(
      StreamHub<C, M> hub,
      StreamMapping<C, M, T, E> mapping,
      @Nullable Refill<T, E> refill,
      SerialDispatcher.Receiver<E> receiver,
      Executor executor,
      SubscriptionOptions options) {
    this.hub = hub;
    this.mapping = mapping;
    this.refill = options.backfill() == Backfill.TRADES ? refill : null;
    this.dispatcher = new SerialDispatcher<>(receiver, executor, hub.time, options, this::leaveHub);
  }

  /**
   * Subscribes.
   *
   * @param hub streams
   * @param mapping translates
   * @param refill asks for trades that were missed; null where the venue cannot be asked
   * @param receiver hears, one call at a time
   * @param executor where the receiver hears; must not run tasks on the thread that hands them over
   * @param options how to deliver
   * @param topics what is asked for
   * @return the subscription
   * @param <C> the venue's channels
   * @param <M> the venue's messages, decoded
   * @param <T> what the listener asks for
   * @param <E> what the listener hears
   * @throws IllegalArgumentException when the venue does not offer one of the topics, when the
   *     options ask for backfill and there is no refill, or when their policy would make a socket
   *     wait
   */
  public static <C extends Channel, M, T extends Channel, E> StreamSubscription<C, M, T, E> open(
      StreamHub<C, M> hub,
      StreamMapping<C, M, T, E> mapping,
      @Nullable Refill<T, E> refill,
      SerialDispatcher.Receiver<E> receiver,
      Executor executor,
      SubscriptionOptions options,
      Collection<? extends T> topics) {
    if (options.overflow() == OverflowPolicy.BLOCK) {
      throw new IllegalArgumentException(
          "overflow must not be BLOCK for a live stream, whose socket cannot wait; choose CONFLATE,"
              + " GAP, DROP_OLDEST or FAIL");
    }
    if (options.backfill() == Backfill.TRADES && refill == null) {
      throw new IllegalArgumentException(
          "backfill must be NONE for streams in the venue's own words; MarketDataSource.subscribe"
              + " offers it for Feed.trades");
    }
    StreamSubscription<C, M, T, E> subscription =
        new StreamSubscription<>(hub, mapping, refill, receiver, executor, options);
    subscription.add(topics);
    return subscription;
  }

  @Override
  public Set<T> channels() {
    synchronized (lock) {
      return new LinkedHashSet<>(topics.keySet());
    }
  }

  @Override
  public void add(Collection<? extends T> channels) {
    if (closed.get()) {
      throw new IllegalStateException("the subscription is closed");
    }
    List<Topic<T, C, E>> added = new ArrayList<>();
    for (T topic : channels) {
      added.add(new Topic<>(this, mapping, hub.time, refillFor(topic), topic));
    }
    synchronized (wanting) {
      synchronized (lock) {
        added.forEach(topic -> topics.putIfAbsent(topic.topic, topic));
        index();
      }
      wish();
    }
  }

  private @Nullable Refill<T, E> refillFor(T topic) {
    return mapping.isRefillable(topic) ? refill : null;
  }

  @Override
  public void remove(Collection<? extends T> channels) {
    synchronized (wanting) {
      List<Topic<T, C, E>> removed = new ArrayList<>();
      synchronized (lock) {
        for (T channel : channels) {
          Topic<T, C, E> topic = topics.remove(channel);
          if (topic != null) {
            removed.add(topic);
          }
        }
        index();
      }
      removed.forEach(Topic::end);
      wish();
    }
  }

  /** Removes a topic, unless it was removed and added again meanwhile. */
  void removeTopic(Topic<T, C, E> topic) {
    synchronized (wanting) {
      synchronized (lock) {
        if (!topics.remove(topic.topic, topic)) {
          return;
        }
        index();
      }
      topic.end();
      wish();
    }
  }

  @Override
  public SubscriptionCounters counters() {
    SerialDispatcher.Counts counts = dispatcher.counts();
    return new SubscriptionCounters(
        counts.delivered(),
        counts.conflated(),
        counts.dropped(),
        counts.listenerErrors(),
        badFrames.get(),
        counts.gaps(),
        reconnects.get(),
        repeated.get(),
        refilled.get(),
        counts.waiting());
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void close() {
    leaveHub();
    dispatcher.close();
  }

  private void leaveHub() {
    closed.set(true);
    synchronized (wanting) {
      List<Topic<T, C, E>> left;
      synchronized (lock) {
        left = List.copyOf(topics.values());
        topics.clear();
        index();
      }
      left.forEach(Topic::end);
      wish();
    }
  }

  /** Called under lock. */
  private void index() {
    Map<C, List<Topic<T, C, E>>> index = new LinkedHashMap<>();
    topics
        .values()
        .forEach(topic -> index.computeIfAbsent(topic.channel, c -> new ArrayList<>()).add(topic));
    byChannel = index;
  }

  private void wish() {
    Set<C> wanted = new LinkedHashSet<>(byChannel.keySet());
    if (closed.get() && wanted.isEmpty()) {
      hub.forget(ear);
    } else {
      hub.want(ear, wanted);
    }
  }

  private Set<Channel> topicsOf(Set<C> channels) {
    Map<C, List<Topic<T, C, E>>> index = byChannel;
    Set<Channel> found = new HashSet<>();
    for (C channel : channels) {
      index.getOrDefault(channel, List.of()).forEach(topic -> found.add(topic.topic));
    }
    return found;
  }

  /** What the hub talks to. */
  private final class Ear implements StreamSubscriber<C, M> {
    @Override
    public void message(C channel, M message, Receipt receipt) {
      List<Topic<T, C, E>> listening = byChannel.get(channel);
      if (listening == null) {
        return;
      }
      for (Topic<T, C, E> topic : listening) {
        mapping.translate(topic.topic, message, receipt, event -> topic.offer(event, receipt.at()));
      }
    }

    @Override
    public void live(Set<C> channels, Instant at) {
      each(channels, topic -> topic.live(at));
      status(new StreamStatus.Live(topicsOf(channels), at), channels);
    }

    private void each(Set<C> channels, Consumer<Topic<T, C, E>> action) {
      for (C channel : channels) {
        byChannel.getOrDefault(channel, List.of()).forEach(action);
      }
    }

    @Override
    public void stale(Set<C> channels, Duration silentFor, Instant at) {
      status(new StreamStatus.Stale(topicsOf(channels), silentFor, at), channels);
    }

    @Override
    public void lost(
        Set<C> channels,
        Instant lastFrameAt,
        int attempt,
        Duration delay,
        String cause,
        Instant at) {
      reconnects.incrementAndGet();
      each(channels, topic -> topic.lost(lastFrameAt));
      status(
          new StreamStatus.Reconnecting(topicsOf(channels), attempt, delay, cause, at), channels);
    }

    private void status(StreamStatus status, Set<C> channels) {
      if (!topicsOf(channels).isEmpty()) {
        dispatcher.offer(status);
      }
    }

    @Override
    public void badFrame(String reason, String excerpt, Instant at) {
      badFrames.incrementAndGet();
      dispatcher.offer(new StreamStatus.BadFrame(reason, excerpt, at));
    }

    @Override
    public void refused(Set<C> channels, String code, String text, Instant at) {
      status(new StreamStatus.Refused(topicsOf(channels), code, text, at), channels);
    }

    @Override
    public void closed(String cause) {
      closed.set(true);
      List<Topic<T, C, E>> left;
      synchronized (lock) {
        left = List.copyOf(topics.values());
      }
      left.forEach(Topic::end);
      dispatcher.finish(cause);
    }
  }
}
