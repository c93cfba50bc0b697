package dev.stom.testkit.internal.upbit;

import java.math.BigDecimal;
import java.util.List;

/**
 * One data type that a connection has asked for.
 *
 * @param type for example {@code ticker} or {@code candle.1m}
 * @param codes as the client wrote them, depth suffixes included
 * @param level width of grouping of an order book
 * @param snapshot whether the client wants the first picture
 * @param realtime whether it wants what follows
 */
record UpbitFeed(
    String type, List<String> codes, BigDecimal level, boolean snapshot, boolean realtime) {
  boolean isBook() {
    return type.equals("orderbook");
  }

  boolean isCandle() {
    return type.startsWith("candle.");
  }

  /** The code without a depth suffix. */
  static String code(String written) {
    int dot = written.indexOf('.');
    return dot < 0 ? written : written.substring(0, dot);
  }

  /** The depth that a suffix asks for: 1, 5, 15 or 30; anything else means 30. */
  static int depth(String written) {
    int dot = written.indexOf('.');
    String suffix = dot < 0 ? "" : written.substring(dot + 1);
    return switch (suffix) {
      case "1" -> 1;
      case "5" -> 5;
      case "15" -> 15;
      default -> UpbitBook.LEVELS;
    };
  }
}
