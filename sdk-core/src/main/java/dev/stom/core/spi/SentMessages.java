package dev.stom.core.spi;

import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.runtime.WindowRateLimiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The messages of one socket to the venue, and how many more its limit allows. When the venue
 * counts a message is unknown until it answers: so long the message takes room.
 *
 * <p><b>Threads:</b> all under the hub's lock.
 */
final class SentMessages {
  /**
   * A message that is not answered by then was lost, or the connection is: it takes no more of the
   * message limit. Far more than a round trip, far less than a probe may take.
   */
  static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);

  private final TimeSource time;
  private final Object lock;
  private final RateLimiter limiter;
  private final Deque<Sent> unanswered = new ArrayDeque<>(); // oldest first
  private long lastNanos; // when the latest went out; meaningless before the socket is open
  private long answers;

  SentMessages(TimeSource time, Object lock, List<RateBudget> budgets) {
    this.time = time;
    this.lock = lock;
    this.limiter = WindowRateLimiter.of(time, budgets);
  }

  /** Waits for room; whoever does not send after all cancels the permit. */
  CompletableFuture<RateLimiter.Permit> room(int messages) {
    return limiter.acquire(charge(messages));
  }

  /** Room for one message, if there is any now. */
  Optional<RateLimiter.Permit> roomNow() {
    return limiter.tryAcquire(charge(1));
  }

  private Charge charge(int messages) {
    Map<String, Integer> amounts = new HashMap<>();
    limiter.budgets().forEach(budget -> amounts.put(budget.name(), messages));
    return new Charge(amounts);
  }

  /** The socket is open; nothing was sent on it. */
  void begin(long nanos) {
    lastNanos = nanos;
  }

  /** Messages went out that one answer will confirm. */
  void sent(RateLimiter.Permit permit) {
    lastNanos = time.nanoTime();
    unanswered.add(
        new Sent(
            permit,
            time.schedule(
                ANSWER_PATIENCE,
                () -> {
                  synchronized (lock) {
                    releaseOldest();
                  }
                })));
  }

  /** The venue has answered; answers come in the order of messages. */
  void answered() {
    answers++;
    releaseOldest();
  }

  private void releaseOldest() {
    Sent oldest = unanswered.poll();
    if (oldest != null) {
      oldest.forgetting.cancel();
      oldest.permit.release();
    }
  }

  /** How often the venue has answered. */
  long answers() {
    return answers;
  }

  /** When the latest message went out, or the socket was opened. */
  long lastNanos() {
    return lastNanos;
  }

  /** The socket is over. */
  void end() {
    unanswered.forEach(sent -> sent.forgetting.cancel());
    unanswered.clear();
  }

  /** Messages on their way. */
  private record Sent(RateLimiter.Permit permit, TimeSource.Scheduled forgetting) {}
}
