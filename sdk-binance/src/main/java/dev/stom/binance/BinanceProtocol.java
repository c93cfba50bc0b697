package dev.stom.binance;

import dev.stom.binance.model.BinanceMessage;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.RateBudget;
import dev.stom.core.spi.StreamConversation;
import dev.stom.core.spi.StreamProtocol;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How Binance streams: combined frames on one connection, subscribed by control messages.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, general information,
 * 2026-07-21.
 */
final class BinanceProtocol implements StreamProtocol<BinanceStream, BinanceMessage> {
  /** The venue's limit. */
  static final int STREAMS_PER_CONNECTION = 1024;

  /**
   * The venue allows 5 messages a second and counts pings and pongs among them. Two are left for
   * those: the venue and we ping at the same pace, so that ping and pong fall into one second.
   */
  static final RateBudget MESSAGES = new RateBudget("messages", 3, Duration.ofSeconds(1));

  /** Each attempt counts as one. */
  private static final Charge CONNECT = Charge.of(RestLimits.CONNECTS.name(), 1);

  /** Most streams send once a second at least; the venue's own pings are not seen here. */
  static final Duration PROBE_AFTER = Duration.ofSeconds(15);

  /** A healthy server answers within a round trip. */
  static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Streams that the venue sends at least once a second while anything happens: a minute without a
   * word means that something is wrong with this one.
   */
  static final Duration SILENCE_LIMIT = Duration.ofMinutes(1);

  /** The venue ends every connection after 24 hours; an hour is left for the successor. */
  static final Duration RENEW_AFTER = Duration.ofHours(23);

  private final URI target;

  BinanceProtocol(URI streamBase, BinanceTimeUnit timeUnit) {
    String query = timeUnit == BinanceTimeUnit.MICROSECOND ? "?timeUnit=MICROSECOND" : "";
    this.target = URI.create(streamBase + "/stream" + query);
  }

  @Override
  public String name() {
    return "binance-public";
  }

  @Override
  public URI target() {
    return target;
  }

  @Override
  public Object route(BinanceStream stream) {
    return stream.name();
  }

  @Override
  public int routesPerConnection() {
    return STREAMS_PER_CONNECTION;
  }

  @Override
  public List<RateBudget> messageBudgets() {
    return List.of(MESSAGES);
  }

  @Override
  public Charge connectCharge() {
    return CONNECT;
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
  public boolean isNumbered(BinanceStream stream) {
    return numbers(stream);
  }

  /** Trades and changes of a book: each begins with the number after the one before. */
  static boolean numbers(BinanceStream stream) {
    return switch (stream.type()) {
      case TRADE, AGG_TRADE, DIFF_DEPTH -> true;
      default -> false;
    };
  }

  @Override
  public Optional<Duration> silenceLimit(BinanceStream stream) {
    return switch (stream.type()) {
      case TICKER, MINI_TICKER, PARTIAL_DEPTH, AVG_PRICE -> Optional.of(SILENCE_LIMIT);
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Duration> renewAfter() {
    return Optional.of(RENEW_AFTER);
  }

  @Override
  public StreamConversation<BinanceStream, BinanceMessage> converse() {
    return new BinanceConversation();
  }
}
