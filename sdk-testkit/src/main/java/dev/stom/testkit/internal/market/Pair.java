package dev.stom.testkit.internal.market;

import dev.stom.testkit.internal.market.Coin.Activity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pair on one venue: its price, its order book, its tape and its candles at any moment since
 * {@link World#LISTED_MILLIS}, as a pure function of seed and time. What is past never changes, and
 * asking about it costs no memory but small caches.
 *
 * <p>Time goes in steps of {@link World#STEP_MILLIS}: the book stands still during a step, trades
 * of that step happen at its best prices and are seen once the step is over.
 *
 * <p><b>Threads:</b> any; locks on the world.
 */
public final class Pair {
  /** Cells of the price grid on each side of the middle; nearly each holds one level. */
  private static final int CELLS = 200;

  /**
   * A past trade is rarer than a live one, so that years of candles are computed in milliseconds.
   */
  private static final int PAST_TRADES = 2;

  private static final long PAST_BLOCK_MILLIS = 60_000;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 86_400_000;

  /** A resting level is larger than a trade, so that a trade rarely empties it. */
  private static final long BOOK_FACTOR = 16;

  /** How many book changes a step counts for. */
  private static final long UPDATES_PER_STEP = 4;

  /** A book of so many levels is found without a memory of the grid. */
  private static final int SHALLOW = 30;

  /** A step and the one before, each whole and cut. */
  private static final int DEPTHS_KEPT = 6;

  private final World world;
  private final String symbol;
  private final Coin base;
  private final String quote;
  private final Quoting quoting;
  private final TickRule ticks;
  private final long lot;
  private final boolean trading;
  private final long key;
  private final long grid;
  private final long jitters;
  private final Regime past;
  private final Regime live;
  private final LevelSizes levelSizes = new LevelSizes();
  private final @Nullable Known[] depths = new @Nullable Known[DEPTHS_KEPT]; // the newest
  private int nextDepth;
  private @Nullable Ladder ladder; // made with the first deep book
  private final Map<Long, Block> blocks = recent(16);
  private final Map<Long, Bar> minutes = recent(3_000);
  private final Map<Long, Bar> hours = recent(2_000);
  private final Map<Long, Bar> days = recent(2_500);

  /**
   * @param world where the prices come from
   * @param venue tells the same symbol on two venues apart
   * @param symbol the venue's spelling
   * @param base what is traded
   * @param quote in what it is priced
   * @param quoting how the price follows from the world
   * @param ticks the venue's price steps
   * @param lot the smallest quantity step in units of 10⁻⁸
   * @param trading whether it is traded at all
   */
  public Pair(
      World world,
      String venue,
      String symbol,
      Coin base,
      String quote,
      Quoting quoting,
      TickRule ticks,
      long lot,
      boolean trading) {
    this.world = world;
    this.symbol = symbol;
    this.base = base;
    this.quote = quote;
    this.quoting = quoting;
    this.ticks = ticks;
    this.lot = lot;
    this.trading = trading;
    key = Hash.of(Hash.of(world.seed(), venue), symbol);
    long middle = quoting.price(world, base, World.stepOf(World.LISTED_MILLIS));
    long tick = ticks.at(middle);
    grid = Math.max(tick, middle / 10_000 / tick * tick);
    jitters = grid / tick;
    Activity activity =
        base.activity() == Activity.BUSY && quoting == Quoting.BITCOIN
            ? Activity.STEADY
            : base.activity();
    long firstId = 1_000_000 + Hash.below(5_000_000_000L, key);
    long firstAggregate = firstId / 2;
    boolean quiet = activity == Activity.QUIET;
    past =
        new Regime(
            World.LISTED_MILLIS,
            quiet ? activity.blockMillis : PAST_BLOCK_MILLIS,
            quiet ? activity.trades : PAST_TRADES,
            firstId,
            firstAggregate);
    long pastBlocks = Math.max(0, (world.startMillis() - past.start) / past.blockMillis);
    live =
        new Regime(
            Math.max(world.startMillis(), World.LISTED_MILLIS),
            activity.blockMillis,
            activity.trades,
            firstId + pastBlocks * past.trades,
            firstAggregate + pastBlocks * past.takerOrders());
  }

  private static <V> Map<Long, V> recent(int limit) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
        return size() > limit;
      }
    };
  }

  public String symbol() {
    return symbol;
  }

  public Coin base() {
    return base;
  }

  public String quote() {
    return quote;
  }

  /** Smallest quantity step in units of 10⁻⁸. */
  public long lot() {
    return lot;
  }

  public boolean trading() {
    return trading;
  }

  /** The tick at a price, both in units of 10⁻⁸. */
  public long tickAt(long price) {
    return ticks.at(price);
  }

  /** The last id of book changes that a step's book contains. */
  public long updateId(long step) {
    long first = 1_000_000 + Hash.below(1_000_000_000L, key >>> 7);
    return first + (step - World.stepOf(World.LISTED_MILLIS)) * UPDATES_PER_STEP;
  }

  /** The step whose book is the first that contains a change. */
  public long stepOf(long updateId) {
    long first = World.stepOf(World.LISTED_MILLIS);
    return first + -Math.floorDiv(updateId(first) - updateId, UPDATES_PER_STEP);
  }

  /** The price between best bid and best ask. */
  public long middle(long step) {
    synchronized (world) {
      return quoting.price(world, base, step);
    }
  }

  /**
   * Returns the book at a step.
   *
   * @param step which
   * @param levels the most levels a side
   * @return possibly fewer levels; shared: not to be changed
   */
  public Depth depth(long step, int levels) {
    if (!trading) {
      return new Depth(new long[0], new long[0], new long[0], new long[0]);
    }
    int most = Math.min(levels, CELLS);
    synchronized (world) {
      for (Known known : depths) {
        if (known != null && known.step == step && known.levels == most) {
          return known.depth;
        }
      }
      long middle = quoting.price(world, base, step);
      long[][] bids = side(step, middle, most, false);
      long[][] asks = side(step, middle, most, true);
      Depth depth = new Depth(bids[0], bids[1], asks[0], asks[1]);
      nextDepth = (nextDepth + 1) % DEPTHS_KEPT;
      depths[nextDepth] = new Known(step, most, depth);
      return depth;
    }
  }

  private record Known(long step, int levels, Depth depth) {}

  private long[][] side(long step, long middle, int limit, boolean ask) {
    if (ladder == null && limit > SHALLOW) {
      ladder = new Ladder(this::levelPrice, levelSizes);
    }
    Ladder memory = ladder;
    long[] prices = new long[limit];
    long[] sizes = new long[limit];
    int found = 0;
    long cell = middle / grid;
    long direction = ask ? 1 : -1;
    long before = 0;
    // A level is drawn below its cell's upper edge; the cell next door may reach across the middle.
    cell -= direction;
    for (int i = 0; i < CELLS + 1 && found < limit && cell > 0; i++, cell += direction) {
      long price = memory == null ? levelPrice(cell) : memory.price(cell);
      boolean belongs = price > 0 && (ask ? price > middle : price <= middle) && price != before;
      if (!belongs) {
        continue;
      }
      long size = memory == null ? levelSizes.at(cell, step) : memory.size(cell, step);
      if (size > 0) {
        prices[found] = price;
        sizes[found++] = size;
        before = price;
      }
    }
    return new long[][] {Arrays.copyOf(prices, found), Arrays.copyOf(sizes, found)};
  }

  private long levelPrice(long cell) {
    long raw = cell * grid;
    if (jitters > 1) {
      raw += Hash.below(jitters, Hash.of(key, cell) >>> 16) * (grid / jitters);
    }
    return raw - raw % ticks.at(raw);
  }

  private static long life(long cellKey) {
    // One level in eight changes with each step, so that each step changes the book.
    return (cellKey & 7) == 0 ? 1 : 4 + ((cellKey >>> 3) & 63);
  }

  /** Sizes of levels: each holds for a number of steps of its own. */
  private final class LevelSizes implements Ladder.Sizes {
    @Override
    public long life(long cell) {
      return Pair.life(Hash.of(key, cell));
    }

    @Override
    public long since(long cell, long step) {
      long cellKey = Hash.of(key, cell);
      long life = Pair.life(cellKey);
      return step - (step + Math.floorMod(cellKey >>> 9, life)) % life;
    }

    @Override
    public long at(long cell, long step) {
      long cellKey = Hash.of(key, cell);
      long life = Pair.life(cellKey);
      long epoch = (step + Math.floorMod(cellKey >>> 9, life)) / life;
      long random = Hash.of(cellKey, epoch);
      if ((random >>> 60) == 0) {
        return 0;
      }
      return BOOK_FACTOR * size(random);
    }
  }

  /** Between nearly nothing and eight times a hundred dollars, small ones more often. */
  private long size(long random) {
    long product = ((random & 1023) + 1) * (((random >>> 10) & 1023) + 1);
    long size =
        base.hundredDollars() / 131_072 * product
            + base.hundredDollars() % 131_072 * product / 131_072;
    return Math.max(lot, size - size % lot);
  }

  /** Trades that happened from one moment to before another, oldest first. */
  public List<Tape> trades(long fromMillis, long beforeMillis) {
    List<Tape> found = new ArrayList<>();
    synchronized (world) {
      long from = Math.max(fromMillis, past.start);
      while (trading && from < beforeMillis) {
        Regime regime = regimeAt(from);
        long index = regime.indexAt(from);
        for (Tape trade : block(regime, index).trades) {
          if (trade.millis() >= from && trade.millis() < beforeMillis) {
            found.add(trade);
          }
        }
        from = regime.startOf(index + 1);
      }
    }
    return found;
  }

  /** The newest trades before a moment, newest first. */
  public List<Tape> tradesBefore(long beforeMillis, int count) {
    List<Tape> found = new ArrayList<>();
    synchronized (world) {
      long before = beforeMillis;
      while (trading && found.size() < count && before > past.start) {
        Regime regime = regimeAt(before - 1);
        long index = regime.indexAt(before - 1);
        List<Tape> block = block(regime, index).trades;
        for (int i = block.size() - 1; i >= 0 && found.size() < count; i--) {
          if (block.get(i).millis() < beforeMillis) {
            found.add(block.get(i));
          }
        }
        before = regime.startOf(index);
      }
    }
    return found;
  }

  /** The last trade before a moment, or null when there was none. */
  public @Nullable Tape lastTrade(long beforeMillis) {
    List<Tape> found = tradesBefore(beforeMillis, 1);
    return found.isEmpty() ? null : found.get(0);
  }

  /** Trades from an id on that happened before a moment, oldest first. */
  public List<Tape> tradesFrom(long id, long beforeMillis, int count) {
    List<Tape> found = new ArrayList<>();
    if (!trading) {
      return found;
    }
    synchronized (world) {
      long next = Math.max(id, past.firstId);
      while (found.size() < count) {
        Regime regime = next < live.firstId ? past : live;
        long index = regime.indexOf(next);
        if (regime.startOf(index) >= beforeMillis) {
          return found;
        }
        for (Tape trade : block(regime, index).trades) {
          if (trade.id() >= next && found.size() < count) {
            if (trade.millis() >= beforeMillis) {
              return found;
            }
            found.add(trade);
          }
        }
        next = regime.firstId + (index + 1) * regime.trades;
      }
    }
    return found;
  }

  /** The id of the first trade at or after a moment. */
  public long firstIdFrom(long millis) {
    synchronized (world) {
      long from = Math.max(millis, past.start);
      Regime regime = regimeAt(from);
      long index = regime.indexAt(from);
      for (Tape trade : block(regime, index).trades) {
        if (trade.millis() >= from) {
          return trade.id();
        }
      }
      return regime.firstId + (index + 1) * regime.trades;
    }
  }

  /** The id of the first trade of a taker order. */
  public long firstTradeOfAggregate(long aggregateId) {
    Regime regime = aggregateId < live.firstAggregate ? past : live;
    long into = Math.max(0, aggregateId - regime.firstAggregate);
    long index = into / regime.takerOrders();
    long number = into % regime.takerOrders();
    // Three taker orders for each four trades, the third of two trades.
    return regime.firstId + index * regime.trades + number / 3 * 4 + number % 3;
  }

  /** What the trades from one moment to before another add up to. */
  public Bar bar(long fromMillis, long beforeMillis) {
    Bar sum = new Bar();
    synchronized (world) {
      long from = Math.max(fromMillis, past.start);
      while (trading && from < beforeMillis) {
        long left = beforeMillis - from;
        if (from % DAY == 0 && left >= DAY) {
          sum.add(cached(days, from, DAY));
          from += DAY;
        } else if (from % HOUR == 0 && left >= HOUR) {
          sum.add(cached(hours, from, HOUR));
          from += HOUR;
        } else if (from % MINUTE == 0 && left >= MINUTE) {
          sum.add(cached(minutes, from, MINUTE));
          from += MINUTE;
        } else {
          long until = Math.min(beforeMillis, (from / MINUTE + 1) * MINUTE);
          collect(sum, from, until);
          from = until;
        }
      }
    }
    return sum;
  }

  private Bar cached(Map<Long, Bar> cache, long from, long span) {
    Bar bar = cache.get(from);
    if (bar == null) {
      bar = new Bar();
      collect(bar, from, from + span);
      cache.put(from, bar);
    }
    return bar;
  }

  private void collect(Bar bar, long fromMillis, long beforeMillis) {
    long from = fromMillis;
    while (from < beforeMillis) {
      Regime regime = regimeAt(from);
      long index = regime.indexAt(from);
      long next = regime.startOf(index + 1);
      Block known = blocks.get(regime.startOf(index));
      if (known == null && from == regime.startOf(index) && next <= beforeMillis) {
        // Years of history pass here: nothing is kept of a block that is added up as a whole.
        Sink sum =
            (id, aggregateId, millis, ordinal, price, size, takerBuys) ->
                bar.add(id, millis, price, size, takerBuys);
        generate(regime, index, sum);
      } else {
        for (Tape trade : block(regime, index).trades) {
          if (trade.millis() >= from && trade.millis() < beforeMillis) {
            bar.add(trade.id(), trade.millis(), trade.price(), trade.size(), trade.takerBuys());
          }
        }
      }
      from = next;
    }
  }

  private Regime regimeAt(long millis) {
    return millis < live.start ? past : live;
  }

  private Block block(Regime regime, long index) {
    long cacheKey = regime.startOf(index);
    Block block = blocks.get(cacheKey);
    if (block == null) {
      List<Tape> trades = new ArrayList<>(regime.trades);
      Sink list =
          (id, aggregateId, millis, ordinal, price, size, takerBuys) ->
              trades.add(new Tape(id, aggregateId, millis, ordinal, price, size, takerBuys));
      generate(regime, index, list);
      block = new Block(Collections.unmodifiableList(trades));
      blocks.put(cacheKey, block);
    }
    return block;
  }

  /** Takes the trades of a block, oldest first. */
  private interface Sink {
    void add(
        long id,
        long aggregateId,
        long millis,
        int ordinal,
        long price,
        long size,
        boolean takerBuys);
  }

  private void generate(Regime regime, long index, Sink sink) {
    long start = regime.startOf(index);
    long blockKey = Hash.of(key ^ 0x7261, start);
    long[] moments = new long[regime.trades];
    for (int i = 0; i < regime.trades; i++) {
      moments[i] = start + Hash.below(regime.blockMillis, Hash.of(blockKey, i));
    }
    Arrays.sort(moments);
    long step = Long.MIN_VALUE;
    long middle = 0;
    long lastMillis = Long.MIN_VALUE;
    long price = 0;
    boolean takerBuys = false;
    int ordinal = 0;
    for (int i = 0; i < regime.trades; i++) {
      // Each fourth trade belongs to the taker order before it: same moment, price and side.
      boolean sameOrder = i % 4 == 3;
      long millis = sameOrder ? lastMillis : moments[i];
      long random = Hash.of(blockKey, 1_000L + i);
      ordinal = lastMillis == millis ? ordinal + 1 : 0;
      lastMillis = millis;
      if (!sameOrder) {
        if (World.stepOf(millis) != step) {
          step = World.stepOf(millis);
          middle = quoting.price(world, base, step);
        }
        takerBuys = (random & 0x100000) != 0;
        price = best(step, middle, takerBuys);
      }
      sink.add(
          regime.firstId + index * regime.trades + i,
          regime.firstAggregate + index * regime.takerOrders() + i - (i + 1) / 4,
          millis,
          ordinal,
          price,
          size(random),
          takerBuys);
    }
  }

  /** The first level of a side, as {@link #side} finds it. */
  private long best(long step, long middle, boolean ask) {
    long direction = ask ? 1 : -1;
    long cell = middle / grid - direction;
    for (int i = 0; i < CELLS + 1 && cell > 0; i++, cell += direction) {
      long price = levelPrice(cell);
      if (price > 0 && ask == price > middle && levelSizes.at(cell, step) > 0) {
        return price;
      }
    }
    return Math.max(1, middle);
  }

  private record Block(List<Tape> trades) {}

  /**
   * A stretch of time in which trades come at one frequency, the same number in each block, so that
   * ids can be computed from times and back.
   */
  private record Regime(
      long start, long blockMillis, int trades, long firstId, long firstAggregate) {
    long indexAt(long millis) {
      return (millis - start) / blockMillis;
    }

    long indexOf(long id) {
      return (id - firstId) / trades;
    }

    long startOf(long index) {
      return start + index * blockMillis;
    }

    int takerOrders() {
      return trades - trades / 4;
    }
  }
}
