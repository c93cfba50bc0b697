package dev.stom.testkit.fault;

import java.time.Duration;

/**
 * What a script does to the streams that are open at the moment of the call.
 *
 * <p>Streams that open later are not touched.
 */
public interface StreamFaults {

  /**
   * Closes them with a closing handshake.
   *
   * @param code a close code, for example 1001
   * @param reason the venue's text
   */
  void close(int code, String reason);

  /**
   * Announces that the server goes down, as Binance does with {@code serverShutdown}, raw or
   * combined as each connection is, and closes them with 1001 some time later. Upbit has no such
   * announcement: there they are closed without one.
   *
   * @param notice how long after the announcement they are closed; not negative
   */
  void shutDown(Duration notice);

  /** Cuts them without a closing handshake. */
  void abort();

  /** Makes them silent: no data and no answers, though pings are still answered. */
  void stall();

  /** Makes them half-open: no data, no answers, no pongs, no reaction to a close. */
  void freeze();

  /** Ends a stall or a freeze; what would have been sent meanwhile is lost. */
  void resume();

  /**
   * Sends a text as it is, past all frame faults, as the venue's usual kind of frame.
   *
   * @param text for example one that is not JSON
   */
  void send(String text);

  /**
   * Sends a binary frame as it is.
   *
   * @param bytes for example ones that are not UTF-8
   */
  void send(byte[] bytes);

  /**
   * Returns how many streams are meant.
   *
   * @return zero or more
   */
  int count();
}
