package dev.stom.testkit.fault;

import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.traffic.SeenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with an HTTP exchange. The factories cover the usual; anything else is a lambda.
 *
 * <p>Asking for the genuine answer makes the venue process the request: a fault that asks and then
 * answers 503 is an error after acceptance; one that does not ask is an error before.
 */
@FunctionalInterface
public interface HttpFault {

  /**
   * Decides what the client gets.
   *
   * @param request what the client sent
   * @param genuine processes the request, at most once, and returns the venue's answer
   * @return what happens instead
   */
  Outcome apply(SeenRequest request, Genuine genuine);

  /** What the venue itself would answer. */
  interface Genuine {
    /**
     * Processes the request.
     *
     * @return the venue's answer; the same at each further call, for the request is processed once
     */
    HttpAnswer get();

    /**
     * Processes the request, out of what the venue knew some time ago: as an answer out of a cache,
     * or of a node that lags behind.
     *
     * @param ago how old the market data in the answer are; headers, limits and {@code serverTime}
     *     are of now
     * @return the venue's answer; the same at each further call, for the request is processed once
     */
    HttpAnswer from(Duration ago);
  }

  /**
   * What a client gets.
   *
   * @param answer the answer, or null with {@link Ending#NEVER} and {@link Ending#RESET}
   * @param delay how long the venue waits before it acts
   * @param ending how the exchange ends
   */
  record Outcome(@Nullable HttpAnswer answer, Duration delay, Ending ending) {
    /**
     * An answer at once.
     *
     * @param answer what is sent
     * @return the outcome
     */
    public static Outcome of(HttpAnswer answer) {
      return new Outcome(answer, Duration.ZERO, Ending.COMPLETE);
    }
  }

  /** How an exchange ends. */
  enum Ending {
    /** The whole answer is sent. */
    COMPLETE,
    /** Half of the announced body is sent, then the connection is cut. */
    CUT,
    /** Nothing is ever sent; the connection stays open. */
    NEVER,
    /** The connection is cut before anything was sent. */
    RESET
  }

  /**
   * Processes the request, then answers something else: for example a 503 of a proxy.
   *
   * @param status the HTTP status
   * @param contentType the media type of the body
   * @param body the body
   * @param headers additional headers
   * @return the fault
   */
  static HttpFault answer(int status, String contentType, String body, Header... headers) {
    HttpAnswer answer = build(status, contentType, body, headers);
    return (request, genuine) -> {
      HttpAnswer unused = genuine.get(); // the venue has processed it all the same
      return Outcome.of(answer);
    };
  }

  /**
   * Answers something else without processing the request.
   *
   * @param status the HTTP status
   * @param contentType the media type of the body
   * @param body the body
   * @param headers additional headers
   * @return the fault
   */
  static HttpFault answerUnprocessed(
      int status, String contentType, String body, Header... headers) {
    HttpAnswer answer = build(status, contentType, body, headers);
    return (request, genuine) -> Outcome.of(answer);
  }

  /**
   * A page such as firewalls send: HTML with the given status, the request unprocessed.
   *
   * @param status the HTTP status, for example 403
   * @return the fault
   */
  static HttpFault htmlPage(int status) {
    return answerUnprocessed(
        status,
        "text/html",
        "<html><head><title>"
            + status
            + "</title></head><body><center><h1>"
            + status
            + "</h1></center></body></html>\n");
  }

