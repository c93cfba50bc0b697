package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stom.core.error.AuthException;
import dev.stom.core.error.DecodeException;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.RateLimitedException;
import dev.stom.core.error.SdkException;
import dev.stom.core.error.TransportException;
import dev.stom.core.error.VenueException;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.RetryPolicy;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpFailures;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.HttpFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong outside, and what the caller gets to see. */
@ExtendWith(LeakCheck.class)
class ErrorTableTest {
  private static final Instrument BTC = Binance.instrument("BTC", "USDT");
  private static final String PATH = "/api/v3/ticker/24hr";
  private static final String JSON = "application/json";

  private static HttpFault json(int status, String body, Header... headers) {
    return HttpFault.answerUnprocessed(status, JSON, body, headers);
  }

  private static String error(int code) {
    return "{\"code\":" + code + ",\"msg\":\"the venue's words\"}";
  }

  private static Arguments row(
      String what,
      HttpFault fault,
      Class<? extends SdkException> type,
      ErrorReason reason,
      Integer status,
      String code) {
    return Arguments.of(what, fault, type, reason, status, code);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        row(
            "unknown symbol",
            json(400, error(-1121)),
            VenueException.class,
            ErrorReason.UNKNOWN_INSTRUMENT,
            400,
            "-1121"),
        row(
            "bad interval",
            json(400, error(-1120)),
            VenueException.class,
            ErrorReason.BAD_REQUEST,
            400,
            "-1120"),
        row(
            "HTML 403 of the firewall",
            HttpFault.htmlPage(403),
            VenueException.class,
            ErrorReason.FIREWALL,
            403,
            null),
        row(
            "403 without a body",
            json(403, ""),
            VenueException.class,
            ErrorReason.FIREWALL,
            403,
            null),
        row(
            "HTML 410 of a removed endpoint",
            HttpFault.htmlPage(410),
            VenueException.class,
            ErrorReason.NOT_FOUND,
            410,
            null),
        row(
            "bad key",
            json(401, error(-2015)),
            AuthException.class,
            ErrorReason.NOT_AUTHORIZED,
            401,
            "-2015"),
        row(
            "too much weight",
            json(429, error(-1003), new Header("Retry-After", "100")),
            RateLimitedException.class,
            ErrorReason.RATE_LIMITED,
            429,
            "-1003"),
        row(
            "a ban",
            json(418, error(-1003), new Header("Retry-After", "3600")),
            RateLimitedException.class,
            ErrorReason.BANNED,
            418,
            "-1003"),
        row(
            "overload",
            json(503, error(-1008)),
            VenueException.class,
            ErrorReason.VENUE_FAILURE,
            503,
            "-1008"),
        row(
            "a page of a gateway",
            HttpFault.htmlPage(502),
            VenueException.class,
            ErrorReason.VENUE_FAILURE,
            502,
            null),
        row(
            "a code that nobody knows",
            json(400, error(-4711)),
            VenueException.class,
            ErrorReason.BAD_REQUEST,
            400,
            "-4711"),
        row(
            "truncated JSON",
            HttpFault.truncatedTo(40),
            DecodeException.class,
            ErrorReason.UNREADABLE,
            200,
            null),
        row(
            "JSON of another shape",
            json(200, "{\"hello\":1}"),
            DecodeException.class,
            ErrorReason.UNREADABLE,
            200,
            null),
        row(
            "HTML instead of JSON",
            HttpFault.htmlPage(200),
            DecodeException.class,
            ErrorReason.UNREADABLE,
            200,
            null),
        row(
            "a connection that breaks",
            HttpFault.reset(),
            TransportException.class,
            ErrorReason.CONNECTION,
            null,
            null),
        row(
            "a connection that breaks in the body",
            HttpFault.cutInBody(),
            TransportException.class,
            ErrorReason.CONNECTION,
            null,
            null),
        row(
            "no answer",
            HttpFault.dropped(),
            TransportException.class,
            ErrorReason.TIMEOUT,
            null,
            null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultIsATypedExceptionWithEverythingKnown(
      String what,
      HttpFault fault,
      Class<? extends SdkException> type,
      ErrorReason reason,
      Integer status,
      String code) {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual.venue.faults().onRequestsTo(Faults.ALWAYS, PATH, fault);
      Throwable thrown =
          catchThrowable(() -> virtual.settle(virtual.client.marketData().tickerAsync(BTC)));
      assertThat(thrown).as(what).isInstanceOf(type);
      SdkException failure = (SdkException) thrown;
      assertThat(failure.reason()).isEqualTo(reason);
      assertThat(failure.venue()).isEqualTo(Binance.VENUE);
      assertThat(failure.operation()).isEqualTo("GET " + PATH);
      assertThat(failure.httpStatus().isPresent()).isEqualTo(status != null);
      assertThat(failure.failure().httpStatus()).isEqualTo(status);
      assertThat(failure.venueCode().orElse(null)).isEqualTo(code);
      assertThat(failure.venueMessage().isPresent()).isEqualTo(code != null);
      assertThat(failure.attempt()).isPositive();
      assertThat(failure.advice()).isNotBlank();
      assertThat(failure).hasMessageContaining("Binance GET " + PATH);
    }
  }

  @ParameterizedTest
  @CsvSource({"429, RATE_LIMITED", "418, BANNED"})
  void aRefusalForTooMuchStopsEverythingUntilTheStatedMoment(int status, ErrorReason reason) {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual
          .venue
          .faults()
          .onRequests(1, json(status, error(-1003), new Header("Retry-After", "100")));
      Instant before = virtual.time.now();
      assertThatThrownBy(() -> virtual.settle(virtual.client.market().timeAsync()))
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo(reason);
                assertThat(failure.retryAt().orElseThrow())
                    .isBetween(before.plusSeconds(100), before.plusSeconds(101));
              });
      // Nothing is sent meanwhile: the deadline of 30 s cannot be kept.
      assertThatThrownBy(() -> virtual.settle(virtual.client.market().avgPriceAsync("BTCUSDT")))
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              failure -> assertThat(failure.reason()).isEqualTo(ErrorReason.LOCAL_LIMIT));
      assertThat(virtual.venue.requests()).hasSize(1);
      virtual.time.advance(Duration.ofSeconds(101));
      assertThat(virtual.settle(virtual.client.market().timeAsync())).isAfter(before);
    }
  }

  @Test
  void aHiccupIsSurvivedByAskingAgain() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual.venue.faults().onRequests(2, HttpFault.htmlPage(502));
      assertThat(virtual.settle(virtual.client.marketData().tickerAsync(BTC)).last()).isPositive();
      assertThat(virtual.client.statistics().snapshot().total().errors()).isEqualTo(2);
    }
  }

  private static final Instant NOW = Instant.parse("2026-07-21T00:00:00Z");

  @Test
  void theEndOfABanThatOnlyTheTextNamesIsTurnedIntoOneOfOurClock() {
    String until = Long.toString(NOW.plus(Duration.ofDays(1)).plusSeconds(120).toEpochMilli());
    byte[] body =
        ("{\"code\":-1003,\"msg\":\"Way too much request weight used; IP banned until "
                + until
                + ".\"}")
            .getBytes(StandardCharsets.UTF_8);
    HttpAnswer aDayAhead =
        new HttpAnswer(418, List.of(new Header("Date", "Wed, 22 Jul 2026 00:00:00 GMT")), body);
    Failure base = Failure.of(Binance.VENUE, "GET /api/v3/ping", ErrorReason.BANNED);
    Failure banned = new BinanceErrors(ManualTime.startingAt(NOW)).map(aDayAhead, base);
    assertThat(banned.retryAt()).isEqualTo(NOW.plusSeconds(120));
  }

  @Test
  void theMinutesWeightUsedUpByOthersIsWaitedFor() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual.time.advance(Duration.ofSeconds(40));
      virtual
          .venue
          .faults()
          .onRequests(
              1, json(200, "{\"serverTime\":1}", new Header("X-MBX-USED-WEIGHT-1M", "6000")));
      virtual.settle(virtual.client.market().timeAsync());
      Instant before = virtual.time.now();
      virtual.settle(virtual.client.market().timeAsync());
      assertThat(virtual.venue.requests().get(1).at())
          .isAfterOrEqualTo(before.plusSeconds(19))
          .isAfterOrEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
    }
  }

  @Test
  void aTimeoutIsReportedWithinTheDeadline() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual.venue.faults().onRequests(Faults.ALWAYS, HttpFault.dropped());
      Instant before = virtual.time.now();
      Throwable thrown = catchThrowable(() -> virtual.settle(virtual.client.market().timeAsync()));
      assertThat(thrown).isInstanceOf(TransportException.class);
      assertThat(virtual.time.now())
          .isBeforeOrEqualTo(before.plus(BinanceBuilder.DEFAULT_DEADLINE).plusSeconds(1));
    }
  }

  @Test
  void aRefusedConnectionIsAConnectionFailure() throws IOException {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
    try (Binance binance = realClient(nobody)) {
      assertThatThrownBy(() -> binance.market().time())
          .isInstanceOfSatisfying(
              TransportException.class,
              failure -> assertThat(failure.reason()).isEqualTo(ErrorReason.CONNECTION));
    }
  }

  @Test
  void aServerThatSpeaksNoTlsIsATlsFailure() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> answerWithoutTls(server), "plain-server");
      answers.start();
      try (Binance binance = realClient(URI.create("https://127.0.0.1:" + server.getLocalPort()))) {
        assertThatThrownBy(() -> binance.market().time())
            .isInstanceOfSatisfying(
                TransportException.class,
                failure -> assertThat(failure.reason()).isEqualTo(ErrorReason.TLS));
      }
      answers.join();
    }
  }

  /** Speaks plain HTTP where a handshake is expected, and waits until the client has had enough. */
  private static void answerWithoutTls(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      client.getOutputStream().flush();
      while (client.getInputStream().read() >= 0) {
        // the rest of the client's hello
      }
    } catch (IOException hungUp) {
      // as it should
    }
  }

  private static Binance realClient(URI rest) {
    return Binance.builder()
        .environment(BinanceEnvironment.of(rest, URI.create("ws://127.0.0.1:1")))
        .retry(RetryPolicy.none())
        .open();
  }

  @ParameterizedTest
  @CsvSource({
    "-1121, UNKNOWN_INSTRUMENT",
    "-1003, RATE_LIMITED",
    "-1015, RATE_LIMITED",
    "-1034, RATE_LIMITED",
    "-1000, VENUE_FAILURE",
    "-1001, VENUE_FAILURE",
    "-1006, VENUE_FAILURE",
    "-1007, VENUE_FAILURE",
    "-1008, VENUE_FAILURE",
    "-1002, NOT_AUTHORIZED",
    "-1022, NOT_AUTHORIZED",
    "-2014, NOT_AUTHORIZED",
    "-2015, NOT_AUTHORIZED",
    "-1016, NOT_FOUND",
    "-1020, NOT_FOUND",
    "-2013, NOT_FOUND",
    "-2026, NOT_FOUND",
    "-2043, NOT_FOUND",
    "-1021, BAD_REQUEST",
    "-1100, BAD_REQUEST",
    "-1101, BAD_REQUEST",
    "-1102, BAD_REQUEST",
    "-1120, BAD_REQUEST",
    "-1127, BAD_REQUEST",
    "-1128, BAD_REQUEST",
    "-1151, BAD_REQUEST",
    "-1220, BAD_REQUEST"
  })
  void aCodeMeansTheSameWhateverTheStatus(String code, ErrorReason reason) {
    for (int status : new int[] {400, 401, 409}) {
      assertThat(mapped(status, error(Integer.parseInt(code))).reason()).isEqualTo(reason);
    }
  }

  @Test
  void anyBodyIsBearable() {
    for (String body :
        List.of(
            "",
            "<html>",
            "[]",
            "5",
            "{",
            "{\"code\":\"\\ud800\"}",
            "{\"code\":null,\"msg\":null}",
            "{\"code\":1.5}",
            "{\"code\":-1121,\"code\":-1121}")) {
      Failure failure = mapped(400, body);
      assertThat(failure.reason()).as(body).isEqualTo(ErrorReason.BAD_REQUEST);
      assertThat(failure.venueCode()).as(body).isNull();
    }
  }

  private static Failure mapped(int status, String body) {
    HttpAnswer answer = new HttpAnswer(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
    Failure base = HttpFailures.of(Binance.VENUE, "GET /x", answer, Instant.EPOCH);
    return new BinanceErrors(ManualTime.startingAt(NOW))
        .map(answer, status == 401 ? base.withReason(ErrorReason.BAD_REQUEST) : base);
  }
}
