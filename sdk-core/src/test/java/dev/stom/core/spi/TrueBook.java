package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.market.BookSide;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A market as a venue has it, and beside it the same market as it was at an earlier number, for a
 * test to compare with: two sorted maps, changed level by level.
 */
final class TrueBook {
  /** Levels on each side, about; a snapshot holds fewer. */
  private static final int SPREAD_OF_LEVELS = 45;

  private final SplittableRandom random;
  private final NavigableMap<BigDecimal, BigDecimal> bids =
      new TreeMap<>(Collections.reverseOrder());
  private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
  private long id = 1_000;
  private int middle = 100_000; // in ticks of 0.01

  // The past, which follows what a test looks at.
  private final NavigableMap<BigDecimal, BigDecimal> pastBids =
      new TreeMap<>(Collections.reverseOrder());
  private final NavigableMap<BigDecimal, BigDecimal> pastAsks = new TreeMap<>();
  private final Deque<BookDiff> since = new ArrayDeque<>();
  private long pastId = id;

  TrueBook(long seed) {
    random = new SplittableRandom(seed);
    for (int i = 1; i <= SPREAD_OF_LEVELS; i++) {
      bids.put(price(middle - i), quantity());
      asks.put(price(middle + i), quantity());
    }
    pastBids.putAll(bids);
    pastAsks.putAll(asks);
  }

  long id() {
    return id;
  }

  private static BigDecimal price(int ticks) {
    return BigDecimal.valueOf(ticks, 2);
  }

  /** Of any scale, now and then beyond every long. */
  private BigDecimal quantity() {
    int scale = random.nextInt(9);
    if (random.nextInt(200) == 0) {
      return new BigDecimal("123456789012345678901.123456789");
    }
    return BigDecimal.valueOf(random.nextLong(1, 10_000_000), scale);
  }

  /** Lets something happen. */
  BookDiff change(Stamp stamp) {
    Changed bid = new Changed(bids);
    Changed ask = new Changed(asks);
    if (random.nextInt(20) == 0) { // the market moves a tick
      boolean up = random.nextBoolean();
      middle += up ? 1 : -1;
      BigDecimal passed = price(middle);
      (up ? ask : bid).set(passed, BigDecimal.ZERO);
    }
    int changes = random.nextInt(1, 6);
    for (int i = 0; i < changes; i++) {
      int away = 1 + Math.min(random.nextInt(SPREAD_OF_LEVELS), random.nextInt(SPREAD_OF_LEVELS));
      BigDecimal quantity = random.nextInt(5) == 0 ? BigDecimal.ZERO : quantity();
      if (random.nextBoolean()) {
        bid.set(price(middle - away), quantity);
      } else {
        ask.set(price(middle + away), quantity);
      }
    }
    long first = id + 1;
    id += random.nextInt(1, 5);
    BookDiff diff = new BookDiff(first, id, stamp, bid.columns(), ask.columns());
    since.add(diff);
    return diff;
  }

  /** One side's changes of one diff; a level may occur twice, then the later one counts. */
  private static final class Changed {
    private final NavigableMap<BigDecimal, BigDecimal> side;
    private final DecimalColumn prices = new DecimalColumn();
    private final DecimalColumn quantities = new DecimalColumn();

    Changed(NavigableMap<BigDecimal, BigDecimal> side) {
      this.side = side;
    }

    void set(BigDecimal price, BigDecimal quantity) {
      prices.add(price);
      quantities.add(quantity);
      put(side, price, quantity);
    }

    LevelColumns columns() {
      return new LevelColumns(prices, quantities);
    }
  }

  private static void put(
      NavigableMap<BigDecimal, BigDecimal> side, BigDecimal price, BigDecimal quantity) {
    if (quantity.signum() == 0) {
      side.remove(price);
    } else {
      side.put(price, quantity);
    }
  }

  BookSnapshot snapshot(int limit, Instant at, long nanos) {
    Stamp stamp = new Stamp(Origin.REQUEST, null, at, nanos);
    return new BookSnapshot(id, stamp, best(bids, limit), best(asks, limit), limit);
  }

  private static LevelColumns best(NavigableMap<BigDecimal, BigDecimal> side, int limit) {
    DecimalColumn prices = new DecimalColumn();
    DecimalColumn quantities = new DecimalColumn();
    for (Map.Entry<BigDecimal, BigDecimal> level : side.entrySet()) {
      if (prices.size() == limit) {
        break;
      }
      prices.add(level.getKey());
      quantities.add(level.getValue());
    }
    return new LevelColumns(prices, quantities);
  }

  /** The levels of a book that calls itself live are the best ones of its number, all of them. */
  void mustContain(OrderBook book, String what) {
    goTo(book.sequence(), what);
    compare(book.bids(), pastBids, what);
    compare(book.asks(), pastAsks, what);
  }

  private void goTo(long number, String what) {
    assertThat(number).as("%s: live books do not go back", what).isGreaterThanOrEqualTo(pastId);
    while (pastId < number) {
      BookDiff next = since.remove();
      for (int i = 0; i < next.bids().size(); i++) {
        put(pastBids, next.bids().prices().get(i), next.bids().quantities().get(i));
      }
      for (int i = 0; i < next.asks().size(); i++) {
        put(pastAsks, next.asks().prices().get(i), next.asks().quantities().get(i));
      }
      pastId = next.lastId();
    }
    assertThat(pastId).as(what).isEqualTo(number);
  }

  private static void compare(
      BookSide shown, NavigableMap<BigDecimal, BigDecimal> side, String what) {
    boolean same = !shown.isWhole() || shown.depth() == side.size();
    same &= shown.depth() > 0 || side.isEmpty();
    Iterator<Map.Entry<BigDecimal, BigDecimal>> truth = side.entrySet().iterator();
    for (int i = 0; same && i < shown.depth(); i++) {
      same = truth.hasNext();
      if (same) {
        Map.Entry<BigDecimal, BigDecimal> level = truth.next();
        // With the same scale too: what the venue wrote arrives as it is.
        same =
            isSame(level.getKey(), shown.price(i)) && isSame(level.getValue(), shown.quantity(i));
      }
    }
    if (!same) {
      throw new AssertionError(what + " shows " + shown + " but true is " + side);
    }
  }

  private static boolean isSame(BigDecimal a, BigDecimal b) {
    return a.scale() == b.scale() && a.compareTo(b) == 0;
  }
}
