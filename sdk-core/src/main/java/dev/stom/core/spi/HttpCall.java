package dev.stom.core.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, ready for the wire: what is in it is sent byte for byte.
 *
 * @param method upper case, for example {@code GET}
 * @param target the full address; its raw query is sent exactly as it stands here
 * @param headers request headers, in order
 * @param body the body, or null for none
 * @param timeout how long the whole exchange may take
 */
public record HttpCall(
    String method, URI target, List<Header> headers, @Nullable Body body, Duration timeout) {

  /** Copies the headers. */
  public HttpCall {
    headers = List.copyOf(headers);
  }

  /**
   * A GET without additional headers.
   *
   * @param target the full address
   * @param timeout how long the whole exchange may take
   * @return the call
   */
  public static HttpCall get(URI target, Duration timeout) {
    return new HttpCall("GET", target, List.of(), null, timeout);
  }

  /** Shows method and path: the query and the headers may hold secrets. */
  @Override
  public String toString() {
    return method + " " + target.getRawPath();
  }

  /**
   * A request's body.
   *
   * @param bytes sent as they are; not to be changed afterwards
   * @param contentType the media type
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Body(byte[] bytes, String contentType) {}
}
