package dev.stom.benchmarks;

import static dev.stom.benchmarks.FrameText.decimal;
import static dev.stom.benchmarks.FrameText.object;
import static dev.stom.benchmarks.FrameText.oneOf;
import static dev.stom.benchmarks.FrameText.quantity;
import static dev.stom.benchmarks.FrameText.quoted;
import static dev.stom.benchmarks.FrameText.time;

import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Makes up frames of Upbit: names, order and number forms are the venue's, values are not. */
final class UpbitFrames {
  private UpbitFrames() {}

  static String trade(SplittableRandom random, Names names) {
    long at = time(random);
    return object(
        names,
        quoted("trade"),
        code(random),
        at,
        quoted("2026-11-22"),
        quoted("01:07:42"),
        at - random.nextInt(100),
        price(random) + ".00000000",
        quantity(random),
        quoted(oneOf(random, "ASK", "BID")),
        price(random) + ".00000000",
        quoted(oneOf(random, "RISE", "FALL", "EVEN")),
        random.nextInt(1_000) * 1_000 + ".00000000",
        at * 10_000 + random.nextInt(10),
        price(random),
        quantity(random),
        price(random),
        quantity(random),
        quoted("REALTIME"));
  }

  static String ticker(SplittableRandom random) {
    long at = time(random);
    return object(
        UpbitReaders.TICKER,
        quoted("ticker"),
        code(random),
        price(random),
        price(random),
        price(random),
        price(random),
        price(random) + ".00000000",
        decimal(random, 1_000_000_000_000L, 9_000_000_000_000_000L, 5),
        quoted("FALL"),
        random.nextInt(1_000) * 1_000 + ".00000000",
        "-" + (1 + random.nextInt(1_000)) * 1_000 + ".00000000",
        decimal(random, 1, 500_000_000L, 10),
        "-" + decimal(random, 1, 500_000_000L, 10),
        quoted(oneOf(random, "ASK", "BID")),
        quantity(random),
        decimal(random, 1_000_000_000L, 900_000_000_000L, 8),
        quoted("20261122"),
        quoted("074102"),
        at - random.nextInt(100),
        decimal(random, 1_000_000_000L, 900_000_000_000L, 8),
        decimal(random, 1_000_000_000L, 900_000_000_000L, 8),
        price(random) + ".00000000",
        quoted("2026-03-28"),
        price(random) + ".00000000",
        quoted("2025-12-30"),
        quoted("ACTIVE"),
        false,
        "null",
        quoted("NONE"),
        at,
        decimal(random, 1_000_000_000_000L, 9_000_000_000_000_000L, 5),
        decimal(random, 1_000_000_000L, 900_000_000_000L, 8),
        quoted("REALTIME"));
  }

  static String book(SplittableRandom random, int rows) {
    long middle = random.nextLong(90_000, 160_000);
    StringJoiner units = new StringJoiner(",", "[", "]");
    for (int i = 1; i <= rows; i++) {
      units.add(
          object(
              UpbitReaders.ROW,
              (middle + i) * 1_000,
              (middle - i) * 1_000,
              quantity(random),
              quantity(random)));
    }
    return object(
        UpbitReaders.BOOK,
        quoted("orderbook"),
        code(random),
        time(random),
        decimal(random, 1, 10_000_000_000L, 8),
        decimal(random, 1, 10_000_000_000L, 8),
        units,
        0,
        quoted("REALTIME"));
  }

  static String candle(SplittableRandom random) {
    return object(
        UpbitReaders.CANDLE,
        quoted("candle.1s"),
        code(random),
        quoted("2026-11-22T04:28:05"),
        quoted("2026-11-22T13:28:05"),
        price(random) + ".00000000",
        price(random) + ".00000000",
        price(random) + ".00000000",
        price(random) + ".00000000",
        quantity(random),
        decimal(random, 1, 900_000_000_000_000_000L, 12) + "0000",
        time(random),
        quoted("REALTIME"));
  }

  private static String code(SplittableRandom random) {
    return quoted(oneOf(random, "KRW-BTC", "KRW-ETH", "KRW-XRP", "KRW-ADA", "KRW-DOT"));
  }

  private static long price(SplittableRandom random) {
    return random.nextLong(90_000, 160_000) * 1_000;
  }
}
