package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import java.util.Objects;

/**
 * Two instruments that trade the same thing: the statement that a premium between them makes sense.
 * Equal codes are no proof of it, because one code can be different coins at two venues; whoever
 * makes a pair vouches for it.
 *
 * @param asset what it is called in readings and alerts; need not be the code at either venue
 * @param korean where it is traded for won
 * @param global where it is traded for dollars or a dollar token
 */
public record KimpPair(Asset asset, Instrument korean, Instrument global) {
  /** Checks the currencies. */
  public KimpPair {
    Objects.requireNonNull(asset, "asset");
    Objects.requireNonNull(korean, "korean");
    Objects.requireNonNull(global, "global");
    if (!korean.quote().equals(Asset.KRW)) {
      throw new IllegalArgumentException(
          "korean must be priced in KRW but is " + korean + " priced in " + korean.quote());
    }
    if (global.quote().equals(Asset.KRW)) {
      throw new IllegalArgumentException(
          "global must be priced in dollars or a dollar token but is " + global + " priced in KRW");
    }
  }

  /** Returns for example {@code BTC (upbit:KRW-BTC / binance:BTCUSDT)}. */
  @Override
  public String toString() {
    return asset + " (" + korean + " / " + global + ")";
  }
}
