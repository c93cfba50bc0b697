package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.text.Fixed;
import dev.stom.testkit.internal.text.Json;
import java.util.List;

/** Writes {@code exchangeInfo}. */
final class BinanceInfo {
  private static final List<String> ORDER_TYPES =
      List.of(
          "LIMIT",
          "LIMIT_MAKER",
          "MARKET",
          "STOP_LOSS",
          "STOP_LOSS_LIMIT",
          "TAKE_PROFIT",
          "TAKE_PROFIT_LIMIT");
  private static final List<String> PREVENTION_MODES =
      List.of("NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER");

  private BinanceInfo() {}

  static String status(Pair pair) {
    return pair.trading() ? "TRADING" : "BREAK";
  }

  static String write(List<Pair> pairs, long millis, TimeUnit unit, boolean permissionSets) {
    return Json.object(
        json ->
            json.text("timezone", "UTC")
                .number("serverTime", unit.at(millis))
                .array("rateLimits", BinanceInfo::limits)
                .array("exchangeFilters", list -> {})
                .array(
                    "symbols",
                    list ->
                        pairs.forEach(
                            pair -> list.element(entry -> symbol(entry, pair, permissionSets)))));
  }

  private static void limits(Json list) {
    list.element(
            json -> limit(json, "REQUEST_WEIGHT", "MINUTE", 1, BinanceLimits.WEIGHT_PER_MINUTE))
        .element(json -> limit(json, "ORDERS", "SECOND", 10, 100))
        .element(json -> limit(json, "ORDERS", "DAY", 1, 200_000))
        .element(
            json -> limit(json, "RAW_REQUESTS", "MINUTE", 5, BinanceLimits.RAW_PER_FIVE_MINUTES));
  }

  private static void limit(Json json, String type, String interval, int number, int limit) {
    json.text("rateLimitType", type)
        .text("interval", interval)
        .number("intervalNum", number)
        .number("limit", limit);
  }

  private static void symbol(Json json, Pair pair, boolean permissionSets) {
    json.text("symbol", pair.symbol())
        .text("status", status(pair))
        .text("baseAsset", pair.base().code())
        .number("baseAssetPrecision", 8)
        .text("quoteAsset", pair.quote())
        .number("quotePrecision", 8)
        .number("quoteAssetPrecision", 8)
        .number("baseCommissionPrecision", 8)
        .number("quoteCommissionPrecision", 8)
        .array("orderTypes", list -> ORDER_TYPES.forEach(list::element))
        .flag("icebergAllowed", true)
        .flag("ocoAllowed", true)
        .flag("otoAllowed", true)
        .flag("opoAllowed", true)
        .flag("quoteOrderQtyMarketAllowed", true)
        .flag("allowTrailingStop", true)
        .flag("cancelReplaceAllowed", true)
        .flag("amendAllowed", true)
        .flag("pegInstructionsAllowed", true)
        .flag("isSpotTradingAllowed", pair.trading())
        .flag("isMarginTradingAllowed", false)
        .array("filters", list -> filters(list, pair))
        .array("permissions", list -> {});
    if (permissionSets) {
      json.array("permissionSets", sets -> sets.elements(set -> set.element("SPOT")));
    }
    json.text("defaultSelfTradePreventionMode", "EXPIRE_MAKER")
        .array("allowedSelfTradePreventionModes", list -> PREVENTION_MODES.forEach(list::element));
  }

  private static void filters(Json list, Pair pair) {
    boolean tether = pair.quote().equals("USDT");
    String tick = Fixed.eight(pair.tickAt(pair.base().usd()));
    String lot = Fixed.eight(pair.lot());
    list.element(
            json ->
                json.text("filterType", "PRICE_FILTER")
                    .text("minPrice", tick)
                    .text("maxPrice", "10000000.00000000")
                    .text("tickSize", tick))
        .element(
            json ->
                json.text("filterType", "LOT_SIZE")
                    .text("minQty", lot)
                    .text("maxQty", "90000000000.00000000")
                    .text("stepSize", lot))
        .element(json -> json.text("filterType", "ICEBERG_PARTS").number("limit", 100))
        .element(
            json ->
                json.text("filterType", "MARKET_LOT_SIZE")
                    .text("minQty", "0.00000000")
                    .text("maxQty", "90000000.00000000")
                    .text("stepSize", "0.00000000"))
        .element(
            json ->
                json.text("filterType", "TRAILING_DELTA")
                    .number("minTrailingAboveDelta", 10)
                    .number("maxTrailingAboveDelta", 2_000)
                    .number("minTrailingBelowDelta", 10)
                    .number("maxTrailingBelowDelta", 2_000))
        .element(
            json ->
                json.text("filterType", "PERCENT_PRICE_BY_SIDE")
                    .text("bidMultiplierUp", "5")
                    .text("bidMultiplierDown", "0.2")
                    .text("askMultiplierUp", "5")
                    .text("askMultiplierDown", "0.2")
                    .number("avgPriceMins", 5))
        .element(
            json ->
                json.text("filterType", "NOTIONAL")
                    .text("minNotional", tether ? "5.00000000" : "0.00010000")
                    .flag("applyMinToMarket", true)
                    .text("maxNotional", "9000000.00000000")
                    .flag("applyMaxToMarket", false)
                    .number("avgPriceMins", 5))
        .element(json -> json.text("filterType", "MAX_NUM_ORDERS").number("maxNumOrders", 200))
        .element(
            json -> json.text("filterType", "MAX_NUM_ORDER_LISTS").number("maxNumOrderLists", 20))
        .element(
            json -> json.text("filterType", "MAX_NUM_ALGO_ORDERS").number("maxNumAlgoOrders", 5))
        .element(
            json ->
                json.text("filterType", "MAX_NUM_ORDER_AMENDS").number("maxNumOrderAmends", 10));
  }
}
