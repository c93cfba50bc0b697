package dev.stom.binance;

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
import dev.stom.core.market.Quote;
import dev.stom.core.market.Subscription;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.WindowRateLimiter;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.traffic.SeenFrame;
import dev.stom.testkit.traffic.SeenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Books of the simulated venue under faults, in virtual time. What is true the venue says on
 * another stream: the best twenty levels and the best bid and ask, with the number of the state.
 */
@ExtendWith(LeakCheck.class)
class BinanceLiveBooksTest {
  private static final Instrument BTC = Binance.instrument("BTC", "USDT");
  private static final String DEPTH = "/api/v3/depth";
  private static final Duration SOON = Duration.ofSeconds(2);

  private static boolean isDiff(SeenFrame frame) {
    return frame.text().contains("\"depthUpdate\"");
  }

  /** A book and what the venue says about it elsewhere. */
  private static final class Watched implements MarketListener, AutoCloseable {
    final VirtualBinance virtual = VirtualBinance.open();
    final ManualTime time = virtual.time;
    final Faults faults = virtual.venue.faults();
    final Map<Long, OrderBook> truth = new HashMap<>();
    final Map<Long, Quote> tops = new HashMap<>();
    final List<BookView> views = new ArrayList<>();
    final Subscription<Feed> subscription;
    final LiveBook book;

    Watched(int levels) {
      subscription =
          virtual.client.marketData().subscribe(List.of(Feed.book(BTC), Feed.quotes(BTC)), this);
      time.advance(SOON);
      book =
          virtual
              .client
              .marketData()
              .liveBook(BTC, LiveBookOptions.DEFAULT.withLevels(levels).withListener(views::add));
    }

    @Override
    public void onBook(OrderBook partial) {
      truth.put(partial.sequence(), partial);
    }

    @Override
    public void onQuote(Quote quote) {
      tops.put(quote.sequence(), quote);
    }

    /** Every live view is what the venue says elsewhere of the same state. */
    void isTrue() {
      time.advance(Duration.ofSeconds(10)); // quotes come only when the top changes
      int compared = 0;
      int quotes = 0;
      for (BookView view : views) {
        OrderBook live = view.live().orElse(null);
        if (live == null) {
          continue;
        }
        assertThat(live.isCrossed()).isFalse();
        OrderBook true20 = truth.get(live.sequence());
        if (true20 != null) {
          int common = Math.min(20, live.bids().depth());
          assertThat(live.bids().top(common)).isEqualTo(true20.bids().top(common));
          common = Math.min(20, live.asks().depth());
          assertThat(live.asks().top(common)).isEqualTo(true20.asks().top(common));
          compared++;
        }
        Quote top = tops.get(live.sequence());
        if (top != null) {
          assertThat(live.bestBid()).hasValue(top.bid());
          assertThat(live.bestAsk()).hasValue(top.ask());
          quotes++;
        }
      }
      assertThat(compared).as("live views compared").isGreaterThan(10);
      assertThat(quotes).as("live views with a quote of the same number").isGreaterThan(5);
      assertThat(virtual.venue.traffic().violations()).isEmpty();
    }

    void isLive() {
      assertThat(book.view().state()).as("%s", book.view()).isEqualTo(BookState.LIVE);
    }

    long snapshots() {
      return virtual.venue.requests().stream()
          .filter(request -> request.path().equals(DEPTH))
          .count();
    }

    List<BookState> states() {
      List<BookState> states = new ArrayList<>();
      for (BookView view : views) {
        if (states.isEmpty() || states.get(states.size() - 1) != view.state()) {
          states.add(view.state());
        }
      }
      return states;
    }

    @Override
    public void close() {
      book.close();
      subscription.close();
      virtual.close();
    }
  }

