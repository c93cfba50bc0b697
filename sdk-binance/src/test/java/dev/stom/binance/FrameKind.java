package dev.stom.binance;

import dev.stom.binance.model.BinanceAggTradeEvent;
import dev.stom.binance.model.BinanceAvgPriceEvent;
import dev.stom.binance.model.BinanceBlockTradeEvent;
import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceLevels;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.binance.model.BinanceMiniTickerEvent;
import dev.stom.binance.model.BinanceMiniTickers;
import dev.stom.binance.model.BinanceReferencePriceEvent;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTradeEvent;
import dev.stom.binance.model.BinanceWindowTickerEvent;
import dev.stom.binance.model.BinanceWindowTickers;
import dev.stom.core.spi.DecimalColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The kinds of frames: how a model of one is made, and what a plain parse says that it holds. Field
 * letters say what a value is: see {@link #value}.
 */
@SuppressWarnings("ImmutableEnumChecker") // nothing in it is ever changed
enum FrameKind {
  TRADE("btcusdt@trade", "trade", "EsiNNTm", "E s t p q T m", FrameKind::trade),
  BLOCK_TRADE(
      "btcusdt@blockTrade",
      "blockTrade",
      "EsiNNTm",
      "E s t p q T m",
      tree -> {
        BinanceTradeEvent t = trade(tree);
        return new BinanceBlockTradeEvent(
            t.eventTime(), t.symbol(), t.id(), t.price(), t.quantity(), t.time(), t.buyerIsMaker());
      }),
  AGG_TRADE(
      "btcusdt@aggTrade",
      "aggTrade",
      "EsiNNiiTm",
      "E s a p q f l T m",
      t ->
          new BinanceAggTradeEvent(
              t.time("E"),
              t.text("s"),
              t.whole("a"),
              positive(t.decimal("p")),
              positive(t.decimal("q")),
              t.whole("f"),
              t.whole("l"),
              t.time("T"),
              t.flag("m"))),
  KLINE("btcusdt@kline_1m", "kline", "Esk", "E s k", FrameKind::kline),
  MINI_TICKER(
      "btcusdt@miniTicker", "24hrMiniTicker", "Esdddddd", "E s c o h l v q", FrameKind::miniTicker),
  ALL_MINI_TICKERS("!miniTicker@arr", "24hrMiniTicker", MINI_TICKER),
  TICKER(
      "btcusdt@ticker",
      "24hrTicker",
      "EsSdddddddddddddd" + "TTiii",
      "E s p P w x c Q b B a A o h l v q O C F L n",
      FrameKind::ticker),
  WINDOW_TICKER(
      "btcusdt@ticker_1h",
      "1hTicker",
      "EsSSdddddddTTiii",
      "E s p P o h l c w v q O C F L n",
      FrameKind::windowTicker),
  ALL_WINDOW_TICKERS("!ticker_1h@arr", "1hTicker", WINDOW_TICKER),
  BOOK_TICKER(
      "btcusdt@bookTicker",
      null,
      "isdddd",
      "u s b B a A",
      t ->
          new BinanceBookTickerEvent(
              t.whole("u"),
              t.text("s"),
              notNegative(t.decimal("b")),
              notNegative(t.decimal("B")),
              notNegative(t.decimal("a")),
              notNegative(t.decimal("A")))),
  AVG_PRICE(
      "btcusdt@avgPrice",
      "avgPrice",
      "EsxdT",
      "E s i w T",
      t ->
          new BinanceAvgPriceEvent(
              t.time("E"), t.text("s"), t.text("i"), t.decimal("w"), t.time("T"))),
  REFERENCE_PRICE(
      "btcusdt@referencePrice",
      "referencePrice",
      "snT",
      "s r t",
      t -> new BinanceReferencePriceEvent(t.text("s"), t.decimalOrNull("r"), t.time("t"))),
  PARTIAL_DEPTH(
      "btcusdt@depth20@100ms",
      null,
      "iLL",
      "lastUpdateId bids asks",
      t -> new BinanceDepth(t.whole("lastUpdateId"), levels(t, "bids"), levels(t, "asks"))),
  DIFF_DEPTH(
      "btcusdt@depth@100ms",
      "depthUpdate",
      "EsiiLL",
      "E s U u b a",
      t ->
          new BinanceDepthUpdate(
              t.time("E"),
              t.text("s"),
              t.whole("U"),
              t.whole("u"),
              levels(t, "b"),
              levels(t, "a")));

  /**
   * Nineteen digits, near the largest id, but not the largest: Moshi's own reader takes a number
   * that goes on with more digits after 2^63 for one with a leading zero, and would be a false
   * witness.
   */
  private static final long HUGE_ID = 9_123_456_789_012_345_678L;

  private static final String[] SYMBOLS = {"BTCUSDT", "ETHBTC", "这是测试币456", "1INCHUSDT"};
  private static final String[] INTERVALS = {"1m", "1M", "5m", "3d", "9z"};

  final String stream;
  private final String event; // null for kinds without one
  private final String types;
  private final String[] names;
  private final Function<Tree, BinanceMessage> expected;
  private final FrameKind element; // of a list; null otherwise

  FrameKind(
      String stream,
      String event,
      String types,
      String names,
      Function<Tree, BinanceMessage> expected) {
    this.stream = stream;
    this.event = event;
    this.types = types;
    this.names = names.split(" ", -1);
    this.expected = expected;
    this.element = null;
    if (this.names.length != types.length()) {
      throw new IllegalStateException(stream + ": " + names + " / " + types);
    }
  }

  FrameKind(String stream, String event, FrameKind element) {
    this.stream = stream;
    this.event = event;
    this.types = "";
    this.names = new String[0];
    this.expected = null;
    this.element = element;
  }

  /** A model of the frame's data. */
  Object data(SplittableRandom random) {
    if (element != null) {
      List<Object> list = new ArrayList<>();
      for (int n = random.nextInt(4) + 1; n > 0; n--) {
        list.add(element.data(random));
      }
      return list;
    }
    Map<String, Object> model = new LinkedHashMap<>();
    if (event != null) {
      model.put("e", event);
    }
    for (int i = 0; i < names.length; i++) {
      model.put(names[i], value(types.charAt(i), random));
    }
    return model;
  }

  private static Object value(char type, SplittableRandom random) {
    return switch (type) {
      case 'E', 'T' ->
          random.nextBoolean()
              ? 1_672_515_782_136L + random.nextInt()
              : 1_672_515_782_136_123L + random.nextInt();
      case 's' -> SYMBOLS[random.nextInt(SYMBOLS.length)];
      case 'x' -> INTERVALS[random.nextInt(INTERVALS.length)];
      case 'i' -> random.nextInt(5) == 0 ? HUGE_ID - random.nextInt(9) : id(random);
      case 'm' -> random.nextBoolean();
      case 'N' -> decimal(random).abs().add(new BigDecimal("0.00000001"));
      case 'd' -> decimal(random).abs();
      case 'S' -> decimal(random);
      case 'n' -> random.nextInt(3) == 0 ? null : decimal(random);
      case 'L' -> levelModel(random);
      case 'k' -> barModel(random);
      default -> throw new IllegalStateException("type " + type);
    };
  }

  private static long id(SplittableRandom random) {
    return random.nextLong(20_000_000_000_000_000L);
  }

  private static BigDecimal decimal(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(0, 20));
      case 1 -> new BigDecimal("13869293723106677.1348207123").add(BigDecimal.valueOf(id(random)));
      case 2 -> BigDecimal.ZERO.setScale(random.nextInt(9));
      default -> BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 8);
    };
  }

  private static List<Object> levelModel(SplittableRandom random) {
    List<Object> levels = new ArrayList<>();
    for (int n = random.nextInt(8); n > 0; n--) {
      BigDecimal price = decimal(random).abs();
      BigDecimal quantity = decimal(random).abs();
      levels.add(
          random.nextInt(9) == 0 ? List.of(price, quantity, List.of()) : List.of(price, quantity));
    }
    return levels;
  }

  private static Map<String, Object> barModel(SplittableRandom random) {
    Map<String, Object> bar = new LinkedHashMap<>();
    String names = "tTsifLochlvnxqVQB";
    String types = "TTsxiiddddd" + "im" + "dddd";
    for (int i = 0; i < names.length(); i++) {
      bar.put(names.substring(i, i + 1), value(types.charAt(i), random));
    }
    return bar;
  }

  /** What a plain parse of the data says. */
  BinanceMessage expected(Object data) {
    if (element == null) {
      return expected.apply((Tree) data);
    }
    List<BinanceMessage> all = new ArrayList<>();
    ((List<?>) data).forEach(one -> all.add(element.expected(one)));
    return element == MINI_TICKER
        ? new BinanceMiniTickers(all.stream().map(BinanceMiniTickerEvent.class::cast).toList())
        : new BinanceWindowTickers(all.stream().map(BinanceWindowTickerEvent.class::cast).toList());
  }

  private static BinanceTradeEvent trade(Tree t) {
    return new BinanceTradeEvent(
        t.time("E"),
        t.text("s"),
        t.whole("t"),
        positive(t.decimal("p")),
        positive(t.decimal("q")),
        t.time("T"),
        t.flag("m"));
  }

  private static BinanceKlineEvent kline(Tree t) {
    Tree k = t.tree("k");
    return new BinanceKlineEvent(
        t.time("E"),
        t.text("s"),
        k.time("t"),
        k.time("T"),
        k.text("i"),
        k.whole("f"),
        k.whole("L"),
        k.decimal("o"),
        k.decimal("c"),
        k.decimal("h"),
        k.decimal("l"),
        k.decimal("v"),
        k.whole("n"),
        k.flag("x"),
        k.decimal("q"),
        k.decimal("V"),
        k.decimal("Q"));
  }

  private static BinanceMiniTickerEvent miniTicker(Tree t) {
    return new BinanceMiniTickerEvent(
        t.time("E"),
        t.text("s"),
        t.decimal("c"),
        t.decimal("o"),
        t.decimal("h"),
        t.decimal("l"),
        t.decimal("v"),
        t.decimal("q"));
  }

  private static BinanceTickerEvent ticker(Tree t) {
    return new BinanceTickerEvent(
        t.time("E"),
        t.text("s"),
        t.decimal("p"),
        t.decimal("P"),
        t.decimal("w"),
        t.decimal("x"),
        t.decimal("c"),
        t.decimal("Q"),
        t.decimal("b"),
        t.decimal("B"),
        t.decimal("a"),
        t.decimal("A"),
        t.decimal("o"),
        t.decimal("h"),
        t.decimal("l"),
        t.decimal("v"),
        t.decimal("q"),
        t.time("O"),
        t.time("C"),
        t.whole("F"),
        t.whole("L"),
        t.whole("n"));
  }

  private static BinanceWindowTickerEvent windowTicker(Tree t) {
    return new BinanceWindowTickerEvent(
        t.text("e"),
        t.time("E"),
        t.text("s"),
        t.decimal("p"),
        t.decimal("P"),
        t.decimal("o"),
        t.decimal("h"),
        t.decimal("l"),
        t.decimal("c"),
        t.decimal("w"),
        t.decimal("v"),
        t.decimal("q"),
        t.time("O"),
        t.time("C"),
        t.whole("F"),
        t.whole("L"),
        t.whole("n"));
  }

  private static BinanceLevels levels(Tree tree, String name) {
    DecimalColumn prices = new DecimalColumn();
    DecimalColumn quantities = new DecimalColumn();
    for (Object level : tree.list(name, row -> row)) {
      List<?> row = (List<?>) level;
      prices.add(notNegative(Tree.decimalOf(row.get(0))));
      quantities.add(notNegative(Tree.decimalOf(row.get(1))));
    }
    return BinanceLevels.of(prices, quantities);
  }

  private static BigDecimal positive(BigDecimal value) {
    if (value.signum() <= 0) {
      throw new ArithmeticException("not positive");
    }
    return value;
  }

  private static BigDecimal notNegative(BigDecimal value) {
    if (value.signum() < 0) {
      throw new ArithmeticException("negative");
    }
    return value;
  }
}
