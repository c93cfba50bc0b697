package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.BookState;
import dev.stom.core.market.BookView;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Books that come whole. */
class FrameBookBuilderTest {
  private static final Instrument INSTRUMENT =
      new Instrument(new Venue("fake", "Fake"), "AB", Asset.of("AA"), Asset.of("BB"));

  private final FrameBookBuilder book = new FrameBookBuilder(INSTRUMENT, known -> {});

  @Test
  void theFirstFrameMakesItLive() {
    book.frame(frame(1_000, 10, 11));
    assertThat(view().lastKnown()).isEmpty(); // not subscribed: left over from an old connection
    book.connected();
    assertThat(view().state()).isEqualTo(BookState.SYNCING);
    book.frame(frame(1_000, 10, 11));
    isLive(10);
    book.frame(frame(1_001, 9, 11));
    isLive(9);
  }

  @Test
  void anOlderFrameIsLeftOutAndCounted() {
    live();
    book.frame(frame(1_999, 5, 11));
    isLive(10);
    assertThat(view().ignored()).isEqualTo(1);
  }

  @Test
  void aFrameOfTheSameMomentIsNewer() {
    live();
    book.frame(frame(2_000, 9, 11));
    isLive(9);
  }

  @Test
  void aClockThatWasSetBackIsFollowedAfterAFewFrames() {
    live();
    for (int i = 1; i < FrameBookBuilder.CLOCK_SET_BACK; i++) {
      book.frame(frame(i, 5, 11));
      isLive(10);
    }
    book.frame(frame(50, 6, 11));
    isLive(6);
    book.frame(frame(51, 7, 11));
    isLive(7);
  }

  @Test
  void aCrossedFrameBreaksTheBookUntilTheNextGoodOne() {
    live();
    book.frame(frame(2_001, 12, 11));
    assertThat(view().state()).isEqualTo(BookState.BROKEN);
    assertThat(view().live()).isEmpty();
    assertThat(view().lastKnown().orElseThrow().bids().price(0)).isEqualByComparingTo("10");
    book.frame(frame(2_002, 11, 11)); // locked is crossed as well
    assertThat(view().state()).isEqualTo(BookState.BROKEN);
    book.frame(frame(2_003, 9, 11));
    isLive(9);
    assertThat(view().resyncs()).isEqualTo(1);
  }

  @Test
  void levelsOutOfOrderBreakTheBook() {
    for (boolean columns : new boolean[] {false, true}) {
      for (int[] bids : new int[][] {{10, 10}, {9, 10}}) {
        live();
        book.frame(
            new OrderBook(INSTRUMENT, stamp(3_000), side(columns, bids), side(columns, 11), null));
        assertThat(view().state()).isEqualTo(BookState.BROKEN);
        book.lost("next");
      }
      live();
      book.frame(
          new OrderBook(INSTRUMENT, stamp(3_000), side(columns, 9), side(columns, 12, 11), null));
      assertThat(view().state()).isEqualTo(BookState.BROKEN);
      book.lost("next");
      live();
      book.frame(
          new OrderBook(
              INSTRUMENT, stamp(3_000), side(columns, 9, 8), side(columns, 11, 12), null));
      isLive(9);
      book.lost("next");
    }
  }

  @Test
  void afterALostConnectionOnlyANewFrameMakesItLive() {
    live();
    book.lost("reset");
    assertThat(view().state()).isEqualTo(BookState.STALE);
    book.frame(frame(2_001, 9, 11));
    assertThat(view().state()).isEqualTo(BookState.STALE);
    book.connected();
    assertThat(view().state()).isEqualTo(BookState.SYNCING);
    book.frame(frame(2_000, 10, 11)); // the same state again, as a quiet market's snapshot is
    isLive(10);
  }

  @Test
  void anOlderSnapshotAfterAReconnectDoesNotTurnTimeBack() {
    live();
    book.lost("reset");
    book.connected();
    book.frame(frame(1_500, 5, 11));
    assertThat(view().state()).isEqualTo(BookState.SYNCING);
    book.frame(frame(2_100, 8, 11));
    isLive(8);
  }

  @Test
  void aSilentConnectionIsStaleUntilTheNextFrame() {
    live();
    book.silent(Duration.ofSeconds(25));
    assertThat(view().state()).isEqualTo(BookState.STALE);
    book.frame(frame(2_001, 9, 11));
    isLive(9);
  }

  @Test
  void anEmptySideIsABookToo() {
    book.connected();
    book.frame(new OrderBook(INSTRUMENT, stamp(2_000), side(true), side(true, 11), null));
    assertThat(view().state()).isEqualTo(BookState.LIVE);
  }

  // ---- words

  private void live() {
    book.connected();
    for (int i = 0; i <= FrameBookBuilder.CLOCK_SET_BACK; i++) {
      book.frame(frame(2_000, 10, 11)); // as often as it takes after a later one
    }
    isLive(10);
  }

  private BookView view() {
    return book.view(0);
  }

  private void isLive(int bestBid) {
    assertThat(view().state()).as("%s", view()).isEqualTo(BookState.LIVE);
    assertThat(view().live().orElseThrow().bids().price(0))
        .isEqualByComparingTo(BigDecimal.valueOf(bestBid));
  }

  private static OrderBook frame(long millis, int bid, int ask) {
    return new OrderBook(INSTRUMENT, stamp(millis), side(true, bid), side(true, ask), null);
  }

  private static Stamp stamp(long millis) {
    return new Stamp(Origin.REALTIME, Instant.ofEpochMilli(millis), Instant.EPOCH, 0);
  }

  private static BookSide side(boolean columns, int... prices) {
    DecimalColumn column = new DecimalColumn();
    DecimalColumn quantities = new DecimalColumn();
    List<BookLevel> levels = new ArrayList<>();
    for (int price : prices) {
      column.add(price, 0);
      quantities.add(1, 0);
      levels.add(new BookLevel(BigDecimal.valueOf(price), BigDecimal.ONE));
    }
    return columns ? ColumnBookSide.of(column, quantities) : BookSide.of(levels);
  }
}
