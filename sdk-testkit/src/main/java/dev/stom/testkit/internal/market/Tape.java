package dev.stom.testkit.internal.market;

/**
 * One print on the tape. Prices and sizes are in units of 10⁻⁸.
 *
 * @param id counts up by one from trade to trade
 * @param aggregateId counts up by one from taker order to taker order
 * @param millis when, in milliseconds since 1970
 * @param ordinal its number among the trades of the same millisecond, from 0
 * @param price quote asset per one unit of base
 * @param size units of base
 * @param takerBuys whether the taker bought
 */
public record Tape(
    long id,
    long aggregateId,
    long millis,
    int ordinal,
    long price,
    long size,
    boolean takerBuys) {}
