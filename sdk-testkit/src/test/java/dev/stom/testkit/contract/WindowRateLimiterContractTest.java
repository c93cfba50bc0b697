package dev.stom.testkit.contract;

import dev.stom.core.runtime.LimiterState;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.WindowRateLimiter;
import java.util.List;
import java.util.Optional;

class WindowRateLimiterContractTest extends RateLimiterContract {
  @Override
  protected RateLimiter open(ManualTime time, List<RateBudget> budgets) {
    return WindowRateLimiter.of(time, budgets);
  }

  @Override
  protected Optional<RateLimiter> reopen(
      ManualTime time, List<RateBudget> budgets, LimiterState state) {
    return Optional.of(WindowRateLimiter.builder(time).budgets(budgets).state(state).build());
  }
}
