package dev.stom.binance.model;

import java.util.List;

/**
 * Smart order routing for one base asset, from {@code GET /api/v3/exchangeInfo}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param baseAsset what is routed
 * @param symbols between which symbols
 */
public record BinanceSor(String baseAsset, List<String> symbols) {}
