package dev.stom.binance;

import dev.stom.core.RawAnswer;
import dev.stom.core.runtime.Lane;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.SimulatedBinance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A client under a load of many lanes at a venue that enforces its limits, in virtual time. */
final class MixedLoad implements AutoCloseable {
  /** One way. */
  static final Duration LATENCY = Duration.ofMillis(20);

  static final long MINUTE = 60_000;

  final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-22T03:00:17.300Z"));
  final SplittableRandom random;
  final SimulatedBinance venue;
  final Transport transport;
  final Binance client;

  /** The highest count that the venue's answers have named, by minute. */
  final Map<Long, Integer> used = new TreeMap<>();

  /** What was served, by minute and lane. */
  final Map<Long, Map<Lane, Integer>> served = new TreeMap<>();

  final List<Throwable> failures = new ArrayList<>();
  private boolean ended;

  MixedLoad(long seed) {
    random = new SplittableRandom(seed);
    venue = SimulatedBinance.builder().seed(seed).time(time).latency(LATENCY).build();
    transport = venue.inMemory();
    client =
        Binance.builder()
            .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
            .transport(transport)
            .time(time)
            .random(random.split())
            .listenerExecutor(time.executor())
            .deadline(Duration.ofHours(2))
            .open();
  }

  /** The cheapest requests of a weight; the venue has no orders, so their lanes ask for others. */
  private static Call call(int weight) {
    return switch (weight) {
      case 1 -> new Call("/api/v3/ping", Map.of());
      case 2 ->
          new Call("/api/v3/klines", Map.of("symbol", "BTCUSDT", "interval", "1d", "limit", "1"));
      case 5 -> new Call("/api/v3/depth", Map.of("symbol", "BTCUSDT", "limit", "5"));
      case 20 -> new Call("/api/v3/exchangeInfo", Map.of("symbol", "BTCUSDT"));
      case 25 -> new Call("/api/v3/historicalTrades", Map.of("symbol", "BTCUSDT", "limit", "1"));
      default -> throw new IllegalArgumentException("no request of weight " + weight);
    };
  }

  private record Call(String path, Map<String, String> parameters) {}

  CompletableFuture<RawAnswer> ask(Lane lane, int weight) {
    Call call = call(weight);
    CompletableFuture<RawAnswer> asked =
        client.market().rawAsync("GET", call.path(), call.parameters(), weight, lane);
    return asked.whenComplete((answer, thrown) -> note(lane, weight, answer, thrown));
  }

  private void note(Lane lane, int weight, RawAnswer answer, Throwable thrown) {
    if (thrown != null) {
      if (!ended) {
        failures.add(thrown);
      }
      return;
    }
    long minute = Math.floorDiv(time.now().minus(LATENCY).toEpochMilli(), MINUTE);
    int count = Integer.parseInt(answer.headers().get("x-mbx-used-weight-1m").get(0));
    used.merge(minute, count, Math::max);
    served
        .computeIfAbsent(minute, m -> new EnumMap<>(Lane.class))
        .merge(lane, weight, Integer::sum);
  }

  /** Wants more than there is: so many requests wait at any time. */
  void saturate(Lane lane, int weight, int width) {
    for (int i = 0; i < width; i++) {
      again(lane, weight);
    }
  }

  private void again(Lane lane, int weight) {
    CompletableFuture<?> unused =
        ask(lane, weight)
            .whenComplete(
                (answer, thrown) -> {
                  if (!ended && thrown == null) {
                    again(lane, weight);
                  }
                });
  }

  /** Does something again and again, after pauses drawn from half to one and a half of a mean. */
  void every(Duration mean, Runnable action) {
    Duration pause = Duration.ofNanos((long) (mean.toNanos() * (0.5 + random.nextDouble())));
    time.schedule(
        pause,
        () -> {
          if (!ended) {
            action.run();
            every(mean, action);
          }
        });
  }

  void askEvery(Duration mean, Lane lane, int weight) {
    every(
        mean,
        () -> {
          CompletableFuture<?> unused = ask(lane, weight);
        });
  }

  /** All minutes that were full from beginning to end. */
  List<Long> fullMinutes(Instant from, Instant to) {
    List<Long> minutes = new ArrayList<>();
    for (long m = Math.floorDiv(from.toEpochMilli() - 1, MINUTE) + 1;
        (m + 1) * MINUTE <= to.toEpochMilli();
        m++) {
      minutes.add(m);
    }
    return minutes;
  }

  @Override
  public void close() {
    ended = true;
    client.close();
    transport.close();
    venue.close();
  }
}
