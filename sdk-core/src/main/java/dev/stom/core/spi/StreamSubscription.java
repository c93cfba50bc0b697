package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
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
  private final StreamHub<C, M> hub;
  private final StreamMapping<C, M, T, E> mapping;
  private final SerialDispatcher<E> dispatcher;
  private final Ear ear = new Ear();

  private final Object lock = new Object(); // never held while the hub is called
  private final Map<T, Topic<T, C>> topics = new LinkedHashMap<>(); // guarded by lock
  private final Object wanting = new Object(); // orders the wishes of several threads

  /** Who hears a channel; replaced as a whole under lock, read by reader threads. */
  private volatile Map<C, List<Topic<T, C>>> byChannel = Map.of();

  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicLong badFrames = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();

  private StreamSubscription(
      StreamHub<C, M> hub,
      StreamMapping<C, M, T, E> mapping,
      SerialDispatcher.Receiver<E> receiver,
      Executor executor,
      SubscriptionOptions options) {
    this.hub = hub;
    this.mapping = mapping;
    this.dispatcher = new SerialDispatcher<>(receiver, executor, hub.time, options, this::leaveHub);
  }

  /**
   * Subscribes.
   *
   * @param hub streams
   * @param mapping translates
   * @param receiver hears, one call at a time
   * @param executor where the receiver hears; must not run tasks on the thread that hands them over
   * @param options how to deliver
   * @param topics what is asked for
   * @return the subscription
   * @param <C> the venue's channels
   * @param <M> the venue's messages, decoded
   * @param <T> what the listener asks for
   * @param <E> what the listener hears
   * @throws IllegalArgumentException when the venue does not offer one of the topics
   */
  public static <C extends Channel, M, T extends Channel, E> StreamSubscription<C, M, T, E> open(
      StreamHub<C, M> hub,
      StreamMapping<C, M, T, E> mapping,
      SerialDispatcher.Receiver<E> receiver,
      Executor executor,
      SubscriptionOptions options,
      Collection<? extends T> topics) {
    StreamSubscription<C, M, T, E> subscription =
        new StreamSubscription<>(hub, mapping, receiver, executor, options);
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
    List<Topic<T, C>> added = new ArrayList<>();
    for (T topic : channels) {
      added.add(new Topic<>(topic, mapping.channelOf(topic), mapping.modeOf(topic)));
    }
    synchronized (wanting) {
      synchronized (lock) {
        added.forEach(topic -> topics.putIfAbsent(topic.topic, topic));
        index();
      }
      wish();
    }
  }

  @Override
  public void remove(Collection<? extends T> channels) {
    synchronized (wanting) {
      synchronized (lock) {
        channels.forEach(topics::remove);
        index();
      }
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
      synchronized (lock) {
        topics.clear();
        index();
      }
      wish();
    }
  }

  /** Called under lock. */
  private void index() {
    Map<C, List<Topic<T, C>>> index = new LinkedHashMap<>();
    topics
        .values()
        .forEach(topic -> index.computeIfAbsent(topic.channel, c -> new ArrayList<>()).add(topic));
    byChannel = index;
  }

  private void wish() {
    Set<C> wanted = Set.copyOf(byChannel.keySet());
    if (closed.get() && wanted.isEmpty()) {
      hub.forget(ear);
    } else {
      hub.want(ear, wanted);
    }
  }

  private Set<Channel> topicsOf(Set<C> channels) {
    Map<C, List<Topic<T, C>>> index = byChannel;
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
      List<Topic<T, C>> listening = byChannel.get(channel);
      if (listening == null) {
        return;
      }
      for (Topic<T, C> topic : listening) {
        synchronized (topic) {
          mapping.translate(topic.topic, message, receipt, event -> deliver(topic, event, receipt));
        }
      }
    }

    private void deliver(Topic<T, C> topic, E event, Receipt receipt) {
      Origin origin = mapping.originOf(event);
      if (!topic.wants(origin) || topic.isRepetition(mapping.uniqueId(event), origin)) {
        return;
      }
      Instant lostFrom = topic.lostFrom;
      if (lostFrom != null) {
        topic.lostFrom = null;
        dispatcher.offer(
            StreamStatus.Gap.of(
                topic.topic,
                lostFrom,
                receipt.at(),
                StreamStatus.GapCause.CONNECTION_LOST,
                receipt.at()));
      }
      Object state = mapping.stateKey(event);
      // Two topics may show the same state differently, such as one book at two depths.
      Object conflateBy = state == null ? null : new StateOfTopic(topic, state);
      dispatcher.offer(event, topic.topic, conflateBy, receipt.at());
      if (topic.mode == Feed.Mode.SNAPSHOT_ONLY) {
        topic.done = true;
        // Not from here: the caller is a socket's reader, and other frames wait behind this one.
        hub.time.schedule(Duration.ZERO, () -> remove(Set.of(topic.topic)));
      }
    }

    @Override
    public void live(Set<C> channels, Instant at) {
      for (C channel : channels) {
        for (Topic<T, C> topic : byChannel.getOrDefault(channel, List.of())) {
          synchronized (topic) {
            topic.wasLive = true;
          }
        }
      }
      status(new StreamStatus.Live(topicsOf(channels), at), channels);
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
      for (C channel : channels) {
        for (Topic<T, C> topic : byChannel.getOrDefault(channel, List.of())) {
          synchronized (topic) {
            if (topic.wasLive && topic.lostFrom == null) {
              topic.lostFrom = lastFrameAt;
            }
          }
        }
      }
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
      dispatcher.finish(cause);
    }
  }

  /** Equal for the same state of the same topic; topics are equal only to themselves. */
  private record StateOfTopic(Object topic, Object state) {}

  /** One thing that was asked for. Its mutable fields are guarded by itself. */
  private static final class Topic<T, C> {
    /**
     * A snapshot repeats what was seen last before the connection was lost; more than this is not
     * remembered.
     */
    private static final int REMEMBERED = 64;

    final T topic;
    final C channel;
    final Feed.Mode mode;
    boolean wasLive;
    boolean done;
    @Nullable Instant lostFrom; // what came after this moment is lost; null while nothing is
    private final @Nullable String[] recent = new String[REMEMBERED];
    private int next;
    private int suspicious; // how many more events may repeat a snapshot

    Topic(T topic, C channel, Feed.Mode mode) {
      this.topic = topic;
      this.channel = channel;
      this.mode = mode;
    }

    boolean wants(Origin origin) {
      return switch (mode) {
        case SNAPSHOT_THEN_REALTIME -> true;
        case SNAPSHOT_ONLY -> !done && origin == Origin.SNAPSHOT;
        case REALTIME_ONLY -> origin != Origin.SNAPSHOT;
      };
    }

    boolean isRepetition(@Nullable String id, Origin origin) {
      if (id == null) {
        return false;
      }
      if (origin == Origin.SNAPSHOT) {
        suspicious = REMEMBERED;
      }
      if (suspicious > 0) {
        suspicious--;
        for (String seen : recent) {
          if (id.equals(seen)) {
            return true;
          }
        }
      }
      recent[next] = id;
      next = (next + 1) % REMEMBERED;
      return false;
    }
  }
}
