package dev.stom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.SdkException;
import dev.stom.core.error.VenueException;
import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.InstrumentCatalog;
import dev.stom.core.instrument.ListingStatus;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.CandleSeries;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Quote;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.core.runtime.ManualTime;
import dev.stom.testkit.RecordingListener;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MarketDataSource} must do, as a suite that each venue's tests extend. Runs in
 * virtual time against a simulated venue in memory.
 *
 * <p>Needs JUnit 5 and AssertJ, which the testkit does not bring along.
 */
public abstract class MarketDataSourceContract {

  /** A client and its simulated venue, both on one virtual clock. */
  public interface Setup extends AutoCloseable {
    /**
     * Returns what is tested.
     *
     * @return the source, fresh
     */
    MarketDataSource source();

    /**
     * Returns the clock of both.
     *
     * @return the clock
     */
    ManualTime time();

    /**
     * Returns an instrument that is traded all the time.
     *
     * @return the instrument
     */
    Instrument busy();

    /**
     * Returns another such instrument.
     *
     * @return the instrument
     */
    Instrument other();

    /**
     * Returns an instrument that the venue could list but does not.
     *
     * @return the instrument
     */
    Instrument unlisted();

    /** Makes the venue drop every stream connection that is open. */
    void dropStreams();

    /** Closes the client and the venue. */
    @Override
    void close();
  }

  /** Far more than any request or reconnect takes in virtual time. */
  private static final Duration LONG = Duration.ofMinutes(2);

  private Setup setup;
  private MarketDataSource source;
  private ManualTime time;

  /** For venues' tests. */
  protected MarketDataSourceContract() {}

  /**
   * Opens a fresh client against a fresh simulated venue.
   *
   * @return both
   */
  protected abstract Setup open();

  @BeforeEach
  final void openSetup() {
    setup = open();
    source = setup.source();
    time = setup.time();
  }

  @AfterEach
  final void closeSetup() {
    setup.close();
  }

  // ---- requests ----

  @Test
  void c01_theCatalogListsWhatIsTraded() {
    InstrumentCatalog catalog = settle(source.instrumentsAsync());
    assertThat(catalog.venue()).isEqualTo(source.venue());
    assertThat(catalog.get(setup.busy().symbol())).isEqualTo(setup.busy());
    assertThat(catalog.get(setup.busy().base(), setup.busy().quote())).isEqualTo(setup.busy());
    assertThat(catalog.find(setup.busy().symbol()).orElseThrow().status())
        .isEqualTo(ListingStatus.TRADING);
    assertThat(catalog.find(setup.unlisted().symbol())).isEmpty();
  }

  @Test
  void c02_tickersComeInTheOrderAsked() {
    List<Instrument> asked = List.of(setup.other(), setup.busy());
    List<Ticker> tickers = settle(source.tickersAsync(asked));
    assertThat(tickers).extracting(Ticker::instrument).containsExactlyElementsOf(asked);
    assertThat(tickers).allSatisfy(this::isTrueToItself);
    assertThat(settle(source.tickerAsync(setup.busy())).instrument()).isEqualTo(setup.busy());
  }

  @Test
  void c03_aBookIsSortedUncrossedAndNoDeeperThanAsked() {
    for (int depth : new int[] {1, 5, 7, 15}) {
      OrderBook book = settle(source.orderBookAsync(setup.busy(), depth));
      isTrueToItself(book);
      assertThat(book.bids().depth()).isEqualTo(depth);
      assertThat(book.asks().depth()).isEqualTo(depth);
      assertThat(book.stamp().origin()).isEqualTo(Origin.REQUEST);
    }
  }

