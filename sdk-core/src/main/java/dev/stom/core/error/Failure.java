package dev.stom.core.error;

import dev.stom.core.instrument.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one failure, carried by every {@link SdkException}.
 *
 * @param venue where
 * @param operation what was tried, in words fit for a sentence: {@code GET /v1/ticker}, {@code
 *     stream public-1}
 * @param reason what it means, the same word at every venue
 * @param attempt which try failed, from 1; 0 when nothing was sent
 * @param elapsed since the call began, waiting included
 * @param httpStatus the HTTP status, or null when no answer came
 * @param venueCode the venue's own error code or name as text, or null when it gave none
 * @param venueMessage the venue's own words, or null; localised, so never to be matched on
 * @param bodyExcerpt the beginning of an answer's body, at most {@link #EXCERPT_LENGTH} characters,
 *     or null
 * @param retryAt the earliest moment at which the venue wants to hear from us again, or null when
 *     it named none
 * @param advice what to do about it: one sentence
 */
public record Failure(
    Venue venue,
    String operation,
    ErrorReason reason,
    int attempt,
    Duration elapsed,
    @Nullable Integer httpStatus,
    @Nullable String venueCode,
    @Nullable String venueMessage,
    @Nullable String bodyExcerpt,
    @Nullable Instant retryAt,
    String advice) {

  /** Enough of a body to recognise an HTML page or an error object, too little to fill a log. */
  public static final int EXCERPT_LENGTH = 500;

  /** Shortens the excerpt. */
  public Failure {
    if (bodyExcerpt != null && bodyExcerpt.length() > EXCERPT_LENGTH) {
      bodyExcerpt = bodyExcerpt.substring(0, EXCERPT_LENGTH);
    }
  }

  /**
   * The plainest failure; the {@code with…} methods add what is known.
   *
   * @param venue where
   * @param operation what was tried
   * @param reason what it means
   * @return a failure with the reason's own advice and nothing else known
   */
  public static Failure of(Venue venue, String operation, ErrorReason reason) {
    return new Failure(
        venue, operation, reason, 0, Duration.ZERO, null, null, null, null, null, reason.advice());
  }

  /**
   * Adds which attempt failed and when.
   *
   * @param newAttempt from 1
   * @param newElapsed since the call began
   * @return a copy
   */
  public Failure withAttempt(int newAttempt, Duration newElapsed) {
    return new Failure(
        venue,
        operation,
        reason,
        newAttempt,
        newElapsed,
        httpStatus,
        venueCode,
        venueMessage,
        bodyExcerpt,
        retryAt,
        advice);
  }

  /**
   * Adds what the answer said.
   *
   * @param status the HTTP status
   * @param code the venue's code, or null
   * @param message the venue's words, or null
   * @param body the body's text, or null
   * @return a copy
   */
  public Failure withAnswer(
      int status, @Nullable String code, @Nullable String message, @Nullable String body) {
    return new Failure(
        venue, operation, reason, attempt, elapsed, status, code, message, body, retryAt, advice);
  }

  /**
   * Replaces what it means, and the advice with it.
   *
   * @param newReason what it means
   * @return a copy with the reason's own advice
   */
  public Failure withReason(ErrorReason newReason) {
    return new Failure(
        venue,
        operation,
        newReason,
        attempt,
        elapsed,
        httpStatus,
        venueCode,
        venueMessage,
        bodyExcerpt,
        retryAt,
        newReason.advice());
  }

  /**
   * Adds when the venue wants to hear from us again.
   *
   * @param moment not before
   * @return a copy
   */
  public Failure withRetryAt(@Nullable Instant moment) {
    return new Failure(
        venue,
        operation,
        reason,
        attempt,
        elapsed,
        httpStatus,
        venueCode,
        venueMessage,
        bodyExcerpt,
        moment,
        advice);
  }

  /**
   * Replaces the advice.
   *
   * @param newAdvice one sentence
   * @return a copy
   */
  public Failure withAdvice(String newAdvice) {
    return new Failure(
        venue,
        operation,
        reason,
        attempt,
        elapsed,
        httpStatus,
        venueCode,
        venueMessage,
        bodyExcerpt,
        retryAt,
        newAdvice);
  }

  /**
   * Says it all in one sentence and the advice in another: what, where, what next. Holds no payload
   * and no secret.
   *
   * @return text for people
   */
  public String sentence() {
    StringBuilder text = new StringBuilder(160);
    text.append(venue).append(' ').append(operation).append(" failed");
    if (attempt > 0) {
      text.append(
          String.format(
              Locale.ROOT, " after %.1f s (attempt %d)", elapsed.toMillis() / 1000.0, attempt));
    }
    text.append(": ").append(reason.words());
    if (httpStatus != null) {
      text.append(", HTTP ").append(httpStatus);
    }
    if (venueCode != null) {
      text.append(", venue code ").append(venueCode);
    }
    if (venueMessage != null && !venueMessage.isBlank()) {
      text.append(" \"").append(oneLine(venueMessage)).append('"');
    }
    if (retryAt != null) {
      text.append(", not before ").append(retryAt);
    }
    return text.append(". ").append(advice).toString();
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }
}
