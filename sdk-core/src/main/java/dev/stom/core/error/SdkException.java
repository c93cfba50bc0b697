package dev.stom.core.error;

import dev.stom.core.instrument.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The outside world failed: the venue refused, the network broke, an answer could not be read. A
 * caller's mistake is an {@link IllegalArgumentException} instead.
 *
 * <p>The message is one sentence for people and one of advice; programs read the fields. Neither
 * holds a payload or a secret.
 */
public abstract sealed class SdkException extends RuntimeException
    permits AuthException,
        DecodeException,
        RateLimitedException,
        TransportException,
        VenueException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  SdkException(Failure failure, @Nullable Throwable cause) {
    super(failure.sentence(), cause);
    this.failure = failure;
  }

  /**
   * Makes the exception that fits a failure's reason.
   *
   * @param failure the facts
   * @param cause what was thrown underneath, or null
   * @return an exception of the fitting type
   */
  public static SdkException of(Failure failure, @Nullable Throwable cause) {
    return switch (failure.reason()) {
      case NOT_AUTHORIZED -> new AuthException(failure, cause);
      case RATE_LIMITED, BANNED, LOCAL_LIMIT -> new RateLimitedException(failure, cause);
      case TIMEOUT, CONNECTION, TLS, INTERRUPTED, CLOSED -> new TransportException(failure, cause);
      case UNREADABLE -> new DecodeException(failure, cause);
      case UNKNOWN_INSTRUMENT,
          BAD_REQUEST,
          NOT_FOUND,
          FIREWALL,
          MAINTENANCE,
          VENUE_FAILURE,
          OTHER ->
          new VenueException(failure, cause);
    };
  }

  /**
   * Returns all the facts.
   *
   * @return the failure
   */
  public Failure failure() {
    return failure;
  }

  /**
   * Says where.
   *
   * @return the venue
   */
  public Venue venue() {
    return failure.venue();
  }

  /**
   * Says what was tried: method and path of a request, or the name of a stream.
   *
   * @return the operation
   */
  public String operation() {
    return failure.operation();
  }

  /**
   * Says what it means, the same word at every venue.
   *
   * @return the reason
   */
  public ErrorReason reason() {
    return failure.reason();
  }

  /**
   * Says which attempt failed.
   *
   * @return from 1; 0 when nothing was sent
   */
  public int attempt() {
    return failure.attempt();
  }

  /**
   * Says how long it took.
   *
   * @return the time since the call began, waiting included
   */
  public Duration elapsed() {
    return failure.elapsed();
  }

  /**
   * Returns the HTTP status.
   *
   * @return the status, or empty when no answer came
   */
  public OptionalInt httpStatus() {
    Integer status = failure.httpStatus();
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /**
   * Returns the venue's own error code or name.
   *
   * @return the code as text, or empty when the venue gave none
   */
  public Optional<String> venueCode() {
    return Optional.ofNullable(failure.venueCode());
  }

  /**
   * Returns the venue's own words. They may be localised: never match on them.
   *
   * @return the message, or empty
   */
  public Optional<String> venueMessage() {
    return Optional.ofNullable(failure.venueMessage());
  }

  /**
   * Returns the beginning of the answer's body.
   *
   * @return at most {@link Failure#EXCERPT_LENGTH} characters, or empty
   */
  public Optional<String> bodyExcerpt() {
    return Optional.ofNullable(failure.bodyExcerpt());
  }

  /**
   * Returns the earliest moment at which the venue wants to hear from us again.
   *
   * @return the moment, or empty when it named none
   */
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(failure.retryAt());
  }

  /**
   * Says what to do about it.
   *
   * @return one sentence
   */
  public String advice() {
    return failure.advice();
  }

  /**
   * Tells whether the same <em>read</em> may succeed later. Never a licence to send an order twice.
   *
   * @return true when trying again makes sense
   */
  public boolean retryable() {
    return failure.reason().retryable();
  }
}
