package dev.stom.upbit;

import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.spi.StreamConversation;
import dev.stom.core.spi.StreamProtocol;
import dev.stom.upbit.model.UpbitMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How Upbit streams. Source: Upbit developer centre, websocket-guide, 2026-08-31. */
final class UpbitProtocol implements StreamProtocol<UpbitChannel, UpbitMessage> {
  /**
   * Upbit names no limit. A thousand keeps the message that says all of them below 20 KB; few
   * programs need a second connection.
   */
  static final int ROUTES_PER_CONNECTION = 1_000;

  /**
   * Quiet pairs may say nothing for long, so a silence proves nothing before it was asked about.
   */
  static final Duration PROBE_AFTER = Duration.ofSeconds(15);

  /** Longer than any answer takes; data are then at most 25 s old without anybody being told. */
  static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

  private final URI target;
  private final UpbitFormat format;
  private final RandomGenerator random;

  UpbitProtocol(UpbitEnvironment environment, UpbitFormat format, RandomGenerator random) {
    this.target = URI.create(environment.stream() + "/websocket/v1");
    this.format = format;
    this.random = random;
  }

  @Override
  public String name() {
    return "upbit-public";
  }

  @Override
  public URI target() {
    return target;
  }

  @Override
  public Object route(UpbitChannel channel) {
    return channel.route();
  }

  @Override
  public boolean sendsSnapshots() {
    return true;
  }

  @Override
  public int routesPerConnection() {
    return ROUTES_PER_CONNECTION;
  }

  @Override
  public List<RateBudget> messageBudgets() {
    return UpbitLimits.MESSAGES;
  }

  @Override
  public Charge connectCharge() {
    return UpbitLimits.CONNECT;
  }

  @Override
  public Duration probeAfter() {
    return PROBE_AFTER;
  }

  @Override
  public Duration probeTimeout() {
    return PROBE_TIMEOUT;
  }

  @Override
  public StreamConversation<UpbitChannel, UpbitMessage> converse() {
    return new UpbitConversation(format, random);
  }
}