  @Test
  void c04_recentTradesComeAscendingAndEachOnce() {
    time.advance(Duration.ofSeconds(30));
    List<Trade> trades = settle(source.recentTradesAsync(setup.busy(), 20));
    assertThat(trades).hasSizeBetween(1, 20);
    assertThat(trades).extracting(Trade::id).doesNotHaveDuplicates();
    assertThat(trades).extracting(trade -> trade.venueTime().orElseThrow()).isSorted();
    assertThat(trades).extracting(Trade::instrument).containsOnly(setup.busy());
    List<Trade> fewer = settle(source.recentTradesAsync(setup.busy(), 3));
    assertThat(fewer).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void c05_candlesComeAscendingAcrossPagesWithTheirGapsNamed() {
    CandleSeries series =
        settle(
            source.candlesAsync(CandleQuery.latest(setup.busy(), CandleInterval.MINUTE_1, 2_345)));
    assertThat(series.candles()).hasSize(2_345);
    tiles(series);
  }

  @Test
  void c06_aRangeOfCandlesIsExactAtBothEnds() {
    Instant to = CandleInterval.MINUTE_5.floor(time.now()).minus(Duration.ofHours(5));
    Instant from = to.minus(Duration.ofMinutes(5L * 700));
    CandleSeries series =
        settle(
            source.candlesAsync(
                CandleQuery.range(setup.busy(), CandleInterval.MINUTE_5, from, to)));
    assertThat(series.candles())
        .allSatisfy(
            candle -> {
              assertThat(candle.openTime()).isAfterOrEqualTo(from).isBefore(to);
              assertThat(candle.completion()).isEqualTo(Candle.Completion.CLOSED);
            });
    tiles(series);
    Instant first =
        series.gaps().isEmpty() || !series.gaps().get(0).from().equals(from)
            ? series.candles().get(0).openTime()
            : series.gaps().get(0).from();
    assertThat(first).isEqualTo(from);
    CandleSeries again =
        settle(
            source.candlesAsync(
                CandleQuery.from(
                    setup.busy(), CandleInterval.MINUTE_5, from, series.candles().size())));
    assertThat(again.candles())
        .extracting(Candle::openTime)
        .isEqualTo(series.candles().stream().map(Candle::openTime).toList());
    CandleSeries before =
        settle(
            source.candlesAsync(
                CandleQuery.before(
                    setup.busy(), CandleInterval.MINUTE_5, to, series.candles().size())));
    assertThat(before.candles())
        .extracting(Candle::openTime)
        .isEqualTo(series.candles().stream().map(Candle::openTime).toList());
  }

  @Test
  void c07_everyIntervalOfferedIsAnswered() {
    for (CandleInterval interval : source.capabilities().requestIntervals()) {
      CandleSeries series =
          settle(source.candlesAsync(CandleQuery.latest(setup.busy(), interval, 3)));
      assertThat(series.candles()).as("%s", interval).isNotEmpty();
      assertThat(series.candles())
          .allSatisfy(
              candle -> {
                assertThat(candle.interval()).isEqualTo(interval);
                if (interval.isAligned()) {
                  assertThat(interval.floor(candle.openTime())).isEqualTo(candle.openTime());
                }
              });
    }
  }

  @Test
  void c08_whatTheVenueDoesNotKnowIsATypedError() {
    for (CompletableFuture<?> asked :
        List.of(
            source.tickerAsync(setup.unlisted()),
            source.tickersAsync(List.of(setup.busy(), setup.unlisted())),
            source.orderBookAsync(setup.unlisted(), 5),
            source.recentTradesAsync(setup.unlisted(), 5),
            source.candlesAsync(
                CandleQuery.latest(setup.unlisted(), CandleInterval.MINUTE_1, 5)))) {
      assertThatThrownBy(() -> settle(asked))
          .isInstanceOfSatisfying(
              VenueException.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo(ErrorReason.UNKNOWN_INSTRUMENT);
                assertThat(failure.venue()).isEqualTo(source.venue());
                assertThat(failure.operation()).isNotBlank();
              });
    }
  }

