package dev.stom.testkit.internal.upbit;

import dev.stom.testkit.internal.text.JsonTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subscription message: {@code [{ticket}, {type …}…, {format}]}, or one that asks for the present
 * subscriptions.
 *
 * @param ticket the client's word
 * @param feeds what it asks for; empty with a method
 * @param listsSubscriptions whether it asks for the present subscriptions
 * @param format how it wants its frames
 */
record UpbitRequest(
    String ticket, List<UpbitFeed> feeds, boolean listsSubscriptions, UpbitFormat format) {
  private static final Set<String> TYPES =
      Set.of(
          "ticker",
          "trade",
          "orderbook",
          "candle.1s",
          "candle.1m",
          "candle.3m",
          "candle.5m",
          "candle.10m",
          "candle.15m",
          "candle.30m",
          "candle.60m",
          "candle.240m");
  private static final Set<String> PRIVATE_TYPES =
      Set.of("myOrder", "myAsset", "announcement", "indicator", "indicator_signal");

  /** The message is answered with an error frame. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String name;

    RefusedException(String name, String message) {
      super(message);
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  static UpbitRequest read(String text) throws RefusedException {
    Object tree;
    try {
      tree = JsonTree.read(text);
    } catch (JsonTree.MalformedException malformed) {
      throw new RefusedException("WRONG_FORMAT", "the message is not JSON");
    }
    if (!(tree instanceof List<?> parts)) {
      throw new RefusedException("WRONG_FORMAT", "the message is not an array");
    }
    String ticket = null;
    boolean lists = false;
    UpbitFormat format = UpbitFormat.DEFAULT;
    List<UpbitFeed> feeds = new ArrayList<>();
    for (Object part : parts) {
      if (!(part instanceof Map<?, ?> map)) {
        throw new RefusedException("WRONG_FORMAT", "an element of the message is not an object");
      }
      if (map.get("ticket") != null) {
        ticket = String.valueOf(map.get("ticket"));
      } else if (map.containsKey("type")) {
        feeds.add(feed(map));
      } else if (map.containsKey("method")) {
        if (!"LIST_SUBSCRIPTIONS".equals(map.get("method"))) {
          throw new RefusedException("INVALID_PARAM", "unknown method " + map.get("method"));
        }
        lists = true;
      } else if (map.containsKey("format")) {
        format = format(map.get("format"));
      }
    }
    if (ticket == null || ticket.isEmpty()) {
      throw new RefusedException("NO_TICKET", "ticket is missing");
    }
    if (feeds.isEmpty() && !lists) {
      throw new RefusedException("NO_TYPE", "type is missing");
    }
    return new UpbitRequest(ticket, feeds, lists, format);
  }

  private static UpbitFormat format(@Nullable Object value) throws RefusedException {
    for (UpbitFormat format : UpbitFormat.values()) {
      if (format.name().equals(value)) {
        return format;
      }
    }
    throw new RefusedException("WRONG_FORMAT", "unknown format " + value);
  }

  private static UpbitFeed feed(Map<?, ?> map) throws RefusedException {
    Object type = map.get("type");
    if (!(type instanceof String name) || name.isEmpty()) {
      throw new RefusedException("NO_TYPE", "type is missing");
    }
    if (PRIVATE_TYPES.contains(name)) {
      throw new RefusedException("INVALID_AUTH", name + " needs authentication");
    }
    if (!TYPES.contains(name)) {
      throw new RefusedException("INVALID_PARAM", "unknown type " + name);
    }
    if (!(map.get("codes") instanceof List<?> list) || list.isEmpty()) {
      throw new RefusedException("NO_CODES", "codes are missing");
    }
    List<String> codes = new ArrayList<>();
    for (Object code : list) {
      if (!(code instanceof String word)) {
        throw new RefusedException("WRONG_FORMAT", "a code is not a text");
      }
      codes.add(word);
    }
    boolean onlySnapshot = flag(map, "is_only_snapshot");
    boolean onlyRealtime = flag(map, "is_only_realtime");
    if (onlySnapshot && onlyRealtime) {
      throw new RefusedException(
          "INVALID_PARAM", "is_only_snapshot and is_only_realtime exclude each other");
    }
    return new UpbitFeed(name, codes, level(map.get("level")), !onlyRealtime, !onlySnapshot);
  }

  private static boolean flag(Map<?, ?> map, String name) throws RefusedException {
    Object value = map.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new RefusedException(
        "INVALID_PARAM", String.format(Locale.ROOT, "%s must be true or false", name));
  }

  private static BigDecimal level(@Nullable Object value) throws RefusedException {
    if (value == null) {
      return BigDecimal.ZERO;
    }
    try {
      return new BigDecimal(value.toString());
    } catch (NumberFormatException unreadable) {
      throw new RefusedException("INVALID_PARAM", "level must be a number");
    }
  }
}
