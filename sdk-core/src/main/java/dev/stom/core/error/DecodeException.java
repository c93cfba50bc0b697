package dev.stom.core.error;

import org.jspecify.annotations.Nullable;

/** An answer came that could not be read. */
public final class DecodeException extends SdkException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure the facts
   * @param cause what was thrown underneath, or null
   */
  public DecodeException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
