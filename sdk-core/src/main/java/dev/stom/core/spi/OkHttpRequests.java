package dev.stom.core.spi;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Translates between our calls and OkHttp's, and refuses what OkHttp would silently change. */
final class OkHttpRequests {
  private static final HttpCall.Body EMPTY = new HttpCall.Body(new byte[0], "");

  private OkHttpRequests() {}

  static Request from(HttpCall call) {
    if (call.timeout().isNegative() || call.timeout().isZero()) {
      throw new IllegalArgumentException("timeout must be positive but is " + call.timeout());
    }
    return builder(call.target(), call.headers()).method(call.method(), body(call)).build();
  }

  static Request upgrade(URI target, List<Header> headers) {
    return builder(target, headers).build();
  }

  private static Request.Builder builder(URI target, List<Header> headers) {
    Request.Builder builder = new Request.Builder().url(exactly(target));
    for (Header header : headers) {
      checkHeader(header);
      builder.addHeader(header.name(), header.value());
    }
    return builder;
  }

  /** The same address, provided that path and query leave as they stand. */
  private static HttpUrl exactly(URI target) {
    String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
    String http =
        switch (scheme) {
          case "ws" -> "http";
          case "wss" -> "https";
          default -> scheme;
        };
    HttpUrl url =
        target.isOpaque() || target.getRawAuthority() == null
            ? null
            : HttpUrl.parse(http + target.toString().substring(scheme.length()));
    if (url == null) {
      throw new IllegalArgumentException(
          "address must begin with http, https, ws or wss and name a host, but its scheme is '"
              + scheme
              + "' and its host '"
              + target.getHost()
              + "'");
    }
    String path = target.getRawPath() == null ? "" : target.getRawPath();
    if (!url.encodedPath().equals(path.isEmpty() ? "/" : path)) {
      throw changed("path", url.encodedPath(), path);
    }
    String query = target.getRawQuery();
    String sent = url.encodedQuery();
    if (query == null ? sent != null : !query.equals(sent)) {
      throw changed("query", sent == null ? "" : sent, query == null ? "" : query);
    }
    return url;
  }

  /** Names the place, not the text: a query may hold a signature. */
  private static IllegalArgumentException changed(String part, String sent, String given) {
    int at = 0;
    while (at < Math.min(sent.length(), given.length()) && sent.charAt(at) == given.charAt(at)) {
      at++;
    }
    String there = at < given.length() ? "'" + given.charAt(at) + "'" : "its end";
    return new IllegalArgumentException(
        "the "
            + part
            + " cannot be sent as it stands because of "
            + there
            + " at index "
            + at
            + "; percent-encode it first");
  }

  /** OkHttp checks as well, but its message would show the value of a key's header. */
  private static void checkHeader(Header header) {
    String name = header.name();
    boolean good = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      good &= name.charAt(i) > ' ' && name.charAt(i) < 0x7f && name.charAt(i) != ':';
    }
    if (!good) {
      throw new IllegalArgumentException("not a header name: '" + name + "'");
    }
    String value = header.value();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < ' ' || c > '~')) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the value of header '%s' holds U+%04X at index %d; only printable ASCII is"
                    + " allowed: check the key for stray line ends or blanks",
                name,
                (int) c,
                i));
      }
    }
  }

  private static @Nullable RequestBody body(HttpCall call) {
    return switch (call.method()) {
      case "GET", "HEAD" -> {
        if (call.body() != null) {
          throw new IllegalArgumentException(
              "a " + call.method() + " request has no body; use the query");
        }
        yield null;
      }
      // These need a body; one that says it cannot be sent again stops every repetition.
      case "POST", "PUT", "PATCH" -> new OneShot(call.body() == null ? EMPTY : call.body());
      default -> call.body() == null ? null : new OneShot(call.body());
    };
  }

  /** Reads an answer whole. */
  static HttpAnswer read(Response response, long maxBytes) throws IOException {
    BufferedSource source = response.body().source();
    if (source.request(maxBytes + 1)) {
      throw new IOException("the answer is longer than " + maxBytes + " bytes");
    }
    byte[] body = source.readByteArray();
    return new HttpAnswer(response.code(), headers(response.headers()), body);
  }

  private static List<Header> headers(Headers headers) {
    List<Header> list = new ArrayList<>(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      list.add(new Header(headers.name(i), headers.value(i)));
    }
    return list;
  }

  private static final class OneShot extends RequestBody {
    private final HttpCall.Body body;

    private OneShot(HttpCall.Body body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType().isEmpty() ? null : MediaType.parse(body.contentType());
    }

    @Override
    public long contentLength() {
      return body.bytes().length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(body.bytes());
    }

    @Override
    public boolean isOneShot() {
      return true;
    }
  }
}
