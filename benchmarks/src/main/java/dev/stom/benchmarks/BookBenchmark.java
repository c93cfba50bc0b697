package dev.stom.benchmarks;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import dev.stom.core.spi.BookDiff;
import dev.stom.core.spi.BookSnapshot;
import dev.stom.core.spi.DecimalColumn;
import dev.stom.core.spi.DiffBookBuilder;
import dev.stom.core.spi.LevelColumns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A change of some twenty levels applied to a book, after which a reader on another thread could
 * see all levels of the new state: by our builder, and by sorted maps whose levels are copied for
 * the reader. A third one copies nothing, so its reader would have to wait for a lock.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookBenchmark {
  private static final int CHANGES = 1_024;
  private static final int LEVELS_CHANGED = 20;
  private static final int SCALE = 8;
  private static final long TICK = 1_000_000; // 0.01
  private static final long MIDDLE = 268_380_000_000L; // 2683.80
  private static final Instrument INSTRUMENT =
      new Instrument(new Venue("none", "None"), "ETHUSDT", Asset.of("ETH"), Asset.USDT);
  private static final Stamp STAMP = new Stamp(Origin.REALTIME, Instant.EPOCH, Instant.EPOCH, 0);

  /** Levels on each side. */
  @Param({"100", "1000"})
  public int depth = 100;

  private final List<LevelColumns> bidChanges = new ArrayList<>();
  private final List<LevelColumns> askChanges = new ArrayList<>();
  private final NavigableMap<BigDecimal, BigDecimal> bids =
      new TreeMap<>(Collections.reverseOrder());
  private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
  private DiffBookBuilder builder = DiffBookBuilder.of(INSTRUMENT, 1);
  private int next;
  private long id;

  /** What a reader of the sorted maps would be given. */
  public record Copied(
      List<Map.Entry<BigDecimal, BigDecimal>> bids, List<Map.Entry<BigDecimal, BigDecimal>> asks) {}

  /** Fills both books alike and makes the changes. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    builder = DiffBookBuilder.of(INSTRUMENT, depth / 2);
    builder.connected();
    id = 1;
    LevelColumns all = levels(random, -1, depth, false);
    LevelColumns others = levels(random, 1, depth, false);
    builder.diff(new BookDiff(1, 1, STAMP, none(), none()));
    builder.snapshot(new BookSnapshot(1, STAMP, all, others, depth));
    bids.clear();
    asks.clear();
    put(bids, all);
    put(asks, others);
    bidChanges.clear();
    askChanges.clear();
    for (int i = 0; i < CHANGES; i++) {
      bidChanges.add(levels(random, -1, LEVELS_CHANGED / 2, true));
      askChanges.add(levels(random, 1, LEVELS_CHANGED / 2, true));
    }
  }

  /** All levels in order, or some of them, most near the top and one in eight gone. */
  private LevelColumns levels(SplittableRandom random, int sign, int count, boolean changes) {
    DecimalColumn prices = new DecimalColumn(count);
    DecimalColumn quantities = new DecimalColumn(count);
    for (int i = 0; i < count; i++) {
      int away = changes ? Math.min(random.nextInt(depth), random.nextInt(depth)) : i;
      prices.add(MIDDLE + sign * TICK * (away + 1), SCALE);
      boolean gone = changes && random.nextInt(8) == 0;
      quantities.add(gone ? 0 : random.nextLong(1, 10_000_000_000L), SCALE);
    }
    return new LevelColumns(prices, quantities);
  }

  private static LevelColumns none() {
    return new LevelColumns(new DecimalColumn(0), new DecimalColumn(0));
  }

  private static void put(NavigableMap<BigDecimal, BigDecimal> side, LevelColumns levels) {
    for (int i = 0; i < levels.size(); i++) {
      BigDecimal quantity = levels.quantities().get(i);
      if (quantity.signum() == 0) {
        side.remove(levels.prices().get(i));
      } else {
        side.put(levels.prices().get(i), quantity);
      }
    }
  }

  /**
   * Our builder: applies a change and shows the new state.
   *
   * @return the book, all its levels readable
   */
  @Benchmark
  public OrderBook ours() {
    int now = next++ % CHANGES;
    id++;
    builder.diff(new BookDiff(id, id, STAMP, bidChanges.get(now), askChanges.get(now)));
    return builder.view(0).live().orElseThrow();
  }

  /**
   * Sorted maps whose levels are copied for readers.
   *
   * @return the copies
   */
  @Benchmark
  public Copied sortedMapsCopied() {
    sortedMapsLocked();
    List<Map.Entry<BigDecimal, BigDecimal>> bidLevels = new ArrayList<>(bids.size());
    List<Map.Entry<BigDecimal, BigDecimal>> askLevels = new ArrayList<>(asks.size());
    bids.forEach((price, quantity) -> bidLevels.add(Map.entry(price, quantity)));
    asks.forEach((price, quantity) -> askLevels.add(Map.entry(price, quantity)));
    return new Copied(bidLevels, askLevels);
  }

  /**
   * Sorted maps and nothing for readers.
   *
   * @return the best bid
   */
  @Benchmark
  public BigDecimal sortedMapsLocked() {
    int now = next++ % CHANGES;
    put(bids, bidChanges.get(now));
    put(asks, askChanges.get(now));
    return bids.firstKey();
  }
}
