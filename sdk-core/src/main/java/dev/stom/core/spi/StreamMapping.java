package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
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
   * Returns the id by which an event is told from a repetition.
   *
   * @param event an event
   * @return the id, or null for events that may repeat
   */
  @Nullable String uniqueId(E event);
}
