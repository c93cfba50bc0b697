package dev.stom.upbit;

import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.SimulatedUpbit;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** A client and a simulated Upbit on one virtual clock, without sockets and threads. */
final class VirtualUpbit implements AutoCloseable {
  static final long SEED = 20_261_122;

  final ManualTime time;
  final SimulatedUpbit venue;
  final Transport transport;
  final Upbit upbit;

  private VirtualUpbit(ManualTime time, UnaryOperator<UpbitBuilder> options) {
    this.time = time;
    venue = SimulatedUpbit.builder().time(time).seed(SEED).build();
    transport = venue.inMemory();
    upbit =
        options
            .apply(
                Upbit.builder()
                    .environment(UpbitEnvironment.of(venue.restUri(), venue.wsUri()))
                    .transport(transport)
                    .time(time)
                    .random(new SplittableRandom(SEED))
                    .listenerExecutor(time.executor())
                    .completionExecutor(time.executor()))
            .open();
  }

  static VirtualUpbit open() {
    return open(builder -> builder);
  }

  static VirtualUpbit open(UnaryOperator<UpbitBuilder> options) {
    return new VirtualUpbit(ManualTime.startingAt(Instant.parse("2026-11-22T03:00:00Z")), options);
  }

  static VirtualUpbit openAt(String start) {
    return new VirtualUpbit(ManualTime.startingAt(Instant.parse(start)), builder -> builder);
  }

  /** Lets virtual time pass until a future is done, and returns what it holds or throws. */
  <T> T settle(CompletableFuture<T> future) {
    while (!future.isDone() && time.advanceToNext()) {
      // time passes
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
    upbit.close();
    transport.close();
    venue.close();
  }
}
