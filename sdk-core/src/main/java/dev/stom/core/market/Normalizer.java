package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Turns what a venue writes into the common vocabulary, without a connection: for replay, tests and
 * captures of one's own. It goes through the same decoders as live data.
 *
 * <p>Not thread-safe: one for each thread.
 */
public interface Normalizer {

  /**
   * Reads one stream frame.
   *
   * @param frame the message's bytes, UTF-8
   * @param receivedAt when it was received; becomes the events' stamp
   * @return what it was and what it says
   * @throws dev.stom.core.error.DecodeException when it cannot be read
   */
  Reading readFrame(byte[] frame, Instant receivedAt);

  /**
   * Reads the body of a REST answer.
   *
   * @param path the path that was asked, for example {@code /v1/ticker} or {@code /api/v3/depth}
   * @param body the answer's bytes, UTF-8
   * @param receivedAt when it was received; becomes the events' stamp
   * @return what it was and what it says
   * @throws dev.stom.core.error.DecodeException when it cannot be read
   * @throws IllegalArgumentException when no answer under this path holds market data
   */
  Reading readAnswer(String path, byte[] body, Instant receivedAt);

  /**
   * What a frame or an answer was.
   *
   * @param kind the venue's own word for it, for example {@code trade} or {@code depthUpdate}
   * @param events what it says in the common vocabulary, in order; empty for frames that carry none
   */
  record Reading(String kind, List<MarketEvent> events) {
    /** Copies the events. */
    public Reading {
      events = List.copyOf(events);
    }
  }

  /** Knows which instrument a venue's symbol means. */
  @FunctionalInterface
  interface Symbols {
    /**
     * Looks a symbol up.
     *
     * @param symbol the venue's spelling, as it stands in the frame
     * @return the instrument, or empty when it is not known: what the frame says of it is then left
     *     out
     */
    Optional<Instrument> find(String symbol);
  }
}
