package dev.stom.testkit.internal.upbit;

import dev.stom.testkit.internal.market.Bar;
import dev.stom.testkit.internal.market.Depth;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.internal.market.TickRule;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.internal.text.Fixed;
import dev.stom.testkit.internal.text.Json;
import dev.stom.testkit.internal.text.Query;
import dev.stom.testkit.traffic.SeenRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The quotation endpoints. Source: Upbit developer centre v1.6.4, list pages, read 2026-11-22. */
final class UpbitRest {
  private static final long DAY = UpbitReading.DAY;
  private static final int CANDLES = 200;
  private static final int TRADES = 500;
  private static final int DAYS_AGO = 7;
  private static final long SECOND_CANDLES_KEPT_MILLIS = 92 * DAY;
  private static final Set<Integer> MINUTE_UNITS = Set.of(1, 3, 5, 10, 15, 30, 60, 240);

  private final World world;
  private final Map<String, Pair> pairs;

  UpbitRest(World world, Map<String, Pair> pairs) {
    this.world = world;
    this.pairs = pairs;
  }

  /** A request that is answered with an error. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    RefusedException(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** The limit group of a path. */
  static String group(String path) {
    if (path.startsWith("/v1/candles/")) {
      return "candle";
    }
    if (path.startsWith("/v1/orderbook")) {
      return "orderbook";
    }
    if (path.equals("/v1/trades/ticks")) {
      return "trade";
    }
    if (path.equals("/v1/ticker") || path.equals("/v1/ticker/all")) {
      return "ticker";
    }
    return path.equals("/v1/market/all") ? "market" : "default";
  }

  String answer(SeenRequest request, long seenMillis, long step) throws RefusedException {
    Query query;
    try {
      query = Query.parse(request.query());
    } catch (IllegalArgumentException unreadable) {
      throw new RefusedException(400, "query is not percent-encoded");
    }
    String path = request.path();
    switch (path) {
      case "/v1/market/all" -> {
        return markets(query, step);
      }
      case "/v1/trades/ticks" -> {
        return trades(query, seenMillis);
      }
      case "/v1/ticker" -> {
        return tickers(listed(query), seenMillis);
      }
      case "/v1/ticker/all" -> {
        return tickers(quotedIn(query), seenMillis);
      }
      case "/v1/orderbook" -> {
        return books(query, step);
      }
      case "/v1/orderbook/instruments" -> {
        return instruments(query, step);
      }
      case "/v1/orderbook/supported_levels" -> {
        return levels(query, step);
      }
      case "/v1/candles/seconds" -> {
        return candles(query, UpbitBuckets.SECONDS, 1, seenMillis);
      }
      case "/v1/candles/days" -> {
        return candles(query, UpbitBuckets.DAYS, 1, seenMillis);
      }
      case "/v1/candles/weeks" -> {
        return candles(query, UpbitBuckets.WEEKS, 1, seenMillis);
      }
      case "/v1/candles/months" -> {
        return candles(query, UpbitBuckets.MONTHS, 1, seenMillis);
      }
      case "/v1/candles/years" -> {
        return candles(query, UpbitBuckets.YEARS, 1, seenMillis);
      }
      default -> {
        if (path.startsWith("/v1/candles/minutes/")) {
          int unit = number(path.substring("/v1/candles/minutes/".length()), "unit");
          if (!MINUTE_UNITS.contains(unit)) {
            throw new RefusedException(400, "unit must be one of 1, 3, 5, 10, 15, 30, 60, 240");
          }
          return candles(query, UpbitBuckets.MINUTES, unit, seenMillis);
        }
        throw new RefusedException(404, "no Route matched with those values");
      }
    }
  }

  private String markets(Query query, long step) throws RefusedException {
    boolean details = truth(query, "is_details") || truth(query, "isDetails");
    return Json.array(
        list ->
            pairs
                .values()
                .forEach(pair -> list.element(json -> market(json, pair, details, step))));
  }

  private void market(Json json, Pair pair, boolean details, long step) {
    json.text("market", pair.symbol())
        .text("korean_name", pair.base().korean())
        .text("english_name", pair.base().english());
    if (details) {
      boolean apart =
          pair.quote().equals("KRW")
              && !pair.base().code().equals("USDT")
              && world.premium(pair.base(), step) > TickRule.ONE / 20;
      boolean small = pair.base().code().equals("ARDR");
      json.object(
          "market_event",
          event ->
              event
                  .flag("warning", false)
                  .object(
                      "caution",
                      caution ->
                          caution
                              .flag("PRICE_FLUCTUATIONS", false)
                              .flag("TRADING_VOLUME_SOARING", false)
                              .flag("DEPOSIT_AMOUNT_SOARING", false)
                              .flag("GLOBAL_PRICE_DIFFERENCES", apart)
                              .flag("CONCENTRATION_OF_SMALL_ACCOUNTS", small)));
    }
  }