  @Test
  @SuppressWarnings(
      "FutureReturnValueIgnored") // what is asked here is refused before there is a future
  void c09_badArgumentsAreRefusedAtTheDoorByBothForms() {
    Instrument foreign =
        new Instrument(new Venue("elsewhere", "Elsewhere"), "X", Asset.BTC, Asset.KRW);
    int tooDeep = source.capabilities().maxRequestDepth() + 1;
    int tooMany = source.capabilities().maxRecentTrades() + 1;
    CandleInterval odd = CandleInterval.parse("7s");
    List<Supplier<?>> mistakes = new ArrayList<>();
    mistakes.add(() -> source.tickerAsync(foreign));
    mistakes.add(() -> source.ticker(foreign));
    mistakes.add(() -> source.tickersAsync(List.of()));
    mistakes.add(() -> source.tickersAsync(List.of(setup.busy(), foreign)));
    mistakes.add(() -> source.orderBookAsync(foreign, 5));
    mistakes.add(() -> source.orderBookAsync(setup.busy(), 0));
    mistakes.add(() -> source.orderBookAsync(setup.busy(), -1));
    mistakes.add(() -> source.orderBook(setup.busy(), tooDeep));
    mistakes.add(() -> source.recentTradesAsync(foreign, 5));
    mistakes.add(() -> source.recentTradesAsync(setup.busy(), 0));
    mistakes.add(() -> source.recentTrades(setup.busy(), tooMany));
    mistakes.add(() -> source.candlesAsync(CandleQuery.latest(setup.busy(), odd, 5)));
    mistakes.add(() -> source.candles(CandleQuery.latest(foreign, CandleInterval.MINUTE_1, 5)));
    mistakes.add(() -> source.subscribe(Set.of(Feed.trades(foreign)), new RecordingListener()));
    mistakes.add(
        () -> source.subscribe(Set.of(Feed.candles(setup.busy(), odd)), new RecordingListener()));
    mistakes.add(
        () ->
            source.subscribe(
                Set.of(Feed.book(setup.busy(), source.capabilities().maxStreamDepth() + 1)),
                new RecordingListener()));
    for (int i = 0; i < mistakes.size(); i++) {
      Supplier<?> mistake = mistakes.get(i);
      assertThatThrownBy(mistake::get)
          .as("mistake %d", i)
          .isInstanceOf(IllegalArgumentException.class)
          .satisfies(thrown -> assertThat(thrown.getMessage()).isNotBlank());
    }
  }

  // ---- streams ----

  @Test
  void c10_everyKindOfFeedGoesLiveAndDelivers() {
    List<Feed> feeds = new ArrayList<>();
    for (Feed.Kind kind : source.capabilities().feeds()) {
      feeds.add(feed(kind, setup.busy()));
    }
    RecordingListener listener = new RecordingListener();
    try (Subscription<Feed> subscription = source.subscribe(feeds, listener)) {
      time.advance(LONG);
      Set<Object> live = new HashSet<>();
      listener.heard(StreamStatus.Live.class).forEach(status -> live.addAll(status.channels()));
      assertThat(live).containsAll(feeds);
      for (Feed.Kind kind : source.capabilities().feeds()) {
        List<? extends MarketEvent> events = listener.heard(eventsOf(kind));
        assertThat(events).as("%s", kind).isNotEmpty();
        assertThat(events)
            .allSatisfy(
                event -> {
                  assertThat(event.instrument()).isEqualTo(setup.busy());
                  isTrueToItself(event);
                });
      }
      assertThat(subscription.channels()).containsExactlyInAnyOrderElementsOf(feeds);
      assertThat(subscription.counters().badFrames()).isZero();
      assertThat(subscription.counters().gaps()).isZero();
    }
  }

  @Test
  void c11_tradesComeEachOnce() {
    RecordingListener listener = new RecordingListener();
    try (Subscription<Feed> subscription =
        source.subscribe(Set.of(Feed.trades(setup.busy())), listener)) {
      time.advance(LONG);
      List<Trade> trades = listener.heard(Trade.class);
      assertThat(trades).hasSizeGreaterThan(5);
      assertThat(trades).extracting(Trade::id).doesNotHaveDuplicates();
      assertThat(subscription.counters().delivered()).isEqualTo(trades.size());
    }
  }

  @Test
  void c12_feedsAreAddedAndRemovedWhileItRuns() {
    RecordingListener listener = new RecordingListener();
    try (Subscription<Feed> subscription =
        source.subscribe(Set.of(Feed.trades(setup.busy())), listener)) {
      time.advance(LONG);
      subscription.add(Set.of(Feed.trades(setup.other())));
      time.advance(LONG);
      assertThat(listener.heard(Trade.class))
          .extracting(Trade::instrument)
          .contains(setup.busy(), setup.other());
      subscription.remove(Set.of(Feed.trades(setup.busy())));
      time.advance(Duration.ofSeconds(1));
      listener.clear();
      time.advance(LONG);
      assertThat(listener.heard(Trade.class))
          .extracting(Trade::instrument)
          .containsOnly(setup.other());
    }
  }

