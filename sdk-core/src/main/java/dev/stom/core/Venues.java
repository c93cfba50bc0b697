package dev.stom.core;

import dev.stom.core.instrument.Venue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several venues opened together: all or none, closed in reverse order. Composed in code; a venue
 * that an application does not want is simply left out.
 *
 * <pre>{@code
 * try (Venues venues = Venues.open(Upbit.builder(), Binance.builder())) {
 *   Upbit upbit = venues.get(Upbit.class);
 *   ...
 * }
 * }</pre>
 *
 * <p><b>Threads:</b> all methods may be called from any thread.
 */
public final class Venues implements AutoCloseable {
  private final Map<Venue, VenueClient> clients;

  private Venues(Map<Venue, VenueClient> clients) {
    this.clients = clients;
  }

  /**
   * Opens venues in the order given. If one fails, those already open are closed again, and its
   * failure is thrown; failures to close are added to it as suppressed.
   *
   * @param builders one for each venue
   * @return the open venues
   * @throws IllegalArgumentException when a venue is named twice; nothing is opened then
   */
  public static Venues open(VenueClient.Builder<?>... builders) {
    return open(Arrays.asList(builders));
  }

  /**
   * Opens venues in the order given, as {@link #open(VenueClient.Builder[])} does: for applications
   * that put the list together from their configuration.
   *
   * @param builders one for each venue
   * @return the open venues
   * @throws IllegalArgumentException when a venue is named twice; nothing is opened then
   */
  public static Venues open(Collection<? extends VenueClient.Builder<?>> builders) {
    Map<Venue, VenueClient.Builder<?>> byVenue = new HashMap<>();
    for (VenueClient.Builder<?> builder : builders) {
      if (byVenue.putIfAbsent(builder.venue(), builder) != null) {
        throw new IllegalArgumentException(
            builder.venue() + " is named twice; open a second client of a venue on its own");
      }
    }
    Map<Venue, VenueClient> opened = new LinkedHashMap<>();
    try {
      for (VenueClient.Builder<?> builder : builders) {
        opened.put(builder.venue(), builder.open());
      }
    } catch (RuntimeException | Error failure) {
      closeAll(opened, failure);
      throw failure;
    }
    return new Venues(opened);
  }

  /**
   * Returns all clients.
   *
   * @return in the order of opening
   */
  public List<VenueClient> all() {
    return List.copyOf(clients.values());
  }

  /**
   * Finds a venue's client by its type.
   *
   * @param type for example {@code Upbit.class}
   * @return the client, or empty when the venue was left out
   * @param <V> its type
   */
  public <V extends VenueClient> Optional<V> find(Class<V> type) {
    return clients.values().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /**
   * Finds a venue's client.
   *
   * @param venue for example {@code Upbit.VENUE}
   * @return the client, or empty when the venue was left out
   */
  public Optional<VenueClient> find(Venue venue) {
    return Optional.ofNullable(clients.get(venue));
  }

  /**
   * Returns the client of a venue that must be there.
   *
   * @param type for example {@code Upbit.class}
   * @return the client
   * @param <V> its type
   * @throws IllegalStateException when the venue was left out
   */
  public <V extends VenueClient> V get(Class<V> type) {
    return find(type)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no "
                        + type.getSimpleName()
                        + " here: open has "
                        + clients.keySet()
                        + "; give its builder to Venues.open"));
  }

  /**
   * Returns the client of a venue that must be there.
   *
   * @param venue for example {@code Upbit.VENUE}
   * @return the client
   * @throws IllegalStateException when the venue was left out
   */
  public VenueClient get(Venue venue) {
    return find(venue)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no "
                        + venue
                        + " here: open has "
                        + clients.keySet()
                        + "; give its builder to Venues.open"));
  }

  /**
   * Closes all clients, the last opened first, even if one fails to close; then the first failure
   * is thrown. Idempotent.
   */
  @Override
  public void close() {
    RuntimeException failure = closeAll(clients, null);
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException closeAll(
      Map<Venue, VenueClient> clients, @Nullable Throwable into) {
    List<VenueClient> reversed = new ArrayList<>(clients.values());
    Collections.reverse(reversed);
    RuntimeException first = null;
    for (VenueClient client : reversed) {
      try {
        client.close();
      } catch (RuntimeException failure) {
        if (into != null) {
          into.addSuppressed(failure);
        } else if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    return first;
  }
}
