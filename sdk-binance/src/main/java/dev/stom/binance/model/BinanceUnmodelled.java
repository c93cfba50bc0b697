package dev.stom.binance.model;

import org.jspecify.annotations.Nullable;

/**
 * A message of a kind that this version does not model: valid JSON, kept as it came.
 *
 * @param event the venue's word for it ({@code e}), or null when it has none
 * @param json the whole frame
 */
public record BinanceUnmodelled(@Nullable String event, String json) implements BinanceMessage {}
