package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookState;
import dev.stom.core.market.BookView;
import dev.stom.core.market.Feed;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookListener;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Subscription;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.traffic.SeenFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Books of the simulated Upbit, which come whole, under faults. */
@ExtendWith(LeakCheck.class)
@SuppressWarnings("try") // subscriptions are held open, not used
class UpbitLiveBooksTest {
  private static final Instrument BTC = Upbit.instrument("KRW-BTC");
  private static final Duration SOON = Duration.ofSeconds(2);

  private static boolean isBook(SeenFrame frame) {
    return frame.text().contains("orderbook") && frame.text().contains("KRW-BTC");
  }

  @Test
  void aBookShowsWhatTheVenueSendsFrameByFrame() {
    List<OrderBook> frames = new ArrayList<>();
    List<OrderBook> live = new ArrayList<>();
    MarketListener listener =
        new MarketListener() {
          @Override
          public void onBook(OrderBook book) {
            frames.add(book);
          }
        };
    LiveBookOptions options =
        LiveBookOptions.DEFAULT
            .withLevels(30)
            .withListener(view -> view.live().ifPresent(live::add));
    try (VirtualUpbit virtual = VirtualUpbit.open();
        Subscription<Feed> unused =
            virtual.upbit.marketData().subscribe(List.of(Feed.book(BTC)), listener);
        LiveBook book = virtual.upbit.marketData().liveBook(BTC, options)) {
      virtual.time.advance(Duration.ofSeconds(30));
      assertThat(live).hasSizeGreaterThan(20);
      assertThat(live.get(live.size() - 1)).isEqualTo(frames.get(frames.size() - 1));
      assertThat(frames).containsAll(live);
      assertThat(book.view().resyncs()).isZero();
      assertThat(book.view().sequence()).isEmpty(); // Upbit numbers no books
    }
  }

  @Test
  void crossedFramesAreNeverLive() {
    List<BookView> views = new ArrayList<>();
    try (VirtualUpbit virtual = VirtualUpbit.open();
        LiveBook book =
            virtual
                .upbit
                .marketData()
                .liveBook(BTC, LiveBookOptions.DEFAULT.withListener(views::add))) {
      virtual.time.advance(SOON);
      virtual
          .venue
          .faults()
          .onFrames(
              3,
              UpbitLiveBooksTest::isBook,
              FrameFault.changed(UpbitLiveBooksTest::withSidesSwapped));
      for (int i = 0; i < 500 && book.view().state() == BookState.LIVE; i++) {
        virtual.time.advance(Duration.ofMillis(10));
      }
      assertThat(book.view().state()).isEqualTo(BookState.BROKEN);
      assertThat(book.view().why()).contains("crossed");
      virtual.time.advance(SOON);
      assertThat(book.view().state()).isEqualTo(BookState.LIVE);
      assertThat(book.view().resyncs()).isEqualTo(1);
      views.forEach(view -> view.live().ifPresent(live -> assertThat(live.isCrossed()).isFalse()));
    }
  }

  /** What was asked is bid, and the other way round. */
  private static String withSidesSwapped(String frame) {
    boolean brief = frame.contains("\"ap\":");
    String ask = brief ? "\"ap\":" : "\"ask_price\":";
    String bid = brief ? "\"bp\":" : "\"bid_price\":";
    return frame.replace(ask, "\"other\":").replace(bid, ask).replace("\"other\":", bid);
  }

  @Test
  void anOlderFrameIsLeftOutAndCounted() {
    try (VirtualUpbit virtual = VirtualUpbit.open();
        LiveBook book = virtual.upbit.marketData().liveBook(BTC)) {
      virtual.time.advance(SOON);
      virtual.venue.faults().onFrames(2, UpbitLiveBooksTest::isBook, FrameFault.swappedWithNext());
      virtual.time.advance(SOON);
      assertThat(book.view().state()).isEqualTo(BookState.LIVE);
      assertThat(book.view().ignored()).isEqualTo(1);
      assertThat(book.view().resyncs()).isZero();
    }
  }

