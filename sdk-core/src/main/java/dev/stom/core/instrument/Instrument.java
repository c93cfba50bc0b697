package dev.stom.core.instrument;

import java.util.Objects;

/**
 * What is traded at a venue: one market, pair or share.
 *
 * @param venue where
 * @param symbol the venue's own spelling, exactly: {@code KRW-BTC}, {@code BTCUSDT}, {@code 005930}
 * @param base what is bought and sold; quantities count it
 * @param quote what is paid with; prices are quote per one base
 */
public record Instrument(Venue venue, String symbol, Asset base, Asset quote) {

  /** Checks the symbol. */
  public Instrument {
    Objects.requireNonNull(venue, "venue");
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(quote, "quote");
    if (symbol.isBlank()) {
      throw new IllegalArgumentException("symbol must not be blank");
    }
  }

  /** Returns venue and symbol, for example {@code upbit:KRW-BTC}. */
  @Override
  public String toString() {
    return venue.id() + ":" + symbol;
  }
}
