package dev.stom.binance;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Several requests as one. */
final class Futures {
  private Futures() {}

  /**
   * Waits for all. The first failure is everybody's: the others are given up, as they are when the
   * result is cancelled.
   */
  static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
    if (parts.size() == 1) {
      return parts.get(0).thenApply(List::of);
    }
    CompletableFuture<List<T>> whole = new CompletableFuture<>();
    var unusedEnd =
        whole.whenComplete(
            (value, thrown) -> {
              if (thrown != null) {
                parts.forEach(part -> part.cancel(false));
              }
            });
    for (CompletableFuture<T> part : parts) {
      var unused =
          part.whenComplete(
              (value, thrown) -> {
                if (thrown != null) {
                  whole.completeExceptionally(unwrapped(thrown));
                }
              });
    }
    var unusedAll =
        CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
            .thenRun(() -> whole.complete(parts.stream().map(CompletableFuture::join).toList()));
    return whole;
  }

  static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }
}
