package dev.stom.binance.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A rule that orders must keep, as the venue wrote it: its name and its fields. New kinds come
 * through like known ones.
 *
 * <p>Source: Binance Spot API documentation, filters.md, 2026-07-21.
 *
 * @param type for example {@code PRICE_FILTER}, {@code LOT_SIZE}, {@code NOTIONAL}
 * @param fields values by name, in the venue's order, numbers and booleans as text; the type is not
 *     among them
 */
public record BinanceFilter(String type, Map<String, String> fields) {
  /** Copies the fields. */
  public BinanceFilter {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * Returns a field that is a decimal.
   *
   * @param name for example {@code tickSize}
   * @return exactly what the venue wrote, or empty when the filter has no such field
   * @throws NumberFormatException when the field is not a decimal
   */
  public Optional<BigDecimal> decimal(String name) {
    return Optional.ofNullable(fields.get(name)).map(BigDecimal::new);
  }

  /**
   * Tells whether a field is true.
   *
   * @param name for example {@code applyMinToMarket}
   * @return false when it is false or absent
   */
  public boolean isTrue(String name) {
    return "true".equals(fields.get(name));
  }
}
