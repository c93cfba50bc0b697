package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Depth;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.internal.text.Fixed;
import dev.stom.testkit.internal.text.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * What happened after one step up to another; events are written once for all connections. Source:
 * Binance spot API documentation, web-socket-streams.md, 2026-07-21.
 */
final class BinanceNews {
  private static final long DAY = 86_400_000;
  private static final long MINUTE = 60_000;

  private final Map<String, Pair> pairs;
  private final long fromStep;
  private final long toStep;
  private final long fromMillis;
  private final long toMillis;
  private final KnownStreams streams;
  private final Map<TimeUnit, Map<String, List<String>>> events = new EnumMap<>(TimeUnit.class);

  BinanceNews(Map<String, Pair> pairs, KnownStreams streams, long fromStep, long toStep) {
    this.pairs = pairs;
    this.streams = streams;
    this.fromStep = fromStep;
    this.toStep = toStep;
    fromMillis = fromStep * World.STEP_MILLIS;
    toMillis = toStep * World.STEP_MILLIS;
  }

  /** What a stream says; nothing for a stream that does not exist. */
  List<String> events(String name, TimeUnit unit) {
    Map<String, List<String>> written = events.computeIfAbsent(unit, u -> new HashMap<>());
    List<String> known = written.get(name);
    if (known == null) {
      BinanceStream stream = streams.find(name);
      known = stream == null ? List.of() : write(stream, unit);
      written.put(name, known);
    }
    return known;
  }

  private List<String> write(BinanceStream stream, TimeUnit unit) {
    Pair pair = stream.pair();
    if (pair == null) {
      return due(stream.everyMillis(), at -> array(stream, at, unit));
    }
    if (!pair.trading()) {
      return List.of();
    }
    return switch (stream.kind()) {
      case TRADE -> trades(pair).stream().map(trade -> trade(pair, trade, unit)).toList();
      case AGGREGATE ->
          Aggregate.of(trades(pair)).stream().map(group -> aggregate(pair, group, unit)).toList();
      case BLOCK_TRADE ->
          BlockTrade.between(pair, fromMillis, toMillis).stream()
              .map(trade -> blockTrade(pair, trade, unit))
              .toList();
      case QUOTE -> quote(pair);
      case DEPTH -> depth(pair, stream.everyMillis(), unit);
      case PARTIAL_DEPTH ->
          due(stream.everyMillis(), at -> partialDepth(pair, at, stream.levels()));
      case KLINE -> klines(stream, pair, unit);
      case TICKER -> due(stream.everyMillis(), at -> ticker(pair, at, unit));
      case MINI_TICKER -> due(stream.everyMillis(), at -> miniTicker(pair, at, unit));
      case WINDOW_TICKER ->
          due(
              stream.everyMillis(),
              at -> windowTicker(pair, Objects.requireNonNull(stream.interval()), at, unit));
      case AVERAGE_PRICE -> due(stream.everyMillis(), at -> averagePrice(pair, at, unit));
      default ->
          BinanceRest.hasReference(pair)
              ? due(stream.everyMillis(), at -> referencePrice(pair, at, unit))
              : List.of();
    };
  }

  /** The newest moment, if any, at which a stream of so many milliseconds had to speak. */
  private List<String> due(long everyMillis, LongFunction<String> writer) {
    long at = Math.floorDiv(toMillis, everyMillis) * everyMillis;
    if (at <= fromMillis) {
      return List.of();
    }
    String text = writer.apply(at);
    return text.isEmpty() ? List.of() : List.of(text);
  }

  private List<Tape> trades(Pair pair) {
    return pair.trades(fromMillis, toMillis);
  }

  private String trade(Pair pair, Tape trade, TimeUnit unit) {
    return Json.object(
        json ->
            json.text("e", "trade")
                .number("E", unit.at(toMillis))
                .text("s", pair.symbol())
                .number("t", trade.id())
                .text("p", Fixed.eight(trade.price()))
                .text("q", Fixed.eight(trade.size()))
                .number("T", unit.at(trade.millis()))
                .flag("m", !trade.takerBuys())
                .flag("M", true));
  }

  private String aggregate(Pair pair, Aggregate group, TimeUnit unit) {
    return Json.object(
        json ->
            json.text("e", "aggTrade")
                .number("E", unit.at(toMillis))
                .text("s", pair.symbol())
                .number("a", group.id())
                .text("p", Fixed.eight(group.price()))
                .text("q", Fixed.eight(group.size()))
                .number("f", group.firstId())
                .number("l", group.lastId())
                .number("T", unit.at(group.millis()))
                .flag("m", !group.takerBuys())
                .flag("M", true));
  }

