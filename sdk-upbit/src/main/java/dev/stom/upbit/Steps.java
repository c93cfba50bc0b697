package dev.stom.upbit;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that takes several requests, one after another. Cancelling it gives up the one under
 * way; the first that fails is the result's failure.
 *
 * @param <T> the result
 */
final class Steps<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();

  /** Written by the steps, which follow one another; read by who cancels. */
  private volatile @Nullable CompletableFuture<?> underWay;

  Steps() {
    CompletableFuture<T> unused =
        result.whenComplete(
            (value, thrown) -> {
              CompletableFuture<?> request = underWay;
              if (request != null) {
                request.cancel(true); // without effect unless the result was cancelled
              }
            });
  }

  CompletableFuture<T> result() {
    return result;
  }

  void finish(T value) {
    result.complete(value);
  }

  <X> void ask(CompletableFuture<X> request, Consumer<X> then) {
    underWay = request;
    if (result.isDone()) {
      request.cancel(true);
      return;
    }
    CompletableFuture<X> unused =
        request.whenComplete(
            (value, thrown) -> {
              if (thrown != null) {
                result.completeExceptionally(thrown);
                return;
              }
              try {
                then.accept(value);
              } catch (RuntimeException failure) {
                result.completeExceptionally(failure);
              }
            });
  }
}
