package dev.stom.core.spi;

import dev.stom.core.error.Failure;

/**
 * A venue's reading of an answer that is not a success: what its code means, in our words.
 *
 * <p>Called with what {@link HttpFailures#of} has made of status, headers and body; the mapper adds
 * the venue's code and message and replaces reason, advice and moment where the venue says more. It
 * must expect any body: JSON of another shape, HTML, nothing. If it throws, the failure stays as it
 * was.
 */
@FunctionalInterface
public interface ErrorMapper {
  /** Takes what HTTP says and looks no further. */
  ErrorMapper HTTP_ONLY = (answer, base) -> base;

  /**
   * Refines a failure.
   *
   * @param answer what came; its status is not 2xx
   * @param base what HTTP alone says, with status, excerpt and {@code Retry-After} filled in
   * @return the failure, refined
   */
  Failure map(HttpAnswer answer, Failure base);
}
