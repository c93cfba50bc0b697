package dev.stom.binance;

import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookView;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import dev.stom.core.spi.DiffBookBuilder;
import dev.stom.core.spi.StreamSubscriber;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts a book together from a tape (a frame a line, after the receive time in nanoseconds) as the
 * client does, and holds its top against the best bids and asks that the venue said elsewhere: of
 * the same update id, and, since the venue says each new top, the newest one before it.
 */
final class TapedBook {
  private static final int LEVELS = 10;

  private final FrameDecoder decoder = new FrameDecoder();
  private final DiffBookBuilder builder;
  private final NavigableMap<Long, BinanceBookTickerEvent> tops = new TreeMap<>();
  private final Map<Long, OrderBook> books = new LinkedHashMap<>(); // live ones, by update id
  private long nanos;
  private int changes;
  private int snapshots;

  TapedBook(Instrument instrument) {
    builder = DiffBookBuilder.of(instrument, LEVELS);
    builder.connected();
  }

  void line(String line) {
    int space = line.indexOf(' ');
    nanos = Long.parseLong(line.substring(0, space));
    Instant at = Instant.ofEpochSecond(0, nanos);
    BinanceMessage message =
        decoder.read(line.substring(space + 1).getBytes(StandardCharsets.UTF_8));
    if (message instanceof BinanceDepth depth) {
      snapshots++;
      Stamp stamp = new Stamp(Origin.REQUEST, null, at, nanos);
      builder.snapshot(BookSnapshots.snapshot(depth, depth.bids().size(), stamp));
    } else if (message instanceof BinanceBookTickerEvent top) {
      tops.put(top.updateId(), top);
    } else if (message instanceof BinanceDepthUpdate) {
      changes++;
      BookSnapshots.translate(message, new StreamSubscriber.Receipt(at, nanos), builder);
    }
    view().live().ifPresent(book -> books.put(book.sequence(), book));
  }

  BookView view() {
    return builder.view(nanos);
  }

  Verdict verdict() {
    int sameId = 0;
    int before = 0;
    int unequal = 0;
    int crossed = 0;
    for (OrderBook book : books.values()) {
      crossed += book.isCrossed() ? 1 : 0;
      Map.Entry<Long, BinanceBookTickerEvent> top = tops.floorEntry(book.sequence());
      if (top != null) {
        if (top.getKey().equals(book.sequence())) {
          sameId++;
        } else {
          before++;
        }
        unequal += isTop(book, top.getValue()) ? 0 : 1;
      }
    }
    return new Verdict(
        changes, snapshots, tops.size(), books.size(), crossed, sameId, before, unequal);
  }

  private static boolean isTop(OrderBook book, BinanceBookTickerEvent top) {
    return isLevel(book.bestBid(), top.bidPrice(), top.bidQuantity())
        && isLevel(book.bestAsk(), top.askPrice(), top.askQuantity());
  }

  private static boolean isLevel(Optional<BookLevel> level, BigDecimal price, BigDecimal quantity) {
    return level
        .filter(l -> l.price().compareTo(price) == 0 && l.quantity().compareTo(quantity) == 0)
        .isPresent();
  }

  /**
   * What came out.
   *
   * @param changes frames of changes
   * @param snapshots frames of whole books
   * @param tops frames of best bids and asks
   * @param live different live books
   * @param crossed live books that were crossed
   * @param sameId live books compared with the top of the same update id
   * @param before live books compared with the newest top before them
   * @param unequal live books with another top than the one that they were compared with
   */
  record Verdict(
      int changes,
      int snapshots,
      int tops,
      int live,
      int crossed,
      int sameId,
      int before,
      int unequal) {}
}
