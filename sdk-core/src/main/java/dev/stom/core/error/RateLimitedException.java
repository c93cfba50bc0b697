package dev.stom.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Too much was asked: the venue said so (then {@link #retryAt()} tells until when, if it named a
 * moment), or the local limiter had no room in time (then nothing was sent).
 */
public final class RateLimitedException extends SdkException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure the facts
   * @param cause what was thrown underneath, or null
   */
  public RateLimitedException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
