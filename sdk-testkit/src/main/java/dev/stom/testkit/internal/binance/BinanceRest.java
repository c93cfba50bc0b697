package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Depth;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.internal.text.Fixed;
import dev.stom.testkit.internal.text.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The market-data endpoints below {@code /api/v3}. Source: Binance spot API documentation,
 * rest-api.md, 2026-07-21.
 */
final class BinanceRest {
  private static final long DAY = 86_400_000;
  private static final long MINUTE = 60_000;
  private static final int BOOK = 5_000;
  private static final int LIST = 1_000;
  private static final int LIST_STANDARD = 500;
  private static final int WINDOW_SYMBOLS = 100;

  private final Map<String, Pair> pairs;
  private final Map<String, Endpoint> endpoints;

  BinanceRest(Map<String, Pair> pairs) {
    this.pairs = pairs;
    endpoints =
        Map.ofEntries(
            entry("ping", Set.of(), (params, moment) -> "{}"),
            entry("time", Set.of(), (params, moment) -> time(moment)),
            entry(
                "exchangeInfo",
                Set.of("symbol", "symbols", "permissions", "showPermissionSets", "symbolStatus"),
                this::exchangeInfo),
            entry("depth", Set.of("symbol", "limit", "symbolStatus"), this::depth),
            entry("trades", Set.of("symbol", "limit"), this::trades),
            entry("historicalTrades", Set.of("symbol", "limit", "fromId"), this::trades),
            entry("historicalBlockTrades", Set.of("symbol", "limit", "fromId"), this::blockTrades),
            entry(
                "aggTrades",
                Set.of("symbol", "fromId", "startTime", "endTime", "limit"),
                this::aggregates),
            entry(
                "klines",
                Set.of("symbol", "interval", "startTime", "endTime", "timeZone", "limit"),
                this::klines),
            entry(
                "uiKlines",
                Set.of("symbol", "interval", "startTime", "endTime", "timeZone", "limit"),
                this::klines),
            entry("avgPrice", Set.of("symbol"), this::averagePrice),
            entry(
                "ticker/24hr",
                Set.of("symbol", "symbols", "type", "symbolStatus"),
                this::dayTicker),
            entry(
                "ticker/tradingDay",
                Set.of("symbol", "symbols", "timeZone", "type", "symbolStatus"),
                this::tradingDay),
            entry("ticker/price", Set.of("symbol", "symbols", "symbolStatus"), this::prices),
            entry("ticker/bookTicker", Set.of("symbol", "symbols", "symbolStatus"), this::quotes),
            entry(
                "ticker",
                Set.of("symbol", "symbols", "windowSize", "type", "symbolStatus"),
                this::windowTicker),
            entry(
                "executionRules",
                Set.of("symbol", "symbols", "symbolStatus"),
                this::executionRules),
            entry("referencePrice", Set.of("symbol"), this::referencePrice),
            entry(
                "referencePrice/calculation",
                Set.of("symbol", "symbolStatus"),
                this::referenceCalculation));
  }

  /** When a request is answered. */
  record Moment(long nowMillis, long seenMillis, long step, TimeUnit unit) {}

  private interface Handler {
    String answer(BinanceParams params, Moment moment) throws BinanceError;
  }

  private record Endpoint(String name, Set<String> parameters, Handler handler) {}

  private static Map.Entry<String, Endpoint> entry(
      String name, Set<String> parameters, Handler handler) {
    return Map.entry("/api/v3/" + name, new Endpoint(name, parameters, handler));
  }

  boolean knows(String path) {
    return endpoints.containsKey(path);
  }

  String answer(String path, String query, Moment moment) throws BinanceError {
    Endpoint endpoint = endpoints.get(path);
    if (endpoint == null) {
      throw BinanceError.withStatus(404, -1000, "no such path");
    }
    return endpoint.handler.answer(BinanceParams.read(query, pairs, endpoint.parameters), moment);
  }

