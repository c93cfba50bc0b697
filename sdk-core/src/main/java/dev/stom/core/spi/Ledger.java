package dev.stom.core.spi;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Stamp;
import org.jspecify.annotations.Nullable;

/** Both sides of a book at a numbered state, moved on by diffs. Guarded by its owner. */
final class Ledger {
  private final Ladder bids = new Ladder(false);
  private final Ladder asks = new Ladder(true);
  private final int most; // levels a side; more are forgotten
  private long id;
  private Stamp stamp;

  // What was shown last of a side that has not changed since; null after a change.
  private @Nullable BookSide shownBids;
  private @Nullable BookSide shownAsks;

  private Ledger(BookSnapshot snapshot, int most) {
    this.most = most;
    this.id = snapshot.id();
    this.stamp = snapshot.stamp();
    fill(bids, snapshot.bids(), snapshot.limit());
    fill(asks, snapshot.asks(), snapshot.limit());
  }

  static Ledger of(BookSnapshot snapshot, int most) {
    return new Ledger(snapshot, most);
  }

  private static void fill(Ladder ladder, LevelColumns levels, int limit) {
    set(ladder, levels);
    if (levels.size() >= limit) {
      ladder.cutHere();
    }
  }

  private static void set(Ladder ladder, LevelColumns levels) {
    DecimalColumn prices = levels.prices();
    DecimalColumn quantities = levels.quantities();
    for (int i = 0; i < prices.size(); i++) {
      ladder.set(prices, quantities, i);
    }
  }

  long id() {
    return id;
  }

  /** Moves on; the caller has checked that the diff joins. */
  void apply(BookDiff diff) {
    if (diff.bids().size() > 0) {
      set(bids, diff.bids());
      bids.trim(most);
      shownBids = null;
    }
    if (diff.asks().size() > 0) {
      set(asks, diff.asks());
      asks.trim(most);
      shownAsks = null;
    }
    id = diff.lastId();
    stamp = diff.stamp();
  }

  boolean isCrossed() {
    return asks.meets(bids);
  }

  /** Tells whether fewer levels than needed are known of a side that has more. */
  boolean isShort(int levels) {
    return (bids.isCut() && bids.size() < levels) || (asks.isCut() && asks.size() < levels);
  }

  /** Names the side of which no level is known any more though there are some; null for none. */
  @Nullable String lostSide() {
    if (bids.isCut() && bids.size() == 0) {
      return "bid";
    }
    return asks.isCut() && asks.size() == 0 ? "ask" : null;
  }

  OrderBook book(Instrument instrument) {
    BookSide bidSide = shownBids == null ? bids.view() : shownBids;
    BookSide askSide = shownAsks == null ? asks.view() : shownAsks;
    shownBids = bidSide;
    shownAsks = askSide;
    return new OrderBook(instrument, stamp, bidSide, askSide, id);
  }
}
