package dev.stom.testkit.internal.upbit;

import dev.stom.testkit.internal.engine.Session;
import dev.stom.testkit.internal.engine.WindowCount;
import dev.stom.testkit.internal.engine.Wire;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.text.Json;
import dev.stom.testkit.traffic.SeenRequest;
import java.time.Duration;
import java.util.List;

/**
 * One public stream connection. Source: Upbit developer centre, websocket-guide, 2026-08-31, and
 * rate-limits, 2026-10-07.
 *
 * <p>Where the documents are silent: a code that is not listed (lower-case ones too) is accepted
 * and stays silent, as an unsupported {@code level} does; a message that is refused leaves the
 * former subscription as it is; too many messages are answered with an error frame and ignored, and
 * {@link #PATIENCE} of them in one minute end the connection.
 */
final class UpbitSession extends Session {
  private static final int MESSAGES_PER_SECOND = 5;
  private static final int MESSAGES_PER_MINUTE = 100;
  private static final int PATIENCE = 20;
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Duration STATUS_EVERY = Duration.ofSeconds(10);

  private final UpbitEngine engine;
  private final WindowCount perSecond = new WindowCount(1_000);
  private final WindowCount perMinute = new WindowCount(60_000);
  private final WindowCount refused = new WindowCount(60_000);
  private List<UpbitFeed> feeds = List.of();
  private UpbitFormat format = UpbitFormat.DEFAULT;
  private boolean tellsStatus;
  private long lastActivityNanos;

  UpbitSession(UpbitEngine engine, SeenRequest upgrade, Wire wire, long number) {
    super(engine, upgrade, wire, number, true);
    this.engine = engine;
  }

  @Override
  protected void opened() {
    lastActivityNanos = engine.nanos();
    after(IDLE, this::watchIdleness);
  }

  private void watchIdleness() {
    Duration idle = Duration.ofNanos(engine.nanos() - lastActivityNanos);
    if (idle.compareTo(IDLE) >= 0) {
      // What a script does not let through either way is not the client's fault.
      if (!isMute()) {
        engine.violation("connection " + number() + " was idle for " + IDLE.toSeconds() + " s");
      }
      close(1000, "idle for " + IDLE.toSeconds() + " seconds");
    } else {
      after(IDLE.minus(idle), this::watchIdleness);
    }
  }

  @Override
  protected boolean wantsSteps() {
    return feeds.stream().anyMatch(UpbitFeed::realtime);
  }

  @Override
  protected void onPing(byte[] payload) {
    lastActivityNanos = engine.nanos();
    super.onPing(payload);
  }

  @Override
  protected void onMessage(String text) {
    lastActivityNanos = engine.nanos();
    if (isTooMuch()) {
      return;
    }
    if (text.equals("PING")) {
      if (!tellsStatus) {
        tellsStatus = true;
        tellStatus();
      }
      return;
    }
    UpbitRequest request;
    try {
      request = UpbitRequest.read(text);
    } catch (UpbitRequest.RefusedException cause) {
      engine.violation("connection " + number() + " sent a bad message: " + cause.getMessage());
      error(cause.name(), String.valueOf(cause.getMessage()));
      return;
    }
    if (request.listsSubscriptions()) {
      say(request.format().wrap(subscriptions(request.ticket())));
      return;
    }
    feeds = request.feeds();
    format = request.format();
    snapshots();
  }

  private boolean isTooMuch() {
    long now = engine.nanos() / 1_000_000; // a wall clock may be set meanwhile
    long second = perSecond.add(now, 1);
    long minute = perMinute.add(now, 1);
    engine.messagesInWindow(second);
    if (second <= MESSAGES_PER_SECOND && minute <= MESSAGES_PER_MINUTE) {
      return false;
    }
    engine.violation("connection " + number() + " sent too many messages");
    if (!engine.enforcesLimits()) {
      return false;
    }
    if (refused.add(now, 1) > PATIENCE) {
      error("I'm a teapot", "blocked for 10 seconds");
      close(1008, "too many messages");
    } else {
      error("Too Many Requests", "too many messages on this connection");
    }
    return true;
  }

  private void tellStatus() {
    say("{\"status\":\"UP\"}");
    after(STATUS_EVERY, this::tellStatus);
  }

  private String subscriptions(String ticket) {
    return Json.object(
        json ->
            json.text("method", "LIST_SUBSCRIPTIONS")
                .array(
                    "result",
                    list ->
                        feeds.forEach(
                            feed ->
                                list.element(
                                    entry -> {
                                      entry
                                          .text("type", feed.type())
                                          .array(
                                              "codes",
                                              codes -> feed.codes().forEach(codes::element));
                                      if (feed.isBook()) {
                                        entry.number("level", UpbitReading.plain(feed.level()));
                                      }
                                    })))
                .text("ticket", ticket));
  }

  private void snapshots() {
    for (UpbitFeed feed : feeds) {
      for (String written : feed.codes()) {
        Pair pair = engine.pairs().get(UpbitFeed.code(written));
        if (pair == null) {
          engine.violation("connection " + number() + " subscribed to unknown code " + written);
        } else if (feed.snapshot()) {
          UpbitNews.snapshot(feed, written, pair, format, engine.seen(), engine.step())
              .forEach(this::say);
        }
      }
    }
  }

  void publish(UpbitNews news) {
    for (UpbitFeed feed : feeds) {
      if (feed.realtime()) {
        for (String written : feed.codes()) {
          news.realtime(feed, written, format).forEach(this::say);
        }
      }
    }
  }

  private void error(String name, String message) {
    say(
        Json.object(
            json ->
                json.object("error", error -> error.text("name", name).text("message", message))));
  }

  private void say(String frame) {
    if (!isMute()) {
      lastActivityNanos = engine.nanos();
    }
    send(frame);
  }
}
