package dev.stom.core.spi;

import dev.stom.core.error.Failure;
import java.util.Collection;

/**
 * What a venue's answers say about its limits. {@link HttpCaller} shows every answer, and asks what
 * to stop when the venue has refused for too many requests.
 *
 * <p><b>Threads:</b> called on the transport's thread, for several answers at the same time.
 */
public interface LimitFeedback {
  /** Looks at nothing, and stops the budgets that the refused request was charged to. */
  LimitFeedback NONE = new LimitFeedback() {};

  /**
   * Sees every answer, whatever its status, before it is decoded: the place to read headers like
   * {@code X-MBX-USED-WEIGHT-1M} and to {@linkplain dev.stom.core.runtime.RateLimiter#report
   * report} them to the limiter.
   *
   * @param call what was asked, what came, and when
   */
  default void onAnswer(AnsweredCall call) {}

  /**
   * Chooses the budgets to stop after a 429 or a ban: until {@link Failure#retryAt}, or, when the
   * venue named no moment, for one window after a 429 and for {@link HttpCaller#BAN_PAUSE} after a
   * ban. A ban stops all budgets of the scopes that these belong to, connections included.
   *
   * @param request what was refused
   * @param failure how; its reason is {@code RATE_LIMITED} or {@code BANNED}
   * @return names of budgets; those that the limiter does not keep are left out; by default those
   *     that the request was charged to
   */
  default Collection<String> budgetsToStop(ApiRequest<?> request, Failure failure) {
    return request.charge().amounts().keySet();
  }
}
