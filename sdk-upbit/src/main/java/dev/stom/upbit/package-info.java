/**
 * Upbit's public market data. Read {@link dev.stom.upbit.Upbit} first, the one door; then {@link
 * dev.stom.core.market.MarketDataSource}, what all venues have in common; then {@link
 * dev.stom.upbit.UpbitMarketApi} and {@link dev.stom.upbit.UpbitStreams}, everything that Upbit
 * offers in its own words, with the records of {@code dev.stom.upbit.model}.
 *
 * <p>Not here: accounts and orders.
 */
package dev.stom.upbit;