  @Test
  void aMinuteWithoutFaultsCostsOneSnapshotAndIsLiveThroughout() {
    try (Watched watched = new Watched(10)) {
      watched.time.advance(Duration.ofMinutes(1));
      watched.isLive();
      watched.isTrue();
      assertThat(watched.states()).containsExactly(BookState.SYNCING, BookState.LIVE);
      assertThat(watched.snapshots()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0} levels need a snapshot of {1}")
  @CsvSource({
    "1,100",
    "50,100",
    "51,500",
    "250,500",
    "251,1000",
    "500,1000",
    "501,5000",
    "2500,5000"
  })
  void theSnapshotIsTwiceAsDeepAsNeededAndNoDeeper(int levels, int limit) {
    try (Watched watched = new Watched(levels)) {
      watched.time.advance(SOON);
      assertThat(watched.virtual.venue.requests())
          .filteredOn(request -> request.path().equals(DEPTH))
          .singleElement()
          .satisfies(request -> assertThat(request.query()).contains("limit=" + limit));
    }
  }

  @ParameterizedTest(name = "{0} frames")
  @ValueSource(ints = {1, 3, 25})
  void aGapIsHealedByOneSnapshot(int frames) {
    try (Watched watched = new Watched(10)) {
      watched.time.advance(SOON);
      watched.faults.onFrames(frames, BinanceLiveBooksTest::isDiff, FrameFault.dropped());
      watched.time.advance(Duration.ofMillis(100L * frames).plus(SOON));
      watched.isLive();
      assertThat(watched.states())
          .containsExactly(BookState.SYNCING, BookState.LIVE, BookState.SYNCING, BookState.LIVE);
      assertThat(watched.book.view().resyncs()).isEqualTo(1);
      assertThat(watched.snapshots()).isEqualTo(2);
      watched.isTrue();
    }
  }

  @Test
  void duplicatesAreLeftOutAndCounted() {
    try (Watched watched = new Watched(10)) {
      watched.time.advance(SOON);
      watched.faults.onFrames(Faults.ALWAYS, BinanceLiveBooksTest::isDiff, FrameFault.duplicated());
      watched.time.advance(Duration.ofSeconds(10));
      watched.isLive();
      assertThat(watched.book.view().ignored()).isGreaterThan(50);
      assertThat(watched.book.view().resyncs()).isZero();
      watched.isTrue();
    }
  }

  @Test
  void framesInTheWrongOrderCloseTheirGapThemselves() {
    try (Watched watched = new Watched(10)) {
      watched.time.advance(SOON);
      watched.faults.onFrames(2, BinanceLiveBooksTest::isDiff, FrameFault.swappedWithNext());
      watched.time.advance(SOON);
      watched.isLive();
      assertThat(watched.book.view().resyncs()).isEqualTo(1);
      watched.isTrue();
    }
  }

  @Test
  void aStaleSnapshotIsNotTakenAndAnotherIsAskedForAtOnce() {
    try (Watched watched = new Watched(10)) {
      watched.time.advance(SOON);
      AtomicReference<HttpAnswer> old = new AtomicReference<>();
      watched.faults.onRequestsTo(
          1,
          DEPTH,
          HttpFault.changed(
              answer -> {
                old.set(answer);
                return answer;
              }));
      watched.faults.onFrames(1, BinanceLiveBooksTest::isDiff, FrameFault.dropped());
      watched.time.advance(Duration.ofSeconds(5));
      assertThat(old.get()).isNotNull();
      watched.faults.onRequestsTo(1, DEPTH, HttpFault.changed(answer -> old.get()));
      watched.faults.onFrames(1, BinanceLiveBooksTest::isDiff, FrameFault.dropped());
      watched.time.advance(SOON);
      watched.isLive();
      assertThat(watched.snapshots()).isEqualTo(4);
      watched.isTrue();
    }
  }

  @Test
  void aVenueThatOnlyHasStaleSnapshotsIsAskedEverMoreSeldomAndNeverBelieved() {
    try (Watched watched = new Watched(10)) {
      AtomicReference<HttpAnswer> old = new AtomicReference<>();
      watched.faults.onRequestsTo(
          Faults.ALWAYS,
          DEPTH,
          HttpFault.changed(answer -> old.updateAndGet(one -> one == null ? answer : one)));
      watched.time.advance(SOON);
      watched.isLive();
      watched.faults.onFrames(1, BinanceLiveBooksTest::isDiff, FrameFault.dropped());
      watched.time.advance(Duration.ofMinutes(10));
      assertThat(watched.book.view().live()).isEmpty();
      assertThat(watched.book.view().why()).contains("older");
      assertThat(watched.snapshots()).isBetween(20L, 80L);
      watched.faults.clear();
      watched.time.advance(Duration.ofSeconds(31));
      watched.isLive();
      watched.isTrue();
    }
  }

  @Test
  void aSnapshotThatTakesHalfAMinuteStillConverges() {
    try (Watched watched = new Watched(10)) {
      watched.faults.onRequestsTo(Faults.ALWAYS, DEPTH, HttpFault.delayed(Duration.ofSeconds(30)));
      watched.time.advance(Duration.ofSeconds(29));
      assertThat(watched.book.view().live()).isEmpty();
      watched.time.advance(Duration.ofSeconds(3));
      watched.isLive();
      assertThat(watched.snapshots()).isEqualTo(1);
      watched.faults.onFrames(1, BinanceLiveBooksTest::isDiff, FrameFault.dropped());
      watched.time.advance(Duration.ofSeconds(32));
      watched.isLive();
      watched.isTrue();
    }
  }

  @Test
  void failingSnapshotsAreRetriedWithTheReasonVisible() {
    try (Watched watched = new Watched(10)) {
      watched.faults.onRequestsTo(
          Faults.ALWAYS, DEPTH, HttpFault.answer(503, "text/html", "<html>busy</html>"));
      watched.time.advance(Duration.ofMinutes(5));
      BookView view = watched.book.view();
      assertThat(view.state()).isEqualTo(BookState.SYNCING);
      assertThat(view.why()).contains("503");
      assertThat(watched.snapshots()).isBetween(5L, 100L);
      watched.faults.clear();
      watched.time.advance(Duration.ofSeconds(35));
      watched.isLive();
    }
  }

  @Test
  void aPairThatDoesNotExistIsNeverLiveAndSaysWhy() {
    try (VirtualBinance virtual = VirtualBinance.open();
        LiveBook book =
            virtual.client.marketData().liveBook(Binance.instrument("NOSUCH", "USDT"))) {
      virtual.time.advance(Duration.ofMinutes(10));
      assertThat(book.view().live()).isEmpty();
      assertThat(book.view().why()).contains("no snapshot");
      assertThat(virtual.venue.requests()).hasSizeBetween(10, 60);
    }
  }

  @Test
  void manyReconnectsLeaveItTrue() {
    try (Watched watched = new Watched(10)) {
      for (int i = 0; i < 20; i++) {
        watched.time.advance(Duration.ofSeconds(3));
        watched.faults.streams().abort();
      }
      watched.time.advance(Duration.ofMinutes(2));
      watched.isLive();
      assertThat(watched.book.view().resyncs()).isBetween(5L, 20L);
      watched.isTrue();
    }
  }

  @Test
  void aHandoverToAnotherConnectionIsNotNoticed() {
    try (Watched watched = new Watched(10)) {
      watched.time.advance(SOON);
      watched
          .faults
          .streams()
          .send(
              "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}");
      watched.time.advance(Duration.ofMinutes(1));
      assertThat(watched.virtual.venue.traffic().connectionsOpened()).isEqualTo(2);
      assertThat(watched.states()).containsExactly(BookState.SYNCING, BookState.LIVE);
      assertThat(watched.book.view().ignored()).as("what came twice").isPositive();
      assertThat(watched.snapshots()).isEqualTo(1);
      watched.isTrue();
    }
  }

  @Test
  void aBookAtItsHorizonIsRefreshedWhileItStaysLive() {
    try (Watched watched = new Watched(50)) { // 100 levels of 200 are known
      watched.time.advance(Duration.ofMinutes(10));
      watched.isLive();
      watched.isTrue();
      assertThat(watched.states()).containsExactly(BookState.SYNCING, BookState.LIVE);
      for (BookView view : watched.views) {
        view.live()
            .ifPresent(
                live -> {
                  assertThat(live.bids().depth()).isLessThanOrEqualTo(200);
                  assertThat(live.asks().depth()).isLessThanOrEqualTo(200);
                });
      }
    }
  }

  // ---- two hundred books

  @ParameterizedTest(name = "{0} levels")
  @ValueSource(ints = {10, 300})
  void aReconnectOfTwoHundredBooksStaysWithinATightLimitOneSnapshotAtATime(int levels) {
    ManualTime time = ManualTime.create();
    RateLimiter tight =
        WindowRateLimiter.of(
            time,
            Binance.rateBudgets().stream()
                .map(
                    budget ->
                        budget.equals(RestLimits.WEIGHT)
                            ? new RateBudget(budget.name(), 400, Duration.ofMinutes(1))
                            : budget)
                .toList());
    UnderWay underWay = new UnderWay(time);
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(7).time(time).build();
        Transport transport = venue.inMemory();
        Binance client =
            Binance.builder()
                .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
                .transport(transport)
                .time(time)
                .rateLimiter(tight)
                .random(new SplittableRandom(7))
                .listenerExecutor(time.executor())
                .open()) {
      venue.faults().onRequestsTo(Faults.ALWAYS, DEPTH, underWay);
      List<LiveBook> books = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Instrument instrument = TRADED.get(i % TRADED.size());
        int wanted = levels + i / 100 * 60; // some need a deeper snapshot than others
        books.add(
            client.marketData().liveBook(instrument, LiveBookOptions.DEFAULT.withLevels(wanted)));
      }
      allLiveWithin(time, Duration.ofMinutes(25), books);
      venue.faults().streams().abort();
      time.advance(Duration.ofMillis(20));
      assertThat(books).allSatisfy(book -> assertThat(book.view().live()).isEmpty());
      allLiveWithin(time, Duration.ofMinutes(25), books);
      assertThat(venue.traffic().answers(429)).isZero();
      assertThat(venue.traffic().violations()).isEmpty();
      assertThat(underWay.most).isEqualTo(1);
      assertThat(underWay.requests).isGreaterThanOrEqualTo(2 * TRADED.size());
      books.forEach(LiveBook::close);
    }
  }

