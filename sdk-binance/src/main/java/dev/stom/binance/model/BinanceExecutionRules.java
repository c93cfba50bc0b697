package dev.stom.binance.model;

import java.util.List;

/**
 * Rules that orders are executed under, from {@code GET /api/v3/executionRules}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param symbolRules by symbol
 */
public record BinanceExecutionRules(List<BinanceSymbolRules> symbolRules) {}