  @Test
  void aQuietBookStaysLiveAndItsAgeIsVisible() {
    Instrument quiet = Upbit.instrument("KRW-ARDR");
    try (VirtualUpbit virtual = VirtualUpbit.open();
        LiveBook book = virtual.upbit.marketData().liveBook(quiet)) {
      virtual.time.advance(SOON);
      virtual
          .venue
          .faults()
          .onFrames(
              Faults.ALWAYS,
              frame ->
                  frame.text().contains("orderbook")
                      && frame.text().contains("KRW-ARDR")
                      && !frame.text().contains("LIST_SUBSCRIPTIONS"),
              FrameFault.dropped());
      virtual.time.advance(Duration.ofMinutes(5));
      BookView view = book.view();
      assertThat(view.state()).isEqualTo(BookState.LIVE);
      assertThat(view.age().orElseThrow()).isGreaterThan(Duration.ofMinutes(4));
      assertThat(virtual.venue.traffic().connectionsOpened()).isEqualTo(1);
    }
  }

  @Test
  void manyReconnectsLeaveItTrueAndWithinTheVenuesLimits() {
    try (VirtualUpbit virtual = VirtualUpbit.open();
        LiveBook book = virtual.upbit.marketData().liveBook(BTC)) {
      for (int i = 0; i < 20; i++) {
        virtual.time.advance(Duration.ofSeconds(3));
        virtual.venue.faults().streams().abort();
      }
      virtual.time.advance(Duration.ofMinutes(2));
      assertThat(book.view().state()).isEqualTo(BookState.LIVE);
      assertThat(book.view().resyncs()).isBetween(5L, 20L);
      assertThat(virtual.venue.traffic().violations()).isEmpty();
    }
  }

  @Test
  void overSocketsABookIsTrueAfterALostConnection() throws InterruptedException {
    Heard heard = new Heard();
    try (SimulatedUpbit venue = SimulatedUpbit.builder().seed(3).start();
        Upbit client =
            Upbit.builder()
                .environment(UpbitEnvironment.of(venue.restUri(), venue.wsUri()))
                .open();
        LiveBook book =
            client.marketData().liveBook(BTC, LiveBookOptions.DEFAULT.withListener(heard))) {
      heard.awaitLive(0);
      venue.faults().onFrames(1, UpbitLiveBooksTest::isBook, FrameFault.dropped());
      venue.faults().streams().abort();
      heard.awaitLive(1);
      OrderBook truth = client.marketData().orderBook(BTC, 10);
      OrderBook same = heard.awaitVenueTime(truth.venueTime().orElseThrow());
      assertThat(same.bids().top(10)).isEqualTo(truth.bids());
      assertThat(same.asks().top(10)).isEqualTo(truth.asks());
      assertThat(book.view().resyncs()).isEqualTo(1);
    }
  }

  /** Waits for the listener's thread, never for the clock. */
  private static final class Heard implements LiveBookListener {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Map<Instant, OrderBook> live = new HashMap<>(); // guarded by this
    private long liveAfter = -1; // guarded by this; resyncs before the newest live view

    @Override
    public synchronized void onBook(BookView view) {
      view.live()
          .ifPresent(
              book -> {
                live.put(book.venueTime().orElseThrow(), book);
                liveAfter = view.resyncs();
                notifyAll();
              });
    }

    synchronized void awaitLive(long resyncs) throws InterruptedException {
      long begun = System.nanoTime();
      while (liveAfter < resyncs) {
        patient(begun);
        wait(100);
      }
    }

    synchronized OrderBook awaitVenueTime(Instant at) throws InterruptedException {
      long begun = System.nanoTime();
      while (!live.containsKey(at)) {
        patient(begun);
        wait(100);
      }
      return live.get(at);
    }

    private synchronized void patient(long begun) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new AssertionError("not heard; the newest live view came after " + liveAfter);
      }
    }
  }
}
