package dev.stom.kimp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Asset;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Both venues, the rate and readers at once, on real threads. */
class KimpConcurrencyTest {
  private static final int ROUNDS = 5_000;

  @Test
  void twoVenuesAndARateFromThreeThreadsGiveSerialOrderedConsistentReadings() throws Exception {
    KimpScene scene = new KimpScene();
    PushedFx fx = FxSource.pushed("test");
    fx.push(new FxQuote(new BigDecimal("1000"), scene.time.now()));
    Inspector inspector = new Inspector();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    KimpMonitor monitor =
        KimpMonitor.builder(scene.seoul, scene.world)
            .assets(Asset.BTC, Asset.of("ETH"))
            .fx(fx)
            .time(scene.time)
            .listener(inspector)
            .open();
    CyclicBarrier start = new CyclicBarrier(4);
    List<Thread> threads =
        List.of(
            thread(failure, start, i -> scene.seoul.trade("KRW-BTC", "" + (100_000 + i))),
            thread(failure, start, i -> scene.world.trade("BTCUSDT", "" + (100 + i % 7))),
            thread(
                failure,
                start,
                i -> fx.push(new FxQuote(BigDecimal.valueOf(1000 + i % 20), scene.time.now()))),
            thread(failure, start, i -> assertConsistent(monitor.latest(Asset.BTC))));
    for (Thread thread : threads) {
      thread.join(60_000);
      assertThat(thread.isAlive()).isFalse();
    }
    scene.seoul.trade("KRW-ETH", "42");

    assertThat(inspector.sawEth.await(10, TimeUnit.SECONDS)).isTrue();
    monitor.close();
    int calls = inspector.calls.get();
    scene.seoul.trade("KRW-BTC", "1");

    assertThat(failure.get()).isNull();
    assertThat(inspector.trouble).isEmpty();
    assertThat(inspector.calls).hasValue(calls);
    assertThat(monitor.latest(Asset.BTC).korean().price().value())
        .isEqualByComparingTo(BigDecimal.valueOf(100_000L + ROUNDS - 1));
  }

  private interface Step {
    void run(int round) throws Exception;
  }

  private static Thread thread(AtomicReference<Throwable> failure, CyclicBarrier start, Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                start.await();
                for (int i = 0; i < ROUNDS; i++) {
                  step.run(i);
                }
              } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
              }
            });
    thread.start();
    return thread;
  }

  private static void assertConsistent(KimpReading reading) {
    KimpPrice krw = reading.korean().price();
    KimpPrice usd = reading.global().price();
    FxRate rate = reading.fx();
    assertThat(reading.premium().isDefined()).isEqualTo(krw != null && usd != null && rate != null);
    if (reading.premium().isDefined()) {
      assertThat(reading.premium())
          .isEqualTo(KimpCalculator.premium(krw.value(), usd.value(), rate.value()));
    }
  }

  /** Checks what it hears: one call at a time, prices of a side never going back, sums right. */
  private static final class Inspector implements KimpListener {
    private final AtomicBoolean inside = new AtomicBoolean();
    private final Map<String, BigDecimal> highest = new HashMap<>();
    final List<String> trouble = new ArrayList<>();
    final AtomicInteger calls = new AtomicInteger();
    final CountDownLatch sawEth = new CountDownLatch(1);

    @Override
    public void onPremium(KimpReading reading) {
      if (!inside.compareAndSet(false, true)) {
        trouble.add("two calls at once");
      }
      calls.incrementAndGet();
      KimpPrice krw = reading.korean().price();
      if (krw != null && reading.asset().equals(Asset.BTC)) {
        BigDecimal before = highest.put("BTC", krw.value());
        if (before != null && before.compareTo(krw.value()) > 0) {
          trouble.add(krw.value() + " after " + before);
        }
      }
      try {
        assertConsistent(reading);
      } catch (AssertionError wrong) {
        trouble.add(wrong.toString());
      }
      if (krw != null && reading.asset().equals(Asset.of("ETH"))) {
        sawEth.countDown();
      }
      inside.set(false);
    }

    @Override
    public void onAlert(KimpAlert alert) {
      if (!inside.compareAndSet(false, true)) {
        trouble.add("two calls at once");
      }
      inside.set(false);
    }
  }
}