  private static final List<Instrument> TRADED =
      List.of(
          BTC,
          Binance.instrument("ETH", "USDT"),
          Binance.instrument("XRP", "USDT"),
          Binance.instrument("ADA", "USDT"),
          Binance.instrument("DOT", "USDT"),
          Binance.instrument("SOL", "USDT"),
          Binance.instrument("DOGE", "USDT"),
          Binance.instrument("SHIB", "USDT"),
          Binance.instrument("ARDR", "USDT"),
          Binance.instrument("ETH", "BTC"),
          Binance.instrument("XRP", "BTC"),
          Binance.instrument("ADA", "BTC"),
          Binance.instrument("DOT", "BTC"),
          Binance.instrument("SOL", "BTC"));

  private static void allLiveWithin(ManualTime time, Duration limit, List<LiveBook> books) {
    Instant end = time.now().plus(limit);
    while (time.now().isBefore(end)
        && !books.stream().allMatch(book -> book.view().live().isPresent())) {
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(books).allSatisfy(book -> assertThat(book.view().live()).isPresent());
  }

  /** Answers slowly and counts how many requests of one symbol the venue has at once. */
  private static final class UnderWay implements HttpFault {
    private static final Duration DELAY = Duration.ofMillis(300);

    private final ManualTime time;
    private final Map<String, List<Instant>> ends = new HashMap<>();
    int most;
    int requests;

    UnderWay(ManualTime time) {
      this.time = time;
    }

    @Override
    public Outcome apply(SeenRequest request, Genuine genuine) {
      requests++;
      String symbol = request.query().replaceAll(".*symbol=([A-Z]+).*", "$1");
      List<Instant> open = ends.computeIfAbsent(symbol, one -> new ArrayList<>());
      open.removeIf(end -> !end.isAfter(time.now()));
      open.add(time.now().plus(DELAY));
      most = Math.max(most, open.size());
      return new Outcome(genuine.get(), DELAY, Ending.COMPLETE);
    }
  }

  // ---- over sockets

  @Test
  void overSocketsABookIsTrueAfterAGapAndALostConnection() throws InterruptedException {
    Heard heard = new Heard();
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(3).start();
        Binance client =
            Binance.builder()
                .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
                .open();
        LiveBook book =
            client.marketData().liveBook(BTC, LiveBookOptions.DEFAULT.withListener(heard))) {
      heard.awaitLive(0);
      venue.faults().onFrames(1, BinanceLiveBooksTest::isDiff, FrameFault.dropped());
      heard.awaitLive(1);
      venue.faults().streams().abort();
      heard.awaitLive(2);
      OrderBook truth = client.marketData().orderBook(BTC, 20);
      OrderBook same = heard.awaitSequence(truth.sequence());
      assertThat(same.bids().top(20)).isEqualTo(truth.bids());
      assertThat(same.asks().top(20)).isEqualTo(truth.asks());
      assertThat(book.view().resyncs()).isEqualTo(2);
    }
  }

  /** Waits on the listener's thread's word, never by the clock. */
  private static final class Heard implements LiveBookListener {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Map<Long, OrderBook> live = new HashMap<>(); // guarded by this
    private long liveAfter = -1; // guarded by this; resyncs before the newest live view

    @Override
    public synchronized void onBook(BookView view) {
      view.live()
          .ifPresent(
              book -> {
                live.put(book.sequence(), book);
                liveAfter = view.resyncs();
                notifyAll();
              });
    }

    synchronized void awaitLive(long resyncs) throws InterruptedException {
      long begun = System.nanoTime();
      while (liveAfter < resyncs) {
        patient(begun);
      }
    }

    synchronized OrderBook awaitSequence(long sequence) throws InterruptedException {
      long begun = System.nanoTime();
      while (!live.containsKey(sequence)) {
        patient(begun);
      }
      return live.get(sequence);
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void patient(long begun) throws InterruptedException {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new AssertionError("not heard; the newest live view came after " + liveAfter);
      }
      wait(100);
    }
  }
}
