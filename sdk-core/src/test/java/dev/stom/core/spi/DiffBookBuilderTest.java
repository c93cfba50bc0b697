package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookState;
import dev.stom.core.market.BookView;
import dev.stom.core.market.FillEstimate;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Side;
import dev.stom.core.market.Size;
import dev.stom.core.market.Stamp;
import dev.stom.core.spi.DiffBookBuilder.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state machine, step by step. Levels are written as {@code price x quantity}. */
class DiffBookBuilderTest {
  private static final Instrument INSTRUMENT =
      new Instrument(new Venue("fake", "Fake"), "AB", Asset.of("AA"), Asset.of("BB"));
  private static final int LIMIT = 4;
  private static final int LEVELS = 2;

  private final List<KnownBook> heard = new ArrayList<>();
  private final DiffBookBuilder book = new DiffBookBuilder(INSTRUMENT, LEVELS, heard::add);

  // ---- the beginning

  @Test
  void aSnapshotIsWantedOnceAChangeHasCome() {
    assertThat(book.wantsSnapshot()).isFalse();
    book.connected();
    assertThat(book.wantsSnapshot()).isFalse();
    book.diff(diff(5, 6, "10x1", "11x1"));
    assertThat(book.wantsSnapshot()).isTrue();
    assertThat(state()).isEqualTo(BookState.SYNCING);
    assertThat(view().lastKnown()).isEmpty();
  }

  @Test
  void aSnapshotOlderThanTheFirstChangeIsNotTaken() {
    book.connected();
    book.diff(diff(5, 6, "", ""));
    book.diff(diff(7, 8, "", ""));
    assertThat(book.snapshot(snapshot(4, "10x1", "11x1"))).isEqualTo(Verdict.TOO_OLD);
    assertThat(state()).isEqualTo(BookState.SYNCING);
    assertThat(book.wantsSnapshot()).isTrue();
    assertThat(view().why()).contains("older");
  }

  @Test
  void theFirstChangeThatCountsMayStraddleTheSnapshot() {
    book.connected();
    book.diff(diff(5, 9, "10x5,9x0", ""));
    book.diff(diff(10, 12, "", "11x7"));
    assertThat(book.snapshot(snapshot(5, "10x1,9x1", "11x1"))).isEqualTo(Verdict.SETTLED);
    isLive(12, "10x5", "11x7");
    assertThat(book.wantsSnapshot()).isFalse();
  }

  @Test
  void changesThatTheSnapshotContainsAreLeftOut() {
    book.connected();
    book.diff(diff(5, 6, "10x99", ""));
    book.diff(diff(7, 8, "10x98", ""));
    book.snapshot(snapshot(8, "10x1", "11x1"));
    isLive(8, "10x1", "11x1");
  }

  @Test
  void aSnapshotAheadOfTheStreamIsLiveAndWaitsForItToCatchUp() {
    book.connected();
    book.diff(diff(5, 6, "", ""));
    book.snapshot(snapshot(20, "10x1", "11x1"));
    isLive(20, "10x1", "11x1");
    book.diff(diff(7, 19, "10x99", ""));
    isLive(20, "10x1", "11x1");
    book.diff(diff(20, 22, "10x2", ""));
    isLive(22, "10x2", "11x1");
  }

  @Test
  void aSnapshotWithoutAnyChangeIsKnownButNotLive() {
    book.connected();
    book.hurry();
    assertThat(book.wantsSnapshot()).isTrue();
    book.snapshot(snapshot(8, "10x1", "11x1"));
    assertThat(state()).isEqualTo(BookState.SYNCING);
    assertThat(view().lastKnown()).isPresent();
    assertThat(book.wantsSnapshot()).isFalse();
    book.diff(diff(8, 9, "10x2", ""));
    isLive(9, "10x2", "11x1");
  }

  @Test
  void aSnapshotWithoutAnyChangeIsGivenUpWhenTheFirstOneBeginsLater() {
    book.connected();
    book.hurry();
    book.snapshot(snapshot(8, "10x1", "11x1"));
    book.diff(diff(9, 10, "10x2", ""));
    assertThat(state()).isEqualTo(BookState.SYNCING);
    assertThat(book.wantsSnapshot()).isTrue();
    book.snapshot(snapshot(11, "10x3", "11x1"));
    isLive(11, "10x3", "11x1");
  }

