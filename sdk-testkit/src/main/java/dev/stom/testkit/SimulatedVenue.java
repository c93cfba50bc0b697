package dev.stom.testkit;

import dev.stom.core.runtime.SystemTime;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.internal.engine.VenueEngine;
import dev.stom.testkit.internal.front.InMemoryTransport;
import dev.stom.testkit.internal.front.RestFront;
import dev.stom.testkit.internal.front.StreamFront;
import dev.stom.testkit.traffic.PrintedBook;
import dev.stom.testkit.traffic.SeenRequest;
import dev.stom.testkit.traffic.TapedTrade;
import dev.stom.testkit.traffic.Traffic;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A venue that speaks a real venue's protocol without being one: strict, scripted to fail, and the
 * same each time for the same seed. It has two fronts, which may be used together:
 *
 * <ul>
 *   <li>sockets on 127.0.0.1, once started: any client in any language, pointed at {@link #restUri}
 *       and {@link #wsUri}, works against it;
 *   <li>{@link #inMemory}: a transport without any socket, for whole sessions in virtual time.
 * </ul>
 *
 * <p><b>Threads:</b> all methods may be called from any thread. Threads are named {@code
 * simulated-<venue>-…}, but for those of the HTTP server, named {@code MockWebServer …}; there is
 * none without sockets and with a time source handed in. {@link #close} ends them all; without it
 * the HTTP server's threads keep a program alive.
 */
public abstract sealed class SimulatedVenue implements AutoCloseable
    permits SimulatedUpbit, SimulatedBinance {
  private final VenueEngine engine;
  private final TimeSource time;
  private final Duration latency;
  private final Duration clientPings;
  private final String host;
  private final List<AutoCloseable> owned = new ArrayList<>(); // guarded by this
  private boolean closed; // guarded by this
  private final @Nullable URI restUri;
  private final @Nullable URI wsUri;

  SimulatedVenue(
      String name, Settings settings, VenueEngine engine, boolean gzips, boolean sockets) {
    this.engine = engine;
    time = engine.clock();
    latency = settings.latency;
    clientPings = settings.clientPings;
    host = name + ".simulated";
    if (settings.ownTime != null) {
      owned.add(settings.ownTime);
    }
    if (!sockets) {
      restUri = null;
      wsUri = null;
      return;
    }
    StreamFront streams = new StreamFront(engine, time, "simulated-" + name);
    RestFront rest = new RestFront(engine, time, gzips);
    owned.add(0, streams);
    owned.add(0, rest);
    try {
      restUri = URI.create("http://127.0.0.1:" + rest.start(settings.restPort));
      wsUri = URI.create("ws://127.0.0.1:" + streams.start(settings.wsPort));
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  /**
   * Returns where its REST is: the part before the venue's own paths.
   *
   * @return for example {@code http://127.0.0.1:40123}; without sockets a made-up host, which the
   *     in-memory transport takes
   */
  public final URI restUri() {
    return restUri != null ? restUri : URI.create("http://" + host);
  }

  /**
   * Returns where its streams are: the part before the venue's own paths.
   *
   * @return for example {@code ws://127.0.0.1:40124}; without sockets a made-up host, which the
   *     in-memory transport takes
   */
  public final URI wsUri() {
    return wsUri != null ? wsUri : URI.create("ws://" + host);
  }

  /**
   * Makes a transport that reaches this venue without sockets, whatever host it is asked for.
   *
   * @return a new transport, closed by the caller or with the venue
   */
  public final Transport inMemory() {
    Transport transport = new InMemoryTransport(engine, time, latency, clientPings, this::forget);
    boolean tooLate;
    synchronized (this) {
      tooLate = closed;
      if (!tooLate) {
        owned.add(0, transport);
      }
    }
    if (tooLate) {
      transport.close();
    }
    return transport;
  }

  private synchronized void forget(Transport transport) {
    owned.remove(transport);
  }

  /**
   * Returns the script of what goes wrong.
   *
   * @return always the same
   */
  public final Faults faults() {
    return engine.faults();
  }

  /**
   * Returns what the venue has seen so far.
   *
   * @return a snapshot
   */
  public final Traffic traffic() {
    return engine.traffic();
  }

  /**
   * Returns what the venue has printed on its tape, whether anybody heard of it or not. Trades are
   * on it once their tenth of a second is over, as streams and REST show them.
   *
   * @param symbol the venue's spelling, for example {@code KRW-BTC} or {@code BTCUSDT}
   * @param from the first moment, by the {@linkplain #now() venue's clock}
   * @param before the first moment after the last
   * @return oldest first
   * @throws IllegalArgumentException when the symbol is not listed
   */
  public final List<TapedTrade> tape(String symbol, Instant from, Instant before) {
    return engine.tape(symbol, from, before);
  }

  /**
   * Returns the book as it stood, or will stand, at a moment, whether anybody saw it or not.
   *
   * @param symbol the venue's spelling, for example {@code KRW-BTC} or {@code BTCUSDT}
   * @param at when, by the {@linkplain #now() venue's clock}
   * @param levels the most levels a side; at least 1. There are never more than 200
   * @return the book
   * @throws IllegalArgumentException when the symbol is not listed
   */
  public final PrintedBook book(String symbol, Instant at, int levels) {
    return engine.bookAt(symbol, at, levels);
  }

  /**
   * Reads the venue's wall clock, which {@linkplain Faults#skewClock faults} may have put wrong.
   *
   * @return the venue's time
   */
  public final Instant now() {
    return time.now();
  }

  /**
   * Returns the newest HTTP requests, oldest first.
   *
   * @return at most a thousand
   */
  public final List<SeenRequest> requests() {
    return engine.requests();
  }

  /** Closes all connections, frees the ports and ends all threads. Idempotent. */
  @Override
  public final void close() {
    List<AutoCloseable> closing;
    synchronized (this) {
      closed = true;
      closing = new ArrayList<>(owned);
      owned.clear();
    }
    engine.close();
    for (AutoCloseable part : closing) {
      try {
        part.close();
      } catch (Exception failure) {
        throw new IllegalStateException("closing a simulated venue failed", failure);
      }
    }
  }

  /**
   * Starts building.
   *
   * @param <B> the builder itself
   * @param <V> what it builds
   */
  public abstract static sealed class Builder<B extends Builder<B, V>, V extends SimulatedVenue>
      permits SimulatedUpbit.Builder, SimulatedBinance.Builder {
    /** A short way, as within one city: long enough that order of events matters. */
    public static final Duration DEFAULT_LATENCY = Duration.ofMillis(5);

    /** How often usual WebSocket clients ping. */
    public static final Duration DEFAULT_CLIENT_PINGS = Duration.ofSeconds(30);

    private long seed = new Random().nextLong();
    private @Nullable SimulatedMarket market;
    private @Nullable TimeSource time;
    private Duration latency = DEFAULT_LATENCY;
    private Duration clientPings = DEFAULT_CLIENT_PINGS;
    private int restPort;
    private int wsPort;
    private boolean limited = true;

    Builder() {}

    abstract B self();

    /**
     * Chooses the market's seed; without it, each venue has a market of its own.
     *
     * @param value any
     * @return this
     */
    public B seed(long value) {
      seed = value;
      return self();
    }

    /**
     * Gives it a market that others share; the seed is then of no use.
     *
     * @param value the market
     * @return this
     */
    public B market(SimulatedMarket value) {
      market = value;
      return self();
    }

    /**
     * Chooses the clock; without it, the venue owns a real one.
     *
     * @param value for example a {@code ManualTime}; not closed by the venue
     * @return this
     */
    public B time(TimeSource value) {
      time = value;
      return self();
    }

    /**
     * Chooses how long a message takes one way on the in-memory transport.
     *
     * @param value not negative
     * @return this
     */
    public B latency(Duration value) {
      latency = notNegative("latency", value);
      return self();
    }

    /**
     * Chooses how often streams of the in-memory transport ping the venue. A stream fails when the
     * pong is not there by the next ping.
     *
     * @param value zero for never; not negative
     * @return this
     */
    public B clientPings(Duration value) {
      clientPings = notNegative("clientPings", value);
      return self();
    }

    /**
     * Chooses the port of REST.
     *
     * @param value 0 for a free one
     * @return this
     */
    public B restPort(int value) {
      restPort = port("restPort", value);
      return self();
    }

    /**
     * Chooses the port of streams.
     *
     * @param value 0 for a free one
     * @return this
     */
    public B wsPort(int value) {
      wsPort = port("wsPort", value);
      return self();
    }

    /**
     * Chooses whether rate limits are enforced; they are counted in any case.
     *
     * @param value true, unless a test is about something else
     * @return this
     */
    public B limitsEnforced(boolean value) {
      limited = value;
      return self();
    }

    private static Duration notNegative(String name, Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException(name + " must not be negative but is " + value);
      }
      return value;
    }

    private static int port(String name, int value) {
      if (value < 0 || value > 65_535) {
        throw new IllegalArgumentException(name + " must be from 0 to 65535 but is " + value);
      }
      return value;
    }

    final Settings settings(String name) {
      SystemTime own = time == null ? SystemTime.start("simulated-" + name) : null;
      TimeSource clock = time != null ? time : Objects.requireNonNull(own);
      SimulatedMarket shared = market != null ? market : SimulatedMarket.seeded(seed, clock.now());
      return new Settings(clock, own, shared, latency, clientPings, restPort, wsPort, limited);
    }

    /**
     * Makes the venue without sockets: reach it by {@link SimulatedVenue#inMemory}.
     *
     * @return a venue that the caller closes
     */
    public abstract V build();

    /**
     * Makes the venue and starts its sockets on 127.0.0.1.
     *
     * @return a venue that the caller closes
     * @throws java.io.UncheckedIOException if a port is taken
     */
    public abstract V start();
  }

  /** What a builder has gathered. */
  record Settings(
      TimeSource time,
      @Nullable SystemTime ownTime,
      SimulatedMarket market,
      Duration latency,
      Duration clientPings,
      int restPort,
      int wsPort,
      boolean limited) {}
}
