package dev.stom.core.runtime;

import dev.stom.core.runtime.RateLimiter.Permit;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One request that waits for room in a {@link WindowRateLimiter}. Compared by identity. */
final class Waiter {
  final List<Share> shares;
  final CompletableFuture<Permit> future = new CompletableFuture<>();

  Waiter(List<Share> shares) {
    this.shares = shares;
  }

  /** Tells whether nobody who shares a budget waits before this one. */
  boolean isFirst() {
    for (Share share : shares) {
      if (share.ledger().queue.iterator().next() != this) {
        return false;
      }
    }
    return true;
  }

  /** What a request takes from one budget. */
  record Share(BudgetLedger ledger, int amount) {}
}
