package dev.stom.testkit.internal.binance;

import java.util.Map;

/** What requests cost. Source: Binance spot API documentation, rest-api.md, 2026-07-21. */
final class BinanceWeights {
  private static final int MOST_SYMBOLS_LIKE_ONE = 20;
  private static final int MANY_SYMBOLS = 100;

  private static final Map<String, Integer> CHEAPEST =
      Map.ofEntries(
          Map.entry("ping", 1),
          Map.entry("time", 1),
          Map.entry("exchangeInfo", 20),
          Map.entry("depth", 5),
          Map.entry("trades", 25),
          Map.entry("historicalTrades", 25),
          Map.entry("historicalBlockTrades", 25),
          Map.entry("aggTrades", 4),
          Map.entry("klines", 2),
          Map.entry("uiKlines", 2),
          Map.entry("avgPrice", 2),
          Map.entry("ticker/24hr", 2),
          Map.entry("ticker/tradingDay", 4),
          Map.entry("ticker/price", 2),
          Map.entry("ticker/bookTicker", 2),
          Map.entry("ticker", 4),
          Map.entry("executionRules", 2),
          Map.entry("referencePrice", 2),
          Map.entry("referencePrice/calculation", 2));

  private BinanceWeights() {}

  static int cheapest(String endpoint) {
    return CHEAPEST.getOrDefault(endpoint, 1);
  }

  static int of(String endpoint, BinanceParams params) throws BinanceError {
    int cheapest = cheapest(endpoint);
    switch (endpoint) {
      case "depth" -> {
        return depth(params.clampedLimit(100, 5_000));
      }
      case "ticker/24hr" -> {
        return params.has("symbol") ? cheapest : many(params);
      }
      case "ticker/price", "ticker/bookTicker" -> {
        return params.has("symbol") ? cheapest : 2 * cheapest;
      }
      case "ticker", "ticker/tradingDay" -> {
        return params.has("symbols") ? Math.min(200, cheapest * count(params)) : cheapest;
      }
      case "executionRules" -> {
        if (params.has("symbol")) {
          return cheapest;
        }
        return params.has("symbols") ? Math.min(40, cheapest * count(params)) : 40;
      }
      default -> {
        return cheapest;
      }
    }
  }

  private static int many(BinanceParams params) throws BinanceError {
    if (!params.has("symbols")) {
      return 80;
    }
    int count = count(params);
    return count <= MOST_SYMBOLS_LIKE_ONE ? 2 : count <= MANY_SYMBOLS ? 40 : 80;
  }

  private static int count(BinanceParams params) throws BinanceError {
    return params.list("symbols").size();
  }

  private static int depth(int limit) {
    if (limit <= 100) {
      return 5;
    }
    if (limit <= 500) {
      return 25;
    }
    return limit <= 1_000 ? 50 : 250;
  }
}