  /**
   * Sends the genuine answer late.
   *
   * @param delay how late; not negative
   * @return the fault
   */
  static HttpFault delayed(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative but is " + delay);
    }
    return (request, genuine) -> new Outcome(genuine.get(), delay, Ending.COMPLETE);
  }

  /**
   * Processes the request and never answers.
   *
   * @return the fault
   */
  static HttpFault dropped() {
    return (request, genuine) -> {
      HttpAnswer unused = genuine.get(); // the venue has processed it all the same
      return new Outcome(null, Duration.ZERO, Ending.NEVER);
    };
  }

  /**
   * Cuts the connection without processing the request.
   *
   * @return the fault
   */
  static HttpFault reset() {
    return (request, genuine) -> new Outcome(null, Duration.ZERO, Ending.RESET);
  }

  /**
   * Sends the head and half of the body, then cuts the connection.
   *
   * @return the fault
   */
  static HttpFault cutInBody() {
    return (request, genuine) -> new Outcome(genuine.get(), Duration.ZERO, Ending.CUT);
  }

  /**
   * Sends a complete answer whose body is only the beginning of the genuine one.
   *
   * @param bytes how much of it is kept; not negative
   * @return the fault
   */
  static HttpFault truncatedTo(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative but is " + bytes);
    }
    return changed(
        answer ->
            new HttpAnswer(
                answer.status(),
                answer.headers(),
                Arrays.copyOf(answer.body(), Math.min(bytes, answer.body().length))));
  }

  /**
   * Sends a changed form of the genuine answer.
   *
   * @param change makes one answer out of the other
   * @return the fault
   */
  static HttpFault changed(UnaryOperator<HttpAnswer> change) {
    return (request, genuine) -> Outcome.of(change.apply(genuine.get()));
  }

  /**
   * Sends what the venue knew some time ago: a snapshot of a book that is older than what streams
   * have said since, as caches and lagging nodes send it.
   *
   * @param ago how old the market data in the answer are; not negative
   * @return the fault
   */
  static HttpFault stale(Duration ago) {
    if (ago.isNegative()) {
      throw new IllegalArgumentException("ago must not be negative but is " + ago);
    }
    return (request, genuine) -> Outcome.of(genuine.from(ago));
  }

  /**
   * Refuses the request as one too many, 429, without saying for how long to wait.
   *
   * @return the fault
   */
  static HttpFault tooManyRequests() {
    return (request, genuine) -> Outcome.of(Refusals.tooMany(request.path()));
  }

  /**
   * Refuses the request as one too many, 429.
   *
   * @param retryAfter sent as {@code Retry-After} in seconds, rounded up; not negative
   * @return the fault
   */
  static HttpFault tooManyRequests(Duration retryAfter) {
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException("retryAfter must not be negative but is " + retryAfter);
    }
    String seconds = Long.toString(retryAfter.plusNanos(999_999_999).toSeconds());
    return (request, genuine) ->
        Outcome.of(Headers.set(Refusals.tooMany(request.path()), "Retry-After", seconds));
  }

  /**
   * Sends the genuine answer with a header that says something else, for example {@code
   * X-MBX-ORDER-COUNT-10S}, which only orders bring.
   *
   * @param name the header; those of this name are replaced, without regard to case
   * @param value what it says
   * @return the fault
   */
  static HttpFault header(String name, String value) {
    return changed(answer -> Headers.set(answer, name, value));
  }

  /**
   * Sends the genuine answer without a header.
   *
   * @param name the header, without regard to case
   * @return the fault
   */
  static HttpFault withoutHeader(String name) {
    return changed(answer -> Headers.without(answer, name));
  }

  /**
   * Sends the genuine answer with a wrong report of how much of the limits is used: {@code
   * X-MBX-USED-WEIGHT-1M} on Binance, {@code sec} of {@code Remaining-Req} on Upbit. The venue goes
   * on counting rightly.
   *
   * @param more how much more than it counted it reports as used; negative for less. What it
   *     reports is never negative
   * @return the fault
   */
  static HttpFault misreportedUse(long more) {
    return changed(answer -> Headers.misreport(answer, more));
  }

  private static HttpAnswer build(
      int status, String contentType, String body, Header... additional) {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status must be from 100 to 599 but is " + status);
    }
    Header[] headers = Arrays.copyOf(additional, additional.length + 1);
    headers[additional.length] = new Header("Content-Type", contentType);
    return new HttpAnswer(status, List.of(headers), body.getBytes(StandardCharsets.UTF_8));
  }
}
