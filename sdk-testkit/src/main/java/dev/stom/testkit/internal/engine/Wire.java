package dev.stom.testkit.internal.engine;

/**
 * The venue's end of one stream connection. Its methods are called under the engine's lock: they do
 * not block and run no client code.
 */
public interface Wire {
  /** Sends a message as a text frame. */
  void text(String text);

  /** Sends a message as a binary frame. */
  void binary(byte[] bytes);

  /** Sends a ping. */
  void ping(byte[] payload);

  /** Answers a ping. */
  void pong(byte[] payload);

  /** Begins the closing handshake. */
  void hangUp(int code, String reason);

  /** Cuts the connection. */
  void cut();

  /** Whether the client takes so little that frames pile up beyond measure. */
  boolean isClogged();
}
