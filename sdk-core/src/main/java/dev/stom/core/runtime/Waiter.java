package dev.stom.core.runtime;

import dev.stom.core.runtime.RateLimiter.Permit;
import java.util.concurrent.CompletableFuture;

/** One request that waits for room in a {@link WindowRateLimiter}. Compared by identity. */
final class Waiter {
  final Bill bill;
  final long arrived; // on the limiter's own clock
  final CompletableFuture<Permit> future = new CompletableFuture<>();

  Waiter(Bill bill, long arrived) {
    this.bill = bill;
    this.arrived = arrived;
  }
}
