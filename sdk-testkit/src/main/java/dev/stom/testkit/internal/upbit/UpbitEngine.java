package dev.stom.testkit.internal.upbit;

import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.internal.engine.Printed;
import dev.stom.testkit.internal.engine.Session;
import dev.stom.testkit.internal.engine.VenueEngine;
import dev.stom.testkit.internal.engine.Wire;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.internal.text.Json;
import dev.stom.testkit.traffic.PrintedBook;
import dev.stom.testkit.traffic.SeenRequest;
import dev.stom.testkit.traffic.TapedTrade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Upbit's rules: what it answers, whom it lets in, what it publishes. */
public final class UpbitEngine extends VenueEngine {
  static final String STREAM_PATH = "/websocket/v1";
  private static final String JSON = "application/json;charset=UTF-8";

  private final Map<String, Pair> pairs;
  private final UpbitRest rest;
  private final UpbitLimits limits = new UpbitLimits(traffic); // guarded by lock

  /**
   * @param time the venue's clock
   * @param world where prices come from
   * @param limited whether rate limits are enforced
   */
  public UpbitEngine(TimeSource time, World world, boolean limited) {
    super(time, limited);
    pairs = UpbitPairs.of(world);
    rest = new UpbitRest(world, pairs);
  }

  Map<String, Pair> pairs() {
    return pairs;
  }

  @Override
  protected String groupOf(SeenRequest request) {
    return UpbitRest.group(request.path());
  }

  @Override
  protected HttpAnswer answer(SeenRequest request) {
    String group = groupOf(request);
    boolean fromBrowser = request.header("Origin").isPresent();
    UpbitLimits.Verdict verdict = limits.request(group, fromBrowser, nowMillis(), limited);
    String shown = fromBrowser ? "origin" : group;
    if (verdict.status() == 418) {
      return error(418, blockedFor(verdict.blockedSeconds()), shown, verdict);
    }
    if (verdict.status() == 429) {
      return error(429, "Too many API requests", shown, verdict);
    }
    if (!request.method().equals("GET")) {
      return error(405, "method " + request.method() + " is not allowed here", shown, verdict);
    }
    try {
      String body = rest.answer(request, seenMillis(), presentStep());
      return answer(200, body, shown, verdict);
    } catch (UpbitRest.RefusedException refused) {
      return error(refused.status(), String.valueOf(refused.getMessage()), shown, verdict);
    }
  }

  private static HttpAnswer error(
      int status, String message, String group, UpbitLimits.Verdict verdict) {
    String body =
        Json.object(
            json ->
                json.object(
                    "error", error -> error.number("name", status).text("message", message)));
    return answer(status, body, group, verdict);
  }

  private static HttpAnswer answer(
      int status, String body, String group, UpbitLimits.Verdict verdict) {
    return new HttpAnswer(
        status,
        List.of(
            new Header("Content-Type", JSON),
            new Header(
                "Remaining-Req",
                "group="
                    + group
                    + "; min="
                    + 60 * UpbitLimits.PER_SECOND
                    + "; sec="
                    + verdict.remaining())),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected @Nullable HttpAnswer refusal(SeenRequest upgrade) {
    Integer status =
        upgrade.path().equals(STREAM_PATH)
            ? limits.connect(upgrade.header("Origin").isPresent(), nowMillis(), limited)
            : Integer.valueOf(404);
    return status == null ? null : new HttpAnswer(status, List.of(), new byte[0]);
  }

  @Override
  protected HttpAnswer banned(SeenRequest request, @Nullable Instant until) {
    String words =
        until == null
            ? "requests are blocked"
            : blockedFor(Duration.between(time.now(), until).plusMillis(999).toSeconds());
    String body =
        Json.object(
            json ->
                json.object("error", error -> error.number("name", 418).text("message", words)));
    return new HttpAnswer(
        418, List.of(new Header("Content-Type", JSON)), body.getBytes(StandardCharsets.UTF_8));
  }

  private static String blockedFor(long seconds) {
    return "requests are blocked for " + seconds + " seconds";
  }

  @Override
  protected @Nullable Long windowMillis(String limit) {
    return UpbitLimits.WINDOWS.get(limit);
  }

  @Override
  protected String limitNames() {
    return UpbitLimits.WINDOWS.keySet().toString();
  }

  @Override
  protected PrintedBook book(String symbol, long step, int levels) {
    return Printed.book(pairs.get(symbol), symbol, step, levels);
  }

  @Override
  protected List<TapedTrade> taped(String symbol, long fromMillis, long beforeMillis) {
    return Printed.trades(
        pairs.get(symbol), symbol, fromMillis, beforeMillis, UpbitReading::sequentialId);
  }

  @Override
  protected Session session(SeenRequest upgrade, Wire wire, long number) {
    return new UpbitSession(this, upgrade, wire, number);
  }

  @Override
  protected void publish(long fromStep, long toStep, List<Session> listening) {
    UpbitNews news = new UpbitNews(pairs, fromStep, toStep);
    for (Session session : listening) {
      ((UpbitSession) session).publish(news);
    }
  }

  /** For sessions, which live under the same lock. */
  long seen() {
    return seenMillis();
  }

  long step() {
    return presentStep();
  }

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