  private String candles(Query query, UpbitBuckets buckets, int unit, long seenMillis)
      throws RefusedException {
    Pair pair = pair(required(query, "market"));
    int count = count(query, "count", 1, CANDLES);
    long before = seenMillis;
    String to = query.get("to");
    if (to != null && !to.isEmpty()) {
      Long moment = UpbitTimes.parse(to);
      if (moment == null) {
        throw new RefusedException(400, "to must be an ISO 8601 moment but is " + to);
      }
      // Exclusive: a candle that starts at that very moment is not among the answer.
      long start = buckets.start(moment, unit);
      before = Math.min(before, start == moment ? moment : buckets.end(start, unit));
    }
    boolean converted = buckets == UpbitBuckets.DAYS && converts(query);
    long oldest =
        buckets == UpbitBuckets.SECONDS ? seenMillis - SECOND_CANDLES_KEPT_MILLIS : Long.MIN_VALUE;
    List<String> found = new ArrayList<>();
    while (found.size() < count) {
      Tape last = pair.lastTrade(before);
      if (last == null) {
        break;
      }
      long start = buckets.start(last.millis(), unit);
      if (start < oldest) {
        break;
      }
      long end = Math.min(buckets.end(start, unit), seenMillis);
      Bar bar = pair.bar(start, end);
      found.add(candle(pair, buckets, unit, start, bar, converted));
      before = start;
    }
    return Json.array(list -> found.forEach(list::raw));
  }

  private String candle(
      Pair pair, UpbitBuckets buckets, int unit, long start, Bar bar, boolean converted) {
    return Json.object(
        json -> {
          json.text("market", pair.symbol())
              .text("candle_date_time_utc", UpbitTimes.utc(start, UpbitTimes.SECONDS))
              .text("candle_date_time_kst", UpbitTimes.korea(start, UpbitTimes.SECONDS))
              .number("opening_price", Fixed.compact(bar.open()))
              .number("high_price", Fixed.compact(bar.high()))
              .number("low_price", Fixed.compact(bar.low()))
              .number("trade_price", Fixed.compact(bar.close()))
              .number("timestamp", bar.lastMillis())
              .number("candle_acc_trade_price", UpbitReading.plain(bar.quote()))
              .number("candle_acc_trade_volume", UpbitReading.plain(bar.volume()));
          if (buckets == UpbitBuckets.MINUTES) {
            json.number("unit", unit);
          } else if (buckets == UpbitBuckets.DAYS) {
            Tape before = pair.lastTrade(start);
            long previous = before == null ? bar.open() : before.price();
            json.number("prev_closing_price", Fixed.compact(previous))
                .number("change_price", Fixed.compact(bar.close() - previous))
                .number("change_rate", UpbitReading.rate(bar.close() - previous, previous));
            if (converted) {
              json.number("converted_trade_price", inWon(pair, bar));
            }
          } else if (buckets != UpbitBuckets.SECONDS) {
            json.text("first_day_of_period", UpbitTimes.utc(start, UpbitTimes.DATE));
          }
        });
  }

  private BigDecimal inWon(Pair pair, Bar bar) {
    BigDecimal close = Fixed.decimal(bar.close());
    if (!pair.quote().equals("KRW")) {
      Pair won = pairs.get("KRW-" + pair.quote());
      Tape rate = won == null ? null : won.lastTrade(bar.lastMillis());
      if (rate != null) {
        close = close.multiply(Fixed.decimal(rate.price())).setScale(8, RoundingMode.HALF_UP);
      }
    }
    return UpbitReading.plain(close);
  }

  private static boolean converts(Query query) throws RefusedException {
    String unit = query.get("converting_price_unit");
    if (unit == null) {
      return false;
    }
    if (!unit.equals("KRW")) {
      throw new RefusedException(400, "converting_price_unit must be KRW but is " + unit);
    }
    return true;
  }

