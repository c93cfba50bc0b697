package dev.stom.kimp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Asset;
import dev.stom.core.runtime.SystemTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who calls the listener, what survives it, and that nothing goes on after the end. */
class KimpClosingTest {
  private final KimpScene scene = new KimpScene();

  /** A monitor with a thread of its own. */
  private KimpMonitorBuilder onItsOwnThread() {
    return KimpMonitor.builder(scene.seoul, scene.world)
        .assets(Asset.BTC)
        .fx(FxSource.constant(new BigDecimal("1000")));
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void assertEnds(Thread thread) throws InterruptedException {
    thread.join(2_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void afterCloseNothingIsToldAndNothingIsScheduled() {
    KimpMonitor monitor = scene.open();
    scene.premiumBecomes("1");
    scene.listener.clear();
    scene.seoul.trade("KRW-BTC", "200000");

    monitor.close();
    scene.pass(600);

    assertThat(scene.listener.all()).isEmpty();
    assertThat(scene.time.pendingTasks()).isZero();
    assertThat(monitor.isClosed()).isTrue();
    assertThat(scene.seoul.subscriptions()).allMatch(one -> one.isClosed());
    assertThat(scene.world.subscriptions()).allMatch(one -> one.isClosed());
  }

  @Test
  void closingTwiceIsClosingOnce() {
    KimpMonitor monitor = scene.open();

    monitor.close();
    monitor.close();

    assertThat(monitor.isClosed()).isTrue();
  }

  @Test
  void aClosedMonitorStillAnswersButKnowsNoPremium() {
    KimpMonitor monitor = scene.open();
    scene.premiumBecomes("1");

    monitor.close();

    KimpReading reading = monitor.latest(Asset.BTC);
    assertThat(reading.korean().stream()).isEqualTo(StreamState.CLOSED);
    assertThat(reading.premium())
        .isEqualTo(
            Premium.undefined(List.of(UndefinedReason.STALE_KOREAN, UndefinedReason.STALE_GLOBAL)));
  }

  @Test
  void aListenerMayCloseTheMonitorAndHearsNothingMore() {
    AtomicInteger calls = new AtomicInteger();
    AtomicReference<KimpMonitor> monitor = new AtomicReference<>();
    KimpListener closing =
        new KimpListener() {
          @Override
          public void onPremium(KimpReading reading) {
            calls.incrementAndGet();
            monitor.get().close();
          }
        };
    monitor.set(scene.btcAtOneThousand().listener(closing).open());

    scene.world.trade("BTCUSDT", "100");
    scene.seoul.trade("KRW-BTC", "110000");
    scene.pass(10);

    assertThat(calls).hasValue(1);
    assertThat(scene.time.pendingTasks()).isZero();
  }

  @Test
  void aListenerOnTheMonitorsOwnThreadMayCloseItAndReturnsUninterrupted() throws Exception {
    AtomicReference<KimpMonitor> monitor = new AtomicReference<>();
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicReference<Thread> thread = new AtomicReference<>();
    monitor.set(
        onItsOwnThread()
            .listener(
                new KimpListener() {
                  @Override
                  public void onPremium(KimpReading reading) {
                    try {
                      opened.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    thread.set(Thread.currentThread());
                    monitor.get().close();
                    interrupted.set(Thread.currentThread().isInterrupted());
                    closed.countDown();
                  }
                })
            .open());
    opened.countDown();

    await(closed);

    assertThat(interrupted).isFalse();
    assertThat(thread.get().getName()).isEqualTo("sdk-kimp-timer");
    assertThat(thread.get().isDaemon()).isTrue();
    assertEnds(thread.get());
  }

  @Test
  void closeWaitsForTheCallUnderWay() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    AtomicReference<Thread> thread = new AtomicReference<>();
    KimpMonitor monitor =
        onItsOwnThread()
            .listener(
                new KimpListener() {
                  @Override
                  public void onPremium(KimpReading reading) {
                    thread.set(Thread.currentThread());
                    inside.countDown();
                    try {
                      goOn.await();
                      finished.set(true);
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                })
            .open();
    await(inside);
    Thread closer = new Thread(monitor::close, "closer");
    closer.start();
    goOn.countDown();

    closer.join(10_000);

    assertThat(finished).isTrue();
    assertEnds(thread.get());
  }

  @Test
  void aListenerThatHangsHoldsUpNeitherTheVenuesNorLatestNorTheEnd() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    AtomicReference<Thread> thread = new AtomicReference<>();
    KimpMonitor monitor =
        onItsOwnThread()
            .time(scene.time)
            .listener(
                new KimpListener() {
                  @Override
                  public void onPremium(KimpReading reading) {
                    thread.set(Thread.currentThread());
                    inside.countDown();
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }
                })
            .open();
    await(inside);

    for (int i = 0; i < 10_000; i++) {
      scene.premiumBecomes("1");
    }
    assertThat(monitor.latest(Asset.BTC).premium()).isEqualTo(Premium.of(new BigDecimal("0.01")));
    monitor.close();

    assertEnds(thread.get());
  }

  @Test
  void aListenerThatThrowsIsCalledAgain() {
    AtomicInteger calls = new AtomicInteger();
    KimpListener throwing =
        new KimpListener() {
          @Override
          public void onPremium(KimpReading reading) {
            calls.incrementAndGet();
            throw new IllegalStateException("on purpose");
          }

          @Override
          public void onAlert(KimpAlert alert) {
            calls.incrementAndGet();
            throw new AssertionError("on purpose");
          }

          @Override
          public void onStatus(KimpStatus status) {
            calls.incrementAndGet();
            throw new IllegalStateException("on purpose");
          }
        };
    scene.open(scene.btcAtOneThousand().listener(throwing));
    calls.set(0);

    scene.premiumBecomes("6");
    scene.seoul.live();
    scene.settle();
    scene.premiumBecomes("1");

    assertThat(calls).hasValue(4);
    scene.close();
  }

  @Test
  void whatTheApplicationHandedInStaysOpen() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (SystemTime time = SystemTime.start("test")) {
      CountDownLatch heard = new CountDownLatch(1);
      KimpMonitor monitor =
          onItsOwnThread()
              .time(time)
              .executor(executor)
              .listener(
                  new KimpListener() {
                    @Override
                    public void onPremium(KimpReading reading) {
                      heard.countDown();
                    }
                  })
              .open();
      await(heard);

      monitor.close();

      assertThat(executor.isShutdown()).isFalse();
      CountDownLatch stillThere = new CountDownLatch(1);
      time.schedule(Duration.ZERO, stillThere::countDown);
      await(stillThere);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void anExecutorThatTheApplicationHasEndedEndsTheCallsAndNothingElse() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.shutdownNow();
    KimpMonitor monitor =
        scene.btcAtOneThousand().executor(executor).listener(scene.listener).open();

    scene.premiumBecomes("1");

    assertThat(monitor.latest(Asset.BTC).premium().isDefined()).isTrue();
    assertThat(scene.listener.all()).isEmpty();
    monitor.close();
  }

  @Test
  void anExecutorThatRunsAtOnceCallsTheListenerWithoutTheLock() throws Exception {
    AtomicReference<KimpMonitor> monitor = new AtomicReference<>();
    AtomicInteger answers = new AtomicInteger();
    KimpListener asking =
        new KimpListener() {
          @Override
          public void onPremium(KimpReading reading) {
            KimpMonitor open = monitor.get();
            if (open != null) {
              // Another thread gets through only if this one holds no lock.
              Thread other = new Thread(() -> answers.addAndGet(open.latestAll().size()));
              other.start();
              try {
                other.join(5_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
          }
        };
    monitor.set(scene.btcAtOneThousand().executor(Runnable::run).listener(asking).open());

    scene.seoul.trade("KRW-BTC", "100000");

    assertThat(answers).hasValue(1);
    monitor.get().close();
  }

  @Test
  void aSupplierOfTheRateIsNotAskedAfterTheEnd() {
    AtomicInteger asked = new AtomicInteger();
    KimpMonitor monitor =
        scene.open(
            scene
                .builder()
                .assets(Asset.BTC)
                .fx(
                    FxSource.supplied(
                        "desk",
                        () -> {
                          asked.incrementAndGet();
                          return Optional.empty();
                        })));
    scene.pass(3);
    int before = asked.get();

    monitor.close();
    scene.time.advance(Duration.ofMinutes(1));

    assertThat(before).isEqualTo(4);
    assertThat(asked).hasValue(before);
  }

  @Test
  void aStuckListenerCostsBoundedMemoryAndHearsThatItMissedSomething() {
    scene.open();
    scene.listener.clear();
    int many = HandOver.CAPACITY + 1_000;

    for (int i = 0; i < many; i++) {
      scene.seoul.live();
      scene.seoul.trade("KRW-BTC", Integer.toString(100_000 + i));
    }
    scene.settle();

    assertThat(scene.listener.all().size()).isLessThanOrEqualTo(HandOver.CAPACITY + 2);
    assertThat(scene.listener.all(KimpStatus.Missed.class)).isNotEmpty();
    assertThat(scene.listener.last("BTC").korean().price().value())
        .isEqualByComparingTo(Integer.toString(100_000 + many - 1));
    scene.close();
  }
}