  private String blockTrade(Pair pair, BlockTrade trade, TimeUnit unit) {
    return Json.object(
        json ->
            json.text("e", "blockTrade")
                .number("E", unit.at(toMillis))
                .text("s", pair.symbol())
                .number("t", trade.id())
                .text("p", Fixed.eight(trade.price()))
                .text("q", Fixed.eight(trade.size()))
                .number("T", unit.at(trade.millis()))
                .flag("m", trade.buyerIsMaker()));
  }

  private List<String> quote(Pair pair) {
    Depth before = pair.depth(fromStep, 1);
    Depth now = pair.depth(toStep, 1);
    if (Arrays.equals(before.bidPrices(), now.bidPrices())
        && Arrays.equals(before.bidSizes(), now.bidSizes())
        && Arrays.equals(before.askPrices(), now.askPrices())
        && Arrays.equals(before.askSizes(), now.askSizes())) {
      return List.of();
    }
    return List.of(
        Json.object(
            json ->
                json.number("u", pair.updateId(toStep))
                    .text("s", pair.symbol())
                    .text("b", BinanceRest.first(now.bidPrices()))
                    .text("B", BinanceRest.first(now.bidSizes()))
                    .text("a", BinanceRest.first(now.askPrices()))
                    .text("A", BinanceRest.first(now.askSizes()))));
  }

  private String partialDepth(Pair pair, long at, int levels) {
    long step = World.stepOf(at);
    return Json.object(
        json -> {
          json.number("lastUpdateId", pair.updateId(step));
          BinanceRest.sides(json, "bids", "asks", pair.depth(step, levels));
        });
  }

  /**
   * Changes between two moments that follow from the speed alone, so that each event begins where
   * the one before ended, whoever listens since when.
   */
  private List<String> depth(Pair pair, long everyMillis, TimeUnit unit) {
    long first = Math.floorDiv(fromMillis, everyMillis) * everyMillis;
    long last = Math.floorDiv(toMillis, everyMillis) * everyMillis;
    if (first == last) {
      return List.of();
    }
    long firstStep = World.stepOf(first);
    long lastStep = World.stepOf(last);
    Depth before = pair.depth(firstStep, Integer.MAX_VALUE);
    Depth now = pair.depth(lastStep, Integer.MAX_VALUE);
    return List.of(
        Json.object(
            json ->
                json.text("e", "depthUpdate")
                    .number("E", unit.at(last))
                    .text("s", pair.symbol())
                    .number("U", pair.updateId(firstStep) + 1)
                    .number("u", pair.updateId(lastStep))
                    .array(
                        "b",
                        list ->
                            changes(
                                list,
                                before.bidPrices(),
                                before.bidSizes(),
                                now.bidPrices(),
                                now.bidSizes()))
                    .array(
                        "a",
                        list ->
                            changes(
                                list,
                                before.askPrices(),
                                before.askSizes(),
                                now.askPrices(),
                                now.askSizes()))));
  }

  /** First the levels that are new or have changed, then those that are gone. */
  private static void changes(
      Json list, long[] oldPrices, long[] oldSizes, long[] newPrices, long[] newSizes) {
    // Both sides run in the same direction, so one walk over both finds what is on both.
    int direction = isDescending(oldPrices) || isDescending(newPrices) ? -1 : 1;
    int old = 0;
    for (int i = 0; i < newPrices.length; i++) {
      while (old < oldPrices.length && direction * oldPrices[old] < direction * newPrices[i]) {
        old++;
      }
      boolean known = old < oldPrices.length && oldPrices[old] == newPrices[i];
      if (!known || oldSizes[old] != newSizes[i]) {
        list.eights(newPrices[i], newSizes[i]);
      }
    }
    int now = 0;
    for (long price : oldPrices) {
      while (now < newPrices.length && direction * newPrices[now] < direction * price) {
        now++;
      }
      if (now == newPrices.length || newPrices[now] != price) {
        list.eights(price, 0);
      }
    }
  }

  private static boolean isDescending(long[] prices) {
    return prices.length > 1 && prices[0] > prices[1];
  }

  private List<String> klines(BinanceStream stream, Pair pair, TimeUnit unit) {
    BinanceInterval interval = Objects.requireNonNull(stream.interval());
    long every = stream.everyMillis();
    long last = Math.floorDiv(toMillis, every) * every;
    List<String> found = new ArrayList<>();
    for (long at = Math.floorDiv(fromMillis, every) * every + every; at <= last; at += every) {
      long open = interval.open(at - 1, stream.zone());
      boolean finished = interval.next(open, stream.zone()) <= at;
      if (finished || at == last) {
        found.add(kline(pair, interval, open, stream.zone(), at, finished, unit));
      }
    }
    return found;
  }

