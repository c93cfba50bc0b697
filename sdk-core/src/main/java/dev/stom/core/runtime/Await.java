package dev.stom.core.runtime;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Venue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The blocking form of a request, made from its future. */
public final class Await {
  private Await() {}

  /**
   * Waits for a result. The future ends by itself within the client's deadline, so this has none of
   * its own.
   *
   * @param future what to wait for
   * @param venue for the message when the wait is interrupted
   * @param operation for the message when the wait is interrupted
   * @return the result
   * @param <T> its type
   * @throws SdkException the real failure, with the waiting thread's stack added as a suppressed
   *     trace; or, when the thread was interrupted, {@link ErrorReason#INTERRUPTED}: the request is
   *     given up and the interrupt flag set again
   */
  public static <T> T result(CompletableFuture<T> future, Venue venue, String operation) {
    try {
      return future.get();
    } catch (InterruptedException interrupted) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw SdkException.of(Failure.of(venue, operation, ErrorReason.INTERRUPTED), interrupted);
    } catch (CancellationException cancelled) {
      throw SdkException.of(Failure.of(venue, operation, ErrorReason.INTERRUPTED), cancelled);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof CancellationException cancelled) { // of the future this one came from
        throw SdkException.of(Failure.of(venue, operation, ErrorReason.INTERRUPTED), cancelled);
      }
      if (cause instanceof RuntimeException exception) {
        exception.addSuppressed(new WaitedHere());
        throw exception;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }

  /** Shows where the blocking call was made: the failure itself was born on another thread. */
  private static final class WaitedHere extends Exception {
    private static final long serialVersionUID = 1L;

    WaitedHere() {
      super("waited for here");
    }
  }
}
