package dev.stom.testkit.internal.binance;

import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.internal.engine.Printed;
import dev.stom.testkit.internal.engine.Session;
import dev.stom.testkit.internal.engine.VenueEngine;
import dev.stom.testkit.internal.engine.Wire;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.traffic.PrintedBook;
import dev.stom.testkit.traffic.SeenRequest;
import dev.stom.testkit.traffic.TapedTrade;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binance's rules: what it answers, whom it lets in, what it publishes. */
public final class BinanceEngine extends VenueEngine {
  private static final String JSON = "application/json;charset=UTF-8";

  private final Map<String, Pair> pairs;
  private final KnownStreams streams; // guarded by lock
  private final BinanceRest rest;
  private final BinanceLimits limits = new BinanceLimits(traffic); // guarded by lock

  /**
   * @param time the venue's clock
   * @param world where prices come from
   * @param limited whether rate limits are enforced
   */
  public BinanceEngine(TimeSource time, World world, boolean limited) {
    super(time, limited);
    pairs = BinancePairs.of(world);
    streams = new KnownStreams(pairs);
    rest = new BinanceRest(pairs);
  }

  /** For sessions, which live under the same lock. */
  boolean hasStream(String name) {
    return streams.find(name) != null;
  }

  @Override
  protected String groupOf(SeenRequest request) {
    return request.path();
  }

  @Override
  protected HttpAnswer answer(SeenRequest request) {
    int weight = rest.weight(request.path(), request.query());
    BinanceLimits.Verdict verdict = limits.request(weight, nowMillis(), limited);
    if (verdict.status() == 418) {
      return json(418, banned(verdict.until()), verdict);
    }
    if (verdict.status() == 429) {
      return json(429, tooMuch(), verdict);
    }
    if (!rest.knows(request.path())) {
      return answer(404, "text/html", "<html><body><h1>404 Not Found</h1></body></html>", verdict);
    }
    if (!request.method().equals("GET")) {
      return answer(
          405, "text/html", "<html><body><h1>405 Not Allowed</h1></body></html>", verdict);
    }
    try {
      TimeUnit unit = unit(request.header("X-MBX-TIME-UNIT").orElse("MILLISECOND"));
      BinanceRest.Moment moment =
          new BinanceRest.Moment(nowMillis(), seenMillis(), presentStep(), unit);
      return json(200, rest.answer(request.path(), request.query(), moment), verdict);
    } catch (BinanceError error) {
      return json(error.status(), error.body(), verdict);
    }
  }

  private static String tooMuch() {
    return BinanceError.of(
            -1003,
            "Too much request weight used; current limit is "
                + BinanceLimits.WEIGHT_PER_MINUTE
                + " request weight per 1 MINUTE. Please use WebSocket Streams for live updates to"
                + " avoid polling the API.")
        .body();
  }

  private static String banned(long until) {
    return BinanceError.of(
            -1003,
            "Way too much request weight used; IP banned until "
                + until
                + ". Please use WebSocket Streams for live updates to avoid bans.")
        .body();
  }

  @Override
  protected HttpAnswer banned(SeenRequest request, @Nullable Instant until) {
    String body =
        until == null
            ? BinanceError.of(-1003, "Way too much request weight used; IP banned.").body()
            : banned(until.toEpochMilli());
    return new HttpAnswer(
        418, List.of(new Header("Content-Type", JSON)), body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected @Nullable Long windowMillis(String limit) {
    return BinanceLimits.WINDOWS.get(limit);
  }

  @Override
  protected String limitNames() {
    return BinanceLimits.WINDOWS.keySet().toString();
  }

  /** The book whose newest change has a number. */
  public PrintedBook bookWith(String symbol, long updateId, int levels) {
    Pair pair = pairs.get(symbol);
    return Printed.book(pair, symbol, pair == null ? 0 : pair.stepOf(updateId), levels);
  }

  @Override
  protected PrintedBook book(String symbol, long step, int levels) {
    return Printed.book(pairs.get(symbol), symbol, step, levels);
  }

  @Override
  protected List<TapedTrade> taped(String symbol, long fromMillis, long beforeMillis) {
    return Printed.trades(pairs.get(symbol), symbol, fromMillis, beforeMillis, Tape::id);
  }

  static TimeUnit unit(String text) throws BinanceError {
    switch (text) {
      case "MILLISECOND", "millisecond" -> {
        return TimeUnit.MILLISECOND;
      }
      case "MICROSECOND", "microsecond" -> {
        return TimeUnit.MICROSECOND;
      }
      default ->
          throw BinanceError.of(
              -1194, "Invalid value for time unit; expected either MICROSECOND or MILLISECOND.");
    }
  }

  private static HttpAnswer json(int status, String body, BinanceLimits.Verdict verdict) {
    return answer(status, JSON, body, verdict);
  }

  private static HttpAnswer answer(
      int status, String contentType, String body, BinanceLimits.Verdict verdict) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", contentType));
    String used = Long.toString(verdict.usedWeight());
    headers.add(new Header("x-mbx-used-weight", used));
    headers.add(new Header("x-mbx-used-weight-1m", used));
    if (verdict.retryAfterSeconds() > 0) {
      headers.add(new Header("Retry-After", Long.toString(verdict.retryAfterSeconds())));
    }
    return new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected @Nullable HttpAnswer refusal(SeenRequest upgrade) {
    String path = upgrade.path();
    boolean known =
        path.equals("/ws")
            || path.startsWith("/ws/")
            || path.equals("/stream")
            || path.equals("/stream/");
    if (!known) {
      return refused(404);
    }
    BinanceLimits.Verdict verdict = limits.connection(nowMillis(), limited);
    if (verdict.status() != 200) {
      return answer(verdict.status(), "text/plain", "", verdict);
    }
    List<String> targets = BinanceSession.targets(upgrade);
    if (targets == null) {
      return refused(400);
    }
    if (targets.size() > BinanceSession.STREAMS) {
      traffic.violation("an address names more than " + BinanceSession.STREAMS + " streams");
      return refused(400);
    }
    return null;
  }

  private static HttpAnswer refused(int status) {
    return new HttpAnswer(status, List.of(), new byte[0]);
  }

  @Override
  protected Session session(SeenRequest upgrade, Wire wire, long number) {
    return new BinanceSession(this, upgrade, wire, number);
  }

  @Override
  protected void publish(long fromStep, long toStep, List<Session> listening) {
    BinanceNews news = new BinanceNews(pairs, streams, fromStep, toStep);
    for (Session session : listening) {
      ((BinanceSession) session).publish(news);
    }
  }

  /** For sessions, which live under the same lock. */
  long nanos() {
    return time.nanoTime();
  }

  boolean enforcesLimits() {
    return limited;
  }

  void violation(String what) {
    traffic.violation(what);
  }

  void messagesInWindow(long count) {
    traffic.peak("websocket-message", count);
  }
}
