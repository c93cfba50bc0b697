package dev.stom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.Quote;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.runtime.ManualTime;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What streams must stand over real sockets, as a suite that each venue's tests extend: being
 * closed by anybody at any moment, a thousand reconnects, the death of the venue's process.
 *
 * <p>Needs JUnit 5 and AssertJ, which the testkit does not bring along.
 */
@SuppressWarnings("try") // clients are closed more than once
public abstract class StreamsOverSocketsContract {
  @RegisterExtension
  static final LeakCheck LEAKS = LeakCheck.of("sdk-", "simulated-", "MockWebServer");

  private static final LeakCheck CLIENT = LeakCheck.of("sdk-");
  private static final LeakCheck LISTENERS =
      LeakCheck.of("sdk-upbit-listener", "sdk-binance-listener");

  /** Far more than anything here takes on one machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A stall of half a minute takes half a second. */
  private static final Duration STEP = Duration.ofMillis(5);

  private static final Duration VIRTUAL_STEP = Duration.ofMillis(250);

  private static final int CLOSERS = 8;

  /** The listener's and its successor, the reader of the present socket and those just left. */
  private static final int MOST_THREADS = 6;

  /** A watch and timers of one connection on either side. */
  private static final int MOST_TASKS = 12;

  private static final long SEED = 13;

  /** For venues' tests. */
  protected StreamsOverSocketsContract() {}

  /**
   * Describes the venue.
   *
   * @return the same each time
   */
  protected abstract StreamSetup setup();

  private VenueClient clientOf(SimulatedVenue venue) {
    return setup()
        .open(new StreamSetup.Wiring(venue.restUri(), venue.wsUri(), null, null, null, SEED));
  }

  private SimulatedVenue start() {
    return setup().venue().seed(SEED).start();
  }

  private Set<Feed> busy() {
    Instrument btc = setup().instrument("BTC");
    return Set.of(Feed.trades(btc), Feed.quotes(btc));
  }

  // ---- closing

  @Test
  void s01_eightMayCloseAtOnceAndForNoneOfThemACallBeginsAfterwards() throws Exception {
    FeedStates heard = new FeedStates();
    try (SimulatedVenue venue = start();
        VenueClient client = clientOf(venue)) {
      client.marketData().subscribe(busy(), heard);
      heard.await(PATIENCE, () -> heard.areLive(busy()));
      CyclicBarrier together = new CyclicBarrier(CLOSERS);
      List<CompletableFuture<Long>> closers = new ArrayList<>();
      for (int i = 0; i < CLOSERS; i++) {
        CompletableFuture<Long> callsAtReturn = new CompletableFuture<>();
        closers.add(callsAtReturn);
        thread(
            "closer-" + i,
            () -> {
              try {
                together.await();
                client.close();
                callsAtReturn.complete(heard.calls());
              } catch (Exception failure) {
                callsAtReturn.completeExceptionally(failure);
              }
            });
      }
      for (CompletableFuture<Long> closer : closers) {
        assertThat(closer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(heard.calls());
      }
    }
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void s02_whoClosesSecondIsToldNoSoonerThanItIsTrue() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch mayReturn = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    try (SimulatedVenue venue = start();
        VenueClient client = clientOf(venue)) {
      Subscription<Feed> subscription =
          client
              .marketData()
              .subscribe(
                  busy(),
                  new MarketListener() {
                    @Override
                    public void onStatus(StreamStatus status) {
                      calls.incrementAndGet();
                      called.countDown();
                      try {
                        mayReturn.await();
                      } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                      }
                    }
                  });
      called.await();
      CompletableFuture<Boolean> first = new CompletableFuture<>();
      thread(
          "first",
          () -> {
            client.close();
            first.complete(true);
          });
      while (!subscription.isClosed()) {
        Thread.onSpinWait(); // until the first has begun
      }
      client.close();
      int callsAtReturn = calls.get();
      mayReturn.countDown();
      assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(LISTENERS.survivors()).isEmpty();
      assertThat(calls).hasValue(callsAtReturn);
    }
  }