  @Test
  void aFirstChangeThatTheSnapshotContainsProvesIt() {
    book.connected();
    book.hurry();
    book.snapshot(snapshot(8, "10x1", "11x1"));
    book.diff(diff(7, 8, "10x1", ""));
    isLive(8, "10x1", "11x1");
  }

  // ---- going on

  @Test
  void quantitiesAreAbsoluteZeroRemovesAndAnUnknownLevelMayBeRemoved() {
    live();
    book.diff(diff(101, 101, "10x2.50,9x0,8x0", "12x1,13x0.00"));
    isLive(101, "10x2.50", "11x1,12x1");
  }

  @Test
  void aMissedChangeIsNoticedAtOnceAndTheBookIsOnlyLastKnown() {
    live();
    book.diff(diff(103, 104, "10x7", ""));
    assertThat(state()).isEqualTo(BookState.SYNCING);
    assertThat(view().live()).isEmpty();
    assertThat(view().lastKnown().orElseThrow().sequence()).isEqualTo(100);
    assertThat(view().why()).contains("103").contains("100");
    assertThat(view().resyncs()).isEqualTo(1);
    assertThat(book.wantsSnapshot()).isTrue();
    assertThat(book.canWait()).isFalse();
    book.diff(diff(105, 106, "", "11x3"));
    book.snapshot(snapshot(104, "10x7,9x1", "11x1"));
    isLive(106, "10x7,9x1", "11x3");
  }

  @Test
  void aMissingChangeThatComesLateClosesTheGapWithoutASnapshot() {
    live();
    book.diff(diff(103, 104, "10x7", ""));
    book.diff(diff(105, 106, "", "11x3"));
    book.diff(diff(101, 102, "10x6,9x2", ""));
    isLive(106, "10x7,9x2", "11x3");
    assertThat(book.wantsSnapshot()).isFalse();
    assertThat(book.snapshot(snapshot(104, "5x5", "55x5"))).isEqualTo(Verdict.SETTLED);
    isLive(106, "10x7,9x2", "11x3");
  }

  @Test
  void oneOfTwoGapsClosedIsNotEnough() {
    live();
    book.diff(diff(103, 103, "", ""));
    book.diff(diff(106, 106, "", ""));
    book.diff(diff(101, 102, "", ""));
    assertThat(state()).isEqualTo(BookState.SYNCING);
    book.diff(diff(104, 105, "10x4", ""));
    isLive(106, "10x4,9x1", "11x1");
  }

  @Test
  void aSnapshotThatDoesNotReachOverALaterGapIsNotTaken() {
    book.connected();
    book.diff(diff(5, 6, "", ""));
    book.diff(diff(9, 10, "", ""));
    assertThat(book.snapshot(snapshot(6, "10x1", "11x1"))).isEqualTo(Verdict.TOO_OLD);
    assertThat(state()).isEqualTo(BookState.SYNCING);
    assertThat(book.snapshot(snapshot(9, "10x1", "11x1"))).isEqualTo(Verdict.SETTLED);
    isLive(10, "10x1", "11x1");
  }

  @Test
  void duplicatesAndOlderChangesAreLeftOutAndCounted() {
    live();
    book.diff(diff(101, 102, "10x2", ""));
    book.diff(diff(101, 102, "10x2", ""));
    book.diff(diff(99, 100, "10x99", ""));
    isLive(102, "10x2,9x1", "11x1");
    assertThat(view().ignored()).isEqualTo(2);
  }

  @Test
  void changesCutInAnotherWayByASecondConnectionJoin() {
    live();
    book.diff(diff(101, 104, "10x4", ""));
    book.diff(diff(103, 106, "10x6", ""));
    isLive(106, "10x6,9x1", "11x1");
  }

  // ---- what cannot be

  @Test
  void aCrossedBookIsBrokenUntilASnapshotMakesItGood() {
    live();
    book.diff(diff(101, 101, "12x1", ""));
    assertThat(state()).isEqualTo(BookState.BROKEN);
    assertThat(view().live()).isEmpty();
    assertThat(book.wantsSnapshot()).isTrue();
    book.diff(diff(102, 102, "12x0", ""));
    assertThat(state()).isEqualTo(BookState.BROKEN);
    book.snapshot(snapshot(101, "10x1,12x1", "13x1"));
    isLive(102, "10x1", "13x1");
  }

