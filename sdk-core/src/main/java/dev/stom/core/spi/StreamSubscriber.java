package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One that a {@link StreamHub} streams to. Calls for one channel are serial; calls for channels on
 * different connections may overlap. None may block.
 *
 * @param <C> the venue's channels
 * @param <M> the venue's messages, decoded
 */
public interface StreamSubscriber<C extends Channel, M> {

  /**
   * A message on a channel.
   *
   * @param channel which
   * @param message what it says
   * @param receipt when its frame was read
   */
  void message(C channel, M message, Receipt receipt);

  /**
   * Channels are proved to be subscribed.
   *
   * @param channels which
   * @param at when
   */
  void live(Set<C> channels, Instant at);

  /**
   * The connection of channels is silent and about to be replaced.
   *
   * @param channels which
   * @param silentFor for how long
   * @param at when
   */
  void stale(Set<C> channels, Duration silentFor, Instant at);

  /**
   * The connection of channels is lost; {@link #live} says when they are back.
   *
   * @param channels which
   * @param lastFrameAt when the last frame was read on it; what came later is lost
   * @param attempt the number of the next try, from 1
   * @param delay until then
   * @param cause why
   * @param at when
   */
  void lost(
      Set<C> channels, Instant lastFrameAt, int attempt, Duration delay, String cause, Instant at);

  /**
   * A frame on a connection that carries channels of this subscriber could not be read.
   *
   * @param reason what is wrong with it
   * @param excerpt its beginning
   * @param at when it was read
   */
  void badFrame(String reason, String excerpt, Instant at);

  /**
   * The venue refused channels.
   *
   * @param channels those that it may have meant
   * @param code the venue's code
   * @param text the venue's words
   * @param at when
   */
  void refused(Set<C> channels, String code, String text, Instant at);

  /**
   * The hub is closed.
   *
   * @param cause why
   */
  void closed(String cause);

  /**
   * When a frame was read.
   *
   * @param at by the wall clock
   * @param nanos by the monotonic clock
   */
  record Receipt(Instant at, long nanos) {}
}