  @Test
  void c13_aDroppedConnectionHealsAndWhatWasMissedIsAGapBeforeTheNewData() {
    RecordingListener listener = new RecordingListener();
    Feed feed = Feed.trades(setup.busy());
    try (Subscription<Feed> subscription = source.subscribe(Set.of(feed), listener)) {
      time.advance(LONG);
      Trade last = listener.last(Trade.class).orElseThrow();
      listener.clear();
      setup.dropStreams();
      time.advance(LONG);
      List<Object> heard = listener.heard();
      assertThat(heard.get(0)).isInstanceOf(StreamStatus.Reconnecting.class);
      int live = indexOf(heard, StreamStatus.Live.class);
      assertThat(live).isPositive();
      Trade first = listener.heard(Trade.class).get(0);
      List<StreamStatus.Gap> gaps = listener.heard(StreamStatus.Gap.class);
      // None where the venue proves that nothing happened meanwhile.
      assertThat(gaps).hasSizeLessThanOrEqualTo(1);
      for (StreamStatus.Gap gap : gaps) {
        assertThat(heard.indexOf(gap)).isBetween(0, heard.indexOf(first));
        assertThat(gap.channel()).isEqualTo(feed);
        assertThat(gap.cause()).isEqualTo(StreamStatus.GapCause.CONNECTION_LOST);
        assertThat(gap.afterId()).isEqualTo(last.id());
        assertThat(gap.beforeId()).isEqualTo(first.id());
        assertThat(gap.from()).isEqualTo(last.venueTime().orElseThrow());
        assertThat(gap.to()).isEqualTo(first.venueTime().orElseThrow());
      }
      assertThat(listener.heard(Trade.class)).extracting(Trade::id).doesNotContain(last.id());
      assertThat(subscription.counters().reconnects()).isEqualTo(1);
    }
  }

  @Test
  void c14_aListenerThatThrowsHarmsNobody() {
    RecordingListener good = new RecordingListener();
    Feed feed = Feed.trades(setup.busy());
    MarketListener bad =
        new MarketListener() {
          @Override
          public void onTrade(Trade trade) {
            throw new IllegalStateException("a listener's mistake");
          }
        };
    try (Subscription<Feed> throwing = source.subscribe(Set.of(feed), bad);
        Subscription<Feed> hearing = source.subscribe(Set.of(feed), good)) {
      time.advance(LONG);
      assertThat(good.heard(Trade.class)).hasSizeGreaterThan(5);
      assertThat(throwing.counters().listenerErrors())
          .isEqualTo(throwing.counters().delivered())
          .isPositive();
      assertThat(hearing.counters().reconnects()).isZero();
    }
  }

