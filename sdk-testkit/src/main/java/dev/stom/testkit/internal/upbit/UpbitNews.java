package dev.stom.testkit.internal.upbit;

import dev.stom.testkit.internal.market.Bar;
import dev.stom.testkit.internal.market.Depth;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.internal.market.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened after one step up to another; frames are written once for all connections. */
final class UpbitNews {
  private static final long CANDLE_EVERY_MILLIS = 1_000;

  private final Map<String, Pair> pairs;
  private final long fromStep;
  private final long toStep;
  private final Map<String, List<String>> frames = new HashMap<>();
  private final Map<String, List<Tape>> trades = new HashMap<>();

  UpbitNews(Map<String, Pair> pairs, long fromStep, long toStep) {
    this.pairs = pairs;
    this.fromStep = fromStep;
    this.toStep = toStep;
  }

  /** The first pictures of one code of a feed. */
  static List<String> snapshot(
      UpbitFeed feed, String written, Pair pair, UpbitFormat format, long millis, long step) {
    UpbitFrames writer = new UpbitFrames(format, "SNAPSHOT");
    if (feed.isBook()) {
      Depth depth = UpbitBook.depth(pair, step, UpbitFeed.depth(written), feed.level());
      return depth == null ? List.of() : List.of(writer.book(pair, depth, step, feed.level()));
    }
    UpbitReading reading = UpbitReading.of(pair, millis);
    if (reading == null) {
      return List.of();
    }
    if (feed.isCandle()) {
      return List.of(candle(writer, feed.type(), pair, reading.last(), millis));
    }
    return List.of(
        feed.type().equals("ticker")
            ? writer.ticker(pair, reading)
            : writer.trade(pair, reading.last(), reading.previousClose(), millis));
  }

  /** What a connection hears about one code of a feed. */
  List<String> realtime(UpbitFeed feed, String written, UpbitFormat format) {
    String key = format + " " + feed.type() + " " + written + " " + feed.level();
    List<String> known = frames.get(key);
    if (known == null) {
      known = write(feed, written, format);
      frames.put(key, known);
    }
    return known;
  }

  private List<String> write(UpbitFeed feed, String written, UpbitFormat format) {
    Pair pair = pairs.get(UpbitFeed.code(written));
    if (pair == null) {
      return List.of();
    }
    UpbitFrames writer = new UpbitFrames(format, "REALTIME");
    long now = toStep * World.STEP_MILLIS;
    if (feed.isBook()) {
      Depth depth = UpbitBook.depth(pair, toStep, UpbitFeed.depth(written), feed.level());
      Depth before = UpbitBook.depth(pair, fromStep, UpbitFeed.depth(written), feed.level());
      return depth == null || before == null || same(depth, before)
          ? List.of()
          : List.of(writer.book(pair, depth, toStep, feed.level()));
    }
    if (feed.isCandle()) {
      return candles(writer, feed.type(), pair, now);
    }
    List<Tape> happened = trades(pair);
    if (happened.isEmpty()) {
      return List.of();
    }
    if (feed.type().equals("ticker")) {
      UpbitReading reading = UpbitReading.of(pair, now);
      return reading == null ? List.of() : List.of(writer.ticker(pair, reading));
    }
    List<String> lines = new ArrayList<>();
    for (Tape trade : happened) {
      lines.add(writer.trade(pair, trade, previousClose(pair, trade), now));
    }
    return lines;
  }

  private static long previousClose(Pair pair, Tape trade) {
    Tape before =
        pair.lastTrade(Math.floorDiv(trade.millis(), UpbitReading.DAY) * UpbitReading.DAY);
    return before == null ? trade.price() : before.price();
  }

  /** Candles come once a second at most, and only when a trade changed them. */
  private List<String> candles(UpbitFrames writer, String type, Pair pair, long now) {
    long second = Math.floorDiv(now, CANDLE_EVERY_MILLIS) * CANDLE_EVERY_MILLIS;
    if (second <= fromStep * World.STEP_MILLIS) {
      return List.of();
    }
    @Nullable Tape last = pair.lastTrade(second);
    if (last == null || last.millis() < second - CANDLE_EVERY_MILLIS) {
      return List.of();
    }
    return List.of(candle(writer, type, pair, last, second));
  }

  private static String candle(
      UpbitFrames writer, String type, Pair pair, Tape last, long beforeMillis) {
    String text = type.substring("candle.".length());
    UpbitBuckets buckets = text.endsWith("s") ? UpbitBuckets.SECONDS : UpbitBuckets.MINUTES;
    int unit = Integer.parseInt(text.substring(0, text.length() - 1));
    long start = buckets.start(last.millis(), unit);
    Bar bar = pair.bar(start, Math.min(beforeMillis, buckets.end(start, unit)));
    return writer.candle(type, pair, start, bar);
  }

  private List<Tape> trades(Pair pair) {
    return trades.computeIfAbsent(
        pair.symbol(),
        symbol -> pair.trades(fromStep * World.STEP_MILLIS, toStep * World.STEP_MILLIS));
  }

  private static boolean same(Depth one, Depth other) {
    return Arrays.equals(one.bidPrices(), other.bidPrices())
        && Arrays.equals(one.bidSizes(), other.bidSizes())
        && Arrays.equals(one.askPrices(), other.askPrices())
        && Arrays.equals(one.askSizes(), other.askSizes());
  }
}
