package dev.stom.testkit.chaos;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What goes wrong in a step of a {@link ChaosScript}. Each says what a step's figures mean to it.
 */
public enum ChaosKind {
  /** All streams are cut without a closing handshake. */
  CUT(0, 0, 0, 0, "cut all streams"),
  /** All streams are closed with code {@code amount}. */
  CLOSE(0, 0, 1_000, 1_015, "close all streams with code %2$d"),
  /**
   * The server announces that it goes down (Binance) and closes all streams {@code length} later.
   */
  SHUTDOWN(0, 5_000, 0, 0, "announce a shutdown and close all streams %1$s later"),
  /** All streams fall silent for good, though pings are answered. */
  STALL(0, 0, 0, 0, "stall all streams"),
  /** Nothing at all comes or goes on all streams any more, for good. */
  FREEZE(0, 0, 0, 0, "freeze all streams"),
  /**
   * All streams are silent for {@code length}; what would have been said meanwhile is lost. On
   * Upbit, where nobody could notice that, they stay silent for good.
   */
  HICCUP(200, 8_000, 0, 0, "silence all streams for %1$s"),
  /** All streams are cut and the next {@code amount} upgrades are answered with 503. */
  REFUSED(0, 0, 1, 4, "cut all streams and refuse %2$d upgrades with 503"),
  /** The process is gone for {@code length}. */
  RESTART(500, 8_000, 0, 0, "restart, down for %1$s"),
  /** The venue is closed for {@code length}. */
  MAINTENANCE(1_000, 12_000, 0, 0, "maintenance for %1$s"),
  /** The address is banned for {@code length}, and its streams are cut. */
  BAN(2_000, 15_000, 0, 0, "cut all streams and ban for %1$s"),
  /** The next {@code amount} frames with data are lost; on Upbit none with trades. */
  DROPPED(0, 0, 1, 6, "drop %2$d frames"),
  /** The next {@code amount} frames with data come twice. */
  DUPLICATED(0, 0, 1, 6, "double %2$d frames"),
  /** The next {@code amount} pairs of frames with data change places; on Upbit none with trades. */
  SWAPPED(0, 0, 1, 3, "swap %2$d pairs of frames"),
  /** The next {@code amount} frames come {@code length} late, and what follows waits for them. */
  DELAYED(50, 3_000, 1, 3, "delay %2$d frames by %1$s"),
  /** Every stream gets {@code amount} frames that nobody can read, besides the genuine ones. */
  GARBAGE(0, 0, 1, 3, "send %2$d unreadable frames"),
  /** The next {@code amount} answers to requests come {@code length} late. */
  SLOW_ANSWERS(500, 30_000, 1, 3, "delay %2$d answers by %1$s"),
  /** The next {@code amount} requests are never answered. */
  LOST_ANSWERS(0, 0, 1, 3, "leave %2$d requests unanswered"),
  /** The next {@code amount} requests are answered with 503, unprocessed. */
  FAILED_ANSWERS(0, 0, 1, 4, "answer %2$d requests with 503"),
  /** The next {@code amount} requests are answered with 429 and {@code Retry-After}. */
  TOO_MANY(1_000, 8_000, 1, 2, "answer %2$d requests with 429, to be tried again after %1$s"),
  /** The next {@code amount} answers hold market data that are {@code length} old. */
  STALE_ANSWERS(1_000, 60_000, 1, 3, "answer %2$d requests with data %1$s old"),
  /**
   * Others behind the address use {@code amount} per cent of each limit's window; of Binance's
   * minute not more than 70 per cent in all such steps of a script.
   */
  OTHERS_USE(0, 0, 10, 70, "let others use %2$d %% of the limits"),
  /**
   * For {@code length} the venue reports {@code amount} per cent of each limit more as used than it
   * counted; negative for less.
   */
  MISREPORTED_USE(1_000, 20_000, -50, 50, "report %2$d %% too much as used for %1$s"),
  /**
   * The venue's wall clock is put {@code amount} milliseconds ahead, negative for behind; Upbit's
   * is set forward by as much instead.
   */
  CLOCK_SKEW(0, 0, -2_000, 2_000, "put the clock %2$d ms ahead"),
  /** The venue's wall clock gains {@code amount} millionths; negative when it loses. */
  CLOCK_DRIFT(0, 0, -500, 500, "let the clock gain %2$d ppm");

  private final int shortestMillis;
  private final int longestMillis;
  private final int least;
  private final int most;
  private final String words;

  ChaosKind(int shortestMillis, int longestMillis, int least, int most, String words) {
    this.shortestMillis = shortestMillis;
    this.longestMillis = longestMillis;
    this.least = least;
    this.most = most;
    this.words = words;
  }

  /** Whether it loses frames on connections that live on. */
  boolean losesFrames() {
    return this == HICCUP || this == DROPPED || this == SWAPPED;
  }

  /**
   * Returns the kinds that leave requests alone: what is lost on streams can be asked for again.
   *
   * @return some of all
   */
  public static Set<ChaosKind> ofStreams() {
    EnumSet<ChaosKind> kinds = EnumSet.allOf(ChaosKind.class);
    kinds.removeIf(ChaosKind::touchesRequests);
    return Collections.unmodifiableSet(kinds);
  }

  /** Whether requests may fail or lie because of it. */
  boolean touchesRequests() {
    return switch (this) {
      case RESTART,
          MAINTENANCE,
          BAN,
          SLOW_ANSWERS,
          LOST_ANSWERS,
          FAILED_ANSWERS,
          TOO_MANY,
          STALE_ANSWERS,
          OTHERS_USE,
          MISREPORTED_USE ->
          true;
      default -> false;
    };
  }

  /** A step with drawn figures; what lasts ends with the script. */
  ChaosStep draw(Duration at, Duration end, RandomGenerator random) {
    long length =
        longestMillis == 0 ? 0 : random.nextLong(shortestMillis, (long) longestMillis + 1);
    int amount = least == most ? least : random.nextInt(least, most + 1);
    if (this == CLOSE) {
      amount = sendable(amount);
    }
    return new ChaosStep(
        at, this, Duration.ofMillis(Math.min(length, end.minus(at).toMillis())), amount);
  }

  /** Some codes of that range must not be sent. */
  private static int sendable(int code) {
    return switch (code) {
      case 1_004, 1_005, 1_006 -> 1_001;
      case 1_015 -> 4_000;
      default -> code;
    };
  }

  String words(Duration length, int amount) {
    return String.format(Locale.ROOT, words, length.toMillis() + " ms", amount);
  }
}