  @Test
  void aLockedBookIsBrokenToo() {
    live();
    book.diff(diff(101, 101, "11.00x1", ""));
    assertThat(state()).isEqualTo(BookState.BROKEN);
  }

  @Test
  void aCrossedSnapshotIsNotTaken() {
    book.connected();
    book.diff(diff(5, 6, "", ""));
    assertThat(book.snapshot(snapshot(7, "12x1", "11x1"))).isEqualTo(Verdict.IMPOSSIBLE);
    assertThat(state()).isEqualTo(BookState.BROKEN);
    assertThat(book.wantsSnapshot()).isTrue();
  }

  @Test
  void numbersThatRunBackwardsBreakTheBook() {
    live();
    book.diff(diff(105, 101, "10x2", ""));
    assertThat(state()).isEqualTo(BookState.BROKEN);
    assertThat(book.wantsSnapshot()).isTrue();
  }

  // ---- the horizon

  @Test
  void levelsBeyondTheHorizonAreNotShown() {
    book.connected();
    book.diff(diff(5, 6, "", ""));
    book.snapshot(snapshot(6, "10x1,9x1,8x1,7x1", "11x1,12x1"));
    book.diff(diff(7, 7, "5x1,7.5x1,7x3,6.99x1", "99x1"));
    isLive(7, "10x1,9x1,8x1,7.5x1,7x3", "11x1,12x1,99x1");
    OrderBook live = view().live().orElseThrow();
    assertThat(live.bids().isWhole()).isFalse();
    assertThat(live.asks().isWhole()).isTrue();
  }

  @Test
  void aFillThatRunsOutOfLevelsSaysWhetherTheMarketOrTheHorizonEnded() {
    book.connected();
    book.diff(diff(5, 6, "", ""));
    book.snapshot(snapshot(6, "10x1,9x1,8x1,7x1", "11x1,12x1"));
    OrderBook live = view().live().orElseThrow();
    Size five = Size.ofQuantity("5");
    assertThat(live.fill(Side.SELL, five, BigDecimal.ZERO).end())
        .isEqualTo(FillEstimate.End.HORIZON);
    assertThat(live.fill(Side.BUY, five, BigDecimal.ZERO).end()).isEqualTo(FillEstimate.End.MARKET);
  }

  @Test
  void aSideThatRunsShortWantsADeeperSnapshotAndStaysLiveMeanwhile() {
    book.connected();
    book.diff(diff(5, 6, "", ""));
    book.snapshot(snapshot(6, "10x1,9x1,8x1,7x1", "11x1"));
    book.diff(diff(7, 7, "10x0,9x0", ""));
    isLive(7, "8x1,7x1", "11x1");
    assertThat(book.wantsSnapshot()).isFalse(); // two are needed
    book.diff(diff(8, 8, "8x0", ""));
    isLive(8, "7x1", "11x1");
    assertThat(book.wantsSnapshot()).isTrue();
    assertThat(book.canWait()).isTrue();
    book.diff(diff(9, 9, "6x9,5x9", "11x2"));
    isLive(9, "7x1", "11x2");
    book.snapshot(snapshot(8, "7x1,6x1,5x1,4x1", "11x1")); // the change after it is applied
    // A snapshot of 8 is older than the first change since it was wanted: 9.
    isLive(9, "7x1", "11x2");
    assertThat(book.wantsSnapshot()).isTrue();
    book.diff(diff(10, 10, "4x0", ""));
    book.snapshot(snapshot(9, "7x1,6x9,5x9,4x1", "11x2"));
    isLive(10, "7x1,6x9,5x9", "11x2");
    assertThat(book.wantsSnapshot()).isFalse();
    assertThat(view().resyncs()).isZero();
  }

  @Test
  void aSideOfWhichNothingIsKnownAnyMoreIsNotLive() {
    book.connected();
    book.diff(diff(5, 6, "", ""));
    book.snapshot(snapshot(6, "10x1,9x1,8x1,7x1", "11x1"));
    book.diff(diff(7, 7, "10x0,9x0,8x0,7x0", ""));
    assertThat(state()).isEqualTo(BookState.SYNCING);
    assertThat(view().why()).contains("bid");
    assertThat(book.wantsSnapshot()).isTrue();
    assertThat(book.canWait()).isFalse();
    book.snapshot(snapshot(7, "6x1,5x1,4x1,3x1", "11x1"));
    isLive(7, "6x1,5x1,4x1,3x1", "11x1");
  }

