package dev.stom.testkit.internal.engine;

import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.traffic.SeenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets requests and upgrades in, or not for a time. Guarded by the engine's lock. */
final class Gate {
  /**
   * What arrives so soon after the first answer that told of a ban was under way already: far more
   * than a round trip on one machine, far less than any client's pause.
   */
  private static final long UNDER_WAY_NANOS = 250_000_000;

  private static final long ALMOST_A_SECOND_NANOS = 999_999_999;

  private final VenueEngine engine;
  private @Nullable Barrier barrier; // the latest

  Gate(VenueEngine engine) {
    this.engine = engine;
  }

  Barrier shut(Barrier.Kind kind, Duration length) {
    Barrier raised = new Barrier(engine.lock, kind, engine.time.nanoTime() + length.toNanos());
    barrier = raised;
    return raised;
  }

  void open() {
    barrier = null;
  }

  /** Whether nothing is behind the address. */
  boolean isDown() {
    Barrier standing = barrier;
    return standing != null
        && standing.kind == Barrier.Kind.DOWN
        && standing.stands(engine.time.nanoTime());
  }

  /** The answer to somebody who is not let in; null for everybody else. */
  @Nullable HttpAnswer turnsAway(SeenRequest request) {
    Barrier standing = barrier;
    long now = engine.time.nanoTime();
    if (standing == null || !standing.stands(now)) {
      return null;
    }
    long sinceFirst = standing.strike(now);
    return switch (standing.kind) {
      case MAINTENANCE -> page(503, "maintenance");
      case DOWN -> page(502, "bad gateway");
      default -> {
        if (sinceFirst > UNDER_WAY_NANOS) {
          engine.traffic.violation("request during ban: " + request);
        }
        yield standing.kind == Barrier.Kind.BAN
            ? banned(request, Duration.ofNanos(standing.endNanos - now))
            : engine.banned(request, null);
      }
    };
  }

  private HttpAnswer banned(SeenRequest request, Duration left) {
    HttpAnswer bare = engine.banned(request, engine.time.now().plus(left));
    long seconds = left.plusNanos(ALMOST_A_SECOND_NANOS).toSeconds();
    List<Header> headers = new ArrayList<>(bare.headers());
    headers.add(new Header("Retry-After", Long.toString(seconds)));
    return new HttpAnswer(bare.status(), headers, bare.body());
  }

  private static HttpAnswer page(int status, String words) {
    return new HttpAnswer(
        status,
        List.of(new Header("Content-Type", "text/html")),
        ("<html><body><h1>" + status + " " + words + "</h1></body></html>")
            .getBytes(StandardCharsets.US_ASCII));
  }
}
