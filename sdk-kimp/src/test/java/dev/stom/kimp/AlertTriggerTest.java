package dev.stom.kimp;

import static dev.stom.kimp.KimpAlert.Direction.DISCOUNT;
import static dev.stom.kimp.KimpAlert.Direction.PREMIUM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.kimp.KimpAlert.Direction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertTriggerTest {
  private static final BigDecimal THRESHOLD = new BigDecimal("0.05");
  private static final BigDecimal HYSTERESIS = new BigDecimal("0.005");

  private static List<String> alerts(String... percents) {
    AlertTrigger trigger = new AlertTrigger(THRESHOLD, HYSTERESIS);
    List<String> alerts = new ArrayList<>();
    for (String percent : percents) {
      trigger
          .next(new BigDecimal(percent).movePointLeft(2))
          .ifPresent(direction -> alerts.add(direction + " at " + percent));
    }
    return alerts;
  }

  @Test
  void exactlyAtTheThresholdDoesNotAlert() {
    assertThat(alerts("4.9", "5", "5.00", "-5", "-5.000")).isEmpty();
    assertThat(alerts("5", "5.0000000000000000000001")).hasSize(1);
  }

  @Test
  void oneCrossingAlertsOnce() {
    assertThat(alerts("5.1", "6", "5.2", "9")).containsExactly("PREMIUM at 5.1");
    assertThat(alerts("-5.1", "-6", "-5.2")).containsExactly("DISCOUNT at -5.1");
  }

  @Test
  void hoveringAtTheThresholdAlertsOnce() {
    assertThat(alerts("5.1", "4.9", "5.1", "4.6", "5.1", "4.5", "5.1"))
        .containsExactly("PREMIUM at 5.1");
  }

  @Test
  void fallingBelowThresholdLessHysteresisSetsItAgain() {
    assertThat(alerts("5.1", "4.49", "5.2")).containsExactly("PREMIUM at 5.1", "PREMIUM at 5.2");
  }

  @Test
  void aJumpToTheOtherSideAlertsThereAtOnce() {
    assertThat(alerts("6", "-6", "6"))
        .containsExactly("PREMIUM at 6", "DISCOUNT at -6", "PREMIUM at 6");
  }

  @Test
  void withoutHysteresisExactlyAtTheThresholdDoesNotSetItAgain() {
    AlertTrigger trigger = new AlertTrigger(THRESHOLD, BigDecimal.ZERO);
    BigDecimal above = new BigDecimal("0.051");

    assertThat(trigger.next(above)).contains(PREMIUM);
    assertThat(trigger.next(THRESHOLD)).isEmpty();
    assertThat(trigger.next(above)).isEmpty();
    assertThat(trigger.next(new BigDecimal("0.0499"))).isEmpty();
    assertThat(trigger.next(above)).contains(PREMIUM);
  }

  static LongStream seeds() {
    Long one = Long.getLong("seed");
    return one != null ? LongStream.of(one) : LongStream.range(0, 2_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aRandomWalkAlertsWhereTheRuleSaysSo(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Whole steps on a small grid meet threshold and limits exactly, again and again.
    int threshold = random.nextInt(1, 12);
    int hysteresis = random.nextInt(0, threshold + 1);
    int[] walk = new int[300];
    int at = random.nextInt(-15, 16);
    for (int i = 0; i < walk.length; i++) {
      at = random.nextInt(20) == 0 ? -at : at + random.nextInt(-2, 3);
      walk[i] = Math.max(-20, Math.min(20, at));
    }
    AlertTrigger trigger = new AlertTrigger(scaled(threshold), scaled(hysteresis));

    for (int i = 0; i < walk.length; i++) {
      assertThat(trigger.next(scaled(walk[i])).map(Enum::name).orElse("none"))
          .as("seed %d step %d", seed, i)
          .isEqualTo(expected(walk, i, threshold, hysteresis));
    }
  }

  private static BigDecimal scaled(int units) {
    return BigDecimal.valueOf(units, 3);
  }

  /**
   * The rule without a state machine: beyond the threshold now, and since the last time it was so
   * (if ever) at least once below threshold less hysteresis.
   */
  private static String expected(int[] walk, int now, int threshold, int hysteresis) {
    for (Direction direction : Direction.values()) {
      int sign = direction == DISCOUNT ? -1 : 1;
      if (sign * walk[now] > threshold) {
        boolean cameBack = false;
        boolean before = false;
        for (int i = now - 1; i >= 0 && !before; i--) {
          before = sign * walk[i] > threshold;
          cameBack |= sign * walk[i] < threshold - hysteresis;
        }
        return !before || cameBack ? direction.name() : "none";
      }
    }
    return "none";
  }
}
