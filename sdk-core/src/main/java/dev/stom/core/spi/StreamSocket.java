package dev.stom.core.spi;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One WebSocket connection as the SDK sees it.
 *
 * <p><b>Threads:</b> all methods may be called from any thread and do not block.
 */
public interface StreamSocket {

  /**
   * Sends one text message.
   *
   * @param text the message
   * @return false when the connection is closing or closed, or its outgoing queue is full: the
   *     message was not taken
   */
  boolean send(String text);

  /**
   * Begins a graceful close; {@link Listener#onClosed} follows once.
   *
   * @param code the close code, for example 1000
   * @param reason a short text, not null
   */
  void close(int code, String reason);

  /** Drops the connection at once, without a closing handshake. */
  void abort();

  /**
   * Hears what happens on a connection: {@link #onOpen} at most once, then frames, then exactly one
   * {@link #onClosed}, even for a connection that never opened. Called serially, on the
   * connection's reader thread: it must not block.
   */
  interface Listener {
    /** The upgrade succeeded. */
    void onOpen();

    /**
     * A whole message arrived, text and binary alike.
     *
     * @param frame its bytes; the listener may keep the array
     */
    void onFrame(byte[] frame);

    /**
     * The connection is over; nothing follows.
     *
     * @param end how it ended
     */
    void onClosed(End end);
  }

  /**
   * How a connection ended.
   *
   * @param closeCode the code of the closing handshake, absent when there was none
   * @param httpStatus the HTTP status with which the upgrade was refused, absent otherwise
   * @param retryAfter the header {@code Retry-After} of a refused upgrade as it stood there, absent
   *     where there was none
   * @param reason a short text for people, never null
   */
  record End(
      OptionalInt closeCode, OptionalInt httpStatus, Optional<String> retryAfter, String reason) {
    /**
     * The end of a connection that closed with the handshake.
     *
     * @param code the close code
     * @param reason the peer's text
     * @return the end
     */
    public static End closed(int code, String reason) {
      return new End(OptionalInt.of(code), OptionalInt.empty(), Optional.empty(), reason);
    }

    /**
     * The end of a connection that broke or never came to be.
     *
     * @param reason what happened
     * @return the end
     */
    public static End failed(String reason) {
      return new End(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), reason);
    }

    /**
     * The end of an upgrade that the server refused.
     *
     * @param status the HTTP status of the refusal
     * @param reason what it said
     * @return the end
     */
    public static End refused(int status, String reason) {
      return refused(status, Optional.empty(), reason);
    }

    /**
     * The end of an upgrade that the server refused for a while.
     *
     * @param status the HTTP status of the refusal
     * @param retryAfter the header {@code Retry-After}
     * @param reason what it said
     * @return the end
     */
    public static End refused(int status, Optional<String> retryAfter, String reason) {
      return new End(OptionalInt.empty(), OptionalInt.of(status), retryAfter, reason);
    }
  }
}