  private String trades(Query query, long seenMillis) throws RefusedException {
    Pair pair = pair(required(query, "market"));
    int count = count(query, "count", 1, TRADES);
    String daysAgo = query.get("days_ago");
    long midnight = Math.floorDiv(seenMillis, DAY) * DAY;
    if (daysAgo != null && !daysAgo.isEmpty()) {
      int days = number(daysAgo, "days_ago");
      if (days < 1 || days > DAYS_AGO) {
        throw new RefusedException(400, "days_ago must be from 1 to 7");
      }
      midnight -= days * DAY;
    }
    long before = Math.min(seenMillis, midnight + DAY);
    String to = query.get("to");
    if (to != null && !to.isEmpty()) {
      before = Math.min(before, midnight + timeOfDay(to));
    }
    long cursor = Long.MAX_VALUE;
    String text = query.get("cursor");
    if (text != null && !text.isEmpty()) {
      try {
        cursor = Long.parseLong(text);
      } catch (NumberFormatException unreadable) {
        throw new RefusedException(400, "cursor must be a sequential_id but is " + text);
      }
      before = Math.min(before, cursor / 10_000 + 1);
    }
    long oldest = midnight;
    long older = cursor;
    List<Tape> found =
        pair.tradesBefore(before, count + 8).stream()
            .filter(trade -> trade.millis() >= oldest)
            .filter(trade -> UpbitReading.sequentialId(trade) < older)
            .limit(count)
            .toList();
    Tape close = pair.lastTrade(midnight);
    return Json.array(
        list -> found.forEach(trade -> list.element(json -> trade(json, pair, trade, close))));
  }

  private static void trade(Json json, Pair pair, Tape trade, @Nullable Tape close) {
    long previous = close == null ? trade.price() : close.price();
    json.text("market", pair.symbol())
        .text("trade_date_utc", UpbitTimes.utc(trade.millis(), UpbitTimes.DATE))
        .text("trade_time_utc", UpbitTimes.utc(trade.millis(), UpbitTimes.TIME))
        .number("timestamp", trade.millis())
        .number("trade_price", Fixed.compact(trade.price()))
        .number("trade_volume", Fixed.trimmed(trade.size()))
        .number("prev_closing_price", Fixed.compact(previous))
        .number("change_price", Fixed.compact(trade.price() - previous))
        .text("ask_bid", UpbitReading.sideWord(trade.takerBuys()))
        .number("sequential_id", UpbitReading.sequentialId(trade));
  }

  private static long timeOfDay(String text) throws RefusedException {
    String digits = text.replace(":", "");
    if (!digits.matches("([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]")) {
      throw new RefusedException(400, "to must be HHmmss or HH:mm:ss but is " + text);
    }
    int number = Integer.parseInt(digits);
    return (number / 10_000 * 3_600L + number / 100 % 100 * 60L + number % 100) * 1_000;
  }

  private String tickers(List<Pair> chosen, long seenMillis) {
    return Json.array(
        list -> {
          for (Pair pair : chosen) {
            UpbitReading reading = UpbitReading.of(pair, seenMillis);
            if (reading != null) {
              list.element(json -> ticker(json, pair, reading));
            }
          }
        });
  }

  private static void ticker(Json json, Pair pair, UpbitReading now) {
    long traded = now.last().millis();
    json.text("market", pair.symbol())
        .text("trade_date", UpbitTimes.utc(traded, UpbitTimes.BARE_DATE))
        .text("trade_time", UpbitTimes.utc(traded, UpbitTimes.BARE_TIME))
        .text("trade_date_kst", UpbitTimes.korea(traded, UpbitTimes.BARE_DATE))
        .text("trade_time_kst", UpbitTimes.korea(traded, UpbitTimes.BARE_TIME))
        .number("trade_timestamp", traded)
        .number("opening_price", Fixed.compact(now.open()))
        .number("high_price", Fixed.compact(now.high()))
        .number("low_price", Fixed.compact(now.low()))
        .number("trade_price", Fixed.compact(now.last().price()))
        .number("prev_closing_price", Fixed.compact(now.previousClose()))
        .text("change", UpbitReading.changeWord(now.change()))
        .number("change_price", Fixed.compact(Math.abs(now.change())))
        .number("change_rate", now.changeRate().abs())
        .number("signed_change_price", Fixed.compact(now.change()))
        .number("signed_change_rate", now.changeRate())
        .number("trade_volume", Fixed.trimmed(now.last().size()))
        .number("acc_trade_price", UpbitReading.plain(now.day().quote()))
        .number("acc_trade_price_24h", UpbitReading.plain(now.rolling().quote()))
        .number("acc_trade_volume", UpbitReading.plain(now.day().volume()))
        .number("acc_trade_volume_24h", UpbitReading.plain(now.rolling().volume()))
        .number("highest_52_week_price", Fixed.compact(now.year().high()))
        .text("highest_52_week_date", UpbitTimes.utc(now.year().highMillis(), UpbitTimes.DATE))
        .number("lowest_52_week_price", Fixed.compact(now.year().low()))
        .text("lowest_52_week_date", UpbitTimes.utc(now.year().lowMillis(), UpbitTimes.DATE))
        .number("timestamp", now.millis());
  }

