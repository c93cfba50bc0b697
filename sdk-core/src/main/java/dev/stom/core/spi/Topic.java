package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Refill.Refilled;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a listener asked for: keeps its events in sequence and hands them on.
 *
 * <p><b>Threads:</b> any; everything but the constants is guarded by this. Readers of two
 * connections may bring events at once while one connection replaces the other.
 */
final class Topic<T extends Channel, C extends Channel, E> implements Sequence.Outlet<E> {
  /**
   * How long an event waits for a lower number on a live connection: two connections to one venue,
   * one of which replaces the other, are hardly ever further apart.
   */
  static final Duration HOLE_PATIENCE = Duration.ofMillis(500);

  /** Events wait no longer than this for those that are asked for again: then there is a gap. */
  static final Duration REFILL_PATIENCE = Duration.ofSeconds(20);

  final T topic;
  final C channel;
  final Feed.Mode mode;

  private final StreamSubscription<C, ?, T, E> home;
  private final StreamMapping<C, ?, T, E> mapping;
  private final TimeSource time;
  private final @Nullable Refill<T, E> refill;
  private final Sequence<E> sequence;
  private final boolean timed; // gaps name the venue's times

  private SerialDispatcher.@Nullable Mark lastMark; // of what was delivered last
  private Instant receivedAt; // when what it was offered last came
  private boolean done; // its snapshot has come, and nothing else is wanted; or it was removed
  private long helpNumber; // counts what is waited for; answers to an earlier number are void
  private TimeSource.@Nullable Scheduled timer; // of what is waited for
  private @Nullable CompletableFuture<Refilled<E>> asked; // what is waited for

  Topic(
      StreamSubscription<C, ?, T, E> home,
      StreamMapping<C, ?, T, E> mapping,
      TimeSource time,
      @Nullable Refill<T, E> refill,
      T topic) {
    this.home = home;
    this.mapping = mapping;
    this.time = time;
    this.refill = refill;
    this.topic = topic;
    this.channel = mapping.channelOf(topic);
    this.mode = mapping.modeOf(topic);
    boolean numbered = mapping.isNumbered(topic);
    boolean refills = refill != null;
    this.sequence =
        numbered
            ? new NumberedSequence<>(mapping, this, refills)
            : new NamedSequence<>(mapping, this, refills);
    this.timed = numbered;
    this.receivedAt = time.now();
  }

  // ---- what happens to it

  synchronized void offer(E event, Instant at) {
    receivedAt = at;
    Origin origin = mapping.originOf(event);
    if (done || !wants(origin)) {
      return;
    }
    sequence.offer(event, origin);
    if (mode == Feed.Mode.SNAPSHOT_ONLY) {
      done = true;
      // Not from here: the caller is a socket's reader, and other frames wait behind this one.
      time.schedule(Duration.ZERO, () -> home.removeTopic(this));
    }
  }

  private boolean wants(Origin origin) {
    return switch (mode) {
      case SNAPSHOT_THEN_REALTIME -> true;
      case SNAPSHOT_ONLY -> origin == Origin.SNAPSHOT;
      case REALTIME_ONLY -> origin != Origin.SNAPSHOT;
    };
  }

  synchronized void live(Instant at) {
    sequence.live(at);
  }

  synchronized void lost(Instant lastFrameAt) {
    sequence.lost(lastFrameAt);
  }

  /** Nobody wants it any more: nothing is waited for, and nothing comes. */
  synchronized void end() {
    done = true;
    enough();
  }

  // ---- what its sequence wants done

  @Override
  public void deliver(E event) {
    Object state = mapping.stateKey(event);
    // Two topics may show the same state differently, such as one book at two depths.
    Object conflateBy = state == null ? null : new StateOfTopic(this, state);
    String id = mapping.uniqueId(event);
    Instant at = timed || id != null ? mapping.timeOf(event) : null;
    SerialDispatcher.Mark mark = new SerialDispatcher.Mark(at == null ? receivedAt : at, id);
    boolean unused = home.dispatcher.offer(event, topic, conflateBy, mark, lastMark);
    lastMark = mark;
  }

  @Override
  public void gap(@Nullable E last, @Nullable Instant from, E next, StreamStatus.GapCause cause) {
    Instant now = time.now();
    String nextId = mapping.uniqueId(next);
    boolean venuesTimes = timed || nextId != null;
    Instant lastTime = last == null || !venuesTimes ? null : mapping.timeOf(last);
    Instant nextTime = venuesTimes ? mapping.timeOf(next) : null;
    Instant begin = lastTime != null ? lastTime : from != null ? from : receivedAt;
    home.dispatcher.offer(
        new StreamStatus.Gap(
            topic,
            begin,
            nextTime != null ? nextTime : receivedAt,
            cause,
            last == null ? null : mapping.uniqueId(last),
            nextId,
            now));
  }

  @Override
  public void repeated() {
    home.repeated.incrementAndGet();
  }

  @Override
  public void await() {
    long number = ++helpNumber;
    timer =
        time.schedule(
            HOLE_PATIENCE,
            () -> {
              synchronized (this) {
                if (number == helpNumber) {
                  sequence.waited();
                }
              }
            });
  }

  @Override
  public void refill(@Nullable E last, Instant since, E next) {
    enough();
    long number = helpNumber;
    // Not from here: the caller may be a socket's reader, and the answer must not come from within.
    time.schedule(Duration.ZERO, () -> ask(number, last, since, next));
  }

  private void ask(long number, @Nullable E last, Instant since, E next) {
    CompletableFuture<Refilled<E>> answer;
    synchronized (this) {
      Refill<T, E> source = refill;
      if (number != helpNumber || source == null) {
        return;
      }
      timer = time.schedule(REFILL_PATIENCE, () -> answered(number, null));
      try {
        answer = source.between(topic, last, since, next);
      } catch (RuntimeException refused) {
        answer = CompletableFuture.failedFuture(refused);
      }
      asked = answer;
    }
    var unused = answer.whenComplete((missed, failure) -> answered(number, missed));
  }

  private synchronized void answered(long number, @Nullable Refilled<E> missed) {
    if (number != helpNumber) {
      return; // not waited for any more
    }
    enough();
    if (missed == null) {
      sequence.unfilled();
    } else {
      home.refilled.addAndGet(missed.events().size());
      sequence.refilled(missed);
    }
  }

  @Override
  public void enough() {
    helpNumber++;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (asked != null) {
      asked.cancel(true);
      asked = null;
    }
  }

  /** Equal for the same state of the same topic; topics are equal only to themselves. */
  private record StateOfTopic(Object topic, Object state) {}
}
