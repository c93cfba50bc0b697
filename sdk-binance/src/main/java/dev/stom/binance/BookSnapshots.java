package dev.stom.binance;

import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceLevels;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.BookDiff;
import dev.stom.core.spi.BookSnapshot;
import dev.stom.core.spi.DiffBookBuilder;
import dev.stom.core.spi.LevelColumns;
import dev.stom.core.spi.SnapshotDesk;
import dev.stom.core.spi.StreamSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What a local book is made of: {@code <symbol>@depth@100ms} and {@code GET /api/v3/depth}. */
final class BookSnapshots {
  /**
   * The deepest snapshot holds 5,000 levels; half of them are kept as a reserve, so that a market
   * that moves does not cost a snapshot each time.
   */
  static final int MAX_LEVELS = 2_500;

  /**
   * A snapshot may take a minute, waiting for the limiter included: answers after 30 s have been
   * seen, and the changes that come meanwhile are kept.
   */
  static final Duration DEADLINE = Duration.ofSeconds(60);

  /** The sizes of a snapshot of which each costs more than the one before. */
  private static final int[] LIMITS = {100, 500, 1_000, MarketEndpoints.MAX_DEPTH};

  private final Rest rest;
  private final TimeSource time;
  private final SnapshotDesk desk = new SnapshotDesk();

  BookSnapshots(Rest rest, TimeSource time) {
    this.rest = rest;
    this.time = time;
  }

  /** How to ask for snapshots that are deep enough. */
  Supplier<CompletableFuture<BookSnapshot>> of(Instrument instrument, int levels) {
    if (levels > MAX_LEVELS) {
      throw new IllegalArgumentException(
          "levels must be 1 to "
              + MAX_LEVELS
              + " for a live book of Binance but is "
              + levels
              + "; ask MarketDataSource.orderBook for up to "
              + MarketEndpoints.MAX_DEPTH
              + " levels at one moment");
    }
    int limit = limitFor(levels);
    String symbol = Binance.symbolOf(instrument);
    Endpoint<BinanceDepth> depth = MarketEndpoints.depth(symbol, limit, null);
    return () ->
        desk.ask(
            symbol,
            limit,
            () ->
                rest.get(
                    depth,
                    answer -> snapshot(depth.decoder().apply(answer), limit, now()),
                    DEADLINE));
  }

  /** The smallest snapshot that holds twice what is needed. */
  static int limitFor(int levels) {
    for (int limit : LIMITS) {
      if (levels * 2 <= limit) {
        return limit;
      }
    }
    return MarketEndpoints.MAX_DEPTH;
  }

  private Stamp now() {
    return new Stamp(Origin.REQUEST, null, time.now(), time.nanoTime());
  }

  static BookSnapshot snapshot(BinanceDepth depth, int limit, Stamp stamp) {
    return new BookSnapshot(
        depth.lastUpdateId(), stamp, columns(depth.bids()), columns(depth.asks()), limit);
  }

  static void translate(
      BinanceMessage message, StreamSubscriber.Receipt receipt, DiffBookBuilder book) {
    if (message instanceof BinanceDepthUpdate update) {
      book.diff(
          new BookDiff(
              update.firstUpdateId(),
              update.finalUpdateId(),
              new Stamp(Origin.REALTIME, update.eventTime(), receipt.at(), receipt.nanos()),
              columns(update.bids()),
              columns(update.asks())));
    }
  }

  private static LevelColumns columns(BinanceLevels levels) {
    return new LevelColumns(levels.prices(), levels.quantities());
  }
}