  private String books(Query query, long step) throws RefusedException {
    List<Pair> chosen = listed(query);
    int count = count(query, "count", UpbitBook.LEVELS, UpbitBook.LEVELS);
    String text = query.get("level");
    BigDecimal level;
    try {
      level = text == null || text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    } catch (NumberFormatException unreadable) {
      throw new RefusedException(400, "level must be a number but is " + text);
    }
    return Json.array(
        list -> {
          for (Pair pair : chosen) {
            Depth depth = UpbitBook.depth(pair, step, count, level);
            if (depth != null) {
              list.element(json -> book(json, pair, depth, step, level));
            }
          }
        });
  }

  private static void book(Json json, Pair pair, Depth depth, long step, BigDecimal level) {
    json.text("market", pair.symbol())
        .number("timestamp", UpbitBook.timestamp(step))
        .number("total_ask_size", Fixed.trimmed(UpbitReading.total(depth.askSizes())))
        .number("total_bid_size", Fixed.trimmed(UpbitReading.total(depth.bidSizes())))
        .array(
            "orderbook_units",
            list -> {
              for (int i = 0; i < depth.bidPrices().length; i++) {
                int row = i;
                list.element(
                    unit ->
                        unit.number("ask_price", Fixed.compact(depth.askPrices()[row]))
                            .number("bid_price", Fixed.compact(depth.bidPrices()[row]))
                            .number("ask_size", Fixed.trimmed(depth.askSizes()[row]))
                            .number("bid_size", Fixed.trimmed(depth.bidSizes()[row])));
              }
            })
        .number("level", UpbitReading.plain(level));
  }

  private String instruments(Query query, long step) throws RefusedException {
    List<Pair> chosen = listed(query);
    return Json.array(
        list ->
            chosen.forEach(
                pair ->
                    list.element(
                        json ->
                            json.text("market", pair.symbol())
                                .text("quote_currency", pair.quote())
                                .text("tick_size", Fixed.trimmed(pair.tickAt(pair.middle(step))))
                                .array(
                                    "supported_levels",
                                    levels ->
                                        UpbitBook.supportedLevels(pair, step)
                                            .forEach(
                                                level -> levels.element(Fixed.trimmed(level)))))));
  }

  private String levels(Query query, long step) throws RefusedException {
    List<Pair> chosen = listed(query);
    return Json.array(
        list ->
            chosen.forEach(
                pair ->
                    list.element(
                        json ->
                            json.text("market", pair.symbol())
                                .array(
                                    "supported_levels",
                                    levels ->
                                        UpbitBook.supportedLevels(pair, step)
                                            .forEach(level -> levels.raw(Fixed.trimmed(level)))))));
  }

  private List<Pair> listed(Query query) throws RefusedException {
    List<Pair> chosen = new ArrayList<>();
    for (String symbol : required(query, "markets").split(",", -1)) {
      chosen.add(pair(symbol.trim()));
    }
    return chosen;
  }

  private List<Pair> quotedIn(Query query) throws RefusedException {
    List<String> quotes = Arrays.asList(required(query, "quote_currencies").split(",", -1));
    for (String quote : quotes) {
      if (pairs.values().stream().noneMatch(pair -> pair.quote().equals(quote))) {
        throw new RefusedException(404, "no market is quoted in " + quote);
      }
    }
    return pairs.values().stream().filter(pair -> quotes.contains(pair.quote())).toList();
  }

  private Pair pair(String symbol) throws RefusedException {
    Pair pair = pairs.get(symbol);
    if (pair == null) {
      throw new RefusedException(404, "Code not found");
    }
    return pair;
  }

  private static String required(Query query, String name) throws RefusedException {
    String value = query.get(name);
    if (value == null || value.isEmpty()) {
      throw new RefusedException(400, name + " is missing");
    }
    return value;
  }

  private static int count(Query query, String name, int standard, int most)
      throws RefusedException {
    String text = query.get(name);
    if (text == null || text.isEmpty()) {
      return standard;
    }
    int count = number(text, name);
    if (count < 1 || count > most) {
      throw new RefusedException(400, name + " must be from 1 to " + most);
    }
    return count;
  }

  private static int number(String text, String name) throws RefusedException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException unreadable) {
      throw new RefusedException(400, name + " must be a whole number but is " + text);
    }
  }

  private static boolean truth(Query query, String name) throws RefusedException {
    String text = query.get(name);
    if (text == null || text.isEmpty() || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw new RefusedException(400, name + " must be true or false but is " + text);
  }
}
