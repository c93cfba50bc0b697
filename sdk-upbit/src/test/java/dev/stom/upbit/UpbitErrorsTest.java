package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.error.AuthException;
import dev.stom.core.error.DecodeException;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.RateLimitedException;
import dev.stom.core.error.SdkException;
import dev.stom.core.error.TransportException;
import dev.stom.core.error.VenueException;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RetryPolicy;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.HttpFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a request fails, and what the caller is told. */
@ExtendWith(LeakCheck.class)
class UpbitErrorsTest {
  private static final List<String> BTC = List.of("KRW-BTC");

  private static String error(String name, String message) {
    return "{\"error\":{\"name\":" + name + ",\"message\":\"" + message + "\"}}";
  }

  private static HttpFault json(int status, String body) {
    return HttpFault.answerUnprocessed(status, "application/json", body);
  }

  static List<Arguments> answers() {
    return List.of(
        row("html 403", HttpFault.htmlPage(403), VenueException.class, "FIREWALL", 403, null),
        row("html 502", HttpFault.htmlPage(502), VenueException.class, "VENUE_FAILURE", 502, null),
        row("500 without a body", json(500, ""), VenueException.class, "VENUE_FAILURE", 500, null),
        row(
            "integer name",
            json(400, error("400", "잘못된 요청")),
            VenueException.class,
            "BAD_REQUEST",
            400,
            "400"),
        row(
            "unknown pair",
            json(404, error("404", "Code not found")),
            VenueException.class,
            "UNKNOWN_INSTRUMENT",
            404,
            "404"),
        row(
            "no such path",
            json(404, "{\"message\":\"no Route matched\"}"),
            VenueException.class,
            "NOT_FOUND",
            404,
            null),
        row(
            "maintenance",
            json(403, error("\"market_offline\"", "점검")),
            VenueException.class,
            "MAINTENANCE",
            403,
            "market_offline"),
        row(
            "a name of orders",
            json(400, error("\"notfoundmarket\"", "?")),
            VenueException.class,
            "UNKNOWN_INSTRUMENT",
            400,
            "notfoundmarket"),
        row(
            "a key's fault",
            json(401, error("\"jwt_verification\"", "?")),
            AuthException.class,
            "NOT_AUTHORIZED",
            401,
            "jwt_verification"),
        row(
            "a name that is not in the table",
            json(422, error("\"brand_new\"", "새로운 오류")),
            VenueException.class,
            "BAD_REQUEST",
            422,
            "brand_new"),
        row(
            "too many",
            json(429, error("\"too_many_requests\"", "?")),
            RateLimitedException.class,
            "RATE_LIMITED",
            429,
            "too_many_requests"),
        row(
            "blocked",
            json(418, error("418", "blocked for 10 seconds")),
            RateLimitedException.class,
            "BANNED",
            418,
            "418"),
        row("truncated", HttpFault.truncatedTo(25), DecodeException.class, "UNREADABLE", 200, null),
        row(
            "an object instead of an array",
            json(200, "{\"market\":\"KRW-BTC\"}"),
            DecodeException.class,
            "UNREADABLE",
            200,
            null),
        row(
            "a page instead of data",
            HttpFault.htmlPage(200),
            DecodeException.class,
            "UNREADABLE",
            200,
            null),
        row("reset", HttpFault.reset(), TransportException.class, "CONNECTION", null, null),
        row("silence", HttpFault.dropped(), TransportException.class, "TIMEOUT", null, null));
  }

