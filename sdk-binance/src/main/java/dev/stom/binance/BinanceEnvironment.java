package dev.stom.binance;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Binance is: the REST and the stream address, which belong together. Immutable.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, web-socket-streams.md, testnet and
 * demo-mode pages, 2026-07-21.
 */
public final class BinanceEnvironment {
  /**
   * What the public-data hosts serve, as far as this SDK asks for it; everything else is only on
   * the trading hosts.
   */
  static final Set<String> PUBLIC_DATA_PATHS =
      Set.of(
          "/api/v3/aggTrades",
          "/api/v3/avgPrice",
          "/api/v3/depth",
          "/api/v3/exchangeInfo",
          "/api/v3/klines",
          "/api/v3/ping",
          "/api/v3/ticker",
          "/api/v3/ticker/24hr",
          "/api/v3/ticker/bookTicker",
          "/api/v3/ticker/price",
          "/api/v3/time",
          "/api/v3/trades",
          "/api/v3/uiKlines");

  /** The exchange itself. Serves everything. */
  public static final BinanceEnvironment PRODUCTION =
      new BinanceEnvironment(
          "production", "https://api.binance.com", "wss://stream.binance.com:9443", null);

  /**
   * The exchange's hosts for public data alone: the same data without a key, apart from the hosts
   * that orders go to, so that reading never stands in the way of trading. The default.
   *
   * <p>They do not serve {@code tradingDay}, {@code historicalTrades}, {@code
   * historicalBlockTrades}, {@code executionRules}, {@code referencePrice} and its {@code
   * calculation}: asking for one of these fails at once and names the remedy, {@link #PRODUCTION}.
   * It is not sent there silently: which hosts a program talks to is for its owner to know.
   */
  public static final BinanceEnvironment PRODUCTION_DATA =
      new BinanceEnvironment(
          "production-data",
          "https://data-api.binance.vision",
          "wss://data-stream.binance.vision",
          PUBLIC_DATA_PATHS);

  /** The test network: books of its own, wiped about once a month, sometimes ahead in features. */
  public static final BinanceEnvironment TESTNET =
      new BinanceEnvironment(
          "testnet", "https://testnet.binance.vision", "wss://stream.testnet.binance.vision", null);

  /** The demo mode: the exchange's features and prices like the exchange's, with play money. */
  public static final BinanceEnvironment DEMO =
      new BinanceEnvironment(
          "demo", "https://demo-api.binance.com", "wss://demo-stream.binance.com", null);

  /**
   * Other REST hosts of the exchange, for {@code PRODUCTION.withRest(..)}: the first is steady, the
   * numbered ones are faster and less stable.
   */
  public static final List<URI> PRODUCTION_ALTERNATES =
      List.of(
          URI.create("https://api-gcp.binance.com"),
          URI.create("https://api1.binance.com"),
          URI.create("https://api2.binance.com"),
          URI.create("https://api3.binance.com"),
          URI.create("https://api4.binance.com"));

  private final String name;
  private final URI rest;
  private final URI stream;
  private final @Nullable Set<String> servedPaths; // null for all

  private BinanceEnvironment(
      String name, String rest, String stream, @Nullable Set<String> servedPaths) {
    this(name, URI.create(rest), URI.create(stream), servedPaths);
  }

  private BinanceEnvironment(String name, URI rest, URI stream, @Nullable Set<String> servedPaths) {
    this.name = name;
    this.rest = rest;
    this.stream = stream;
    this.servedPaths = servedPaths;
  }

  /**
   * Addresses of one's own: a proxy, a recording server, a simulated venue.
   *
   * @param rest for example {@code http://127.0.0.1:8080}; paths like {@code /api/v3/time} are
   *     added
   * @param stream for example {@code ws://127.0.0.1:8081}; {@code /stream} is added
   * @return an environment in which every endpoint is asked for
   */
  public static BinanceEnvironment of(URI rest, URI stream) {
    return new BinanceEnvironment(
        "custom",
        checked("rest", rest, "http", "https"),
        checked("stream", stream, "ws", "wss"),
        null);
  }

  /**
   * The same with another REST address.
   *
   * @param address as in {@link #of}
   * @return an environment in which every endpoint is asked for at that address
   */
  public BinanceEnvironment withRest(URI address) {
    return new BinanceEnvironment(name, checked("rest", address, "http", "https"), stream, null);
  }

  /**
   * The same with another stream address, for example port 443 instead of 9443.
   *
   * @param address as in {@link #of}
   * @return the environment
   */
  public BinanceEnvironment withStream(URI address) {
    return new BinanceEnvironment(name, rest, checked("stream", address, "ws", "wss"), servedPaths);
  }

  private static URI checked(String argument, URI address, String plain, String secure) {
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals(plain) || scheme.equals(secure)) || address.getRawAuthority() == null) {
      throw new IllegalArgumentException(
          argument
              + " must be an address like "
              + secure
              + "://host:port but is '"
              + address
              + "'");
    }
    if (address.getRawQuery() != null || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          argument + " must have no query and no fragment but is '" + address + "'");
    }
    String text = address.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
  }

  /**
   * Names the environment.
   *
   * @return for example {@code production-data}
   */
  public String name() {
    return name;
  }

  /**
   * Says where requests go.
   *
   * @return without a slash at its end
   */
  public URI rest() {
    return rest;
  }

  /**
   * Says where streams come from.
   *
   * @return without a slash at its end
   */
  public URI stream() {
    return stream;
  }

  /**
   * Tells whether the REST address serves a path.
   *
   * @param path for example {@code /api/v3/ticker/tradingDay}
   * @return false when it is known not to
   */
  public boolean serves(String path) {
    return servedPaths == null || servedPaths.contains(path);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof BinanceEnvironment other
        && name.equals(other.name)
        && rest.equals(other.rest)
        && stream.equals(other.stream)
        && Objects.equals(servedPaths, other.servedPaths);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, rest, stream);
  }

  /** Shows name and addresses. */
  @Override
  public String toString() {
    return name + " (" + rest + ", " + stream + ")";
  }
}
