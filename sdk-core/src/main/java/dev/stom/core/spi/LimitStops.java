package dev.stom.core.spi;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.instrument.Venue;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a limiter when the venue has refused for too many requests: budgets after a 429, whole
 * scopes after a ban.
 *
 * <p><b>Threads:</b> thread-safe.
 */
final class LimitStops {
  private static final Logger log = LoggerFactory.getLogger(HttpCaller.class);

  private final Venue venue;
  private final TimeSource time;
  private final RateLimiter limiter;
  private final LimitFeedback feedback;

  /** Until when a pause asked for by the venue was last reported; guarded by this. */
  private Instant reportedUntil = Instant.MIN;

  LimitStops(Venue venue, TimeSource time, RateLimiter limiter, LimitFeedback feedback) {
    this.venue = venue;
    this.time = time;
    this.limiter = limiter;
    this.feedback = feedback;
  }

  /** Without effect unless the failure is a 429 or a ban. */
  void after(ApiRequest<?> request, Failure failure) {
    boolean banned = failure.reason() == ErrorReason.BANNED;
    if (!banned && failure.reason() != ErrorReason.RATE_LIMITED) {
      return;
    }
    Instant now = time.now();
    Instant latest = now;
    try {
      for (RateBudget budget : budgetsToStop(request, failure, banned)) {
        Instant stated = failure.retryAt();
        Instant until = stated != null ? stated : now.plus(pause(budget, banned));
        if (banned) {
          limiter.stopScopeUntil(budget.scope(), until);
        } else {
          limiter.stopUntil(budget.name(), until);
        }
        latest = until.isAfter(latest) ? until : latest;
      }
    } catch (RuntimeException e) {
      log.warn("{}: the limiter could not be stopped", venue, e);
    }
    report(failure, now, latest);
  }

  /** Of a ban one budget for each scope: whoever is counted there is banned. */
  private List<RateBudget> budgetsToStop(ApiRequest<?> request, Failure failure, boolean banned) {
    Collection<String> names = feedback.budgetsToStop(request, failure);
    Set<String> scopes = new HashSet<>();
    return limiter.budgets().stream()
        .filter(budget -> names.contains(budget.name()))
        .filter(budget -> !banned || scopes.add(budget.scope()))
        .toList();
  }

  private static Duration pause(RateBudget budget, boolean banned) {
    return banned ? HttpCaller.BAN_PAUSE : budget.window();
  }

  private void report(Failure failure, Instant now, Instant until) {
    synchronized (this) {
      if (now.isBefore(reportedUntil)) {
        return; // the same episode
      }
      reportedUntil = until;
    }
    log.warn(
        "{} refused {} with HTTP {} ({}); its limits are stopped until {}",
        venue,
        failure.operation(),
        failure.httpStatus(),
        failure.reason().words(),
        until);
  }
}
