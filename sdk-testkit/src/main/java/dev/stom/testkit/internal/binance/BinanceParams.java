package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.text.JsonTree;
import dev.stom.testkit.internal.text.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and checks the parameters of one request. */
final class BinanceParams {
  private static final String SYMBOL = "^[\\w\\-._&&[^a-z]]{1,50}$";
  private static final Pattern SYMBOL_PATTERN = Pattern.compile("[A-Z0-9_.\\-]{1,50}");
  private static final String NUMBER = "^[0-9]{1,20}$";
  private static final Pattern ZONE = Pattern.compile("([+-]?)(\\d{1,2})(?::(\\d{2}))?");
  private static final Set<String> STATUSES =
      Set.of("TRADING", "END_OF_DAY", "HALT", "BREAK", "CANCEL_ONLY");

  /** Larger numbers are microseconds: in milliseconds they would lie beyond the year 5000. */
  private static final long SMALLEST_MICROS = 100_000_000_000_000L;

  private final Query query;
  private final Map<String, Pair> pairs;

  private BinanceParams(Query query, Map<String, Pair> pairs) {
    this.query = query;
    this.pairs = pairs;
  }

  static BinanceParams read(String rawQuery, Map<String, Pair> pairs, Set<String> known)
      throws BinanceError {
    Query query;
    try {
      query = Query.parse(rawQuery);
    } catch (IllegalArgumentException broken) {
      throw BinanceError.of(-1100, "Illegal characters found in a parameter.");
    }
    String twice = query.duplicate();
    if (twice != null) {
      throw BinanceError.of(-1101, "Duplicate values for parameter '" + twice + "'.");
    }
    for (String name : query.names()) {
      if (!known.contains(name)) {
        throw BinanceError.of(-1103, "An unknown parameter was sent: '" + name + "'.");
      }
    }
    for (String name : query.names()) {
      if (String.valueOf(query.get(name)).isEmpty()) {
        throw BinanceError.of(-1105, "Parameter '" + name + "' was empty.");
      }
    }
    return new BinanceParams(query, pairs);
  }

  @Nullable String text(String name) {
    return query.get(name);
  }

  boolean has(String name) {
    return query.get(name) != null;
  }

  Pair symbol() throws BinanceError {
    String symbol = query.get("symbol");
    if (symbol == null) {
      throw BinanceError.missing("symbol");
    }
    return pair(symbol, "symbol");
  }

  private Pair pair(String symbol, String name) throws BinanceError {
    if (!SYMBOL_PATTERN.matcher(symbol).matches()) {
      throw BinanceError.illegal(name, SYMBOL);
    }
    Pair pair = pairs.get(symbol);
    if (pair == null) {
      throw BinanceError.symbol();
    }
    return pair;
  }

  /** What {@code symbol}, {@code symbols} and {@code symbolStatus} choose. */
  record Choice(List<Pair> pairs, boolean single, boolean all) {}

  Choice choice() throws BinanceError {
    String status = status();
    if (has("symbol") && has("symbols")) {
      throw BinanceError.combination();
    }
    if (has("symbol")) {
      Pair pair = symbol();
      if (status != null && !status.equals(BinanceInfo.status(pair))) {
        throw BinanceError.of(-1220, "The symbol's status does not match the requested status.");
      }
      return new Choice(List.of(pair), true, false);
    }
    List<Pair> chosen = has("symbols") ? symbols() : List.copyOf(pairs.values());
    List<Pair> matching =
        chosen.stream()
            .filter(pair -> status == null || status.equals(BinanceInfo.status(pair)))
            .toList();
    return new Choice(matching, false, !has("symbols"));
  }

  @Nullable String status() throws BinanceError {
    String status = query.get("symbolStatus");
    if (status != null && !STATUSES.contains(status)) {
      throw BinanceError.of(-1122, "Invalid symbolStatus.");
    }
    return status;
  }

  private List<Pair> symbols() throws BinanceError {
    List<Pair> chosen = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String symbol : list("symbols")) {
      if (!seen.add(symbol)) {
        throw BinanceError.of(-1151, "Symbol is present multiple times in the list.");
      }
      chosen.add(pair(symbol, "symbols"));
    }
    return chosen;
  }

  /** A parameter that is a JSON array of texts. */
  List<String> list(String name) throws BinanceError {
    String text = String.valueOf(query.get(name));
    Object tree;
    try {
      tree = JsonTree.read(text);
    } catch (JsonTree.MalformedException malformed) {
      throw BinanceError.illegal(
          name, "^\\[(\"[A-Z0-9-_.]{1,20}\"(,\"[A-Z0-9-_.]{1,20}\"){0,}){0,1}\\]$");
    }
    List<String> words = new ArrayList<>();
    if (tree instanceof List<?> elements) {
      for (Object element : elements) {
        words.add(String.valueOf(element));
      }
    }
    if (words.isEmpty()) {
      throw BinanceError.missing(name);
    }
    return words;
  }

  /** How many; more than the most is an error. */
  int limit(int standard, int most) throws BinanceError {
    long limit = clampedLimit(standard, Integer.MAX_VALUE);
    if (limit > most) {
      throw BinanceError.invalid("limit");
    }
    return (int) limit;
  }

  /** How many; more than the most means the most. */
  int clampedLimit(int standard, int most) throws BinanceError {
    Long limit = number("limit");
    if (limit == null) {
      return standard;
    }
    if (limit == 0) {
      throw BinanceError.invalid("limit");
    }
    return (int) Math.min(limit, most);
  }

  @Nullable Long number(String name) throws BinanceError {
    String text = query.get(name);
    if (text == null) {
      return null;
    }
    if (!text.matches("[0-9]{1,20}")) {
      throw BinanceError.illegal(name, NUMBER);
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      throw BinanceError.of(-1108, "Parameter '" + name + "' overflowed.");
    }
  }

  /** A moment in milliseconds, whichever unit it was sent in. */
  @Nullable Long moment(String name) throws BinanceError {
    Long value = number(name);
    return value == null || value < SMALLEST_MICROS ? value : Long.valueOf(value / 1_000);
  }

  BinanceInterval interval() throws BinanceError {
    String name = query.get("interval");
    if (name == null) {
      throw BinanceError.missing("interval");
    }
    BinanceInterval interval = BinanceInterval.of(name);
    if (interval == null) {
      throw BinanceError.of(-1120, "Invalid interval.");
    }
    return interval;
  }

  /** How far east of UTC, in milliseconds. */
  long zone() throws BinanceError {
    String text = query.get("timeZone");
    if (text == null) {
      return 0;
    }
    Long offset = zone(text.replace(' ', '+'));
    if (offset == null) {
      throw BinanceError.invalid("timeZone");
    }
    return offset;
  }

  /** Reads {@code 8}, {@code +08:00}, {@code -1:30}; null if it is none or out of range. */
  static @Nullable Long zone(String text) {
    Matcher matcher = ZONE.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String minutesText = matcher.group(3);
    long minutes = minutesText == null ? 0 : Long.parseLong(minutesText);
    long total = Long.parseLong(matcher.group(2)) * 60 + minutes;
    if (matcher.group(1).equals("-")) {
      total = -total;
    }
    return minutes > 59 || total < -12 * 60 || total > 14 * 60
        ? null
        : Long.valueOf(total * 60_000);
  }

  /** Whether the short form of a ticker is asked for. */
  boolean mini() throws BinanceError {
    String type = query.get("type");
    if (type == null || type.equals("FULL")) {
      return false;
    }
    if (type.equals("MINI")) {
      return true;
    }
    throw BinanceError.invalid("type");
  }
}
