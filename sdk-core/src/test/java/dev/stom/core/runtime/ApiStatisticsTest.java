package dev.stom.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ApiStatisticsTest {
  private static final Venue VENUE = new Venue("upbit", "Upbit");

  private final ManualTime time = ManualTime.create();
  private final ApiStatistics statistics = ApiStatistics.of(VENUE, time);

  @Test
  void withoutRequestsEverythingIsAbsentAndNothingIsZero() {
    StatisticsSnapshot snapshot = statistics.snapshot();
    assertThat(snapshot.venue()).isEqualTo(VENUE);
    assertThat(snapshot.byEndpoint()).isEmpty();
    for (EndpointStatistics empty :
        List.of(snapshot.total(), snapshot.endpoint("GET /v1/ticker"))) {
      assertThat(empty.requests()).isZero();
      assertThat(empty.errorRate()).isEmpty();
      assertThat(empty.lastRequest()).isNull();
      assertThat(empty.times()).isNull();
    }
  }

  @Test
  void figuresAreKeptByEndpointAndMergedInTheTotal() {
    statistics.record("GET /a", Duration.ofMillis(10), true);
    time.advance(Duration.ofSeconds(1));
    statistics.record("GET /b", Duration.ofMillis(30), false);
    time.advance(Duration.ofSeconds(1));
    statistics.record("GET /a", Duration.ofMillis(20), true);

    StatisticsSnapshot snapshot = statistics.snapshot();
    EndpointStatistics a = snapshot.endpoint("GET /a");
    assertThat(a.requests()).isEqualTo(2);
    assertThat(a.errors()).isZero();
    assertThat(a.errorRate()).hasValue(0);
    assertThat(a.lastRequest()).isEqualTo(ManualTime.DEFAULT_START.plusSeconds(2));
    assertThat(a.times().min()).isEqualTo(Duration.ofMillis(10));
    assertThat(a.times().mean()).isEqualTo(Duration.ofMillis(15));
    assertThat(a.times().max()).isEqualTo(Duration.ofMillis(20));
    EndpointStatistics total = snapshot.total();
    assertThat(total.requests()).isEqualTo(3);
    assertThat(total.errors()).isEqualTo(1);
    assertThat(total.errorRate()).hasValue(1.0 / 3);
    assertThat(total.times().max()).isEqualTo(Duration.ofMillis(30));
    assertThat(total.times().mean()).isEqualTo(Duration.ofMillis(20));
    assertThat(snapshot.byEndpoint().keySet()).containsExactly("GET /a", "GET /b");
  }

  @Test
  void aSingleRequestIsItsOwnMinimumMaximumAndEveryPercentile() {
    Duration one = Duration.ofNanos(123_456_789);
    statistics.record("x", one, true);
    EndpointStatistics.Times times = statistics.snapshot().total().times();
    assertThat(times).isEqualTo(new EndpointStatistics.Times(one, one, one, one, one, one, one));
  }

  @Test
  void aSnapshotIsNotChangedByLaterRequests() {
    statistics.record("x", Duration.ofMillis(1), true);
    StatisticsSnapshot before = statistics.snapshot();
    statistics.record("x", Duration.ofMillis(9), false);
    assertThat(before.total().requests()).isEqualTo(1);
    assertThat(before.total().times().max()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void aResetStartsAgainFromNothing() {
    statistics.record("x", Duration.ofMillis(1), true);
    time.advance(Duration.ofMinutes(1));
    Instant reset = time.now();
    assertThat(statistics.snapshotAndReset().total().requests()).isEqualTo(1);
    time.advance(Duration.ofMinutes(1));
    StatisticsSnapshot after = statistics.snapshot();
    assertThat(after.total().requests()).isZero();
    assertThat(after.since()).isEqualTo(reset);
    assertThat(after.taken()).isEqualTo(reset.plusSeconds(60));
    statistics.record("x", Duration.ofMillis(1), true);
    statistics.reset();
    assertThat(statistics.snapshot().byEndpoint()).isEmpty();
  }

  @Test
  void everyRequestIsInExactlyOneOfTheSnapshotsTakenWhileEightThreadsRecord() throws Exception {
    int threads = 8;
    int each = 20_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
    try {
      AtomicBoolean recording = new AtomicBoolean(true);
      Future<Long> taken =
          pool.submit(
              () -> {
                long sum = 0;
                while (recording.get()) {
                  StatisticsSnapshot snapshot = statistics.snapshotAndReset();
                  long parts =
                      snapshot.byEndpoint().values().stream()
                          .mapToLong(EndpointStatistics::requests)
                          .sum();
                  assertThat(parts).isEqualTo(snapshot.total().requests());
                  sum += parts;
                }
                return sum;
              });
      List<Future<?>> recorders = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String endpoint = "e" + i % 3;
        recorders.add(
            pool.submit(
                () -> {
                  for (int n = 0; n < each; n++) {
                    statistics.record(endpoint, Duration.ofNanos(n), n % 2 == 0);
                  }
                }));
      }
      for (Future<?> recorder : recorders) {
        recorder.get();
      }
      recording.set(false);
      long counted = taken.get(); // the taker's last round may come after the last recording
      long rest = statistics.snapshot().total().requests();
      assertThat(counted + rest).isEqualTo((long) threads * each);
    } finally {
      pool.shutdownNow();
    }
  }
}