  @Test
  void c15_afterCloseNothingIsHeard() {
    RecordingListener listener = new RecordingListener();
    Subscription<Feed> subscription = source.subscribe(Set.of(Feed.trades(setup.busy())), listener);
    time.advance(LONG);
    subscription.close();
    subscription.close();
    listener.clear();
    time.advance(LONG);
    assertThat(listener.heard()).isEmpty();
    assertThat(subscription.isClosed()).isTrue();
    assertThatThrownBy(() -> subscription.add(Set.of(Feed.trades(setup.other()))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void c16_snapshotOnlyGivesThePresentStateOnceOrIsRefusedAtTheDoor() {
    RecordingListener listener = new RecordingListener();
    Feed feed = Feed.tickers(setup.busy()).snapshotOnly();
    if (!source.capabilities().modes().contains(Feed.Mode.SNAPSHOT_ONLY)) {
      assertThatThrownBy(() -> source.subscribe(Set.of(feed), listener))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ticker");
      return;
    }
    try (Subscription<Feed> subscription = source.subscribe(Set.of(feed), listener)) {
      time.advance(LONG);
      assertThat(listener.heard(Ticker.class)).hasSize(1);
      assertThat(subscription.channels()).isEmpty();
    }
  }

  @Test
  void c17_realtimeOnlyLeavesThePresentStateOut() {
    RecordingListener listener = new RecordingListener();
    try (Subscription<Feed> subscription =
        source.subscribe(Set.of(Feed.trades(setup.busy()).realtimeOnly()), listener)) {
      time.advance(LONG);
      assertThat(listener.heard(Trade.class)).isNotEmpty();
      assertThat(listener.heard(Trade.class))
          .extracting(trade -> trade.stamp().origin())
          .containsOnly(Origin.REALTIME);
      assertThat(subscription.isClosed()).isFalse();
    }
  }

  // ---- what must hold of any event ----

  private void isTrueToItself(MarketEvent event) {
    if (event instanceof OrderBook book) {
      isTrueToItself(book);
    } else if (event instanceof Ticker ticker) {
      isTrueToItself(ticker);
    } else if (event instanceof Candle candle) {
      assertThat(candle.high()).isGreaterThanOrEqualTo(candle.open().max(candle.close()));
      assertThat(candle.low()).isLessThanOrEqualTo(candle.open().min(candle.close()));
      assertThat(candle.closeTime()).isAfter(candle.openTime());
    } else if (event instanceof Quote quote) {
      quote.spread().ifPresent(spread -> assertThat(spread.signum()).isPositive());
    }
  }

  private void isTrueToItself(OrderBook book) {
    assertThat(book.isCrossed()).isFalse();
    descending(book.bids(), 1);
    descending(book.asks(), -1);
    assertThat(book.top().bid()).isEqualTo(book.bids().best().orElse(null));
  }

  private static void descending(BookSide side, int sign) {
    for (int i = 1; i < side.depth(); i++) {
      assertThat(side.price(i - 1).compareTo(side.price(i)) * sign).isPositive();
      assertThat(side.quantity(i).signum()).isPositive();
    }
  }

  private void isTrueToItself(Ticker ticker) {
    Ticker.Change change = ticker.change();
    if (change != null && change.referencePrice() != null && change.referencePrice().signum() > 0) {
      assertThat(change.amount())
          .isEqualByComparingTo(ticker.last().subtract(change.referencePrice()));
      BigDecimal ratio = change.amount().divide(change.referencePrice(), MathContext.DECIMAL64);
      // Venues round: four decimals of a fraction are the coarsest.
      assertThat(change.ratio().subtract(ratio).abs())
          .isLessThanOrEqualTo(new BigDecimal("0.0001"));
    }
    Ticker.Range range = ticker.range();
    if (range != null) {
      assertThat(range.high()).isGreaterThanOrEqualTo(range.low());
    }
  }

  private static void tiles(CandleSeries series) {
    assertThat(series.candles()).extracting(Candle::openTime).isSorted().doesNotHaveDuplicates();
    CandleInterval interval = series.query().interval();
    Set<Instant> gapStarts = new HashSet<>();
    series.gaps().forEach(gap -> gapStarts.add(gap.from()));
    for (int i = 1; i < series.candles().size(); i++) {
      Instant expected = interval.next(series.candles().get(i - 1).openTime());
      if (!expected.equals(series.candles().get(i).openTime())) {
        assertThat(gapStarts).contains(expected);
      }
    }
  }

  private static Feed feed(Feed.Kind kind, Instrument instrument) {
    return switch (kind) {
      case TRADES -> Feed.trades(instrument);
      case QUOTES -> Feed.quotes(instrument);
      case BOOK -> Feed.book(instrument);
      case TICKERS -> Feed.tickers(instrument);
      case CANDLES -> Feed.candles(instrument, CandleInterval.MINUTE_1);
    };
  }

  private static Class<? extends MarketEvent> eventsOf(Feed.Kind kind) {
    return switch (kind) {
      case TRADES -> Trade.class;
      case QUOTES -> Quote.class;
      case BOOK -> OrderBook.class;
      case TICKERS -> Ticker.class;
      case CANDLES -> Candle.class;
    };
  }

  private static int indexOf(List<Object> heard, Class<?> kind) {
    for (int i = 0; i < heard.size(); i++) {
      if (kind.isInstance(heard.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Lets virtual time pass until a future is done.
   *
   * @param future what is waited for
   * @return its result
   * @param <T> its type
   */
  protected final <T> T settle(CompletableFuture<T> future) {
    Instant limit = time.now().plus(Duration.ofHours(1));
    while (!future.isDone() && time.now().isBefore(limit)) {
      if (!time.advanceToNext()) {
        break;
      }
    }
    if (!future.isDone()) {
      throw new AssertionError("nothing is scheduled any more, and the answer has not come");
    }
    try {
      return future.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof SdkException sdk) {
        throw sdk;
      }
      throw failed;
    }
  }
}