  @Test
  void anEmptySideOfAMarketThatIsKnownWholeIsLive() {
    live();
    book.diff(diff(101, 101, "10x0,9x0", ""));
    isLive(101, "", "11x1");
  }

  @Test
  void noMoreThanTwiceASnapshotIsKept() {
    live();
    StringBuilder levels = new StringBuilder("20x1");
    for (int price = 21; price < 60; price++) {
      levels.append(',').append(price).append("x1");
    }
    book.diff(diff(101, 101, "", levels.toString()));
    OrderBook now = view().live().orElseThrow();
    assertThat(now.asks().depth()).isEqualTo(2 * LIMIT);
    assertThat(now.asks().isWhole()).isFalse();
    book.diff(diff(102, 102, "", "50x1,26x2,12x5")); // 26 is the last known
    assertThat(view().live().orElseThrow().asks().levels().get(1))
        .isEqualTo(new BookLevel(BigDecimal.valueOf(12), BigDecimal.valueOf(5)));
    assertThat(view().live().orElseThrow().asks().depth()).isEqualTo(2 * LIMIT);
  }

  // ---- what waits

  @Test
  void whenTooManyChangesWaitTheOldestAreGivenUp() {
    book.connected();
    for (int i = 1; i <= DiffBookBuilder.MAX_WAITING + 10; i++) {
      book.diff(diff(i, i, "", ""));
    }
    assertThat(book.snapshot(snapshot(10, "10x1", "11x1"))).isEqualTo(Verdict.TOO_OLD);
    assertThat(book.snapshot(snapshot(11, "10x1", "11x1"))).isEqualTo(Verdict.SETTLED);
    isLive(DiffBookBuilder.MAX_WAITING + 10, "10x1", "11x1");
  }

  // ---- connections

  @Test
  void aLostConnectionIsStaleAndWhatStillComesFromItDoesNotCount() {
    live();
    book.lost("reset");
    assertThat(state()).isEqualTo(BookState.STALE);
    book.diff(diff(101, 101, "10x2", ""));
    assertThat(state()).isEqualTo(BookState.STALE);
    assertThat(book.wantsSnapshot()).isFalse();
    assertThat(book.snapshot(snapshot(101, "10x2", "11x1"))).isEqualTo(Verdict.SETTLED);
    assertThat(state()).isEqualTo(BookState.STALE);
  }

  @Test
  void afterAReconnectTheBookIsPutTogetherAnewEvenIfTheNumbersWouldJoin() {
    live();
    book.lost("reset");
    book.connected();
    book.diff(diff(101, 101, "10x2", ""));
    assertThat(state()).isEqualTo(BookState.SYNCING);
    assertThat(book.wantsSnapshot()).isTrue();
    book.snapshot(snapshot(101, "10x3", "11x1"));
    isLive(101, "10x3", "11x1");
  }

  @Test
  void aSecondConnectionBesideTheFirstChangesNothing() {
    live();
    assertThat(book.connected()).isFalse();
    book.diff(diff(101, 101, "10x2", ""));
    isLive(101, "10x2,9x1", "11x1");
    assertThat(view().resyncs()).isZero();
  }

  @Test
  void aSilentConnectionIsStaleUntilTheNextChangeJoins() {
    live();
    book.silent(Duration.ofSeconds(20));
    assertThat(state()).isEqualTo(BookState.STALE);
    assertThat(view().why()).contains("20 s");
    book.diff(diff(101, 101, "10x2", ""));
    isLive(101, "10x2,9x1", "11x1");
    book.silent(Duration.ofSeconds(20));
    book.diff(diff(103, 103, "10x3", ""));
    assertThat(state()).isEqualTo(BookState.SYNCING);
  }

  @Test
  void aSilentConnectionThatIsReplacedMeansANewBook() {
    live();
    book.silent(Duration.ofSeconds(20));
    assertThat(book.connected()).isTrue();
    book.diff(diff(101, 101, "10x2", ""));
    assertThat(state()).isEqualTo(BookState.SYNCING);
  }

