package dev.stom.core.spi;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks a venue again for what a stream has missed.
 *
 * @param <T> what the listener asked for
 * @param <E> what the listener hears
 */
@FunctionalInterface
public interface Refill<T, E> {

  /**
   * Asks for what lies between two events.
   *
   * @param topic what was asked for
   * @param last the last event before the hole; null when there was none
   * @param since where there was none: from which moment on, by our clock
   * @param next the first event after the hole
   * @return completes with what was missed; fails when the venue does not answer, or does not know
   *     of {@code next} yet
   */
  CompletableFuture<Refilled<E>> between(T topic, @Nullable E last, Instant since, E next);

  /**
   * What was missed.
   *
   * @param events ascending, after {@code last} and before {@code next}, both left out, without a
   *     hole up to {@code next}
   * @param whole whether they begin right after {@code last}; false when the venue no longer has
   *     them all
   * @param <E> what the listener hears
   */
  record Refilled<E>(List<E> events, boolean whole) {
    /** Copies the events. */
    public Refilled {
      events = List.copyOf(events);
    }
  }
}
