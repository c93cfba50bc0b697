package dev.stom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.BookState;
import dev.stom.core.market.BookView;
import dev.stom.core.market.FillEstimate;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Side;
import dev.stom.core.market.Size;
import dev.stom.core.runtime.ManualTime;
import dev.stom.testkit.fault.FaultRule;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.traffic.SeenFrame;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LiveBook} must do, as a suite that each venue's tests extend. Runs in virtual
 * time against a simulated venue in memory.
 *
 * <p>Needs JUnit 5 and AssertJ, which the testkit does not bring along.
 */
public abstract class LiveBookContract {

  /** A client and its simulated venue, both on one virtual clock. */
  public interface Setup extends AutoCloseable {
    /**
     * Returns what is tested.
     *
     * @return the source, fresh; its client calls listeners on the clock's executor
     */
    MarketDataSource source();

    /**
     * Returns the clock of both.
     *
     * @return the clock
     */
    ManualTime time();

    /**
     * Returns an instrument whose book changes all the time.
     *
     * @return the instrument
     */
    Instrument busy();

    /**
     * Returns the script of what goes wrong at the venue.
     *
     * @return the script
     */
    Faults faults();

    /**
     * Tells which frames carry books.
     *
     * @return a test for frames
     */
    Predicate<SeenFrame> bookFrames();

    /** Closes the client, not the venue. */
    void closeClient();

    /** Closes the client and the venue. */
    @Override
    void close();
  }

  /** Far more than any sync or reconnect takes in virtual time. */
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Long enough for a sync on a healthy connection. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final BigDecimal FEE = new BigDecimal("0.001");

  private Setup setup;
  private MarketDataSource source;
  private ManualTime time;

  /** For venues' tests. */
  protected LiveBookContract() {}

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

  @Test
  void b01_aNewBookIsNotLiveThenLiveAndThenTheVenuesOwn() {
    Heard heard = new Heard();
    try (LiveBook book = heard.open(LiveBookOptions.DEFAULT)) {
      BookView before = book.view();
      assertThat(before.state()).isEqualTo(BookState.SYNCING);
      assertThat(before.live()).isEmpty();
      assertThat(before.lastKnown()).isEmpty();
      assertThat(before.age()).isEmpty();
      assertThat(before.why()).isNotBlank();
      time.advance(SOON);
      isLive(book);
      equalsTheVenue(heard);
    }
  }

  @Test
  void b02_aViewSaysHowOldItIsAtTheMomentOfReading() {
    try (LiveBook book = source.liveBook(setup.busy())) {
      time.advance(SOON);
      BookView view = book.view();
      assertThat(view.instrument()).isEqualTo(setup.busy());
      assertThat(view.receivedAt().orElseThrow()).isBeforeOrEqualTo(time.now());
      assertThat(view.venueTime().orElseThrow()).isBeforeOrEqualTo(time.now());
      setup.faults().streams().stall();
      time.advance(Duration.ofSeconds(10));
      BookView later = book.view();
      assertThat(later.age().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofSeconds(9));
      assertThat(view.age().orElseThrow()).isLessThan(Duration.ofSeconds(1)); // still as it was
    }
  }

  @Test
  void b03_atLeastTheLevelsAskedForAreSorted() {
    for (int levels : new int[] {1, 10, source.capabilities().maxLiveDepth() / 30, 30}) {
      try (LiveBook book =
          source.liveBook(setup.busy(), LiveBookOptions.DEFAULT.withLevels(levels))) {
        time.advance(SOON);
        OrderBook live = isLive(book);
        assertThat(live.bids().depth()).isGreaterThanOrEqualTo(levels);
        assertThat(live.asks().depth()).isGreaterThanOrEqualTo(levels);
        isTrueToItself(live);
      }
    }
  }

  @Test
  void b04_aLostConnectionIsHeardOfAndHealed() {
    Heard heard = new Heard();
    try (LiveBook book = heard.open(LiveBookOptions.DEFAULT)) {
      time.advance(SOON);
      setup.faults().streams().abort();
      time.advance(Duration.ofMillis(20));
      BookView lost = book.view();
      assertThat(lost.state()).isEqualTo(BookState.STALE);
      assertThat(lost.live()).isEmpty();
      assertThat(lost.lastKnown()).isPresent();
      assertThat(lost.why()).contains("lost");
      time.advance(LONG);
      isLive(book);
      assertThat(book.view().resyncs()).isEqualTo(1);
      assertThat(heard.states())
          .containsExactly(
              BookState.SYNCING,
              BookState.LIVE,
              BookState.STALE,
              BookState.SYNCING,
              BookState.LIVE);
      equalsTheVenue(heard);
    }
  }

  @Test
  void b05_aSilentConnectionIsNotLiveForLong() {
    Heard heard = new Heard();
    try (LiveBook book = heard.open(LiveBookOptions.DEFAULT)) {
      time.advance(SOON);
      setup.faults().streams().freeze();
      time.advance(Duration.ofSeconds(30));
      assertThat(heard.states()).startsWith(BookState.SYNCING, BookState.LIVE, BookState.STALE);
      time.advance(LONG);
      isLive(book);
      equalsTheVenue(heard);
    }
  }

