package dev.stom.core.error;

import org.jspecify.annotations.Nullable;

/** The venue answered, and refused or failed. */
public final class VenueException extends SdkException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure the facts
   * @param cause what was thrown underneath, or null
   */
  public VenueException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
