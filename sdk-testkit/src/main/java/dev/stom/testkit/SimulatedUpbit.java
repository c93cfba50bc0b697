package dev.stom.testkit;

import dev.stom.testkit.internal.upbit.UpbitEngine;

/**
 * A simulated Upbit (Korea), public half: the quotation REST below {@code /v1} and the public
 * stream {@code /websocket/v1}.
 *
 * <p>It lists {@code KRW-}, {@code BTC-} and {@code USDT-} pairs of the coins of {@link
 * SimulatedMarket}, {@code KRW-USDT} among them. {@code BTC-DOGE} is so cheap that its REST prices
 * have exponents; {@code KRW-ARDR} trades so seldom that most minutes have no candle.
 *
 * <p><b>Limits</b> (Upbit rate-limits page, 2026-10-07): ten requests a second for each group, five
 * connections a second, five messages a second and a hundred a minute for each connection; then
 * 429, then 418.
 */
public final class SimulatedUpbit extends SimulatedVenue {
  private static final String NAME = "upbit";

  private SimulatedUpbit(Settings settings, boolean sockets) {
    super(
        NAME,
        settings,
        new UpbitEngine(settings.time(), settings.market().world(), settings.limited()),
        true,
        sockets);
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
  public static SimulatedUpbit start() {
    return builder().start();
  }

  /** Builds a simulated Upbit. */
  public static final class Builder extends SimulatedVenue.Builder<Builder, SimulatedUpbit> {
    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    @Override
    public SimulatedUpbit build() {
      return new SimulatedUpbit(settings(NAME), false);
    }

    @Override
    public SimulatedUpbit start() {
      return new SimulatedUpbit(settings(NAME), true);
    }
  }
}
