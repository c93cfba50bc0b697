package dev.stom.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The venue did not accept who asked: key missing, wrong, expired, without the right, or from a
 * wrong address.
 */
public final class AuthException extends SdkException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure the facts
   * @param cause what was thrown underneath, or null
   */
  public AuthException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