  /** The documented weight of a request; what cannot be read counts as the cheapest form. */
  int weight(String path, String query) {
    Endpoint endpoint = endpoints.get(path);
    if (endpoint == null) {
      return 1;
    }
    BinanceParams params;
    try {
      params = BinanceParams.read(query, pairs, endpoint.parameters);
      return BinanceWeights.of(endpoint.name, params);
    } catch (BinanceError unreadable) {
      return BinanceWeights.cheapest(endpoint.name);
    }
  }

  private static String time(Moment moment) {
    return Json.object(json -> json.number("serverTime", moment.unit().at(moment.nowMillis())));
  }

  private String exchangeInfo(BinanceParams params, Moment moment) throws BinanceError {
    int filters =
        (params.has("symbol") ? 1 : 0)
            + (params.has("symbols") ? 1 : 0)
            + (params.has("permissions") ? 1 : 0);
    boolean named = params.has("symbol") || params.has("symbols");
    if (filters > 1 || (named && params.has("symbolStatus"))) {
      throw BinanceError.combination();
    }
    boolean sets = true;
    String show = params.text("showPermissionSets");
    if (show != null) {
      if (!show.equals("true") && !show.equals("false")) {
        throw BinanceError.invalid("showPermissionSets");
      }
      sets = show.equals("true");
    }
    List<Pair> chosen = params.choice().pairs();
    String permissions = params.text("permissions");
    if (permissions != null) {
      List<String> wanted =
          permissions.startsWith("[") ? params.list("permissions") : List.of(permissions);
      chosen = wanted.contains("SPOT") ? chosen : List.of();
    }
    return BinanceInfo.write(chosen, moment.nowMillis(), moment.unit(), sets);
  }

  private String depth(BinanceParams params, Moment moment) throws BinanceError {
    Pair pair = params.symbol();
    params.choice();
    int limit = params.clampedLimit(100, BOOK);
    return Json.object(
        json -> {
          json.number("lastUpdateId", pair.updateId(moment.step()));
          sides(json, "bids", "asks", pair.depth(moment.step(), limit));
        });
  }

  static void sides(Json json, String bids, String asks, Depth depth) {
    json.array(bids, list -> levels(list, depth.bidPrices(), depth.bidSizes()))
        .array(asks, list -> levels(list, depth.askPrices(), depth.askSizes()));
  }

  private static void levels(Json list, long[] prices, long[] sizes) {
    for (int i = 0; i < prices.length; i++) {
      list.eights(prices[i], sizes[i]);
    }
  }

  private String trades(BinanceParams params, Moment moment) throws BinanceError {
    Pair pair = params.symbol();
    int limit = params.limit(LIST_STANDARD, LIST);
    Long fromId = params.number("fromId");
    List<Tape> found;
    if (fromId == null) {
      found = ascending(pair.tradesBefore(moment.seenMillis(), limit));
    } else {
      found = pair.tradesFrom(fromId, moment.seenMillis(), limit);
    }
    return Json.array(
        list ->
            found.forEach(
                trade ->
                    list.element(
                        json ->
                            json.number("id", trade.id())
                                .text("price", Fixed.eight(trade.price()))
                                .text("qty", Fixed.eight(trade.size()))
                                .text("quoteQty", product(trade.price(), trade.size()))
                                .number("time", moment.unit().at(trade.millis()))
                                .flag("isBuyerMaker", !trade.takerBuys())
                                .flag("isBestMatch", true))));
  }

  private static <T> List<T> ascending(List<T> descending) {
    List<T> list = new ArrayList<>(descending);
    Collections.reverse(list);
    return list;
  }

  private static String product(long price, long size) {
    BigDecimal product = Fixed.decimal(price).multiply(Fixed.decimal(size));
    return product.setScale(8, RoundingMode.DOWN).toPlainString();
  }

