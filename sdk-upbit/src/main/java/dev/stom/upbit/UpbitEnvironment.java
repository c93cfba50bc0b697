package dev.stom.upbit;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * One of Upbit's exchanges, as the addresses to reach it. Accounts, keys, listings and books are
 * separate for each; Upbit has no test network.
 *
 * <p>Source: Upbit developer centre v1.6.4 and global centre v1.3.2, read 2026-11-22.
 *
 * @param name for people and logs, for example {@code Korea}
 * @param rest what stands before {@code /v1/…} of requests: scheme {@code https} (or {@code http}),
 *     host, and a path without a slash at its end if any
 * @param stream what stands before {@code /websocket/v1} of streams: scheme {@code wss} (or {@code
 *     ws}), host, and a path without a slash at its end if any
 */
public record UpbitEnvironment(String name, URI rest, URI stream) {
  /** Korea: markets in KRW, BTC and USDT. The default. */
  public static final UpbitEnvironment KOREA = region("Korea", "api.upbit.com");

  /** Singapore: markets in SGD, BTC and USDT. */
  public static final UpbitEnvironment SINGAPORE = region("Singapore", "sg-api.upbit.com");

  /** Indonesia: markets in IDR among others. */
  public static final UpbitEnvironment INDONESIA = region("Indonesia", "id-api.upbit.com");

  /** Thailand: markets in THB among others. Upbit calls its API there a beta. */
  public static final UpbitEnvironment THAILAND = region("Thailand", "th-api.upbit.com");

  /** Checks the addresses. */
  public UpbitEnvironment {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name must not be blank");
    }
    rest = base("rest", rest, "https", "http");
    stream = base("stream", stream, "wss", "ws");
  }

  /**
   * Makes an environment of one's own: a proxy, a recorder, a simulated venue.
   *
   * @param rest as the component
   * @param stream as the component
   * @return the environment, named {@code custom}
   */
  public static UpbitEnvironment of(URI rest, URI stream) {
    return new UpbitEnvironment("custom", rest, stream);
  }

  /**
   * The same with another address for requests.
   *
   * @param newRest as the component
   * @return a copy
   */
  public UpbitEnvironment withRest(URI newRest) {
    return new UpbitEnvironment(name, newRest, stream);
  }

  /**
   * The same with another address for streams.
   *
   * @param newStream as the component
   * @return a copy
   */
  public UpbitEnvironment withStream(URI newStream) {
    return new UpbitEnvironment(name, rest, newStream);
  }

  private static UpbitEnvironment region(String name, String host) {
    return new UpbitEnvironment(name, URI.create("https://" + host), URI.create("wss://" + host));
  }

  private static URI base(String argument, URI uri, String secure, String plain) {
    Objects.requireNonNull(uri, argument);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals(secure) && !scheme.equals(plain)) {
      throw new IllegalArgumentException(
          argument + " must begin with " + secure + ": or " + plain + ": but is " + uri);
    }
    if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          argument + " must be scheme, host and path only, such as https://host, but is " + uri);
    }
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }
}
