package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.engine.TrafficLog;
import dev.stom.testkit.internal.engine.WindowCount;
import java.util.Map;

/**
 * Binance's limits of an address (here: all clients together): weights in fixed, aligned minutes
 * and raw requests in five minutes. Source: Binance spot API documentation, 2026-07-21, and
 * exchangeInfo.
 *
 * <p>When exactly a ban begins is not published. Here: {@link #STRIKES} refused requests within one
 * minute ban for {@link #BAN_MILLIS}, and each further ban is twice as long, up to {@link
 * #LONGEST_BAN_MILLIS}.
 */
final class BinanceLimits {
  static final int WEIGHT_PER_MINUTE = 6_000;
  static final int RAW_PER_FIVE_MINUTES = 300_000;
  static final int CONNECTS_PER_FIVE_MINUTES = 300;
  static final long MINUTE = 60_000;
  static final long FIVE_MINUTES = 5 * MINUTE;

  /** A client that obeys collects one 429 for each request that was under way. */
  static final int STRIKES = 20;

  static final long BAN_MILLIS = 2 * MINUTE;
  static final long LONGEST_BAN_MILLIS = 3 * 24 * 60 * MINUTE;
  private static final long SECOND = 1_000;
  private static final String WEIGHT = "REQUEST_WEIGHT";
  private static final String RAW = "RAW_REQUESTS";
  private static final String CONNECTS = "websocket-connect";

  /** The length of each limit's windows. */
  static final Map<String, Long> WINDOWS =
      Map.of(WEIGHT, MINUTE, RAW, FIVE_MINUTES, CONNECTS, FIVE_MINUTES);

  private final TrafficLog traffic;
  private final WindowCount strikes = new WindowCount(MINUTE);
  private long bannedUntil;
  private long banMillis = BAN_MILLIS;

  BinanceLimits(TrafficLog traffic) {
    this.traffic = traffic;
  }

  /**
   * What is decided about a request.
   *
   * @param status 200, 429 or 418
   * @param usedWeight of the present minute
   * @param retryAfterSeconds with 429 and 418
   * @param until with 418, when the ban ends
   */
  record Verdict(int status, long usedWeight, long retryAfterSeconds, long until) {}

  Verdict request(long weight, long now, boolean enforced) {
    if (enforced && now < bannedUntil) {
      traffic.violation("request during ban: weight " + weight);
      return new Verdict(418, 0, seconds(bannedUntil - now), bannedUntil);
    }
    WindowCount minute = traffic.window(WEIGHT, MINUTE);
    long used = minute.add(now, weight);
    WindowCount raw = traffic.window(RAW, FIVE_MINUTES);
    boolean tooMany = raw.add(now, 1) > RAW_PER_FIVE_MINUTES;
    if ((!tooMany && used <= WEIGHT_PER_MINUTE) || !enforced) {
      return new Verdict(200, used, 0, 0);
    }
    traffic.violation("weight " + used + " in one minute");
    if (strikes.add(now, 1) >= STRIKES) {
      bannedUntil = now + banMillis;
      banMillis = Math.min(LONGEST_BAN_MILLIS, banMillis * 2);
      return new Verdict(418, used, seconds(bannedUntil - now), bannedUntil);
    }
    long wait = tooMany ? raw.millisToNext(now) : minute.millisToNext(now);
    return new Verdict(429, used, seconds(wait), 0);
  }

  Verdict connection(long now, boolean enforced) {
    if (enforced && now < bannedUntil) {
      traffic.violation("request during ban: a connection");
      return new Verdict(418, 0, seconds(bannedUntil - now), bannedUntil);
    }
    WindowCount attempts = traffic.window(CONNECTS, FIVE_MINUTES);
    if (attempts.add(now, 1) <= CONNECTS_PER_FIVE_MINUTES) {
      return new Verdict(200, 0, 0, 0);
    }
    traffic.violation("more than " + CONNECTS_PER_FIVE_MINUTES + " connections in 5 minutes");
    return enforced
        ? new Verdict(429, 0, seconds(attempts.millisToNext(now)), 0)
        : new Verdict(200, 0, 0, 0);
  }

  private static long seconds(long millis) {
    return (millis + SECOND - 1) / SECOND;
  }
}
