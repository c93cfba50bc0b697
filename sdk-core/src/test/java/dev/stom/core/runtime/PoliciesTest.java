package dev.stom.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stom.core.error.ErrorReason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void onlyWhatMayPassByItselfIsTriedAgain() {
    Set<ErrorReason> tried = EnumSet.noneOf(ErrorReason.class);
    for (ErrorReason reason : ErrorReason.values()) {
      if (RetryPolicy.standard().triesAgain(reason, 1)) {
        tried.add(reason);
      }
      assertThat(RetryPolicy.none().triesAgain(reason, 1)).isFalse();
      assertThat(RetryPolicy.standard().triesAgain(reason, 3)).isFalse();
    }
    assertThat(tried)
        .containsExactlyInAnyOrder(
            ErrorReason.RATE_LIMITED,
            ErrorReason.MAINTENANCE,
            ErrorReason.VENUE_FAILURE,
            ErrorReason.TIMEOUT,
            ErrorReason.CONNECTION,
            ErrorReason.UNREADABLE);
  }

  @Test
  void theCeilingOfARetrysPauseDoublesUpToTheMaximumAndAllOfItIsUsed() {
    RetryPolicy policy =
        RetryPolicy.builder()
            .baseDelay(Duration.ofMillis(100))
            .maxDelay(Duration.ofMillis(1_000))
            .build();
    long[] ceilings = {100, 200, 400, 800, 1_000, 1_000};
    for (int attempt = 1; attempt <= ceilings.length; attempt++) {
      long ceiling = ceilings[attempt - 1] * 1_000_000;
      long least = Long.MAX_VALUE;
      long most = 0;
      for (int i = 0; i < 2_000; i++) {
        long delay = policy.delay(attempt, random).toNanos();
        assertThat(delay).isBetween(0L, ceiling);
        least = Math.min(least, delay);
        most = Math.max(most, delay);
      }
      assertThat(least).isLessThan(ceiling / 50);
      assertThat(most).isGreaterThan(ceiling - ceiling / 50);
    }
    assertThat(policy.delay(Integer.MAX_VALUE, random))
        .isBetween(Duration.ZERO, Duration.ofSeconds(1));
  }

  @Test
  void aReconnectNeverComesSoonerThanTheMinimumHoweverOften() {
    ReconnectPolicy policy = ReconnectPolicy.standard();
    for (int attempt = 1; attempt < 1_000; attempt++) {
      assertThat(policy.delay(attempt, random))
          .isBetween(ReconnectPolicy.DEFAULT_MIN_DELAY, ReconnectPolicy.DEFAULT_MAX_DELAY);
    }
    assertThat(policy.delay(1, random)).isLessThanOrEqualTo(ReconnectPolicy.DEFAULT_BASE_DELAY);
  }

  @Test
  void equalMinimumBaseAndMaximumMakeAFixedPause() {
    Duration second = Duration.ofSeconds(1);
    ReconnectPolicy policy =
        ReconnectPolicy.builder().minDelay(second).baseDelay(second).maxDelay(second).build();
    assertThat(policy.delay(5, random)).isEqualTo(second);
  }

  @Test
  void hugeFiguresDoNotOverflow() {
    Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
    RetryPolicy policy = RetryPolicy.builder().baseDelay(forEver).maxDelay(forEver).build();
    assertThat(policy.delay(100, random)).isPositive();
  }

  @Test
  void badFiguresAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.builder().maxAttempts(0))
        .withMessageContaining("maxAttempts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.builder().baseDelay(Duration.ZERO))
        .withMessageContaining("baseDelay");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.builder().maxDelay(Duration.ofMillis(1)).build())
        .withMessageContaining("baseDelay")
        .withMessageContaining("maxDelay");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReconnectPolicy.builder().minDelay(Duration.ofSeconds(1)).build())
        .withMessageContaining("minDelay");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.standard().delay(0, random))
        .withMessageContaining("attempt");
  }

  @Test
  void aPolicyCanBeVaried() {
    RetryPolicy varied = RetryPolicy.standard().toBuilder().maxAttempts(5).build();
    assertThat(varied.maxAttempts()).isEqualTo(5);
    assertThat(varied).hasToString("RetryPolicy[maxAttempts=5, baseDelay=PT0.25S, maxDelay=PT5S]");
    assertThat(ReconnectPolicy.standard().toBuilder().build())
        .hasToString(ReconnectPolicy.standard().toString());
  }
}
