/**
 * Binance spot. Read {@link dev.stom.binance.Binance} first, then {@link
 * dev.stom.binance.BinanceMarketApi} for the venue's own requests and {@link
 * dev.stom.binance.BinanceStreams} for its own streams. What comes back is in {@link
 * dev.stom.binance.model}. Futures, margin and wallet endpoints are not here.
 */
package dev.stom.binance;
