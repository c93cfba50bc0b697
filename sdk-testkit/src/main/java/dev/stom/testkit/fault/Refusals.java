package dev.stom.testkit.fault;

import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refusals in the words of the venue whose path was asked for. */
final class Refusals {
  private Refusals() {}

  static HttpAnswer tooMany(String path) {
    String body =
        path.startsWith("/api/")
            ? "{\"code\":-1003,\"msg\":\"Too many requests.\"}"
            : "{\"error\":{\"name\":429,\"message\":\"Too many API requests\"}}";
    return new HttpAnswer(
        429,
        List.of(new Header("Content-Type", "application/json;charset=UTF-8")),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
