package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stom.core.error.AuthException;
import dev.stom.core.error.DecodeException;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.RateLimitedException;
import dev.stom.core.error.SdkException;
import dev.stom.core.error.TransportException;
import dev.stom.core.error.VenueException;
import dev.stom.core.instrument.Venue;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.runtime.RetryPolicy;
import dev.stom.core.runtime.SystemTime;
import dev.stom.core.runtime.WindowRateLimiter;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way, over real sockets: each kind of failure as the user sees it. */
class HttpCallerOverTheNetworkTest {
  private static final Venue VENUE = new Venue("upbit", "Upbit");
  private static final RestJson JSON = RestJson.with(MethodHandles.lookup());

  record Ticker(String market, BigDecimal price) {}

  record ErrorBody(Fault error) {}

  record Fault(String name, String message) {}

  private final MockWebServer server = new MockWebServer();
  private final SystemTime time = SystemTime.start("sdk-test");
  private final OkHttpTransport transport = OkHttpTransport.create("sdk-test");

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    transport.close();
    time.close();
    server.close();
  }

  private HttpCaller caller(WindowRateLimiter limiter) {
    return HttpCaller.builder(VENUE, transport, time, new SplittableRandom(1))
        .limiter(limiter)
        .retries(RetryPolicy.none())
        .errors(
            (answer, base) -> {
              Fault fault = JSON.read(ErrorBody.class, answer.body()).error();
              return (fault.name().equals("404")
                      ? base.withReason(ErrorReason.UNKNOWN_INSTRUMENT)
                      : base)
                  .withAnswer(answer.status(), fault.name(), fault.message(), answer.text());
            })
        .build();
  }

  private URI address() {
    return URI.create("http://localhost:" + server.getPort() + "/v1/ticker?markets=KRW-XYZ");
  }

  private static ApiRequest<Ticker> request(URI address, Duration timeout) {
    return ApiRequest.read(
        "GET /v1/ticker",
        Charge.of("ticker", 1),
        () -> HttpCall.get(address, timeout),
        JSON.object(Ticker.class));
  }

  private SdkException failure(URI address, Duration timeout) {
    WindowRateLimiter limiter =
        WindowRateLimiter.of(time, List.of(new RateBudget("ticker", 10, Duration.ofSeconds(1))));
    try (HttpCaller caller = caller(limiter)) {
      SdkException failure =
          catchThrowableOfType(
              SdkException.class, () -> HttpCaller.await(caller.call(request(address, timeout))));
      assertThat(failure).isNotNull();
      assertThat(failure.venue()).isEqualTo(VENUE);
      assertThat(failure.operation()).isEqualTo("GET /v1/ticker");
      assertThat(failure.attempt()).isEqualTo(1);
      assertThat(failure.advice()).isNotBlank();
      assertThat(failure.getMessage())
          .startsWith("Upbit GET /v1/ticker failed after ")
          .doesNotContain("KRW-XYZ");
      assertThat(caller.statistics().snapshot().total().errors()).isEqualTo(1);
      return failure;
    }
  }

  private record Row(
      String name,
      MockResponse answer,
      Class<? extends SdkException> type,
      ErrorReason reason,
      Integer status,
      String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static MockResponse.Builder answer(int status, String body) {
    return new MockResponse.Builder().code(status).body(body);
  }

  static List<Row> rows() {
    String html = "<!DOCTYPE html><html><body>Request blocked</body></html>";
    return List.of(
        new Row(
            "unknown symbol",
            answer(404, "{\"error\":{\"name\":404,\"message\":\"Code not found\"}}").build(),
            VenueException.class,
            ErrorReason.UNKNOWN_INSTRUMENT,
            404,
            "404"),
        new Row(
            "bad interval",
            answer(400, "{\"error\":{\"name\":\"invalid_parameter\",\"message\":\"unit\"}}")
                .build(),
            VenueException.class,
            ErrorReason.BAD_REQUEST,
            400,
            "invalid_parameter"),
        new Row(
            "bad key",
            answer(401, "{\"error\":{\"name\":\"jwt_verification\",\"message\":\"x\"}}").build(),
            AuthException.class,
            ErrorReason.NOT_AUTHORIZED,
            401,
            "jwt_verification"),
        new Row(
            "HTML 403",
            answer(403, html).addHeader("Content-Type", "text/html").build(),
            VenueException.class,
            ErrorReason.FIREWALL,
            403,
            null),
        new Row(
            "5xx",
            answer(502, html).build(),
            VenueException.class,
            ErrorReason.VENUE_FAILURE,
            502,
            null),
        new Row(
            "empty 500",
            answer(500, "").build(),
            VenueException.class,
            ErrorReason.VENUE_FAILURE,
            500,
            null),
        new Row(
            "429",
            answer(429, "").addHeader("Retry-After", "3").build(),
            RateLimitedException.class,
            ErrorReason.RATE_LIMITED,
            429,
            null),
        new Row(
            "418",
            answer(418, "").addHeader("Retry-After", "120").build(),
            RateLimitedException.class,
            ErrorReason.BANNED,
            418,
            null),
        new Row(
            "truncated JSON",
            answer(200, "{\"market\":\"KRW-XYZ\",\"pri").build(),
            DecodeException.class,
            ErrorReason.UNREADABLE,
            200,
            null),
        new Row(
            "a field missing",
            answer(200, "{\"market\":\"KRW-XYZ\"}").build(),
            DecodeException.class,
            ErrorReason.UNREADABLE,
            200,
            null),
        new Row(
            "HTML instead of data",
            answer(200, html).build(),
            DecodeException.class,
            ErrorReason.UNREADABLE,
            200,
            null),
        new Row(
            "body cut off",
            answer(200, "x".repeat(5_000)).onResponseBody(new SocketEffect.CloseSocket()).build(),
            TransportException.class,
            ErrorReason.CONNECTION,
            null,
            null),
        new Row(
            "no answer in time",
            new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build(),
            TransportException.class,
            ErrorReason.TIMEOUT,
            null,
            null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void eachFailureOfAVenueIsTyped(Row row) {
    server.enqueue(row.answer());
    Instant before = Instant.now();
    boolean stalls = row.reason() == ErrorReason.TIMEOUT;
    SdkException failure =
        failure(address(), stalls ? Duration.ofMillis(300) : Duration.ofSeconds(10));
    assertThat(failure).isInstanceOf(row.type());
    assertThat(failure.reason()).isEqualTo(row.reason());
    assertThat(failure.httpStatus())
        .isEqualTo(row.status() == null ? OptionalInt.empty() : OptionalInt.of(row.status()));
    assertThat(failure.venueCode().orElse(null)).isEqualTo(row.code());
    String wait = row.answer().getHeaders().get("Retry-After");
    if (wait != null) {
      assertThat(failure.retryAt().orElseThrow())
          .isBetween(
              before.plusSeconds(Long.parseLong(wait)),
              Instant.now().plusSeconds(Long.parseLong(wait)));
    }
  }

  @Test
  void aRefusedConnectionIsTyped() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    SdkException failure =
        failure(URI.create("http://127.0.0.1:" + port + "/"), Duration.ofSeconds(10));
    assertThat(failure).isInstanceOf(TransportException.class);
    assertThat(failure.reason()).isEqualTo(ErrorReason.CONNECTION);
  }

  @Test
  void anUntrustedCertificateIsTyped() throws IOException {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    try (MockWebServer secure = new MockWebServer()) {
      secure.useHttps(
          new HandshakeCertificates.Builder()
              .heldCertificate(certificate)
              .build()
              .sslSocketFactory());
      secure.start();
      SdkException failure =
          failure(
              URI.create("https://localhost:" + secure.getPort() + "/"), Duration.ofSeconds(10));
      assertThat(failure).isInstanceOf(TransportException.class);
      assertThat(failure.reason()).isEqualTo(ErrorReason.TLS);
      assertThat(failure.retryable()).isFalse();
    }
  }

  @Test
  void eightThreadsNeverMakeTheServerSeeMoreThanTheLimitAndUseMostOfIt() throws Exception {
    RateBudget budget = new RateBudget("ticker", 40, Duration.ofMillis(400));
    ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            arrivals.add(System.nanoTime());
            return answer(200, "{\"market\":\"m\",\"price\":1.50}").build();
          }
        });
    ExecutorService pool = Executors.newFixedThreadPool(8);
    long begun = System.nanoTime();
    try (HttpCaller caller = caller(WindowRateLimiter.of(time, List.of(budget)))) {
      List<Future<?>> users = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        users.add(
            pool.submit(
                () -> {
                  for (int n = 0; n < 50; n++) {
                    Ticker ticker =
                        HttpCaller.await(caller.call(request(address(), Duration.ofSeconds(10))));
                    assertThat(ticker.price()).isEqualTo(new BigDecimal("1.50"));
                  }
                }));
      }
      for (Future<?> user : users) {
        user.get();
      }
    } finally {
      pool.shutdownNow();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    List<Long> sorted = arrivals.stream().sorted().toList();
    assertThat(sorted).hasSize(400);
    for (int i = budget.limit(); i < sorted.size(); i++) {
      assertThat(sorted.get(i) - sorted.get(i - budget.limit()))
          .isGreaterThanOrEqualTo(budget.window().toNanos());
    }
    // 400 requests are 10 windows; the last ones need not be waited out.
    assertThat(took).isLessThan(budget.window().multipliedBy(10 * 100 / 80));
  }
}
