package dev.stom.binance;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.ErrorMapper;
import dev.stom.core.spi.FieldNames;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpFailures;
import dev.stom.core.spi.JsonCursor;
import dev.stom.core.spi.MalformedFrame;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the venue's error codes mean. A code that is not here keeps its number and text, and the
 * HTTP status decides.
 *
 * <p>Source: Binance Spot API documentation, errors.md and rest-api.md, 2026-07-21.
 */
final class BinanceErrors implements ErrorMapper {
  /** No reference price was ever set: an answer rather than an error. */
  static final String NO_REFERENCE_PRICE = "-2043";

  private static final String CLOCK_ADVICE =
      "This machine's clock is wrong or the network is slow: compare it with GET /api/v3/time.";
  private static final String STATUS_ADVICE =
      "The symbol is not in the status that was asked for; leave symbolStatus out to see it.";
  private static final String WAF_ADVICE =
      "Wait at least five minutes and ask less often; words of SQL in a parameter are refused, too.";

  private static final Map<String, Meaning> CODES = codes();

  /** In milliseconds of the venue's clock. */
  private static final Pattern BANNED_UNTIL = Pattern.compile("banned until ([0-9]{13})\\b");

  private static final FieldNames ERROR = FieldNames.of("code", "msg");

  private final TimeSource time;

  BinanceErrors(TimeSource time) {
    this.time = time;
  }

  @Override
  public Failure map(HttpAnswer answer, Failure base) {
    Body body = read(answer.body());
    Failure failure = base.withAnswer(answer.status(), body.code, body.message, base.bodyExcerpt());
    Meaning meaning = body.code == null ? null : CODES.get(body.code);
    if (answer.status() == 403 && meaning == null) {
      return failure.withReason(ErrorReason.FIREWALL).withAdvice(WAF_ADVICE);
    }
    // What status 429 and 418 say about limits and bans holds whatever code stands beside it.
    boolean stop = base.reason() == ErrorReason.RATE_LIMITED || base.reason() == ErrorReason.BANNED;
    if (failure.reason() == ErrorReason.BANNED && failure.retryAt() == null) {
      // Retry-After got lost on the way: the text says it, too.
      return failure.withRetryAt(bannedUntil(answer, body.message));
    }
    if (meaning == null || stop) {
      return failure;
    }
    failure = failure.withReason(meaning.reason);
    return meaning.advice == null ? failure : failure.withAdvice(meaning.advice);
  }

  private @Nullable Instant bannedUntil(HttpAnswer answer, @Nullable String message) {
    Matcher until = BANNED_UNTIL.matcher(message == null ? "" : message);
    return until.find()
        ? HttpFailures.onOurClock(
            Instant.ofEpochMilli(Long.parseLong(until.group(1))), answer, time.now())
        : null;
  }

  /** Never fails: any body may come. */
  private static Body read(byte[] bytes) {
    String code = null;
    String message = null;
    JsonCursor cursor = new JsonCursor();
    try {
      cursor.reset(bytes);
      if (cursor.peekKind() != JsonCursor.Kind.OBJECT) {
        return Body.NONE;
      }
      cursor.beginObject();
      for (int field; (field = cursor.nextField(ERROR)) != JsonCursor.END; ) {
        switch (field) {
          case 0 -> code = cursor.nextIsNull() ? null : cursor.idText();
          case 1 -> message = cursor.stringOrNull();
          default -> cursor.skipValue();
        }
      }
      cursor.expectEnd();
      return new Body(code, message);
    } catch (MalformedFrame notJson) {
      return Body.NONE;
    }
  }

  private static Map<String, Meaning> codes() {
    Map<String, Meaning> codes = new HashMap<>();
    put(codes, ErrorReason.UNKNOWN_INSTRUMENT, -1121);
    put(codes, ErrorReason.RATE_LIMITED, -1003, -1015, -1034);
    put(codes, ErrorReason.VENUE_FAILURE, -1000, -1001, -1006, -1007, -1008);
    put(codes, ErrorReason.NOT_AUTHORIZED, -1002, -1022, -2014, -2015);
    put(codes, ErrorReason.NOT_FOUND, -1016, -1020, -2013, -2026, -2043);
    put(
        codes,
        ErrorReason.BAD_REQUEST,
        -1013,
        -1014,
        -1100,
        -1101,
        -1102,
        -1103,
        -1104,
        -1105,
        -1106,
        -1108,
        -1111,
        -1112,
        -1114,
        -1115,
        -1116,
        -1117,
        -1118,
        -1119,
        -1120,
        -1122,
        -1127,
        -1128,
        -1130,
        -1134,
        -1135,
        -1139,
        -1145,
        -1151,
        -1152,
        -1153,
        -1155,
        -1158,
        -1160,
        -1161,
        -1165,
        -1166,
        -1168,
        -1194,
        -1196,
        -1197,
        -1198,
        -1199,
        -1210,
        -1211,
        -1221,
        -1222,
        -1223,
        -1224,
        -1225);
    codes.put("-1021", new Meaning(ErrorReason.BAD_REQUEST, CLOCK_ADVICE));
    codes.put("-1220", new Meaning(ErrorReason.BAD_REQUEST, STATUS_ADVICE));
    return Map.copyOf(codes);
  }

  private static void put(Map<String, Meaning> codes, ErrorReason reason, int... numbers) {
    for (int number : numbers) {
      codes.put(Integer.toString(number), new Meaning(reason, null));
    }
  }

  private record Meaning(ErrorReason reason, @Nullable String advice) {}

  private record Body(@Nullable String code, @Nullable String message) {
    static final Body NONE = new Body(null, null);
  }
}
