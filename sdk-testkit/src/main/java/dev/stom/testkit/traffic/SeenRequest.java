package dev.stom.testkit.traffic;

import dev.stom.core.spi.Header;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP request, or the upgrade request of a stream, as a simulated venue received it.
 *
 * @param at when, by the venue's clock
 * @param method upper case, for example {@code GET}
 * @param path without the query, for example {@code /v1/ticker}
 * @param query as on the wire, still percent-encoded; empty when there was none
 * @param headers in order
 * @param body read as UTF-8; empty when there was none
 */
public record SeenRequest(
    Instant at, String method, String path, String query, List<Header> headers, String body) {

  /** Copies the headers. */
  public SeenRequest {
    headers = List.copyOf(headers);
  }

  /**
   * Finds the first header of a name.
   *
   * @param name compared without regard to case
   * @return its value, or empty
   */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** Shows method, path and query. */
  @Override
  public String toString() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + query);
  }
}
