package dev.stom.binance.model;

import java.util.List;

/**
 * The execution rules of one symbol.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param symbol upper case, for example {@code BTCUSDT}
 * @param rules may be empty
 */
public record BinanceSymbolRules(String symbol, List<BinanceExecutionRule> rules) {}
