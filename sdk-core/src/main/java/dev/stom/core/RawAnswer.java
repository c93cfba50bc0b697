package dev.stom.core;

import java.util.List;
import java.util.Map;

/**
 * The successful answer to a raw call: for endpoints that the SDK does not model yet.
 *
 * @param status the HTTP status, 2xx
 * @param headers values by name, names in lower case
 * @param body the body's text
 */
public record RawAnswer(int status, Map<String, List<String>> headers, String body) {
  /** Copies the headers. */
  public RawAnswer {
    headers = Map.copyOf(headers);
  }
}