  @Test
  void b06_aSlowListenerHearsEveryChangeOfStateInOrder() {
    Heard heard = new Heard();
    Deque<Runnable> waiting = new ArrayDeque<>();
    LiveBookOptions slow = LiveBookOptions.DEFAULT.withExecutor(waiting::add);
    try (LiveBook book = heard.open(slow)) {
      time.advance(SOON);
      setup.faults().streams().abort();
      time.advance(LONG);
      isLive(book);
      assertThat(heard.views).isEmpty();
      assertThat(waiting).hasSize(1);
      waiting.remove().run();
      assertThat(heard.views).hasSize(5);
      assertThat(heard.states())
          .containsExactly(
              BookState.SYNCING,
              BookState.LIVE,
              BookState.STALE,
              BookState.SYNCING,
              BookState.LIVE);
      BookView old = heard.views.get(1);
      assertThat(old.age().orElseThrow()).isGreaterThan(Duration.ofMinutes(1));
    }
  }

  @Test
  void b07_aListenerThatThrowsIsCalledAgain() {
    List<BookView> heard = new ArrayList<>();
    LiveBookOptions bad =
        LiveBookOptions.DEFAULT.withListener(
            view -> {
              heard.add(view);
              throw new IllegalStateException("a listener of a test");
            });
    try (LiveBook book = source.liveBook(setup.busy(), bad)) {
      time.advance(SOON);
      isLive(book);
      assertThat(heard).hasSizeGreaterThan(2);
    }
  }

  @Test
  void b08_closingFromTheListenerAndTwiceEndsIt() {
    List<BookView> heard = new ArrayList<>();
    LiveBook[] own = new LiveBook[1];
    LiveBookOptions options =
        LiveBookOptions.DEFAULT.withListener(
            view -> {
              heard.add(view);
              if (view.state() == BookState.LIVE) {
                own[0].close();
                own[0].close();
              }
            });
    own[0] = source.liveBook(setup.busy(), options);
    time.advance(LONG);
    own[0].close();
    assertThat(own[0].isClosed()).isTrue();
    assertThat(heard.get(heard.size() - 1).state()).isEqualTo(BookState.LIVE);
    int calls = heard.size();
    time.advance(LONG);
    assertThat(heard).hasSize(calls);
    assertThat(own[0].view().live()).isEmpty();
    assertThat(own[0].view().state()).isEqualTo(BookState.STALE);
    assertThat(own[0].view().lastKnown()).isPresent();
  }

  @Test
  void b09_closingTheClientEndsTheBookAndSaysSo() {
    Heard heard = new Heard();
    LiveBook book = heard.open(LiveBookOptions.DEFAULT);
    time.advance(SOON);
    setup.closeClient();
    assertThat(book.isClosed()).isTrue();
    assertThat(book.view().live()).isEmpty();
    assertThat(book.view().why()).contains("closed");
    int calls = heard.views.size();
    time.advance(LONG);
    assertThat(heard.views.size()).isLessThanOrEqualTo(calls + 1);
    assertThatThrownBy(() -> source.liveBook(setup.busy()))
        .isInstanceOf(IllegalStateException.class);
    book.close();
  }

