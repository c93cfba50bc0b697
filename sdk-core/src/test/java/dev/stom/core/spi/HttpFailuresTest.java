package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.instrument.Venue;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpFailuresTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static HttpAnswer answer(int status, String body, Header... headers) {
    return new HttpAnswer(status, List.of(headers), body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{0} with {1} means {2}")
  @CsvSource({
    "301, '', OTHER",
    "400, {}, BAD_REQUEST",
    "401, {}, NOT_AUTHORIZED",
    "403, {}, NOT_AUTHORIZED",
    "403, ' <!DOCTYPE html>', FIREWALL",
    "404, {}, NOT_FOUND",
    "404, <html>, NOT_FOUND",
    "408, '', VENUE_FAILURE",
    "409, {}, BAD_REQUEST",
    "410, <html>, NOT_FOUND",
    "418, {}, BANNED",
    "429, {}, RATE_LIMITED",
    "451, {}, FIREWALL",
    "500, {}, VENUE_FAILURE",
    "502, <html>, VENUE_FAILURE",
    "503, '', VENUE_FAILURE"
  })
  void aStatusHasAMeaning(int status, String body, ErrorReason reason) {
    assertThat(HttpFailures.reasonOf(answer(status, body))).isEqualTo(reason);
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @CsvSource({
    "0, 2026-01-01T00:00:00Z",
    "120, 2026-01-01T00:02:00Z",
    "' 7 ', 2026-01-01T00:00:07Z",
    "'Thu, 01 Jan 2026 00:05:00 GMT', 2026-01-01T00:05:00Z",
    "-5, ",
    "1.5, ",
    "soon, ",
    "'', ",
    "99999999999999999999, ",
    "'Thu, 99 Foo 2026', "
  })
  void retryAfterIsSecondsOrADateOrNothing(String value, Instant expected) {
    assertThat(
            HttpFailures.retryAfter(answer(429, "", new Header("Retry-After", value)), NOW)
                .orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void theFailureCarriesStatusExcerptMomentAndAdvice() {
    Failure failure =
        HttpFailures.of(
            new Venue("upbit", "Upbit"),
            "GET /v1/x",
            answer(429, "가".repeat(10_000), new Header("Retry-After", "3")),
            NOW);
    assertThat(failure.httpStatus()).isEqualTo(429);
    assertThat(failure.bodyExcerpt()).hasSize(Failure.EXCERPT_LENGTH).startsWith("가가");
    assertThat(failure.retryAt()).isEqualTo(NOW.plusSeconds(3));
    assertThat(failure.advice()).isEqualTo(ErrorReason.RATE_LIMITED.advice());
  }

  @Test
  void aBrokenConnectionDressedUpAsATlsFailureIsAConnectionFailure() {
    assertThat(reason(new SSLHandshakeException("PKIX"), new CertificateException()))
        .isEqualTo(ErrorReason.TLS);
    assertThat(reason(new SSLPeerUnverifiedException("host"), null)).isEqualTo(ErrorReason.TLS);
    assertThat(reason(new SSLHandshakeException("terminated"), new EOFException()))
        .isEqualTo(ErrorReason.CONNECTION);
    assertThat(reason(new SSLException("reset"), new SocketException()))
        .isEqualTo(ErrorReason.CONNECTION);
  }

  @Test
  void networkExceptionsHaveAMeaning() {
    assertThat(reason(new SocketTimeoutException(), null)).isEqualTo(ErrorReason.TIMEOUT);
    assertThat(reason(new InterruptedIOException("timeout"), null)).isEqualTo(ErrorReason.TIMEOUT);
    assertThat(reason(new InterruptedIOException(), new RejectedExecutionException()))
        .isEqualTo(ErrorReason.CLOSED);
    assertThat(reason(new ConnectException(), null)).isEqualTo(ErrorReason.CONNECTION);
    assertThat(reason(new UnknownHostException(), null)).isEqualTo(ErrorReason.CONNECTION);
    assertThat(reason(new IOException("unexpected end of stream"), null))
        .isEqualTo(ErrorReason.CONNECTION);
  }

  private static ErrorReason reason(Exception thrown, Exception cause) {
    if (cause != null) {
      thrown.initCause(cause);
    }
    return HttpFailures.reasonOf(thrown);
  }
}
