/**
 * Public market data in one vocabulary. Read {@link dev.stom.core.market.MarketDataSource} first,
 * then {@link dev.stom.core.market.MarketEvent} and {@link dev.stom.core.market.StreamStatus}.
 * Orders are not here.
 */
package dev.stom.core.market;
