package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.BookView;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Four readers and two writers on real threads. */
class BookReadersTest {
  private static final Instrument INSTRUMENT =
      new Instrument(new Venue("fake", "Fake"), "AB", Asset.of("AA"), Asset.of("BB"));
  private static final int READERS = 4;
  private static final int CHANGES = 30_000;
  private static final int LEVELS = 60;

  /**
   * Each change sets every level of both sides to its own number, so that a reader who sees two
   * numbers at once has seen a torn book.
   */
  @Test
  void noReaderSeesATornACrossedOrAnOlderBook() throws Exception {
    DiffBookBuilder book = new DiffBookBuilder(INSTRUMENT, 10, known -> {});
    book.connected();
    book.diff(change(1));
    LevelColumns none = new LevelColumns(new DecimalColumn(), new DecimalColumn());
    Stamp stamp = new Stamp(Origin.REQUEST, null, Instant.EPOCH, 0);
    book.snapshot(new BookSnapshot(1, stamp, none, none, 500));
    book.diff(change(2));
    AtomicBoolean over = new AtomicBoolean();
    CyclicBarrier start = new CyclicBarrier(READERS + 2);
    ExecutorService threads = Executors.newFixedThreadPool(READERS + 2);
    try {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(reading(book, over, start)));
      }
      // The same changes from two connections: the later one of each is left out.
      Future<Long> first = threads.submit(writing(book, start));
      Future<Long> second = threads.submit(writing(book, start));
      first.get();
      second.get();
      over.set(true);
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).as("views read").isPositive();
      }
      BookView last = book.view(0);
      assertThat(last.live().orElseThrow().sequence()).isEqualTo(CHANGES);
      assertThat(number(last.live().orElseThrow())).isEqualTo(CHANGES);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Long> writing(DiffBookBuilder book, CyclicBarrier start) {
    return () -> {
      start.await();
      for (int i = 3; i <= CHANGES; i++) {
        book.diff(change(i));
      }
      return 0L;
    };
  }

  private static Callable<Long> reading(
      DiffBookBuilder book, AtomicBoolean over, CyclicBarrier start) {
    return () -> {
      start.await();
      long views = 0;
      long newest = 0;
      do {
        BookView view = book.view(0);
        OrderBook now = view.live().orElse(null);
        if (now == null) {
          continue; // one writer is ahead of the other by more than one: a gap for a moment
        }
        assertThat(number(now)).isEqualTo(now.sequence());
        assertThat(now.sequence()).isGreaterThanOrEqualTo(newest);
        newest = now.sequence();
        views++;
      } while (!over.get() || views == 0);
      return views;
    };
  }

  /** The one number that every level of a book that is not torn shows. */
  private static long number(OrderBook book) {
    assertThat(book.isCrossed()).isFalse();
    long number = book.bids().quantity(0).longValueExact();
    same(book.bids(), number, 1_000 - LEVELS);
    same(book.asks(), number, 1_000);
    return number;
  }

  private static void same(BookSide side, long number, int lowest) {
    int seen = side.depth();
    if (seen != LEVELS) {
      throw new AssertionError("torn: " + seen + " levels");
    }
    for (int i = 0; i < seen; i++) {
      BigDecimal price = side.price(i);
      if (side.quantity(i).longValueExact() != number
          || price.intValueExact() < lowest
          || price.intValueExact() >= lowest + LEVELS) {
        throw new AssertionError("torn: " + side + " at " + number);
      }
    }
  }

  private static BookDiff change(int number) {
    Stamp stamp = new Stamp(Origin.REALTIME, null, Instant.EPOCH, number);
    return new BookDiff(
        number, number, stamp, levels(1_000 - LEVELS, number), levels(1_000, number));
  }

  private static LevelColumns levels(int lowest, int number) {
    DecimalColumn prices = new DecimalColumn(LEVELS);
    DecimalColumn quantities = new DecimalColumn(LEVELS);
    for (int i = 0; i < LEVELS; i++) {
      prices.add(lowest + i, 0);
      quantities.add(number, 0);
    }
    return new LevelColumns(prices, quantities);
  }
}
