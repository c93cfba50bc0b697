package dev.stom.benchmarks;

import static dev.stom.benchmarks.FrameText.decimal;
import static dev.stom.benchmarks.FrameText.object;
import static dev.stom.benchmarks.FrameText.oneOf;
import static dev.stom.benchmarks.FrameText.quantity;
import static dev.stom.benchmarks.FrameText.quoted;
import static dev.stom.benchmarks.FrameText.time;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Makes up combined frames of Binance: names, order and number forms are the venue's. */
final class BinanceFrames {
  private static final Names TRADE = Names.of("e", "E", "s", "t", "p", "q", "T", "m", "M");
  private static final Names AGG_TRADE =
      Names.of("e", "E", "s", "a", "p", "q", "f", "l", "T", "m", "M");
  private static final Names BAR =
      Names.of("t", "T", "s", "i", "f", "L", "o", "c", "h", "l", "v", "n", "x", "q", "V", "Q", "B");
  private static final int CHANGES = 10;

  private BinanceFrames() {}

  static String trade(SplittableRandom random) {
    String symbol = symbol(random);
    long at = time(random);
    return combined(
        symbol,
        "trade",
        object(
            TRADE,
            quoted("trade"),
            at,
            quoted(symbol),
            id(random),
            price(random),
            quoted(quantity(random)),
            at - random.nextInt(5),
            random.nextBoolean(),
            true));
  }

  static String aggTrade(SplittableRandom random) {
    String symbol = symbol(random);
    long at = time(random);
    long first = id(random);
    return combined(
        symbol,
        "aggTrade",
        object(
            AGG_TRADE,
            quoted("aggTrade"),
            at,
            quoted(symbol),
            id(random),
            price(random),
            quoted(quantity(random)),
            first,
            first + random.nextInt(9),
            at - random.nextInt(5),
            random.nextBoolean(),
            true));
  }

  static String ticker(SplittableRandom random) {
    String symbol = symbol(random);
    long at = time(random);
    long first = id(random);
    return combined(
        symbol,
        "ticker",
        object(
            BinanceReaders.TICKER,
            quoted("24hrTicker"),
            at,
            quoted(symbol),
            quoted("-" + decimal(random, 1, 300_000_000_000L, 8)),
            quoted("-" + decimal(random, 1, 9_000, 3)),
            price(random),
            price(random),
            price(random),
            quoted(quantity(random)),
            price(random),
            quoted(quantity(random)),
            price(random),
            quoted(quantity(random)),
            price(random),
            price(random),
            price(random),
            quoted(decimal(random, 1_000_000_000L, 9_000_000_000_000L, 8)),
            quoted(decimal(random, 1_000_000_000L, 900_000_000_000_000_000L, 8)),
            at - 86_400_000,
            at,
            first,
            first + 1_000_000,
            1_000_001));
  }

  static String bookTicker(SplittableRandom random) {
    String symbol = symbol(random);
    return combined(
        symbol,
        "bookTicker",
        object(
            BinanceReaders.BOOK_TICKER,
            id(random),
            quoted(symbol),
            price(random),
            quoted(quantity(random)),
            price(random),
            quoted(quantity(random))));
  }

  static String depth20(SplittableRandom random) {
    return combined(
        symbol(random),
        "depth20@100ms",
        object(BinanceReaders.DEPTH, id(random), levels(random, 20, -1), levels(random, 20, 1)));
  }

  static String depthUpdate(SplittableRandom random) {
    String symbol = symbol(random);
    long first = id(random);
    return combined(
        symbol,
        "depth@100ms",
        object(
            BinanceReaders.DEPTH_UPDATE,
            quoted("depthUpdate"),
            time(random),
            quoted(symbol),
            first,
            first + 2 * CHANGES,
            levels(random, CHANGES, -1),
            levels(random, CHANGES, 1)));
  }

  static String kline(SplittableRandom random) {
    String symbol = symbol(random);
    long at = time(random);
    long first = id(random);
    String bar =
        object(
            BAR,
            at - at % 60_000,
            at - at % 60_000 + 59_999,
            quoted(symbol),
            quoted("1m"),
            first,
            first + 100,
            price(random),
            price(random),
            price(random),
            price(random),
            quoted(quantity(random)),
            101,
            random.nextBoolean(),
            quoted(quantity(random)),
            quoted(quantity(random)),
            quoted(quantity(random)),
            quoted("0"));
    return combined(
        symbol, "kline_1m", object(BinanceReaders.KLINE, quoted("kline"), at, quoted(symbol), bar));
  }

  private static String levels(SplittableRandom random, int count, int step) {
    long middle = random.nextLong(9_000_000, 12_000_000);
    StringJoiner levels = new StringJoiner(",", "[", "]");
    for (int i = 1; i <= count; i++) {
      middle += step;
      String price = decimal(random, middle, middle + 1, 2);
      levels.add("[\"" + price + "000000\",\"" + quantity(random) + "\"]");
    }
    return levels.toString();
  }

  private static String combined(String symbol, String stream, String data) {
    return object(
        BinanceReaders.COMBINED, quoted(symbol.toLowerCase(Locale.ROOT) + "@" + stream), data);
  }

  private static String symbol(SplittableRandom random) {
    return oneOf(random, "BTCUSDT", "ETHUSDT", "XRPUSDT", "ADAUSDT", "DOTUSDT");
  }

  private static String price(SplittableRandom random) {
    return quoted(decimal(random, 9_000_000, 12_000_000, 2) + "000000");
  }

  private static long id(SplittableRandom random) {
    return random.nextLong(1_000_000_000L, 90_000_000_000L);
  }
}
