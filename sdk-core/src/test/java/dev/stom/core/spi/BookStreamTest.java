package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.BookState;
import dev.stom.core.market.BookView;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import dev.stom.core.spi.FakeStreams.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A live book on a hub: when it asks, whom it tells, and that it leaves nothing behind. */
class BookStreamTest extends StreamScene {
  private static final Instrument INSTRUMENT =
      new Instrument(new Venue("fake", "Fake"), "AB", Asset.of("AA"), Asset.of("BB"));
  private static final int LIMIT = 4;

  private final List<CompletableFuture<BookSnapshot>> asked = new ArrayList<>();

  /** Frames are {@code n=<first>.<last>.<bid that is gone, or 0>}; asks never change. */
  private LiveBook open(LiveBookOptions options) {
    LiveBook book =
        BookStream.ofDiffs(
            hub,
            Topic.of("n"),
            INSTRUMENT,
            (message, receipt, builder) -> {
              String[] parts = message.text().split("\\.");
              builder.diff(
                  new BookDiff(
                      Long.parseLong(parts[0]),
                      Long.parseLong(parts[1]),
                      new Stamp(Origin.REALTIME, null, receipt.at(), receipt.nanos()),
                      parts[2].equals("0") ? levels(0) : levels(0, Integer.parseInt(parts[2])),
                      levels(0)));
            },
            () -> {
              CompletableFuture<BookSnapshot> request = new CompletableFuture<>();
              asked.add(request);
              return request;
            },
            options,
            time.executor());
    openSocket();
    return book;
  }

  private void says(String... frames) {
    transport.last().says(frames);
    time.runDueTasks();
  }

  private void answer(long id, int... bids) {
    Stamp stamp = new Stamp(Origin.REQUEST, null, time.now(), time.nanoTime());
    asked
        .get(asked.size() - 1)
        .complete(new BookSnapshot(id, stamp, levels(1, bids), levels(1, 100), LIMIT));
    time.runDueTasks();
  }

  private static LevelColumns levels(int quantity, int... prices) {
    DecimalColumn column = new DecimalColumn();
    DecimalColumn quantities = new DecimalColumn();
    for (int price : prices) {
      column.add(BigDecimal.valueOf(price));
      quantities.add(BigDecimal.valueOf(quantity));
    }
    return new LevelColumns(column, quantities);
  }

  private LiveBook openLive(LiveBookOptions options) {
    LiveBook book = open(options);
    says("ok n", "n=5.5.0");
    answer(5, 13, 12, 11, 10);
    assertThat(book.view().state()).isEqualTo(BookState.LIVE);
    return book;
  }

  @Test
  void aSnapshotIsAskedForWhenTheFirstChangeHasCome() {
    try (LiveBook book = open(LiveBookOptions.DEFAULT)) {
      says("ok n");
      assertThat(asked).isEmpty();
      says("n=5.5.0");
      assertThat(asked).hasSize(1);
      assertThat(book.view().live()).isEmpty();
    }
  }

  @Test
  void aQuietMarketHasALastKnownBookAfterASecond() {
    try (LiveBook book = open(LiveBookOptions.DEFAULT)) {
      says("ok n");
      time.advance(SnapshotLoop.QUIET_START);
      assertThat(asked).hasSize(1);
      answer(5, 13, 12, 11, 10);
      assertThat(book.view().live()).isEmpty();
      assertThat(book.view().lastKnown()).isPresent();
      time.advance(Duration.ofSeconds(20));
      assertThat(asked).hasSize(1);
      says("n=5.6.0");
      assertThat(book.view().state()).isEqualTo(BookState.LIVE);
    }
  }

  @Test
  void aBookThatOnlyWantsToBeDeeperAsksAtMostEveryFewSeconds() {
    try (LiveBook book = openLive(LiveBookOptions.DEFAULT.withLevels(4))) {
      int change = 6;
      for (int i = 0; i < 600; i++) { // a minute
        says("n=" + change + "." + change + "." + (change % 2 == 0 ? 13 : 0));
        if (!asked.get(asked.size() - 1).isDone()) {
          answer(change, 13, 12, 11, 10);
        }
        change++;
        time.advance(Duration.ofMillis(100));
        assertThat(book.view().state()).isEqualTo(BookState.LIVE);
      }
      assertThat(asked).hasSizeBetween(10, 14);
    }
  }

  @Test
  void aBookThatWantedToBeDeeperAsksAtOnceWhenItIsNotLiveAnyMore() {
    try (LiveBook book = openLive(LiveBookOptions.DEFAULT.withLevels(4))) {
      says("n=6.6.13");
      assertThat(asked).hasSize(1); // it can wait
      says("n=9.9.0");
      assertThat(book.view().state()).isEqualTo(BookState.SYNCING);
      assertThat(asked).hasSize(2);
    }
  }

  @Test
  void aStuckListenerHearsLaterAndCostsBoundedMemory() {
    Deque<Runnable> waiting = new ArrayDeque<>();
    List<BookView> heard = new ArrayList<>();
    LiveBookOptions stuck =
        LiveBookOptions.DEFAULT.withListener(heard::add).withExecutor(waiting::add);
    try (LiveBook book = openLive(stuck)) {
      for (int i = 0; i < 2_000; i++) {
        transport.last().says("what is this?", "n=" + (6 + i) + "." + (6 + i) + ".0");
      }
      assertThat(book.view().resyncs()).isEqualTo(2_000);
      assertThat(waiting).hasSize(1);
      waiting.remove().run();
      assertThat(heard).hasSize(BookStream.MOST_WAITING);
      assertThat(heard.get(heard.size() - 1).resyncs()).isEqualTo(2_000);
      assertThat(heard.get(heard.size() - 1).state()).isEqualTo(BookState.LIVE);
    }
  }

  @Test
  void closingGivesUpWhatIsAskedAndPlannedAndSaysNothingMore() {
    List<BookView> heard = new ArrayList<>();
    LiveBook book = open(LiveBookOptions.DEFAULT.withListener(heard::add));
    says("ok n", "n=5.5.0");
    int before = heard.size();
    book.close();
    book.close();
    assertThat(asked.get(0)).isCancelled();
    time.advance(Duration.ofMinutes(1));
    assertThat(heard).hasSize(before);
    assertThat(hub.connectionCount()).isZero();
    assertThat(time.pendingTasks()).isZero();
    assertThat(book.view().state()).isEqualTo(BookState.STALE);
  }

  @Test
  void theEndOfTheClientIsHeard() {
    List<BookView> heard = new ArrayList<>();
    LiveBook book = openLive(LiveBookOptions.DEFAULT.withListener(heard::add));
    hub.close();
    time.runDueTasks();
    assertThat(book.isClosed()).isTrue();
    assertThat(heard.get(heard.size() - 1).why()).contains("closed");
    assertThat(heard.get(heard.size() - 1).live()).isEmpty();
    book.close();
  }

  @Test
  void aRefusedStreamIsBroken() {
    try (LiveBook book = open(LiveBookOptions.DEFAULT)) {
      says("no such thing");
      assertThat(book.view().state()).isEqualTo(BookState.BROKEN);
      assertThat(book.view().why()).contains("such thing");
    }
  }
}
