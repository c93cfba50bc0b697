package dev.stom.testkit;

import dev.stom.testkit.internal.binance.BinanceEngine;
import dev.stom.testkit.traffic.PrintedBook;

/**
 * A simulated Binance (spot), public half: market data below {@code /api/v3}, and the market
 * streams {@code /ws}, {@code /ws/<stream>}, {@code /stream} and {@code /stream?streams=…}.
 *
 * <p>It lists {@code …USDT} and {@code …BTC} pairs of the coins of {@link SimulatedMarket}; {@code
 * ARDRBTC} has the status {@code BREAK} and was never traded; {@code ARDRUSDT} has a reference
 * price that is null, pairs in bitcoin have none.
 *
 * <p><b>Limits</b> (Binance spot API documentation, 2026-07-21): weight 6,000 a minute, 300,000
 * requests and 300 connections in five minutes, five messages a second and 1,024 streams for each
 * connection; then 429, then 418. It pings every 20 s and hangs up when no pong came for 60 s, and
 * after 24 hours.
 *
 * <p><b>Where Binance's documents are silent</b>, this is what it does: twenty refused requests in
 * a minute ban for two minutes, and for twice as long each further time; a parameter that an
 * endpoint does not know is -1103; a {@code limit} above the most is -1130, but for {@code depth},
 * which is cut; a stream that does not exist is accepted and stays silent; messages are counted
 * over the last second, whatever its beginning; connections beyond the limit are refused with 429.
 * Subscribed streams begin with their next event: there is no first picture.
 */
public final class SimulatedBinance extends SimulatedVenue {
  private static final String NAME = "binance";

  private final BinanceEngine engine;

  private SimulatedBinance(Settings settings, boolean sockets) {
    this(
        settings,
        new BinanceEngine(settings.time(), settings.market().world(), settings.limited()),
        sockets);
  }

  private SimulatedBinance(Settings settings, BinanceEngine engine, boolean sockets) {
    super(NAME, settings, engine, false, sockets);
    this.engine = engine;
  }

  /**
   * Returns the book that contains all changes up to a number, whether anybody saw it or not.
   *
   * @param symbol for example {@code BTCUSDT}
   * @param updateId {@code lastUpdateId} or {@code u} of the venue
   * @param levels the most levels a side; at least 1. There are never more than 200
   * @return the book
   * @throws IllegalArgumentException when the symbol is not listed
   */
  public PrintedBook book(String symbol, long updateId, int levels) {
    return engine.bookWith(symbol, updateId, levels);
  }

  /**
   * Starts building.
   *
   * @return a builder with good defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts one with a random market and real time on free ports of 127.0.0.1.
   *
   * @return a venue that the caller closes
   */
  public static SimulatedBinance start() {
    return builder().start();
  }

  /** Builds a simulated Upbit. */
  public static final class Builder extends SimulatedVenue.Builder<Builder, SimulatedBinance> {
    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    @Override
    public SimulatedBinance build() {
      return new SimulatedBinance(settings(NAME), false);
    }

    @Override
    public SimulatedBinance start() {
      return new SimulatedBinance(settings(NAME), true);
    }
  }
}
