package dev.stom.core.spi;

import dev.stom.core.runtime.Charge;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One request to a venue, as {@link HttpCaller} takes it: described, not yet built.
 *
 * @param operation method and path pattern without values, for example {@code GET /v1/ticker}: the
 *     name in errors and the key of the statistics, so there must be a bounded number of them
 * @param charge what it costs of the rate limiter's budgets
 * @param read true when asking twice does no harm; only then may it be retried
 * @param call builds and signs the call; asked once for each attempt, after the wait for the
 *     limiter, so that time stamps and nonces are fresh. What it throws is the caller's error and
 *     reaches the caller as it is
 * @param decoder reads the body of a successful answer (2xx). Whatever it throws makes the answer
 *     {@linkplain dev.stom.core.error.ErrorReason#UNREADABLE unreadable}, except an {@link
 *     dev.stom.core.error.SdkException}, which counts as the outcome
 * @param <T> what the answer means
 */
public record ApiRequest<T>(
    String operation,
    Charge charge,
    boolean read,
    Supplier<HttpCall> call,
    Function<HttpAnswer, ? extends T> decoder) {

  /**
   * A request that may be asked again.
   *
   * @param operation method and path pattern
   * @param charge what it costs
   * @param call builds the call
   * @param decoder reads the answer
   * @param <T> what the answer means
   * @return the request
   */
  public static <T> ApiRequest<T> read(
      String operation,
      Charge charge,
      Supplier<HttpCall> call,
      Function<HttpAnswer, ? extends T> decoder) {
    return new ApiRequest<>(operation, charge, true, call, decoder);
  }

  /**
   * A request that changes something and is therefore sent at most once.
   *
   * @param operation method and path pattern
   * @param charge what it costs
   * @param call builds the call
   * @param decoder reads the answer
   * @param <T> what the answer means
   * @return the request
   */
  public static <T> ApiRequest<T> write(
      String operation,
      Charge charge,
      Supplier<HttpCall> call,
      Function<HttpAnswer, ? extends T> decoder) {
    return new ApiRequest<>(operation, charge, false, call, decoder);
  }
}
