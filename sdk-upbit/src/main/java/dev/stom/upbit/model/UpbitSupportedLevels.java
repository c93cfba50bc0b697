package dev.stom.upbit.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import java.util.List;

/**
 * Into which price steps a book can be gathered, as {@code GET /v1/orderbook/supported_levels}
 * answers. Superseded by {@link UpbitOrderbookInstrument} (Upbit notice, 2025-07-31).
 *
 * @param market the pair
 * @param supportedLevels the widths, 0 for none
 */
public record UpbitSupportedLevels(
    String market, @WireName("supported_levels") List<BigDecimal> supportedLevels) {
  /** Copies the widths. */
  public UpbitSupportedLevels {
    supportedLevels = List.copyOf(supportedLevels);
  }
}
