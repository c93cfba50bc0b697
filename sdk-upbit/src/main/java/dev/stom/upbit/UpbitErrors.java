package dev.stom.upbit;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.ErrorMapper;
import dev.stom.core.spi.FieldNames;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpFailures;
import dev.stom.core.spi.JsonCursor;
import dev.stom.core.spi.MalformedFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Upbit's error answers mean: {@code {"error":{"name":…,"message":…}}}, where the name is a
 * whole number for market data and a word elsewhere. A name that is not in the table keeps the
 * meaning of its HTTP status; name and message are kept in any case. Messages are localised and
 * never matched on, but for the moment at which a block ends, which stands nowhere else.
 *
 * <p>Source: Upbit developer centre, rest-api-guide, 2026-10-06.
 */
final class UpbitErrors implements ErrorMapper {
  /** By {@code error.name}. */
  static final Map<String, ErrorReason> BY_NAME =
      Map.ofEntries(
          Map.entry("invalid_parameter", ErrorReason.BAD_REQUEST),
          Map.entry("validation_error", ErrorReason.BAD_REQUEST),
          Map.entry("notfoundmarket", ErrorReason.UNKNOWN_INSTRUMENT),
          Map.entry("too_many_requests", ErrorReason.RATE_LIMITED),
          Map.entry("market_offline", ErrorReason.MAINTENANCE),
          Map.entry("invalid_query_payload", ErrorReason.NOT_AUTHORIZED),
          Map.entry("jwt_verification", ErrorReason.NOT_AUTHORIZED),
          Map.entry("invalid_access_key", ErrorReason.NOT_AUTHORIZED),
          Map.entry("expired_access_key", ErrorReason.NOT_AUTHORIZED),
          Map.entry("nonce_used", ErrorReason.NOT_AUTHORIZED),
          Map.entry("no_authorization_token", ErrorReason.NOT_AUTHORIZED),
          Map.entry("no_authorization_ip", ErrorReason.NOT_AUTHORIZED),
          Map.entry("out_of_scope", ErrorReason.NOT_AUTHORIZED),
          Map.entry("thirdparty_agreement_required", ErrorReason.NOT_AUTHORIZED));

  private static final int NOT_FOUND = 404;

  private static final FieldNames BODY = FieldNames.of("error", "message");
  private static final FieldNames ERROR = FieldNames.of("name", "message");

  private final TimeSource time;

  UpbitErrors(TimeSource time) {
    this.time = time;
  }

  @Override
  public Failure map(HttpAnswer answer, Failure base) {
    Said said = Said.in(answer.body());
    Failure failure = base.withAnswer(answer.status(), said.name, said.message, base.bodyExcerpt());
    ErrorReason reason = said.name == null ? null : BY_NAME.get(said.name);
    if (reason == null && answer.status() == NOT_FOUND && isAboutPairs(base.operation())) {
      // The only thing of such a request that may not be found is the pair.
      reason = said.name == null ? null : ErrorReason.UNKNOWN_INSTRUMENT;
    }
    if (reason != null && reason != base.reason()) {
      failure = failure.withReason(reason);
    }
    if (failure.reason() == ErrorReason.BANNED && failure.retryAt() == null) {
      String message = said.message;
      if (message != null) {
        failure = failure.withRetryAt(blockedUntil(message, answer, time.now()).orElse(null));
      }
    }
    return failure;
  }

  /** Tells whether a modelled endpoint names pairs. */
  private static boolean isAboutPairs(String operation) {
    return operation.startsWith("GET /v1/candles/")
        || operation.equals("GET /v1/trades/ticks")
        || operation.equals("GET /v1/ticker")
        || operation.equals("GET /v1/ticker/all")
        || operation.equals("GET /v1/orderbook")
        || operation.startsWith("GET /v1/orderbook/");
  }

  // ---- until when a block lasts

  private static final Pattern SPAN =
      Pattern.compile(
          "([0-9]{1,7})\\s*(milliseconds?|millis|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|h|초|분|시간)"
              + "(?![A-Za-z])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MOMENT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})");

  /**
   * Finds the moment or the span that the answer to a blocked address names. Upbit documents no
   * form for it.
   */
  static Optional<Instant> blockedUntil(String message, HttpAnswer answer, Instant now) {
    Matcher moment = MOMENT.matcher(message);
    if (moment.find()) {
      try {
        Instant there = OffsetDateTime.parse(moment.group()).toInstant();
        return Optional.of(HttpFailures.onOurClock(there, answer, now));
      } catch (DateTimeParseException notOne) {
        return Optional.empty();
      }
    }
    Matcher span = SPAN.matcher(message);
    if (!span.find()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(span.group(1));
    String unit = span.group(2).toLowerCase(java.util.Locale.ROOT);
    Duration length;
    if (unit.startsWith("ms") || unit.startsWith("milli")) {
      length = Duration.ofMillis(amount);
    } else if (unit.startsWith("s") || unit.equals("초")) {
      length = Duration.ofSeconds(amount);
    } else if (unit.startsWith("m") || unit.equals("분")) {
      length = Duration.ofMinutes(amount);
    } else {
      length = Duration.ofHours(amount);
    }
    return Optional.of(now.plus(length));
  }

  // ---- what the body says

  /**
   * What an error answer says.
   *
   * @param name {@code error.name} as text
   * @param message {@code error.message}
   */
  private record Said(@Nullable String name, @Nullable String message) {
    private static final Said NOTHING = new Said(null, null);

    /** Reads as much as is there; any other body, HTML above all, says nothing. */
    static Said in(byte[] body) {
      JsonCursor cursor = new JsonCursor();
      cursor.reset(body);
      try {
        if (cursor.peekKind() != JsonCursor.Kind.OBJECT) {
          return NOTHING;
        }
        Said said = NOTHING;
        cursor.beginObject();
        for (int field; (field = cursor.nextField(BODY)) != JsonCursor.END; ) {
          if (field == 0 && cursor.peekKind() == JsonCursor.Kind.OBJECT) {
            said = error(cursor);
          } else if (field == 1 && said.message == null) {
            said = new Said(said.name, textOrNull(cursor));
          } else {
            cursor.skipValue();
          }
        }
        return said;
      } catch (MalformedFrame unreadable) {
        return NOTHING;
      }
    }

    private static Said error(JsonCursor cursor) {
      String name = null;
      String message = null;
      cursor.beginObject();
      for (int field; (field = cursor.nextField(ERROR)) != JsonCursor.END; ) {
        switch (field) {
          case 0 -> name = textOrNull(cursor);
          case 1 -> message = textOrNull(cursor);
          default -> cursor.skipValue();
        }
      }
      return new Said(name, message);
    }

    private static @Nullable String textOrNull(JsonCursor cursor) {
      switch (cursor.peekKind()) {
        case STRING, NUMBER -> {
          return cursor.idText();
        }
        default -> {
          cursor.skipValue();
          return null;
        }
      }
    }
  }
}
