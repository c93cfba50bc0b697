package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One connection's side of a {@link StreamProtocol}: turns wishes into messages and frames into
 * messages.
 *
 * <p><b>Threads:</b> called under the hub's care, one call at a time for {@link #next} and one for
 * {@link #read}; the two may overlap.
 *
 * @param <C> the venue's channels
 * @param <M> the venue's messages, decoded
 */
public interface StreamConversation<C extends Channel, M> {

  /**
   * Returns the next message that brings the connection from what it has to what is wanted.
   *
   * @param have what was subscribed on this connection so far
   * @param want what is to be subscribed
   * @return the step, or empty when there is nothing to do
   */
  Optional<Step<C>> next(Set<C> have, Set<C> want);

  /**
   * Returns a message that the venue answers, whatever else is quiet.
   *
   * @return the text to send
   */
  String probe();

  /**
   * Reads one frame.
   *
   * @param frame its bytes
   * @param sink hears what it says
   * @throws MalformedFrame when it cannot be read; nothing of it may have reached the sink then
   */
  void read(byte[] frame, Sink<M> sink);

  /**
   * One change of a connection's subscriptions.
   *
   * @param messages what to send, in order; each counts against the message limits
   * @param after what is subscribed once they are sent
   * @param <C> the venue's channels
   */
  record Step<C>(List<String> messages, Set<C> after) {
    /** Copies both. */
    public Step {
      messages = List.copyOf(messages);
      after = Collections.unmodifiableSet(new LinkedHashSet<>(after));
    }
  }

  /**
   * Hears what a frame says.
   *
   * @param <M> the venue's messages, decoded
   */
  interface Sink<M> {
    /**
     * Data.
     *
     * @param route the key of the channels that it belongs to
     * @param message what it says
     */
    void message(Object route, M message);

    /**
     * The venue has proved that routes are subscribed.
     *
     * @param routes which
     */
    void confirmed(Collection<?> routes);

    /**
     * The venue has answered a message, whatever it says: it has counted that message. Answers come
     * in the order of messages.
     */
    default void answered() {}

    /**
     * The venue refused what was asked of it.
     *
     * @param routes the keys of the channels that it meant; empty where it does not say: then all
     *     that are not confirmed
     * @param code the venue's code or name
     * @param text the venue's words
     */
    void refused(Collection<?> routes, String code, String text);

    /**
     * The venue is about to end the connection: another one is opened, and this one left once that
     * serves everything.
     *
     * @param cause why, for people
     */
    void ending(String cause);

    /**
     * The connection no longer does what was asked of it: it is dropped and replaced after a pause.
     *
     * @param cause why, for people
     */
    void broken(String cause);
  }
}
