package dev.stom.core.spi;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.instrument.Venue;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;

/** What HTTP and the network say about a failure, before the venue's own words are read. */
public final class HttpFailures {
  private static final int EXCERPT_BYTES = 4 * Failure.EXCERPT_LENGTH;
  private static final int MAX_RETRY_AFTER_DIGITS = 9; // thirty years; more is not meant

  // No venue's clock stands outside of these.
  private static final Instant EARLIEST_DATE = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST_DATE = Instant.parse("2100-01-01T00:00:00Z");

  private HttpFailures() {}

  /**
   * Reads an answer that is not a success by its status, its headers and the look of its body.
   *
   * @param venue where
   * @param operation what was asked
   * @param answer what came
   * @param now the present moment, to which a {@code Retry-After} in seconds is added
   * @return the failure as far as HTTP tells
   */
  public static Failure of(Venue venue, String operation, HttpAnswer answer, Instant now) {
    Failure failure =
        Failure.of(venue, operation, reasonOf(answer))
            .withAnswer(answer.status(), null, null, excerpt(answer))
            .withRetryAt(retryAfter(answer, now).orElse(null));
    if (answer.status() >= 300 && answer.status() < 400) {
      return failure.withAdvice(
          "The address has moved; redirects are not followed. Check the base address.");
    }
    return failure;
  }

  /**
   * Says what a status means.
   *
   * <table>
   *   <caption>Statuses and reasons</caption>
   *   <tr><th>Status</th><th>Reason</th></tr>
   *   <tr><td>401; 403 unless HTML</td><td>{@code NOT_AUTHORIZED}</td></tr>
   *   <tr><td>403 with an HTML body; 451</td><td>{@code FIREWALL}</td></tr>
   *   <tr><td>404, 410</td><td>{@code NOT_FOUND}</td></tr>
   *   <tr><td>418</td><td>{@code BANNED}</td></tr>
   *   <tr><td>429</td><td>{@code RATE_LIMITED}</td></tr>
   *   <tr><td>408, 5xx</td><td>{@code VENUE_FAILURE}</td></tr>
   *   <tr><td>other 4xx</td><td>{@code BAD_REQUEST}</td></tr>
   *   <tr><td>anything else</td><td>{@code OTHER}</td></tr>
   * </table>
   *
   * @param answer what came
   * @return the reason
   */
  public static ErrorReason reasonOf(HttpAnswer answer) {
    int status = answer.status();
    return switch (status) {
      case 401 -> ErrorReason.NOT_AUTHORIZED;
      case 403 -> looksLikeHtml(answer) ? ErrorReason.FIREWALL : ErrorReason.NOT_AUTHORIZED;
      case 451 -> ErrorReason.FIREWALL;
      case 404, 410 -> ErrorReason.NOT_FOUND;
      case 408 -> ErrorReason.VENUE_FAILURE;
      case 418 -> ErrorReason.BANNED;
      case 429 -> ErrorReason.RATE_LIMITED;
      default ->
          status >= 500
              ? ErrorReason.VENUE_FAILURE
              : status >= 400 ? ErrorReason.BAD_REQUEST : ErrorReason.OTHER;
    };
  }

  /**
   * Tells whether the body is a page for people: a firewall, a proxy or a retired address speaks.
   *
   * @param answer what came
   * @return true when the media type says HTML or the body begins with {@code <}
   */
  public static boolean looksLikeHtml(HttpAnswer answer) {
    if (answer
        .header("Content-Type")
        .filter(type -> type.toLowerCase(Locale.ROOT).contains("html"))
        .isPresent()) {
      return true;
    }
    for (byte b : answer.body()) {
      if (b > ' ') {
        return b == '<';
      }
    }
    return false;
  }

  /**
   * Reads {@code Retry-After}: seconds, or an HTTP date.
   *
   * @param answer what came
   * @param now the present moment
   * @return the moment; empty when the header is absent or cannot be read
   */
  public static Optional<Instant> retryAfter(HttpAnswer answer, Instant now) {
    String text = answer.header("Retry-After").map(String::strip).orElse("");
    return seconds(text, now)
        .or(() -> httpDate(text).map(moment -> onOurClock(moment, answer, now)));
  }

  /** Reads what stands in {@code Retry-After}; empty when it cannot be read. */
  static Optional<Instant> moment(String header, Instant now) {
    String text = header.strip();
    return seconds(text, now).or(() -> httpDate(text));
  }

  /**
   * Reads when an answer was given, by the clock of whoever gave it.
   *
   * @param answer what came
   * @return the {@code Date} header; empty when it is absent, cannot be read or is of another
   *     century, and when somebody else has answered: a cache, or a page for people
   */
  public static Optional<Instant> date(HttpAnswer answer) {
    boolean cached = answer.header("Age").filter(age -> !age.strip().equals("0")).isPresent();
    if (cached || looksLikeHtml(answer)) {
      return Optional.empty();
    }
    return answer
        .header("Date")
        .flatMap(text -> httpDate(text.strip()))
        .filter(date -> date.isAfter(EARLIEST_DATE) && date.isBefore(LATEST_DATE));
  }

  /**
   * Turns a moment that an answer names into one of our clock: it is as far from now as from the
   * {@code Date} of the same answer.
   *
   * @param moment on the clock of whoever answered
   * @param answer what names it
   * @param now on our clock
   * @return the moment on our clock, up to a second late; as it is when the answer has no date
   */
  public static Instant onOurClock(Instant moment, HttpAnswer answer, Instant now) {
    return date(answer).map(date -> now.plus(Duration.between(date, moment))).orElse(moment);
  }

  private static Optional<Instant> seconds(String text, Instant now) {
    boolean number =
        !text.isEmpty()
            && text.length() <= MAX_RETRY_AFTER_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Optional.of(now.plusSeconds(Long.parseLong(text))) : Optional.empty();
  }

  private static Optional<Instant> httpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** Says what it means that no answer came. */
  static ErrorReason reasonOf(Throwable thrown) {
    if (thrown instanceof SSLException) {
      // A connection that breaks during the handshake is dressed up as a TLS failure.
      for (Throwable t = thrown.getCause(); t != null; t = t.getCause()) {
        if (t instanceof SocketException || t instanceof EOFException) {
          return ErrorReason.CONNECTION;
        }
      }
      return ErrorReason.TLS;
    }
    if (thrown instanceof InterruptedIOException) {
      return thrown.getCause() instanceof RejectedExecutionException
          ? ErrorReason.CLOSED
          : ErrorReason.TIMEOUT;
    }
    return ErrorReason.CONNECTION;
  }

  /** An answer of 2xx that its decoder could not read. */
  static Failure unreadable(Venue venue, String operation, HttpAnswer answer) {
    Failure failure =
        Failure.of(venue, operation, ErrorReason.UNREADABLE)
            .withAnswer(answer.status(), null, null, excerpt(answer));
    return looksLikeHtml(answer)
        ? failure.withAdvice(
            "An HTML page came instead of data: look for a proxy or a login page in between.")
        : failure;
  }

  private static String excerpt(HttpAnswer answer) {
    byte[] body = answer.body();
    return new String(body, 0, Math.min(body.length, EXCERPT_BYTES), StandardCharsets.UTF_8);
  }

  /** Takes a wrapper off: what is underneath says more. */
  static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wrapper =
        thrown instanceof CompletionException || thrown instanceof UncheckedIOException;

    return wrapper && cause != null ? unwrapped(cause) : thrown;
  }
}
