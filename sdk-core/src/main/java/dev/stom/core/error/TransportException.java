package dev.stom.core.error;

import org.jspecify.annotations.Nullable;

/**
 * No answer came: connection refused or broken, TLS failure, timeout, interruption, or the client
 * was closed.
 */
public final class TransportException extends SdkException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure the facts
   * @param cause what was thrown underneath, or null
   */
  public TransportException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
