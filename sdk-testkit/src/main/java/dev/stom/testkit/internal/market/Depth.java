package dev.stom.testkit.internal.market;

/**
 * An order book at one step. Prices and sizes are in units of 10⁻⁸; the arrays are as long as the
 * book is deep, shared between readers, and not to be changed.
 *
 * @param bidPrices descending
 * @param bidSizes beside the bid prices
 * @param askPrices ascending
 * @param askSizes beside the ask prices
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Depth(long[] bidPrices, long[] bidSizes, long[] askPrices, long[] askSizes) {}