  private static String kline(
      Pair pair,
      BinanceInterval interval,
      long open,
      long zone,
      long at,
      boolean finished,
      TimeUnit unit) {
    long next = interval.next(open, zone);
    Window window = new Window(pair, open, Math.min(next, at), next);
    return Json.object(
        json ->
            json.text("e", "kline")
                .number("E", unit.at(at))
                .text("s", pair.symbol())
                .object(
                    "k",
                    k ->
                        k.number("t", unit.at(open))
                            .number("T", unit.lastBefore(next))
                            .text("s", pair.symbol())
                            .text("i", interval.name())
                            .number("f", window.firstId())
                            .number("L", window.lastId())
                            .text("o", window.open())
                            .text("c", window.last())
                            .text("h", window.high())
                            .text("l", window.low())
                            .text("v", window.volume())
                            .number("n", window.count())
                            .flag("x", finished)
                            .text("q", window.quoteVolume())
                            .text("V", window.takerBuyVolume())
                            .text("Q", window.takerBuyQuote())
                            .text("B", "0")));
  }

  /** All pairs in which something was traded since a second ago. */
  private String array(BinanceStream stream, long at, TimeUnit unit) {
    List<String> entries = new ArrayList<>();
    for (Pair pair : pairs.values()) {
      if (!pair.trades(at - stream.everyMillis(), at).isEmpty()) {
        entries.add(
            stream.kind() == BinanceStream.Kind.MINI_TICKER
                ? miniTicker(pair, at, unit)
                : windowTicker(pair, Objects.requireNonNull(stream.interval()), at, unit));
      }
    }
    return entries.isEmpty() ? "" : Json.array(list -> entries.forEach(list::raw));
  }

  private String ticker(Pair pair, long at, TimeUnit unit) {
    Window window = new Window(pair, at - DAY, at, at);
    Depth best = pair.depth(World.stepOf(at), 1);
    return Json.object(
        json ->
            json.text("e", "24hrTicker")
                .number("E", unit.at(at))
                .text("s", pair.symbol())
                .text("p", window.change())
                .text("P", window.changePercent())
                .text("w", window.average())
                .text("x", window.previousClose())
                .text("c", window.last())
                .text("Q", window.lastSize())
                .text("b", BinanceRest.first(best.bidPrices()))
                .text("B", BinanceRest.first(best.bidSizes()))
                .text("a", BinanceRest.first(best.askPrices()))
                .text("A", BinanceRest.first(best.askSizes()))
                .text("o", window.open())
                .text("h", window.high())
                .text("l", window.low())
                .text("v", window.volume())
                .text("q", window.quoteVolume())
                .number("O", unit.at(window.openMillis))
                .number("C", unit.at(window.closeMillis))
                .number("F", window.firstId())
                .number("L", window.lastId())
                .number("n", window.count()));
  }

  private String miniTicker(Pair pair, long at, TimeUnit unit) {
    Window window = new Window(pair, at - DAY, at, at);
    return Json.object(
        json ->
            json.text("e", "24hrMiniTicker")
                .number("E", unit.at(at))
                .text("s", pair.symbol())
                .text("c", window.last())
                .text("o", window.open())
                .text("h", window.high())
                .text("l", window.low())
                .text("v", window.volume())
                .text("q", window.quoteVolume()));
  }

  private String windowTicker(Pair pair, BinanceInterval interval, long at, TimeUnit unit) {
    long open = Math.floorDiv(at - interval.millis(), MINUTE) * MINUTE;
    Window window = new Window(pair, open, at, at);
    return Json.object(
        json ->
            json.text("e", interval.name() + "Ticker")
                .number("E", unit.at(at))
                .text("s", pair.symbol())
                .text("p", window.change())
                .text("P", window.changePercent())
                .text("o", window.open())
                .text("h", window.high())
                .text("l", window.low())
                .text("c", window.last())
                .text("w", window.average())
                .text("v", window.volume())
                .text("q", window.quoteVolume())
                .number("O", unit.at(window.openMillis))
                .number("C", unit.at(window.closeMillis))
                .number("F", window.firstId())
                .number("L", window.lastId())
                .number("n", window.count()));
  }

  private String averagePrice(Pair pair, long at, TimeUnit unit) {
    Window window = new Window(pair, at - 5 * MINUTE, at, at);
    return Json.object(
        json ->
            json.text("e", "avgPrice")
                .number("E", unit.at(at))
                .text("s", pair.symbol())
                .text("i", "5m")
                .text("w", window.average())
                .number("T", unit.at(window.lastMillis())));
  }

  private String referencePrice(Pair pair, long at, TimeUnit unit) {
    return Json.object(
        json ->
            json.text("e", "referencePrice")
                .text("s", pair.symbol())
                .text("r", BinanceRest.reference(pair, at))
                .number("t", unit.at(at)));
  }
}
