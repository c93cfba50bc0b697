package dev.stom.core.spi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP answer, whole.
 *
 * @param status the HTTP status
 * @param headers the answer's headers, in order
 * @param body the body, empty when there was none; unpacked if it was packed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record HttpAnswer(int status, List<Header> headers, byte[] body) {

  /** Copies the headers. */
  public HttpAnswer {
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

  /**
   * Tells whether the status says success.
   *
   * @return true for any 2xx
   */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * Returns the body read as UTF-8.
   *
   * @return the text
   */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
