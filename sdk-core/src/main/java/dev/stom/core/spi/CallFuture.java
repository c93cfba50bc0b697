package dev.stom.core.spi;

import dev.stom.core.instrument.Venue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of one request. It knows its own name, for {@link HttpCaller#await}, and so do the
 * futures that are made from it by {@code thenApply} and the like; cancelling one of those cancels
 * the request.
 */
final class CallFuture<T> extends CompletableFuture<T> {
  final Venue venue;
  final String operation;
  private final @Nullable CallFuture<?> source; // null for the request's own

  CallFuture(Venue venue, String operation) {
    this(venue, operation, null);
  }

  private CallFuture(Venue venue, String operation, @Nullable CallFuture<?> source) {
    this.venue = venue;
    this.operation = operation;
    this.source = source;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CallFuture<>(venue, operation, this);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled && source != null) {
      source.cancel(mayInterruptIfRunning);
    }
    return cancelled;
  }
}
