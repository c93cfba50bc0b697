package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.engine.Session;
import dev.stom.testkit.internal.engine.Wire;
import dev.stom.testkit.internal.text.Json;
import dev.stom.testkit.internal.text.JsonTree;
import dev.stom.testkit.internal.text.Query;
import dev.stom.testkit.traffic.SeenRequest;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One market-stream connection. Source: Binance spot API documentation, web-socket-streams.md,
 * 2026-07-21.
 *
 * <p>Where the documents are silent: a stream that does not exist is accepted and stays silent; the
 * five messages are counted over the last second, whatever its beginning.
 */
final class BinanceSession extends Session {
  private static final int MESSAGES_PER_SECOND = 5;
  private static final long SECOND_NANOS = 1_000_000_000L;
  static final int STREAMS = 1_024;
  private static final Duration PING_EVERY = Duration.ofSeconds(20);
  private static final Duration PONG_WITHIN = Duration.ofMinutes(1);
  private static final Duration LIFE = Duration.ofDays(1);
  private static final Pattern ID_TEXT = Pattern.compile("[A-Za-z0-9_\\-]{0,36}");
  private static final BigDecimal LARGEST_ID = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final Set<String> METHODS =
      Set.of("SUBSCRIBE", "UNSUBSCRIBE", "LIST_SUBSCRIPTIONS", "SET_PROPERTY", "GET_PROPERTY");

  private final BinanceEngine engine;
  private final Set<String> streams = new LinkedHashSet<>();
  private final Deque<Long> recentNanos = new ArrayDeque<>();
  private final Set<String> unanswered = new LinkedHashSet<>();
  private final TimeUnit unit;
  private boolean combined;
  private long pings;

  BinanceSession(BinanceEngine engine, SeenRequest upgrade, Wire wire, long number) {
    super(engine, upgrade, wire, number, false);
    this.engine = engine;
    combined = upgrade.path().startsWith("/stream");
    List<String> targets = targets(upgrade);
    if (targets != null) {
      streams.addAll(targets);
    }
    unit = unit(Query.parse(upgrade.query()));
  }

  private static TimeUnit unit(Query query) {
    String text = query.get("timeUnit");
    try {
      return text == null ? TimeUnit.MILLISECOND : BinanceEngine.unit(text);
    } catch (BinanceError invalid) {
      return TimeUnit.MILLISECOND;
    }
  }

  /** The streams that an address names, or null when it is not acceptable. */
  static @Nullable List<String> targets(SeenRequest upgrade) {
    List<String> names = new ArrayList<>();
    try {
      Query query = Query.parse(upgrade.query());
      String unit = query.get("timeUnit");
      if (unit != null) {
        BinanceEngine.unit(unit);
      }
      String listed = query.get("streams");
      if (upgrade.path().startsWith("/stream")) {
        split(listed == null ? "" : listed, names);
      } else if (upgrade.path().startsWith("/ws/")) {
        String path = upgrade.path().substring("/ws/".length()).replace("+", "%2B");
        split(URLDecoder.decode(path, StandardCharsets.UTF_8), names);
      }
    } catch (IllegalArgumentException | BinanceError unacceptable) {
      return null;
    }
    return names;
  }

  private static void split(String text, List<String> names) {
    for (String name : text.split("/", -1)) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
  }

  @Override
  protected void opened() {
    streams.forEach(this::noteUnknown);
    after(PING_EVERY, this::pingClient);
    after(LIFE, () -> close(1001, "connections live 24 hours"));
  }

  private void pingClient() {
    String payload = engine.nowMillis() + "-" + ++pings;
    unanswered.add(payload);
    ping(payload.getBytes(StandardCharsets.UTF_8));
    after(
        PONG_WITHIN,
        () -> {
          if (unanswered.contains(payload)) {
            // A ping that a script has swallowed is not the client's fault.
            if (!wasFrozen()) {
              engine.violation("connection " + number() + " did not answer a ping");
            }
            close(1008, "Pong timeout");
          }
        });
    after(PING_EVERY, this::pingClient);
  }

  @Override
  protected void onPing(byte[] payload) {
    if (!isTooMuch()) {
      super.onPing(payload);
    }
  }

  @Override
  protected void onPong(byte[] payload) {
    if (isTooMuch()) {
      return;
    }
    String text = new String(payload, StandardCharsets.UTF_8);
    if (unanswered.contains(text)) {
      unanswered.clear();
    }
  }

  @Override
  protected void announceShutdown() {
    String event = "{\"e\":\"serverShutdown\",\"E\":" + unit.at(engine.nowMillis()) + "}";
    send(combined ? "{\"stream\":\"!serverShutdown\",\"data\":" + event + "}" : event);
  }

