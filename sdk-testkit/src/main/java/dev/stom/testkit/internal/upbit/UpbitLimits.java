package dev.stom.testkit.internal.upbit;

import dev.stom.testkit.internal.engine.TrafficLog;
import dev.stom.testkit.internal.engine.WindowCount;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Upbit's quotation limits: ten requests a second for each group, in fixed windows that are aligned
 * to the wall clock, counted per address (here: all clients together). Source: Upbit rate-limits
 * page, 2026-10-07.
 *
 * <p>What a client must do to be blocked (418) and for how long is not published. Here: {@link
 * #STRIKES} refused requests within {@link #STRIKE_WINDOW_MILLIS} block for {@link #BLOCK_MILLIS},
 * and each further block is twice as long.
 */
final class UpbitLimits {
  static final int PER_SECOND = 10;
  static final int CONNECTS_PER_SECOND = 5;
  private static final long SECOND = 1_000;
  private static final String CONNECTS = "websocket-connect";

  /** The length of each limit's windows. */
  static final Map<String, Long> WINDOWS =
      Map.of(
          "market",
          SECOND,
          "candle",
          SECOND,
          "trade",
          SECOND,
          "ticker",
          SECOND,
          "orderbook",
          SECOND,
          CONNECTS,
          SECOND);

  private static final long ORIGIN_WINDOW_MILLIS = 10_000;

  /** A client that obeys a 429 collects one or two; one that goes on collects these in a second. */
  static final int STRIKES = 30;

  static final long STRIKE_WINDOW_MILLIS = 10_000;
  static final long BLOCK_MILLIS = 10_000;

  private final TrafficLog traffic;
  private final WindowCount strikes = new WindowCount(STRIKE_WINDOW_MILLIS);
  private long blockedUntil;
  private long blockMillis = BLOCK_MILLIS;

  UpbitLimits(TrafficLog traffic) {
    this.traffic = traffic;
  }

  /**
   * Counts a request.
   *
   * @param status 200, 429 or 418
   * @param remaining how many more the window takes
   * @param blockedSeconds with 418, how long still
   */
  record Verdict(int status, long remaining, long blockedSeconds) {}

  Verdict request(String group, boolean fromBrowser, long now, boolean enforced) {
    if (enforced && now < blockedUntil) {
      traffic.violation("request during ban: group " + group);
      return new Verdict(418, 0, (blockedUntil - now + SECOND - 1) / SECOND);
    }
    long used = traffic.window(group, SECOND).add(now, 1);
    boolean tooMany = used > PER_SECOND;
    if (fromBrowser) {
      tooMany |= traffic.window("origin", ORIGIN_WINDOW_MILLIS).add(now, 1) > 1;
    }
    if (!tooMany || !enforced) {
      return new Verdict(200, Math.max(0, PER_SECOND - used), 0);
    }
    traffic.violation("more than " + PER_SECOND + " requests a second to group " + group);
    if (strikes.add(now, 1) >= STRIKES) {
      blockedUntil = now + blockMillis;
      blockMillis *= 2;
      return new Verdict(418, 0, (blockedUntil - now) / SECOND);
    }
    return new Verdict(429, 0, 0);
  }

  /** Counts a connection; null to accept it, else the HTTP status. */
  @Nullable Integer connect(boolean fromBrowser, long now, boolean enforced) {
    if (enforced && now < blockedUntil) {
      traffic.violation("request during ban: a connection");
      return 418;
    }
    boolean tooMany = traffic.window(CONNECTS, SECOND).add(now, 1) > CONNECTS_PER_SECOND;
    if (fromBrowser) {
      tooMany |= traffic.window("origin", ORIGIN_WINDOW_MILLIS).add(now, 1) > 1;
    }
    if (!tooMany) {
      return null;
    }
    traffic.violation("more than " + CONNECTS_PER_SECOND + " connections a second");
    return enforced ? Integer.valueOf(429) : null;
  }
}
