package dev.stom.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Percentiles beside HdrHistogram's and beside the sorted list, over random distributions. */
class ResponseTimesTest {
  private static final double[] PERCENTS = {1, 10, 50, 90, 99, 99.9, 100};
  private static final long MICROSECOND = 1_000;
  private static final long TWO_HOURS = Duration.ofHours(2).toNanos();

  static LongStream seeds() {
    Long only = Long.getLong("seed");
    return only == null ? LongStream.range(0, 200) : LongStream.of(only);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void percentilesAgreeWithinOnePercent(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LongUnaryOperator distribution = distribution(random);
    int count = random.nextInt(1, 5_000);
    long[] spans = new long[count];
    ResponseTimes ours = new ResponseTimes();
    ResponseTimes half = new ResponseTimes();
    Histogram oracle = new Histogram(TWO_HOURS, 4);
    for (int i = 0; i < count; i++) {
      spans[i] = Math.max(MICROSECOND, Math.min(TWO_HOURS, distribution.applyAsLong(i)));
      (i % 2 == 0 ? ours : half).add(spans[i]);
      oracle.recordValue(spans[i]);
    }
    ours.addAll(half);
    Arrays.sort(spans);
    for (double percent : PERCENTS) {
      long exact = spans[Math.max(0, (int) Math.ceil(percent / 100 * count - 1e-9) - 1)];
      assertThat(ours.percentile(percent))
          .as("p%s of %d against the sorted list", percent, count)
          .isCloseTo(exact, Percentage.withPercentage(1));
      assertThat(ours.percentile(percent))
          .as("p%s of %d against HdrHistogram", percent, count)
          .isCloseTo(oracle.getValueAtPercentile(percent), Percentage.withPercentage(1));
    }
    assertThat(ours.total()).isEqualTo(count);
    assertThat(ours.min()).isEqualTo(spans[0]);
    assertThat(ours.max()).isEqualTo(spans[count - 1]);
    assertThat((double) ours.mean())
        .isCloseTo(Arrays.stream(spans).average().orElseThrow(), within(1.0));
  }

  private static LongUnaryOperator distribution(SplittableRandom random) {
    long scale = (long) Math.exp(random.nextDouble(Math.log(2e3), Math.log(1e12)));
    return switch (random.nextInt(4)) {
      case 0 -> i -> random.nextLong(1, scale);
      case 1 -> i -> (long) (-Math.log(1 - random.nextDouble()) * scale);
      case 2 -> i -> (long) Math.exp(random.nextDouble(Math.log(1e3), Math.log(7e12)));
      default -> i -> random.nextInt(100) < 97 ? scale : scale * 50;
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 129, 255, 256, 257, 1_000, 8_796_093_022_207L})
  void aSpanAloneIsItsOwnPercentile(long span) {
    ResponseTimes times = new ResponseTimes();
    times.add(span);
    assertThat(times.percentile(50)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(longs = {8_796_093_022_208L, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void aSpanBeyondTheRangeIsStillCounted(long span) {
    ResponseTimes times = new ResponseTimes();
    times.add(span);
    assertThat(times.total()).isEqualTo(1);
    assertThat(times.max()).isEqualTo(Math.max(0, span));
    assertThat(times.percentile(100)).isEqualTo(Math.max(0, span));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 42})
  void everyBucketAnswersWithinOnePercentOfWhatIsInIt(int bits) {
    SplittableRandom random = new SplittableRandom(bits);
    for (int i = 0; i < 5_000; i++) {
      long span = random.nextLong(1L << (bits - 1), 1L << bits);
      ResponseTimes times = new ResponseTimes();
      times.add(span);
      times.add(1);
      times.add(TWO_HOURS * 4);
      assertThat(times.percentile(50)).isCloseTo(span, Percentage.withPercentage(0.79));
    }
  }
}
