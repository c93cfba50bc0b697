package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How what a listener asks for relates to a venue's channels, and how a venue's messages become
 * what the listener hears.
 *
 * @param <C> the venue's channels
 * @param <M> the venue's messages, decoded
 * @param <T> what the listener asks for
 * @param <E> what the listener hears
 */
public interface StreamMapping<C extends Channel, M, T extends Channel, E> {

  /**
   * Finds the venue's channel.
   *
   * @param topic what was asked for
   * @return the channel that carries it
   * @throws IllegalArgumentException when the venue does not offer it
   */
  C channelOf(T topic);

  /**
   * Says whether the present state is wanted.
   *
   * @param topic what was asked for
   * @return the mode
   */
  Feed.Mode modeOf(T topic);

  /**
   * Translates one message.
   *
   * @param topic what was asked for
   * @param message what came
   * @param receipt when
   * @param out takes what the listener is to hear
   */
  void translate(T topic, M message, StreamSubscriber.Receipt receipt, Consumer<E> out);

  /**
   * Says how an event reached us.
   *
   * @param event an event
   * @return its origin
   */
  Origin originOf(E event);

  /**
   * Returns the key under which a newer event may replace a waiting one.
   *
   * @param event an event
   * @return a key with equality by value, or null when each event counts
   */
  @Nullable Object stateKey(E event);

  /**
   * Returns the id by which an event is told from a repetition, and by which gaps name it.
   *
   * @param event an event
   * @return the id, or null for events that may repeat
   */
  @Nullable String uniqueId(E event);

  /**
   * Says when an event happened.
   *
   * @param event an event
   * @return the venue's time, or null where it gives none
   */
  @Nullable Instant timeOf(E event);

  /**
   * Tells whether the events of a topic are numbered without a hole, so that a missing one shows.
   * Such topics are merged from two connections while one replaces the other.
   *
   * @param topic what was asked for
   * @return false by default
   */
  default boolean isNumbered(T topic) {
    return false;
  }

  /**
   * Tells whether what a topic has missed can be asked for again.
   *
   * @param topic what was asked for
   * @return false by default
   */
  default boolean isRefillable(T topic) {
    return false;
  }

  /**
   * Returns the numbers that an event of a numbered topic covers.
   *
   * @param event an event of a topic that {@link #isNumbered}
   * @return its numbers
   */
  default Span spanOf(E event) {
    throw new IllegalStateException("this venue numbers nothing");
  }

  /**
   * The numbers that an event covers: one for a trade, several for a change of a book. The next
   * event begins with the number after the last.
   *
   * @param first the first
   * @param last the last; not below the first
   */
  record Span(long first, long last) {
    /**
     * The number of an event that has one.
     *
     * @param number its number
     * @return the span
     */
    public static Span of(long number) {
      return new Span(number, number);
    }
  }
}