  @Test
  void s03_aListenerMayCloseFromAnyOfItsCalls() throws Exception {
    for (Class<?> kind : List.of(Quote.class, StreamStatus.Live.class, StreamStatus.Stale.class)) {
      CompletableFuture<VenueClient> client = new CompletableFuture<>();
      AtomicInteger callsAfter = new AtomicInteger();
      CompletableFuture<Boolean> closed = new CompletableFuture<>();
      MarketListener listener =
          new MarketListener() {
            @Override
            public void onQuote(Quote quote) {
              heard(quote);
            }

            @Override
            public void onStatus(StreamStatus status) {
              heard(status);
            }

            private void heard(Object what) {
              if (closed.isDone()) {
                callsAfter.incrementAndGet();
              } else if (kind.isInstance(what)) {
                client.join().close();
                client.join().close();
                closed.complete(true);
              }
            }
          };
      ManualTime time = ManualTime.create();
      try (SimulatedVenue venue = setup().venue().seed(SEED).time(time).start()) {
        client.complete(
            setup()
                .open(
                    new StreamSetup.Wiring(
                        venue.restUri(), venue.wsUri(), null, time, null, SEED)));
        FeedStates beside = new FeedStates();
        client.join().marketData().subscribe(busy(), beside);
        beside.await(PATIENCE, () -> beside.areLive(busy()));
        client.join().marketData().subscribe(busy(), listener);
        time.advance(Duration.ofSeconds(1));
        if (kind == StreamStatus.Stale.class) {
          venue.faults().streams().stall();
        }
        advanceUntil(closed, time);
        assertThat(CLIENT.survivors()).isEmpty();
        assertThat(callsAfter).hasValue(0);
      }
    }
  }

  /** In steps: virtual time must not run away from what real sockets still carry. */
  private static void advanceUntil(CompletableFuture<?> done, ManualTime time) throws Exception {
    for (long spent = 0; spent < PATIENCE.toMillis(); spent += STEP.toMillis()) {
      time.advance(VIRTUAL_STEP);
      try {
        done.get(STEP.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException notYet) {
        // more time must pass
      }
    }
    throw new AssertionError("it has not happened within " + PATIENCE);
  }

  @Test
  void s04_aClientMayBeClosedWhileItConnects() {
    FeedStates heard = new FeedStates();
    try (SimulatedVenue venue = start()) {
      for (int i = 0; i < 4; i++) {
        VenueClient client = clientOf(venue);
        client.marketData().subscribe(busy(), heard);
        client.close();
        assertThat(heard.bad()).isEmpty();
      }
      assertThat(venue.traffic().violations()).isEmpty();
    }
  }

  @Test
  void s05_aClientMayBeClosedWhileASuccessorTakesOver() throws Exception {
    FeedStates heard = new FeedStates();
    CountDownLatch speaks = new CountDownLatch(1);
    try (SimulatedVenue venue = start();
        VenueClient client = clientOf(venue)) {
      client.marketData().subscribe(busy(), heard);
      heard.await(PATIENCE, () -> heard.areLive(busy()));
      venue
          .faults()
          .onFrames(
              Faults.ALWAYS,
              frame -> {
                if (frame.connection() == 2) {
                  speaks.countDown();
                }
                return false;
              },
              FrameFault.dropped());
      venue.faults().streams().shutDown(Duration.ofMillis(100));
      assertThat(speaks.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      client.close();
      long calls = heard.calls();
      assertThat(CLIENT.survivors()).isEmpty();
      assertThat(heard.calls()).isEqualTo(calls);
      assertThat(venue.traffic().violations()).isEmpty();
    }
  }

  @Test
  void s06_whatIsAttachedToARequestMayClose() throws Exception {
    FeedStates heard = new FeedStates();
    try (SimulatedVenue venue = start()) {
      VenueClient client = clientOf(venue);
      client.marketData().subscribe(busy(), heard);
      CompletableFuture<Long> callsAtReturn =
          client
              .marketData()
              .tickerAsync(setup().instrument("BTC"))
              .thenApply(
                  ticker -> {
                    client.close();
                    return heard.calls();
                  });
      long calls = callsAtReturn.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(CLIENT.survivors()).isEmpty();
      assertThat(heard.calls()).isEqualTo(calls);
    }
  }

  // ---- endurance

  @Test
  @Tag("slow")
  void s07_aThousandReconnectsLeaveNoThreadAndNoMemoryBehind() {
    ManualTime time = ManualTime.create();
    FeedStates heard = new FeedStates();
    int mostThreads = 0;
    long heapEarly = 0;
    try (SimulatedVenue venue = setup().venue().seed(SEED).time(time).start();
        VenueClient client =
            setup()
                .open(
                    new StreamSetup.Wiring(
                        venue.restUri(), venue.wsUri(), null, time, null, SEED))) {
      Subscription<Feed> subscription = client.marketData().subscribe(busy(), heard);
      heard.await(PATIENCE, () -> heard.areLive(busy()));
      for (int i = 1; i <= 1_000; i++) {
        reconnect(venue, time, subscription, heard, i);
        mostThreads = Math.max(mostThreads, ownThreads());
        if (i == 100) {
          heapEarly = LiveHeap.bytes();
        }
      }
      long heap = LiveHeap.bytes();
      assertThat(mostThreads).isLessThanOrEqualTo(MOST_THREADS);
      assertThat(heap).isLessThan(heapEarly + heapEarly / 20);
      assertThat(time.pendingTasks()).isLessThanOrEqualTo(MOST_TASKS);
      assertThat(heard.bad()).isEmpty();
      assertThat(venue.traffic().connectionsOpen()).isEqualTo(1);
      assertThat(venue.traffic().violations()).isEmpty();
    }
  }

  private void reconnect(
      SimulatedVenue venue,
      ManualTime time,
      Subscription<Feed> subscription,
      FeedStates heard,
      int number) {
    heard.forgetNews();
    // No more connections than the venue allows.
    untilSo(time, Duration.ofSeconds(2), heard, () -> heard.news() > 0);
    venue.faults().streams().abort();
    heard.await(PATIENCE, () -> heard.losses() == number);
    // Wishes are taken after a loss was dealt with: then the next attempt is planned.
    subscription.remove(Set.of());
    // The longest first pause.
    untilSo(time, Duration.ofMillis(500), heard, () -> heard.areLive(busy()));
  }

  /** Lets virtual time pass in steps, each of which gets some real time for the wire. */
  private static void untilSo(
      ManualTime time, Duration step, FeedStates heard, BooleanSupplier holds) {
    for (int tries = 0; tries < 10; tries++) {
      time.advance(step);
      if (heard.isSoon(Duration.ofSeconds(2), holds)) {
        return;
      }
    }
    throw new AssertionError("it never was so: " + heard);
  }

  private static int ownThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("sdk-"))
            .count();
  }

