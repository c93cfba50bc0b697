package dev.stom.binance;

import dev.stom.core.RawAnswer;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.Lane;
import dev.stom.core.spi.ApiRequest;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpCall;
import dev.stom.core.spi.HttpCaller;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Builds the venue's requests and hands them to the caller. */
final class Rest {
  /** The operation whose answer says what time it is at the venue. */
  static final String TIME = "GET " + MarketEndpoints.TIME;

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

  private final HttpCaller caller;
  private final BinanceEnvironment environment;
  private final List<Header> headers;
  private final Duration timeout;

  Rest(
      HttpCaller caller,
      BinanceEnvironment environment,
      BinanceTimeUnit timeUnit,
      Duration timeout) {
    this.caller = caller;
    this.environment = environment;
    this.headers =
        timeUnit == BinanceTimeUnit.MICROSECOND
            ? List.of(new Header("X-MBX-TIME-UNIT", "MICROSECOND"))
            : List.of();
    this.timeout = timeout;
  }

  <T> CompletableFuture<T> get(Endpoint<T> endpoint) {
    return get(endpoint, endpoint.decoder());
  }

  /** With another reading of the answer. */
  <T> CompletableFuture<T> get(Endpoint<?> endpoint, Function<HttpAnswer, ? extends T> decoder) {
    return get(endpoint, Charge.DEFAULT_LANE, decoder);
  }

  /** In another lane of the limiter. */
  <T> CompletableFuture<T> get(
      Endpoint<?> endpoint, Lane lane, Function<HttpAnswer, ? extends T> decoder) {
    return caller.call(read(endpoint, lane, decoder, timeout));
  }

  /** With a deadline of its own. */
  <T> CompletableFuture<T> get(
      Endpoint<?> endpoint, Function<HttpAnswer, ? extends T> decoder, Duration within) {
    return caller.call(read(endpoint, Charge.DEFAULT_LANE, decoder, within), within);
  }

  private <T> ApiRequest<T> read(
      Endpoint<?> endpoint, Lane lane, Function<HttpAnswer, ? extends T> decoder, Duration within) {
    String path = endpoint.path();
    requireServed(path);
    URI target = target(path, endpoint.parameters());
    return ApiRequest.read(
        "GET " + path,
        charge(endpoint.weight()).in(lane),
        () -> new HttpCall("GET", target, headers, null, within),
        decoder);
  }

  boolean serves(String path) {
    return environment.serves(path);
  }

  CompletableFuture<RawAnswer> raw(
      String method, String path, Map<String, String> parameters, int weight, Lane lane) {
    String verb = method.toUpperCase(Locale.ROOT);
    if (!METHODS.contains(verb)) {
      throw new IllegalArgumentException(
          "method must be GET, POST, PUT or DELETE but is '" + method + "'");
    }
    if (!path.matches("/[A-Za-z0-9/_.-]+")) {
      throw new IllegalArgumentException(
          "path must look like /api/v3/time, without a query, but is '" + path + "'");
    }
    int most = RestLimits.WEIGHT.most(lane);
    if (weight < 1 || weight > most) {
      throw new IllegalArgumentException(
          "weight must be 1 to " + most + " in lane " + lane + " but is " + weight);
    }
    Parameters query = new Parameters();
    parameters.forEach(query::add);
    URI target = target(path, query);
    return caller.call(
        new ApiRequest<>(
            verb + " " + path,
            charge(weight).in(lane),
            verb.equals("GET"),
            () -> call(verb, target),
            Rest::asItCame));
  }

  private static RawAnswer asItCame(HttpAnswer answer) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (Header header : answer.headers()) {
      headers
          .computeIfAbsent(header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.value());
    }
    return new RawAnswer(answer.status(), headers, answer.text());
  }

  private void requireServed(String path) {
    if (!environment.serves(path)) {
      throw new IllegalStateException(
          "GET "
              + path
              + " is not served by the environment '"
              + environment.name()
              + "' ("
              + environment.rest()
              + "); open the client with environment(BinanceEnvironment.PRODUCTION)");
    }
  }

  private URI target(String path, Parameters parameters) {
    String query = parameters.query();
    return URI.create(environment.rest() + path + (query.isEmpty() ? "" : "?" + query));
  }

  private HttpCall call(String method, URI target) {
    return new HttpCall(method, target, headers, null, timeout);
  }

  private static Charge charge(int weight) {
    return Charge.of(RestLimits.WEIGHT.name(), weight).and(RestLimits.RAW_REQUESTS.name(), 1);
  }
}