  private String blockTrades(BinanceParams params, Moment moment) throws BinanceError {
    Pair pair = params.symbol();
    Long fromId = params.number("fromId");
    if (fromId == null) {
      throw BinanceError.missing("fromId");
    }
    List<BlockTrade> found =
        BlockTrade.from(pair, fromId, moment.seenMillis(), params.limit(LIST_STANDARD, LIST));
    return Json.array(
        list ->
            found.forEach(
                trade ->
                    list.element(
                        json ->
                            json.number("id", trade.id())
                                .text("price", Fixed.eight(trade.price()))
                                .text("qty", Fixed.eight(trade.size()))
                                .text("quoteQty", product(trade.price(), trade.size()))
                                .number("time", moment.unit().at(trade.millis()))
                                .flag("isBuyerMaker", trade.buyerIsMaker()))));
  }

  private String aggregates(BinanceParams params, Moment moment) throws BinanceError {
    Pair pair = params.symbol();
    int limit = params.limit(LIST_STANDARD, LIST);
    Long fromId = params.number("fromId");
    Long start = params.moment("startTime");
    Long end = params.moment("endTime");
    if (fromId != null && (start != null || end != null)) {
      throw BinanceError.combination();
    }
    // Both ends are inclusive.
    long before = end == null ? moment.seenMillis() : Math.min(end + 1, moment.seenMillis());
    List<Tape> trades;
    // A taker order has two trades at most, so twice as many trades hold enough of them.
    if (fromId == null && start == null) {
      trades = ascending(pair.tradesBefore(before, 2 * limit + 2));
      List<Aggregate> groups = Aggregate.of(trades);
      boolean torn = !trades.isEmpty() && !startsOrder(pair, trades.get(0));
      List<Aggregate> whole = torn ? groups.subList(1, groups.size()) : groups;
      return aggregates(whole.subList(Math.max(0, whole.size() - limit), whole.size()), moment);
    }
    long first =
        fromId != null
            ? pair.firstTradeOfAggregate(fromId)
            : pair.firstIdFrom(Objects.requireNonNull(start));
    trades = pair.tradesFrom(first, before, 2 * limit + 2);
    List<Aggregate> groups = Aggregate.of(trades);
    return aggregates(groups.subList(0, Math.min(limit, groups.size())), moment);
  }

  private static boolean startsOrder(Pair pair, Tape trade) {
    return pair.firstTradeOfAggregate(trade.aggregateId()) == trade.id();
  }

  private static String aggregates(List<Aggregate> groups, Moment moment) {
    return Json.array(
        list ->
            groups.forEach(
                group ->
                    list.element(
                        json ->
                            json.number("a", group.id())
                                .text("p", Fixed.eight(group.price()))
                                .text("q", Fixed.eight(group.size()))
                                .number("f", group.firstId())
                                .number("l", group.lastId())
                                .number("T", moment.unit().at(group.millis()))
                                .flag("m", !group.takerBuys())
                                .flag("M", true))));
  }

  private String klines(BinanceParams params, Moment moment) throws BinanceError {
    Pair pair = params.symbol();
    BinanceInterval interval = params.interval();
    long zone = params.zone();
    int limit = params.limit(LIST_STANDARD, LIST);
    Long start = params.moment("startTime");
    Long end = params.moment("endTime");
    long newest = interval.open(moment.seenMillis() - 1, zone);
    if (end != null) {
      newest = Math.min(newest, interval.open(end, zone));
    }
    long oldest = interval.open(World.LISTED_MILLIS, zone);
    List<Long> opens = new ArrayList<>();
    if (start == null) {
      for (long open = newest; open >= oldest && opens.size() < limit; ) {
        opens.add(open);
        open = interval.open(open - 1, zone);
      }
      opens = ascending(opens);
    } else {
      long open = interval.open(start, zone);
      open = Math.max(open < start ? interval.next(open, zone) : open, oldest);
      for (; open <= newest && opens.size() < limit; open = interval.next(open, zone)) {
        opens.add(open);
      }
    }
    List<Long> chosen = opens;
    return Json.array(
        list ->
            chosen.forEach(
                open -> {
                  if (pair.trading()) {
                    list.elements(row -> kline(row, pair, interval, open, zone, moment));
                  }
                }));
  }