  private static Arguments row(
      String what,
      HttpFault fault,
      Class<? extends SdkException> type,
      String reason,
      Integer status,
      String code) {
    return Arguments.of(what, fault, type, ErrorReason.valueOf(reason), status, code);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void failuresSayWhereWhatAndWhatNext(
      String what,
      HttpFault fault,
      Class<? extends SdkException> type,
      ErrorReason reason,
      Integer status,
      String code) {
    try (VirtualUpbit virtual =
        VirtualUpbit.open(
            builder -> builder.retry(RetryPolicy.none()).deadline(Duration.ofSeconds(5)))) {
      virtual.venue.faults().onRequests(Faults.ALWAYS, fault);
      assertThatThrownBy(() -> virtual.settle(virtual.upbit.market().tickersAsync(BTC)))
          .isInstanceOf(type)
          .isInstanceOfSatisfying(
              SdkException.class,
              failure -> {
                assertThat(failure.venue()).isEqualTo(Upbit.VENUE);
                assertThat(failure.operation()).isEqualTo("GET /v1/ticker");
                assertThat(failure.reason()).isEqualTo(reason);
                assertThat(failure.failure().httpStatus()).isEqualTo(status);
                assertThat(failure.venueCode()).isEqualTo(Optional.ofNullable(code));
                assertThat(failure.attempt()).isEqualTo(1);
                assertThat(failure.advice()).isNotBlank();
                assertThat(failure).hasMessageContaining("Upbit");
              });
      assertThat(virtual.venue.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_parameter, BAD_REQUEST",
    "validation_error, BAD_REQUEST",
    "notfoundmarket, UNKNOWN_INSTRUMENT",
    "too_many_requests, RATE_LIMITED",
    "market_offline, MAINTENANCE",
    "invalid_query_payload, NOT_AUTHORIZED",
    "jwt_verification, NOT_AUTHORIZED",
    "invalid_access_key, NOT_AUTHORIZED",
    "expired_access_key, NOT_AUTHORIZED",
    "nonce_used, NOT_AUTHORIZED",
    "no_authorization_token, NOT_AUTHORIZED",
    "no_authorization_ip, NOT_AUTHORIZED",
    "out_of_scope, NOT_AUTHORIZED",
    "thirdparty_agreement_required, NOT_AUTHORIZED",
  })
  void everyNameOfTheTableMeansTheSameWhateverTheStatus(String name, ErrorReason reason) {
    for (int status : new int[] {400, 401, 403, 500}) {
      Failure mapped =
          map(status, error("\"" + name + "\"", "말"), "GET /v1/ticker", ErrorReason.OTHER);
      assertThat(mapped.reason()).isEqualTo(reason);
      assertThat(mapped.venueCode()).isEqualTo(name);
      assertThat(mapped.venueMessage()).isEqualTo("말");
      assertThat(mapped.advice()).isEqualTo(reason.advice());
    }
  }

  @Test
  void theTableAndItsTestHaveTheSameRows() {
    assertThat(UpbitErrors.BY_NAME).hasSize(14);
  }

  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final HttpAnswer UNDATED = new HttpAnswer(418, List.of(), new byte[0]);

  private static Failure map(int status, String body, String operation, ErrorReason base) {
    return new UpbitErrors(ManualTime.startingAt(NOW))
        .map(
            new HttpAnswer(status, List.of(), Samples.bytes(body)),
            Failure.of(Upbit.VENUE, operation, base));
  }

  @Test
  void notFoundMeansThePairOnlyWhereAPairWasNamed() {
    String body = error("404", "?");
    assertThat(map(404, body, "GET /v1/orderbook/instruments", ErrorReason.NOT_FOUND).reason())
        .isEqualTo(ErrorReason.UNKNOWN_INSTRUMENT);
    assertThat(map(404, body, "GET /v1/candles/days", ErrorReason.NOT_FOUND).reason())
        .isEqualTo(ErrorReason.UNKNOWN_INSTRUMENT);
    assertThat(map(404, body, "GET /v1/market/all", ErrorReason.NOT_FOUND).reason())
        .isEqualTo(ErrorReason.NOT_FOUND);
    assertThat(map(404, body, "GET /v1/nonsense", ErrorReason.NOT_FOUND).reason())
        .isEqualTo(ErrorReason.NOT_FOUND);
    assertThat(map(404, "<html>", "GET /v1/ticker", ErrorReason.NOT_FOUND).reason())
        .isEqualTo(ErrorReason.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "'blocked for 10 seconds', 2026-11-22T00:00:10Z",
    "'Blocked. 3 minutes left', 2026-11-22T00:03:00Z",
    "'15초 동안 차단되었습니다', 2026-11-22T00:00:15Z",
    "'2시간 후', 2026-11-22T02:00:00Z",
    "'5분', 2026-11-22T00:05:00Z",
    "'until 2026-11-22T09:30:00+09:00', 2026-11-22T00:30:00Z",
    "'wait 1500ms', 2026-11-22T00:00:01.500Z",
  })
  void theEndOfABlockIsReadFromItsMessage(String message, Instant until) {
    assertThat(UpbitErrors.blockedUntil(message, UNDATED, NOW)).contains(until);
    assertThat(map(418, error("418", message), "GET /v1/ticker", ErrorReason.BANNED).retryAt())
        .isEqualTo(until);
  }

  @Test
  void theEndOfABlockOnAClockThatIsWrongIsTurnedIntoOneOfOurs() {
    HttpAnswer aDayAhead =
        new HttpAnswer(
            418, List.of(new Header("Date", "Mon, 23 Nov 2026 00:00:00 GMT")), new byte[0]);
    assertThat(UpbitErrors.blockedUntil("blocked until 2026-11-23T00:02:00Z", aDayAhead, NOW))
        .contains(NOW.plusSeconds(120));
  }

  @Test
  void aBlockWithoutAMomentHasNone() {
    assertThat(UpbitErrors.blockedUntil("I'm a teapot", UNDATED, NOW)).isEmpty();
    assertThat(UpbitErrors.blockedUntil("code 418", UNDATED, NOW)).isEmpty();
    assertThat(map(418, error("418", "teapot"), "GET /v1/ticker", ErrorReason.BANNED).retryAt())
        .isNull();
  }

  @Test
  void aBodyThatIsNoErrorObjectLeavesWhatHttpSays() {
    for (String body :
        List.of("", "null", "[]", "17", "{\"error\":\"x\"}", "{\"error\":{}}", "{")) {
      Failure mapped = map(500, body, "GET /v1/ticker", ErrorReason.VENUE_FAILURE);
      assertThat(mapped.reason()).as(body).isEqualTo(ErrorReason.VENUE_FAILURE);
      assertThat(mapped.venueCode()).as(body).isNull();
    }
  }

  @Test
  void aRefusalStopsItsGroupForASecondAndNoOther() {
    try (VirtualUpbit virtual = VirtualUpbit.open()) {
      virtual.venue.faults().onRequests(1, json(429, error("\"too_many_requests\"", "?")));
      Instant before = virtual.time.now();
      assertThat(virtual.settle(virtual.upbit.market().tickersAsync(BTC))).hasSize(1);
      assertThat(virtual.time.now()).isAfterOrEqualTo(before.plusSeconds(1));
      assertThat(virtual.venue.requests()).hasSize(2);
    }
  }

  @Test
  void aBlockStopsEverythingUntilItsEnd() {
    try (VirtualUpbit virtual =
        VirtualUpbit.open(builder -> builder.deadline(Duration.ofMinutes(3)))) {
      virtual.venue.faults().onRequests(1, json(418, error("418", "blocked for 30 seconds")));
      Instant before = virtual.time.now();
      assertThatThrownBy(() -> virtual.settle(virtual.upbit.market().tickersAsync(BTC)))
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              failure ->
                  assertThat(failure.retryAt().orElseThrow())
                      .isBetween(before.plusSeconds(30), before.plusSeconds(31)));
      assertThat(virtual.settle(virtual.upbit.market().marketsAsync(false))).isNotEmpty();
      assertThat(virtual.time.now()).isAfterOrEqualTo(before.plusSeconds(30));
      assertThat(virtual.venue.requests()).hasSize(2);
    }
  }

  @Test
  void readsThatMaySucceedLaterAreTriedAgain() {
    try (VirtualUpbit virtual = VirtualUpbit.open()) {
      virtual.venue.faults().onRequests(2, HttpFault.htmlPage(503));
      assertThat(virtual.settle(virtual.upbit.market().tickersAsync(BTC))).hasSize(1);
      assertThat(virtual.venue.requests()).hasSize(3);
      assertThat(virtual.upbit.statistics().snapshot().total().errors()).isEqualTo(2);
    }
  }

  @Test
  void aBadIntervalIsRefusedByTheVenueWithItsOwnCode() {
    try (VirtualUpbit virtual = VirtualUpbit.open()) {
      assertThatThrownBy(
              () ->
                  virtual.settle(
                      virtual
                          .upbit
                          .market()
                          .rawAsync("GET", "/v1/candles/minutes/7", Map.of("market", "KRW-BTC"))))
          .isInstanceOfSatisfying(
              VenueException.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo(ErrorReason.BAD_REQUEST);
                assertThat(failure.operation()).isEqualTo("GET /v1/candles/minutes/7");
                assertThat(failure.venueCode()).contains("400");
              });
    }
  }