  @Test
  void anUnreadableFrameCastsDoubtUntilTheNextChangeJoins() {
    live();
    book.unreadable();
    assertThat(state()).isEqualTo(BookState.STALE);
    book.diff(diff(101, 101, "", ""));
    isLive(101, "10x1,9x1", "11x1");
  }

  @Test
  void aRefusedStreamIsBrokenAndSaysWhy() {
    book.refused("-1121", "Invalid symbol.");
    assertThat(state()).isEqualTo(BookState.BROKEN);
    assertThat(view().why()).contains("-1121").contains("Invalid symbol.");
    book.connected();
    assertThat(state()).isEqualTo(BookState.SYNCING);
  }

  @Test
  void nothingChangesAClosedBook() {
    live();
    book.close("the book was closed");
    int before = heard.size();
    book.diff(diff(101, 101, "10x2", ""));
    book.connected();
    book.lost("reset");
    book.close("again");
    assertThat(heard).hasSize(before);
    assertThat(state()).isEqualTo(BookState.STALE);
    assertThat(view().why()).isEqualTo("the book was closed");
  }

  @Test
  void aFailedRequestIsVisibleWhileTheBookIsNotLive() {
    book.connected();
    book.diff(diff(5, 6, "", ""));
    book.failed("HTTP 503");
    assertThat(view().why()).contains("HTTP 503");
    book.snapshot(snapshot(6, "10x1", "11x1"));
    book.failed("HTTP 503");
    assertThat(view().why()).doesNotContain("503");
  }

  @Test
  void everyPublishedViewIsUncrossedInsideItsHorizonAndStaysAsItWas() {
    TrueBook market = new TrueBook(5);
    Stamp stamp = new Stamp(Origin.REALTIME, null, Instant.EPOCH, 0);
    book.connected();
    book.diff(market.change(stamp));
    book.snapshot(market.snapshot(20, Instant.EPOCH, 0));
    List<OrderBook> views = new ArrayList<>();
    List<List<BookLevel>> copies = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      book.diff(market.change(stamp));
      OrderBook now = view().live().orElseThrow();
      views.add(now);
      copies.add(List.copyOf(now.bids().levels()));
      copies.add(List.copyOf(now.asks().levels()));
    }
    for (int i = 0; i < views.size(); i++) {
      assertThat(views.get(i).bids().levels()).isEqualTo(copies.get(2 * i));
      assertThat(views.get(i).asks().levels()).isEqualTo(copies.get(2 * i + 1));
    }
  }

  // ---- words

  private void live() {
    book.connected();
    book.diff(diff(100, 100, "", ""));
    book.snapshot(snapshot(100, "10x1,9x1", "11x1"));
    isLive(100, "10x1,9x1", "11x1");
  }

  private BookView view() {
    return book.view(0);
  }

  private BookState state() {
    return view().state();
  }

  private void isLive(long sequence, String bids, String asks) {
    assertThat(state()).as("%s", view()).isEqualTo(BookState.LIVE);
    OrderBook live = view().live().orElseThrow();
    assertThat(live.sequence()).isEqualTo(sequence);
    assertThat(words(live.bids().levels())).isEqualTo(bids);
    assertThat(words(live.asks().levels())).isEqualTo(asks);
  }

  private static String words(List<BookLevel> levels) {
    List<String> words = new ArrayList<>();
    levels.forEach(
        level -> words.add(level.price().toPlainString() + "x" + level.quantity().toPlainString()));
    return String.join(",", words);
  }

  private static BookDiff diff(long first, long last, String bids, String asks) {
    Stamp stamp = new Stamp(Origin.REALTIME, null, Instant.EPOCH, 0);
    return new BookDiff(first, last, stamp, columns(bids), columns(asks));
  }

  private static BookSnapshot snapshot(long id, String bids, String asks) {
    Stamp stamp = new Stamp(Origin.REQUEST, null, Instant.EPOCH, 0);
    return new BookSnapshot(id, stamp, columns(bids), columns(asks), LIMIT);
  }

  private static LevelColumns columns(String levels) {
    DecimalColumn prices = new DecimalColumn();
    DecimalColumn quantities = new DecimalColumn();
    if (!levels.isEmpty()) {
      for (String level : levels.split(",")) {
        prices.add(new BigDecimal(level.split("x")[0]));
        quantities.add(new BigDecimal(level.split("x")[1]));
      }
    }
    return new LevelColumns(prices, quantities);
  }
}