  private static void kline(
      Json row, Pair pair, BinanceInterval interval, long open, long zone, Moment moment) {
    long next = interval.next(open, zone);
    Window window = new Window(pair, open, Math.min(next, moment.seenMillis()), next);
    row.raw(Long.toString(moment.unit().at(open)))
        .element(window.open())
        .element(window.high())
        .element(window.low())
        .element(window.last())
        .element(window.volume())
        .raw(Long.toString(moment.unit().lastBefore(next)))
        .element(window.quoteVolume())
        .raw(Long.toString(window.count()))
        .element(window.takerBuyVolume())
        .element(window.takerBuyQuote())
        .element("0");
  }

  private String averagePrice(BinanceParams params, Moment moment) throws BinanceError {
    Pair pair = params.symbol();
    long until = moment.seenMillis();
    Window window = new Window(pair, until - 5 * MINUTE, until, until);
    return Json.object(
        json ->
            json.number("mins", 5)
                .text("price", window.average())
                .number("closeTime", moment.unit().at(window.lastMillis())));
  }

  private String each(BinanceParams.Choice choice, BiConsumer<Json, Pair> writer) {
    if (choice.single()) {
      return Json.object(json -> writer.accept(json, choice.pairs().get(0)));
    }
    return Json.array(
        list -> choice.pairs().forEach(pair -> list.element(json -> writer.accept(json, pair))));
  }

  private String dayTicker(BinanceParams params, Moment moment) throws BinanceError {
    boolean mini = params.mini();
    long until = moment.seenMillis();
    return each(
        params.choice(),
        (json, pair) -> {
          Window window = new Window(pair, until - DAY, until, until);
          ticker(json, window, mini, true, moment);
        });
  }

  private String tradingDay(BinanceParams params, Moment moment) throws BinanceError {
    boolean mini = params.mini();
    long zone = params.zone();
    long until = moment.seenMillis();
    long open = Math.floorDiv(until - 1 + zone, DAY) * DAY - zone;
    return each(
        windowed(params),
        (json, pair) ->
            ticker(json, new Window(pair, open, until, open + DAY - 1), mini, false, moment));
  }

  private String windowTicker(BinanceParams params, Moment moment) throws BinanceError {
    boolean mini = params.mini();
    long size = windowSize(params.text("windowSize"));
    long until = moment.seenMillis();
    long open = Math.floorDiv(until - size, MINUTE) * MINUTE;
    return each(
        windowed(params),
        (json, pair) -> ticker(json, new Window(pair, open, until, until), mini, false, moment));
  }

  private static BinanceParams.Choice windowed(BinanceParams params) throws BinanceError {
    BinanceParams.Choice choice = params.choice();
    if (choice.all()) {
      throw BinanceError.of(
          -1128, "Either 'symbol' or 'symbols' must be provided; both are missing.");
    }
    if (choice.pairs().size() > WINDOW_SYMBOLS) {
      throw BinanceError.invalid("symbols");
    }
    return choice;
  }

  private static long windowSize(@Nullable String text) throws BinanceError {
    if (text == null) {
      return DAY;
    }
    if (text.matches("([1-9]|[1-5][0-9])m")) {
      return Long.parseLong(text.substring(0, text.length() - 1)) * MINUTE;
    }
    if (text.matches("([1-9]|1[0-9]|2[0-3])h")) {
      return Long.parseLong(text.substring(0, text.length() - 1)) * 60 * MINUTE;
    }
    if (text.matches("[1-7]d")) {
      return Long.parseLong(text.substring(0, 1)) * DAY;
    }
    throw BinanceError.invalid("windowSize");
  }