  @Test
  @Tag("slow")
  void s08_aCrowdOfFeedsLivesAgainAfterTheVenuesProcessWasKilled() {
    Set<Feed> crowd = StreamEnduranceContract.crowd(setup());
    FeedStates heard = new FeedStates();
    VenueProcess venue = VenueProcess.start(venueName(), crowd.size(), 0, 0);
    try (VenueClient client =
        setup().open(new StreamSetup.Wiring(venue.rest, venue.streams, null, null, null, SEED))) {
      client.marketData().subscribe(crowd, heard);
      isWell(venue, heard, crowd);
      venue.close();
      heard.await(PATIENCE, () -> heard.liveCount() == 0);
      heard.forgetNews();
      venue =
          VenueProcess.start(
              venueName(), crowd.size(), venue.rest.getPort(), venue.streams.getPort());
      isWell(venue, heard, crowd);
    } finally {
      venue.close();
    }
  }

  private String venueName() {
    return setup().instrument("BTC").venue().id();
  }

  private void isWell(VenueProcess venue, FeedStates heard, Set<Feed> crowd) {
    heard.await(PATIENCE.multipliedBy(2), () -> heard.areLive(crowd));
    // One of four synthetic coins hardly ever trades.
    heard.await(PATIENCE, () -> heard.traded() > crowd.size() * 7 / 10);
    VenueProcess.Seen seen = venue.seen();
    assertThat(heard.areLive(crowd)).isTrue();
    assertThat(heard.bad()).isEmpty();
    assertThat(seen.violations()).as(seen.words()).isZero();
    assertThat(seen.connectionsOpen()).isEqualTo(setup().connectionsOfCrowd());
  }
}