  private boolean isTooMuch() {
    long now = engine.nanos();
    while (!recentNanos.isEmpty() && now - recentNanos.getFirst() >= SECOND_NANOS) {
      recentNanos.removeFirst();
    }
    recentNanos.addLast(now);
    engine.messagesInWindow(recentNanos.size());
    if (recentNanos.size() <= MESSAGES_PER_SECOND) {
      return false;
    }
    engine.violation("connection " + number() + " sent too many messages");
    if (!engine.enforcesLimits()) {
      return false;
    }
    close(1008, "Too many requests");
    return true;
  }

  @Override
  protected boolean wantsSteps() {
    return !streams.isEmpty();
  }

  @Override
  protected void onMessage(String text) {
    if (isTooMuch()) {
      return;
    }
    Object tree;
    try {
      tree = JsonTree.read(text);
    } catch (JsonTree.MalformedException malformed) {
      fail(3, "Invalid JSON: " + malformed.getMessage(), "null");
      return;
    }
    if (!(tree instanceof Map<?, ?> request)) {
      fail(2, "Invalid request: the message is not an object", "null");
      return;
    }
    Object givenId = request.get("id");
    String id = id(givenId);
    if (id == null) {
      fail(
          2,
          "Invalid request: request ID must be a 64-bit integer, an alphanumeric string of at most"
              + " 36 characters, or null",
          "null");
      return;
    }
    Object method = request.get("method");
    if (!(method instanceof String name)) {
      fail(2, "Invalid request: missing field `method`", id);
    } else if (!METHODS.contains(name)) {
      fail(2, "Invalid request: unknown variant `" + name + "`", id);
    } else {
      perform(name, request.get("params"), id);
    }
  }

  /** The id as JSON text; null when it is not acceptable. */
  private static @Nullable String id(@Nullable Object given) {
    if (given == null) {
      return "null";
    }
    if (given instanceof BigDecimal number) {
      boolean whole = number.stripTrailingZeros().scale() <= 0;
      return whole && number.abs().compareTo(LARGEST_ID) <= 0 ? number.toPlainString() : null;
    }
    return given instanceof String text && ID_TEXT.matcher(text).matches()
        ? "\"" + text + "\""
        : null;
  }

  private void perform(String method, @Nullable Object params, String id) {
    switch (method) {
      case "LIST_SUBSCRIPTIONS" -> result(Json.array(list -> streams.forEach(list::element)), id);
      case "SET_PROPERTY" -> setProperty(params, id);
      case "GET_PROPERTY" -> {
        if (params instanceof List<?> list && list.size() == 1 && "combined".equals(list.get(0))) {
          result(Boolean.toString(combined), id);
        } else {
          fail(0, "Unknown property", id);
        }
      }
      default -> {
        List<String> names = names(params);
        if (names == null) {
          fail(2, "Invalid request: params must be a list of stream names", id);
        } else if (method.equals("UNSUBSCRIBE")) {
          names.forEach(streams::remove);
          result("null", id);
        } else {
          subscribe(names, id);
        }
      }
    }
  }

  private void subscribe(List<String> names, String id) {
    Set<String> union = new LinkedHashSet<>(streams);
    union.addAll(names);
    if (union.size() > STREAMS) {
      engine.violation("connection " + number() + " wants more than " + STREAMS + " streams");
      send("{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":" + id + "}");
      return;
    }
    names.forEach(this::noteUnknown);
    streams.addAll(names);
    result("null", id);
  }

  private void noteUnknown(String name) {
    if (!engine.hasStream(name)) {
      engine.violation("connection " + number() + " subscribed to unknown stream " + name);
    }
  }

  private static @Nullable List<String> names(@Nullable Object params) {
    if (!(params instanceof List<?> list) || list.isEmpty()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof String name)) {
        return null;
      }
      names.add(name);
    }
    return names;
  }

  private void setProperty(@Nullable Object params, String id) {
    if (!(params instanceof List<?> list) || list.size() != 2 || !"combined".equals(list.get(0))) {
      fail(0, "Unknown property", id);
    } else if (list.get(1) instanceof Boolean value) {
      combined = value;
      result("null", id);
    } else {
      fail(1, "Invalid value type: expected Boolean", id);
    }
  }

  private void result(String json, String id) {
    send("{\"result\":" + json + ",\"id\":" + id + "}");
  }

  private void fail(int code, String message, String id) {
    engine.violation(
        String.format(Locale.ROOT, "connection %d sent a bad message: %s", number(), message));
    send(Json.object(json -> json.number("code", code).text("msg", message).number("id", id)));
  }

  void publish(BinanceNews news) {
    for (String name : List.copyOf(streams)) {
      for (String event : news.events(name, unit)) {
        send(combined ? "{\"stream\":\"" + name + "\",\"data\":" + event + "}" : event);
      }
    }
  }
}