  // ---- over the network

  @Test
  void aRefusedConnectionIsAConnectionFailure() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (Upbit upbit = at(URI.create("http://127.0.0.1:" + port))) {
      assertThatThrownBy(() -> upbit.market().tickers(BTC))
          .isInstanceOfSatisfying(
              TransportException.class,
              failure -> assertThat(failure.reason()).isEqualTo(ErrorReason.CONNECTION));
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsATlsFailure() throws IOException {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates identity =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(identity.sslSocketFactory());
      server.start();
      try (Upbit upbit = at(URI.create("https://localhost:" + server.getPort()))) {
        assertThatThrownBy(() -> upbit.market().tickers(BTC))
            .isInstanceOfSatisfying(
                TransportException.class,
                failure -> {
                  assertThat(failure.reason()).isEqualTo(ErrorReason.TLS);
                  assertThat(failure.retryable()).isFalse();
                });
      }
    }
  }

  @Test
  void aSilentServerIsATimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Upbit upbit = at(URI.create("http://127.0.0.1:" + silent.getLocalPort()))) {
      assertThatThrownBy(() -> upbit.market().tickers(BTC))
          .isInstanceOfSatisfying(
              TransportException.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo(ErrorReason.TIMEOUT);
                assertThat(failure.elapsed()).isGreaterThan(Duration.ofMillis(250));
              });
    }
  }

  private static Upbit at(URI rest) {
    return Upbit.builder()
        .environment(UpbitEnvironment.KOREA.withRest(rest))
        .retry(RetryPolicy.none())
        .deadline(Duration.ofMillis(800))
        .open();
  }
}