  @Test
  void b10_badArgumentsAreRefusedAtTheDoor() {
    int tooMany = source.capabilities().maxLiveDepth() + 1;
    assertThatThrownBy(
            () -> source.liveBook(setup.busy(), LiveBookOptions.DEFAULT.withLevels(tooMany)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levels")
        .hasMessageContaining(String.valueOf(tooMany));
    Instrument foreign =
        new Instrument(new Venue("mars", "Mars"), "BTCUSDT", Asset.of("BTC"), Asset.USDT);
    assertThatThrownBy(() -> source.liveBook(foreign)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void b11_twoBooksOfOneInstrumentLeaveEachOtherAlone() {
    Heard first = new Heard();
    LiveBook one = first.open(LiveBookOptions.DEFAULT);
    time.advance(SOON);
    Heard second = new Heard();
    try (LiveBook two = second.open(LiveBookOptions.DEFAULT.withLevels(20))) {
      time.advance(SOON);
      isLive(one);
      one.close();
      time.advance(SOON);
      isLive(two);
      assertThat(first.states()).containsExactly(BookState.SYNCING, BookState.LIVE);
      equalsTheVenue(second);
    }
  }

  @Test
  void b12_duplicatesChangeNothing() {
    Heard heard = new Heard();
    try (LiveBook book = heard.open(LiveBookOptions.DEFAULT)) {
      time.advance(SOON);
      setup.faults().onFrames(Faults.ALWAYS, setup.bookFrames(), FrameFault.duplicated());
      time.advance(Duration.ofSeconds(30));
      isLive(book);
      assertThat(heard.states()).containsExactly(BookState.SYNCING, BookState.LIVE);
      equalsTheVenue(heard);
    }
  }

  @Test
  void b13_droppedFramesLeaveNoTrace() {
    Heard heard = new Heard();
    try (LiveBook book = heard.open(LiveBookOptions.DEFAULT)) {
      for (int round = 0; round < 20; round++) {
        time.advance(SOON);
        setup.faults().onFrames(1 + round % 3, setup.bookFrames(), FrameFault.dropped());
      }
      time.advance(SOON);
      isLive(book);
      equalsTheVenue(heard);
    }
  }

  @Test
  void b14_framesInTheWrongOrderNeverGoBackInTime() {
    Heard heard = new Heard();
    try (LiveBook book = heard.open(LiveBookOptions.DEFAULT)) {
      time.advance(SOON);
      FaultRule swap =
          setup.faults().onFrames(Faults.ALWAYS, setup.bookFrames(), FrameFault.swappedWithNext());
      time.advance(Duration.ofSeconds(20));
      swap.remove();
      time.advance(SOON);
      isLive(book);
      assertThat(heard.views.stream().flatMap(view -> view.venueTime().stream())).isSorted();
      equalsTheVenue(heard);
    }
  }

  @Test
  void b15_anUnreadableFrameCastsDoubtUntilTheNextGoodOne() {
    Heard heard = new Heard();
    try (LiveBook book = heard.open(LiveBookOptions.DEFAULT)) {
      time.advance(SOON);
      setup.faults().onFrames(1, setup.bookFrames(), FrameFault.changed(text -> text.substring(9)));
      time.advance(SOON);
      isLive(book);
      assertThat(heard.states()).contains(BookState.STALE);
      equalsTheVenue(heard);
    }
  }

  @Test
  void b16_afterEverythingIsClosedNothingIsScheduled() {
    int before = time.pendingTasks();
    LiveBook book = source.liveBook(setup.busy());
    book.close();
    time.advance(LONG);
    assertThat(time.pendingTasks()).isLessThanOrEqualTo(before);
  }

  @Test
  void b17_aLiveBookEstimatesAFill() {
    try (LiveBook book = source.liveBook(setup.busy())) {
      time.advance(SOON);
      OrderBook live = isLive(book);
      BigDecimal two = live.asks().cumulative(2).quantity();
      FillEstimate fill = live.fill(Side.BUY, Size.ofQuantity(two), FEE);
      assertThat(fill.isFilled()).isTrue();
      assertThat(fill.levels()).isEqualTo(2);
      assertThat(fill.worstPrice()).isEqualByComparingTo(live.asks().price(1));
      assertThat(fill.notional()).isEqualByComparingTo(live.asks().cumulative(2).notional());
      assertThat(fill.notionalWithFee()).isGreaterThan(fill.notional());
    }
  }

  // ---- what the cases are made of

  private static OrderBook isLive(LiveBook book) {
    BookView view = book.view();
    assertThat(view.state()).as("%s", view).isEqualTo(BookState.LIVE);
    return view.live().orElseThrow();
  }

  private static void isTrueToItself(OrderBook book) {
    assertThat(book.isCrossed()).isFalse();
    for (int i = 1; i < book.bids().depth(); i++) {
      assertThat(book.bids().price(i)).isLessThan(book.bids().price(i - 1));
    }
    for (int i = 1; i < book.asks().depth(); i++) {
      assertThat(book.asks().price(i)).isGreaterThan(book.asks().price(i - 1));
    }
  }

  /** Asks the venue for its book and looks for the same one among those that were heard. */
  private void equalsTheVenue(Heard heard) {
    setup.faults().clear();
    time.advance(SOON);
    CompletableFuture<OrderBook> asked = source.orderBookAsync(setup.busy(), 10);
    while (!asked.isDone()) {
      time.advance(Duration.ofMillis(1));
    }
    time.advance(SOON);
    OrderBook truth = asked.join();
    List<OrderBook> same =
        heard.views.stream()
            .flatMap(view -> view.live().stream())
            .filter(book -> isOfTheSameMoment(book, truth))
            .toList();
    assertThat(same).as("a live book of the moment of %s", truth.stamp()).isNotEmpty();
    for (OrderBook book : same) {
      assertThat(book.bids().top(10)).isEqualTo(truth.bids());
      assertThat(book.asks().top(10)).isEqualTo(truth.asks());
    }
  }

  private static boolean isOfTheSameMoment(OrderBook book, OrderBook truth) {
    return truth.sequence() != null
        ? truth.sequence().equals(book.sequence())
        : truth.venueTime().equals(book.venueTime());
  }

  /** Keeps what a book's listener hears. */
  private final class Heard {
    final List<BookView> views = new ArrayList<>();

    LiveBook open(LiveBookOptions options) {
      return source.liveBook(setup.busy(), options.withListener(views::add));
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
  }
}