  private static void ticker(Json json, Window window, boolean mini, boolean day, Moment moment) {
    json.text("symbol", window.pair.symbol());
    if (!mini) {
      json.text("priceChange", window.change())
          .text("priceChangePercent", window.changePercent())
          .text("weightedAvgPrice", window.average());
      if (day) {
        json.text("prevClosePrice", window.previousClose())
            .text("lastPrice", window.last())
            .text("lastQty", window.lastSize());
        quote(json, window.pair, moment.step());
      }
    }
    json.text("openPrice", window.open()).text("highPrice", window.high());
    json.text("lowPrice", window.low());
    if (mini || !day) {
      json.text("lastPrice", window.last());
    }
    json.text("volume", window.volume())
        .text("quoteVolume", window.quoteVolume())
        .number("openTime", moment.unit().at(window.openMillis))
        .number("closeTime", moment.unit().at(window.closeMillis))
        .number("firstId", window.firstId())
        .number("lastId", window.lastId())
        .number("count", window.count());
  }

  private static void quote(Json json, Pair pair, long step) {
    Depth best = pair.depth(step, 1);
    json.text("bidPrice", first(best.bidPrices()))
        .text("bidQty", first(best.bidSizes()))
        .text("askPrice", first(best.askPrices()))
        .text("askQty", first(best.askSizes()));
  }

  static String first(long[] units) {
    return Fixed.eight(units.length == 0 ? 0 : units[0]);
  }

  private String prices(BinanceParams params, Moment moment) throws BinanceError {
    return each(
        params.choice(),
        (json, pair) -> {
          Tape last = pair.lastTrade(moment.seenMillis());
          json.text("symbol", pair.symbol())
              .text("price", Fixed.eight(last == null ? 0 : last.price()));
        });
  }

  private String quotes(BinanceParams params, Moment moment) throws BinanceError {
    return each(
        params.choice(),
        (json, pair) -> {
          json.text("symbol", pair.symbol());
          quote(json, pair, moment.step());
        });
  }

  private String executionRules(BinanceParams params, Moment moment) throws BinanceError {
    if (params.has("symbolStatus") && (params.has("symbol") || params.has("symbols"))) {
      throw BinanceError.combination();
    }
    List<Pair> chosen = params.choice().pairs();
    return Json.object(
        json ->
            json.array(
                "symbolRules",
                list -> chosen.forEach(pair -> list.element(entry -> rules(entry, pair)))));
  }

  private static void rules(Json json, Pair pair) {
    json.text("symbol", pair.symbol())
        .array(
            "rules",
            list ->
                list.element(
                    rule ->
                        rule.text("ruleType", "PRICE_RANGE")
                            .text("bidLimitMultUp", "2.0000")
                            .text("bidLimitMultDown", "0.5000")
                            .text("askLimitMultUp", "2.0000")
                            .text("askLimitMultDown", "0.5000")));
  }

  private String referencePrice(BinanceParams params, Moment moment) throws BinanceError {
    Pair pair = params.symbol();
    requireReference(pair);
    return Json.object(
        json ->
            json.text("symbol", pair.symbol())
                .text("referencePrice", reference(pair, moment.seenMillis()))
                .number("timestamp", moment.unit().at(moment.seenMillis())));
  }

  private String referenceCalculation(BinanceParams params, Moment moment) throws BinanceError {
    Pair pair = params.symbol();
    params.choice();
    requireReference(pair);
    return Json.object(
        json ->
            json.text("symbol", pair.symbol())
                .text("calculationType", "ARITHMETIC_MEAN")
                .number("bucketCount", 5)
                .number("bucketWidthMs", MINUTE));
  }

  private static void requireReference(Pair pair) throws BinanceError {
    if (!hasReference(pair)) {
      throw BinanceError.of(-2043, "This symbol doesn't have a reference price.");
    }
  }

  /** Here: pairs in bitcoin have no reference price. */
  static boolean hasReference(Pair pair) {
    return pair.quote().equals("USDT");
  }

  /** The mean of the middles of five minutes; null for the coin that hardly trades. */
  static @Nullable String reference(Pair pair, long millis) {
    if (pair.base().code().equals("ARDR")) {
      return null;
    }
    long sum = 0;
    for (int i = 0; i < 5; i++) {
      sum += pair.middle(World.stepOf(millis - i * MINUTE));
    }
    return Fixed.eight(sum / 5);
  }
}
