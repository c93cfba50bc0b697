package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link HubConnection} carries under one key, and who hears it.
 *
 * <p>Written under the hub's lock; what is volatile, reader threads read without it.
 */
final class Route<C extends Channel, M> {
  final Object key;

  /** Counts the routes of a connection: what is told about several is told in this order. */
  final long number;

  final List<Tap<C, M>> taps = new CopyOnWriteArrayList<>();

  /** Both connections of a handover are heard; else only the newer one that has spoken. */
  boolean numbered;

  /** How long it may be silent while it is well; null for ever. */
  @Nullable Duration silenceLimit;

  /** Subscribers were told that it is live, and nothing else since. */
  volatile boolean confirmed;

  /** The socket whose messages count; null before the first message since the last loss. */
  volatile @Nullable HubSocket<C, M> serving;

  /** When it spoke last; written by readers, read by the watch over silent routes. */
  volatile long lastNanos;

  /** It was silent for too long: only data prove that it lives again. */
  boolean quiet;

  /** After how long a silence a quiet one is asked for again. */
  Duration nextAsk = Duration.ZERO;

  /** Subscribers were told that the venue does not serve it. */
  boolean refused;

  Route(Object key, long number) {
    this.key = key;
    this.number = number;
  }

  /** One that hears a route, and under which channel. */
  record Tap<C extends Channel, M>(StreamSubscriber<C, M> subscriber, C channel) {}
}
