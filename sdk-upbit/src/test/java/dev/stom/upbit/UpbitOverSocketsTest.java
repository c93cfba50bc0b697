package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.Venues;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.RecordingListener;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.HttpFault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client over real sockets, and its end. */
@ExtendWith(LeakCheck.class)
class UpbitOverSocketsTest {
  private static final Instrument BTC = Upbit.instrument("KRW-BTC");

  private SimulatedUpbit venue;
  private Upbit upbit;
  private final RecordingListener listener = new RecordingListener();

  @BeforeEach
  void open() {
    venue = SimulatedUpbit.builder().seed(VirtualUpbit.SEED).start();
    upbit = builder().open();
  }

  private UpbitBuilder builder() {
    return Upbit.builder().environment(UpbitEnvironment.of(venue.restUri(), venue.wsUri()));
  }

  @AfterEach
  void close() {
    upbit.close();
    venue.close();
  }

  private Subscription<Feed> subscribe(MarketListener hears) {
    return upbit
        .marketData()
        .subscribe(Set.of(Feed.trades(BTC), Feed.tickers(BTC), Feed.book(BTC)), hears);
  }

  @Test
  void requestsAndStreamsWork() {
    Ticker ticker = upbit.marketData().ticker(BTC);
    assertThat(ticker.last()).isPositive();
    assertThat(upbit.marketData().orderBook(BTC, 5).bids().depth()).isEqualTo(5);
    assertThat(upbit.market().markets(true)).isNotEmpty();
    subscribe(listener);
    assertThat(listener.take(StreamStatus.Live.class).channels()).isNotEmpty();
    assertThat(listener.take(Ticker.class).last()).isPositive();
    assertThat(venue.traffic().violations()).isEmpty();
    assertThat(upbit.statistics().snapshot().total().requests()).isEqualTo(3);
  }

  @Test
  void threadsAreOursByNameAndDaemons() {
    subscribe(listener);
    listener.take(Trade.class);
    assertThat(upbit.marketData().tickerAsync(BTC).join()).isNotNull();
    List<Thread> ours =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("sdk-"))
            .toList();
    assertThat(ours)
        .isNotEmpty()
        .allSatisfy(
            thread -> {
              assertThat(thread.isDaemon()).isTrue();
              assertThat(thread.getName()).matches("sdk-upbit-((http|call|listener)-[0-9]+|timer)");
            });
  }

  @Test
  void closeEndsAllAtOnceAndNothingIsHeardAfterwards() {
    Subscription<Feed> subscription = subscribe(listener);
    listener.take(Trade.class);
    upbit.close();
    List<Object> heard = listener.heard();
    assertThat(heard.get(heard.size() - 1)).isInstanceOf(StreamStatus.Closed.class);
    assertThat(subscription.isClosed()).isTrue();
    upbit.close(); // again, without effect
    assertThat(listener.heard()).isEqualTo(heard);
    assertThatThrownBy(() -> upbit.marketData().ticker(BTC))
        .isInstanceOfSatisfying(
            SdkException.class,
            failure -> assertThat(failure.reason()).isEqualTo(ErrorReason.CLOSED));
    assertThatThrownBy(() -> subscribe(listener)).isInstanceOf(IllegalStateException.class);
    assertThat(upbit).hasToString("Upbit[custom, closed]");
  }

  @Test
  void closeMayBeCalledFromAListener() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    subscribe(
        new MarketListener() {
          @Override
          public void onTicker(Ticker ticker) {
            upbit.close();
            closed.countDown();
          }
        });
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aListenerThatIsStuckDoesNotHoldCloseUp() throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    subscribe(
        new MarketListener() {
          @Override
          public void onTicker(Ticker ticker) {
            stuck.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
    long begun = System.nanoTime();
    upbit.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    release.countDown();
  }

  @Test
  void requestsUnderWayFailWhenTheClientIsClosed() throws InterruptedException {
    venue.faults().onRequests(Faults.ALWAYS, HttpFault.dropped());
    CompletableFuture<Ticker> asked = upbit.marketData().tickerAsync(BTC);
    upbit.close();
    assertThatThrownBy(() -> asked.get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            SdkException.class,
            failure -> assertThat(failure.reason()).isEqualTo(ErrorReason.CLOSED));
  }

  @Test
  void whatTheUserHandedInIsLeftOpen() {
    OkHttpClient client = new OkHttpClient();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    AtomicReference<String> heardOn = new AtomicReference<>();
    try {
      Upbit own = builder().httpClient(client).listenerExecutor(executor).open();
      RecordingListener hears = new RecordingListener();
      own.marketData()
          .subscribe(
              Set.of(Feed.trades(BTC)),
              new MarketListener() {
                @Override
                public void onTrade(Trade trade) {
                  heardOn.set(Thread.currentThread().getName());
                  hears.onTrade(trade);
                }
              });
      hears.take(Trade.class);
      own.close();
      assertThat(heardOn.get()).startsWith("pool-");
      assertThat(executor.isShutdown()).isFalse();
      assertThat(client.dispatcher().executorService().isShutdown()).isFalse();
    } finally {
      executor.shutdownNow();
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  @Test
  void itOpensTogetherWithOthers() {
    try (Venues venues = Venues.open(builder())) {
      assertThat(venues.get(Upbit.class).marketData().ticker(BTC).last()).isPositive();
      assertThat(venues.get(Upbit.VENUE).venue()).isEqualTo(Upbit.VENUE);
    }
  }

  @Test
  void anInterruptedCallerGivesUp() throws InterruptedException {
    venue.faults().onRequests(Faults.ALWAYS, HttpFault.dropped());
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                upbit.market().tickers(List.of("KRW-BTC"));
              } catch (SdkException failure) {
                thrown.set(failure);
              }
            });
    caller.start();
    caller.interrupt();
    caller.join(5_000);
    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            SdkException.class,
            failure -> assertThat(failure.reason()).isEqualTo(ErrorReason.INTERRUPTED));
  }

  @Test
  void aVenueThatGoesAwayAndComesBackIsFollowed() {
    subscribe(listener);
    listener.take(Trade.class);
    venue.faults().streams().close(1001, "going away");
    listener.take(StreamStatus.Reconnecting.class);
    listener.take(StreamStatus.Live.class);
    StreamStatus.Gap gap = listener.take(StreamStatus.Gap.class);
    assertThat(gap.from()).isBeforeOrEqualTo(gap.to());
  }
}
