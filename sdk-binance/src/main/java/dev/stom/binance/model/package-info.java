/**
 * What Binance writes, as records in its own terms: answers of the REST endpoints and {@linkplain
 * dev.stom.binance.model.BinanceMessage messages} of the market streams. Numbers are exact, times
 * are {@link java.time.Instant}s to the microsecond, and what the venue leaves out is null.
 */
package dev.stom.binance.model;
