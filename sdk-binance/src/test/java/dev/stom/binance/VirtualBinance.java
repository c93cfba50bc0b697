package dev.stom.binance;

import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.SimulatedBinance;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** A client and a simulated venue in memory, both on one virtual clock. */
final class VirtualBinance implements AutoCloseable {
  /** Far more than any request takes in virtual time. */
  private static final int MOST_STEPS = 100_000;

  final ManualTime time = ManualTime.create();
  final SimulatedBinance venue;
  final Transport transport;
  final Binance client;

  private VirtualBinance(BinanceTimeUnit unit) {
    venue = SimulatedBinance.builder().seed(7).time(time).build();
    transport = venue.inMemory();
    client =
        Binance.builder()
            .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
            .transport(transport)
            .time(time)
            .timeUnit(unit)
            .random(new SplittableRandom(7))
            .listenerExecutor(time.executor())
            .open();
  }

  static VirtualBinance open() {
    return new VirtualBinance(BinanceTimeUnit.MILLISECOND);
  }

  static VirtualBinance open(BinanceTimeUnit unit) {
    return new VirtualBinance(unit);
  }

  /** What a call takes of the limiter's request weight. */
  int chargedFor(Function<BinanceMarketApi, CompletableFuture<?>> call) {
    int before = room();
    settle(call.apply(client.market()));
    return before - room();
  }

  /** The most that one more request might cost now; the lanes keep a part from each other. */
  private int room() {
    for (int weight = RestLimits.WEIGHT.limit(); weight > 0; weight--) {
      try {
        Optional<RateLimiter.Permit> permit =
            client.limiter().tryAcquire(Charge.of(RestLimits.WEIGHT.name(), weight));
        if (permit.isPresent()) {
          permit.get().cancel();
          return weight;
        }
      } catch (IllegalArgumentException reservedForOthers) {
        // a smaller one may pass
      }
    }
    return 0;
  }

  /** Lets time pass until a future is done. */
  <T> T settle(CompletableFuture<T> future) {
    for (int i = 0; i < MOST_STEPS && !future.isDone(); i++) {
      if (!time.advanceToNext()) {
        time.advance(Duration.ofMillis(1));
      }
    }
    if (!future.isDone()) {
      throw new AssertionError("it never ends");
    }
    try {
      return future.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  @Override
  public void close() {
    client.close();
    transport.close();
    venue.close();
  }
}
