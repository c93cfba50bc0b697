package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpTransportTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final MockWebServer server = new MockWebServer();
  private final OkHttpTransport transport = OkHttpTransport.create("sdk-test");

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    transport.close();
    server.close();
  }

  private URI at(String pathAndQuery) {
    return URI.create("http://localhost:" + server.getPort() + pathAndQuery);
  }

  private HttpAnswer get(String pathAndQuery) {
    return transport.send(HttpCall.get(at(pathAndQuery), LIMIT)).join();
  }

  private HttpCall post(String body) {
    return new HttpCall(
        "POST",
        at("/order"),
        List.of(),
        new HttpCall.Body(body.getBytes(StandardCharsets.UTF_8), "application/json"),
        LIMIT);
  }

  private static Throwable causeOf(CompletableFuture<?> future) {
    return catchThrowableOfType(
            CompletionException.class, () -> future.orTimeout(20, TimeUnit.SECONDS).join())
        .getCause();
  }

  private static MockResponse.Builder answer(int code, String body) {
    return new MockResponse.Builder().code(code).body(body);
  }

  private void assertOneRequestOnly() throws InterruptedException {
    // A repetition would follow at once on the same or a new connection.
    assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(server.takeRequest(300, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void anAnswerComesWholeWithStatusAndHeaders() {
    server.enqueue(answer(200, "안녕").addHeader("Remaining-Req", "group=market; sec=9").build());
    HttpAnswer answer = get("/v1/market/all");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("안녕");
    assertThat(answer.header("remaining-req")).hasValue("group=market; sec=9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/ticker?markets=KRW-BTC,KRW-ETH",
        "/v1/orders?states[]=wait&states[]=watch&limit=10",
        "/v1/x?a=%2B+~*-._&b=%5B%5D&c=%EC%95%88",
        "/v1/x?time=2025-06-24T13:56:53+09:00&sig=a%2Fb%3D%3D",
        "/v1/x?q=%27&empty=&flag",
        "/api/v3/%ED%95%9C/x;y=1,2",
        "/x?",
        "/",
        "/x?a=%c3%a9&b=!$()@/?:"
      })
  void pathAndQueryLeaveByteForByte(String pathAndQuery) throws InterruptedException {
    server.enqueue(answer(200, "").build());
    get(pathAndQuery);
    assertThat(server.takeRequest().getTarget()).isEqualTo(pathAndQuery);
  }

  @Test
  void anAddressThatWouldBeChangedIsRefusedWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> get("/x?secret=42&name='quoted'"))
        .withMessageContaining("query")
        .withMessageContaining("percent-encode")
        .withMessageNotContaining("secret");
    assertThatIllegalArgumentException().isThrownBy(() -> get("/x?name=한글"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> get("/a/../b"))
        .withMessageContaining("path");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> transport.send(HttpCall.get(URI.create("ftp://example.com/x"), LIMIT)).join())
        .withMessageContaining("'ftp'");
  }

  @Test
  void aBadHeaderValueIsRefusedWithoutShowingIt() {
    HttpCall call =
        new HttpCall(
            "GET", at("/"), List.of(new Header("X-MBX-APIKEY", "topsecret\n")), null, LIMIT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transport.send(call).join())
        .withMessageContaining("X-MBX-APIKEY")
        .withMessageContaining("U+000A")
        .withMessageNotContaining("topsecret");
  }

  @Test
  void headersBodyAndMediaTypeLeaveAsTheyAre() throws InterruptedException {
    server.enqueue(answer(201, "{}").build());
    HttpCall call =
        new HttpCall(
            "POST",
            at("/order"),
            List.of(new Header("Authorization", "Bearer x")),
            new HttpCall.Body("{\"a\":1}".getBytes(StandardCharsets.UTF_8), "application/json"),
            LIMIT);
    assertThat(transport.send(call).join().status()).isEqualTo(201);
    RecordedRequest seen = server.takeRequest();
    assertThat(seen.getBody().utf8()).isEqualTo("{\"a\":1}");
    assertThat(seen.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(seen.getHeaders().get("Authorization")).isEqualTo("Bearer x");
    assertThat(seen.getHeaders().get("Origin")).isNull();
  }

  @Test
  void postAndDeleteWithoutABodyArePossible() throws InterruptedException {
    server.enqueue(answer(200, "").build());
    server.enqueue(answer(200, "").build());
    transport.send(new HttpCall("POST", at("/a"), List.of(), null, LIMIT)).join();
    transport.send(new HttpCall("DELETE", at("/b"), List.of(), null, LIMIT)).join();
    assertThat(server.takeRequest().getMethod()).isEqualTo("POST");
    assertThat(server.takeRequest().getMethod()).isEqualTo("DELETE");
  }

  @ParameterizedTest(name = "{0} is handed on and not acted on")
  @CsvSource({
    "301, Location, /other",
    "307, Location, /other",
    "401, WWW-Authenticate, Basic",
    "408, X, y",
    "408, Retry-After, 0",
    "421, X, y",
    "429, Retry-After, 0",
    "503, Retry-After, 0",
    "500, X, y"
  })
  void noStatusMakesAnythingLeaveTwice(int status, String header, String value)
      throws InterruptedException {
    for (HttpCall call : List.of(HttpCall.get(at("/x"), LIMIT), post("{}"))) {
      server.enqueue(answer(status, "body").addHeader(header, value).build());
      server.enqueue(answer(200, "second").build());
      HttpAnswer answer = transport.send(call).join();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.text()).isEqualTo("body");
      assertThat(answer.header(header)).hasValue(value);
      assertOneRequestOnly();
      assertThat(get("/drain").text()).isEqualTo("second");
      server.takeRequest();
    }
  }

  @Test
  void aRequestWhoseConnectionDiesAfterItIsNotSentAgain() throws InterruptedException {
    for (HttpCall call : List.of(HttpCall.get(at("/x"), LIMIT), post("{}"))) {
      server.enqueue(answer(200, "warm").build());
      get("/warm"); // the pooled connection is what tempts OkHttp to try again
      server.takeRequest();
      server.enqueue(
          new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
      server.enqueue(answer(200, "second").build());
      assertThat(causeOf(transport.send(call))).isInstanceOf(IOException.class);
      assertOneRequestOnly();
      assertThat(get("/drain").text()).isEqualTo("second");
      server.takeRequest();
    }
  }

  @Test
  void gzipIsUnpacked() throws IOException {
    Buffer packed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(packed))) {
      sink.writeUtf8("[".repeat(1_000));
    }
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed).build());
    assertThat(get("/").text()).isEqualTo("[".repeat(1_000));
  }

  @Test
  void aTruncatedBodyIsAFailureAndNotAShortAnswer() {
    server.enqueue(
        answer(200, "x".repeat(10_000)).onResponseBody(new SocketEffect.CloseSocket()).build());
    assertThat(causeOf(transport.send(HttpCall.get(at("/"), LIMIT))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aBodyBeyondTheBoundIsAFailure() throws IOException {
    Buffer bomb = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(bomb))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i <= 64; i++) {
        sink.write(zeros);
      }
    }
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(bomb).build());
    assertThat(causeOf(transport.send(HttpCall.get(at("/"), LIMIT))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than 67108864 bytes");
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsATimeout() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    assertThat(causeOf(transport.send(HttpCall.get(at("/"), Duration.ofMillis(200)))))
        .isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void cancellingGivesTheExchangeUp() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CompletableFuture<HttpAnswer> future = transport.send(HttpCall.get(at("/"), LIMIT));
    server.takeRequest();
    future.cancel(true);
    assertThat(future).isCancelled();
    server.enqueue(answer(200, "next").build());
    assertThat(get("/next").text()).isEqualTo("next");
  }

  @Test
  void aRefusedConnectionIsAConnectException() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI target = URI.create("http://127.0.0.1:" + port + "/");
    assertThat(causeOf(transport.send(HttpCall.get(target, LIMIT))))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void anUntrustedCertificateIsAnSslException() throws IOException {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    try (MockWebServer secure = new MockWebServer()) {
      secure.useHttps(certificates.sslSocketFactory());
      secure.start();
      secure.enqueue(answer(200, "").build());
      URI target = URI.create("https://localhost:" + secure.getPort() + "/");
      assertThat(causeOf(transport.send(HttpCall.get(target, LIMIT))))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void moreThanFiveExchangesRunAtTheSameTime() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(20);
    server.setDispatcher(
        new mockwebserver3.Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            all.countDown();
            all.await(10, TimeUnit.SECONDS);
            return new MockResponse.Builder().body("x").build();
          }
        });
    List<CompletableFuture<HttpAnswer>> futures =
        java.util.stream.IntStream.range(0, 20)
            .mapToObj(i -> transport.send(HttpCall.get(at("/" + i), LIMIT)))
            .toList();
    futures.forEach(CompletableFuture::join);
    assertThat(all.getCount()).isZero();
  }

  @Test
  void exchangesRunOnDaemonThreadsOfOurNameAndEndWithTheTransport() throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();
    server.enqueue(answer(200, "").headersDelay(100, TimeUnit.MILLISECONDS).build());
    transport
        .send(HttpCall.get(at("/"), LIMIT))
        .thenAccept(answer -> thread.set(Thread.currentThread()))
        .join();
    assertThat(thread.get().getName()).startsWith("sdk-test-http-");
    assertThat(thread.get().isDaemon()).isTrue();
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CompletableFuture<HttpAnswer> flying = transport.send(HttpCall.get(at("/"), LIMIT));
    transport.close();
    transport.close();
    assertThat(causeOf(flying)).hasMessageContaining("closed");
    ThreadsLeft.assertNone("sdk-test-http-");
    assertThat(causeOf(transport.send(HttpCall.get(at("/"), LIMIT))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void theUsersClientIsNeitherChangedNorClosed() {
    OkHttpClient users = new OkHttpClient();
    OkHttpTransport over = OkHttpTransport.over(users);
    server.enqueue(answer(503, "").addHeader("Retry-After", "0").build());
    server.enqueue(answer(200, "user").build());
    assertThat(over.send(HttpCall.get(at("/"), LIMIT)).join().status()).isEqualTo(503);
    over.close();
    assertThat(users.dispatcher().executorService().isShutdown()).isFalse();
    assertThat(users.retryOnConnectionFailure()).isTrue();
    assertThat(users.networkInterceptors()).isEmpty();
    users.dispatcher().executorService().shutdown();
    users.connectionPool().evictAll();
  }

  @Test
  void theUsersInterceptorsOnBothLayersSeeTheTrueStatus() {
    List<Integer> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
    okhttp3.Interceptor watcher =
        chain -> {
          var response = chain.proceed(chain.request());
          seen.add(response.code());
          return response;
        };
    OkHttpClient users =
        new OkHttpClient.Builder().addInterceptor(watcher).addNetworkInterceptor(watcher).build();
    try (OkHttpTransport over = OkHttpTransport.over(users)) {
      server.enqueue(answer(503, "").addHeader("Retry-After", "0").build());
      assertThat(over.send(HttpCall.get(at("/"), LIMIT)).join().status()).isEqualTo(503);
      assertThat(seen).containsExactly(503, 503);
    }
    users.dispatcher().executorService().shutdown();
    users.connectionPool().evictAll();
  }

  @Test
  void overHttp2AsWellNothingLeavesTwice() throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates ours =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    HandshakeCertificates theirs =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    OkHttpClient users =
        new OkHttpClient.Builder()
            .sslSocketFactory(theirs.sslSocketFactory(), theirs.trustManager())
            .build();
    try (MockWebServer secure = new MockWebServer();
        OkHttpTransport over = OkHttpTransport.over(users)) {
      secure.useHttps(ours.sslSocketFactory());
      secure.start();
      URI target = URI.create("https://localhost:" + secure.getPort() + "/x?y=%2B");
      for (int status : new int[] {200, 421, 408, 503}) {
        secure.enqueue(answer(status, "body").addHeader("Retry-After", "0").build());
        HttpAnswer answer = over.send(HttpCall.get(target, LIMIT)).join();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo("body");
      }
      secure.enqueue(
          new MockResponse.Builder()
              .onResponseStart(new SocketEffect.CloseStream(0x7)) // REFUSED_STREAM
              .build());
      assertThat(causeOf(over.send(HttpCall.get(target, LIMIT)))).isInstanceOf(IOException.class);
      assertThat(secure.takeRequest().getVersion()).isEqualTo("HTTP/2");
      assertThat(secure.getRequestCount()).isEqualTo(5);
    }
    users.dispatcher().executorService().shutdown();
    users.connectionPool().evictAll();
  }

  @Test
  void timeoutsMustBePositiveAndAGetHasNoBody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transport.send(HttpCall.get(at("/"), Duration.ZERO)).join())
        .withMessageContaining("timeout");
    HttpCall body =
        new HttpCall("GET", at("/"), List.of(), new HttpCall.Body(new byte[1], ""), LIMIT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transport.send(body).join())
        .withMessageContaining("GET");
  }
}
