package dev.stom.testkit.traffic;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade that a simulated venue has printed, whether anybody heard of it or not: what a test
 * compares with what a client delivered.
 *
 * @param id the venue's id as its streams and its REST write it: on Binance that of {@code @trade},
 *     which counts up by one; on Upbit the {@code sequential_id}
 * @param at when, by the venue's clock
 * @param price quote asset per one unit of base
 * @param quantity units of base
 * @param takerBought whether the taker bought
 */
public record TapedTrade(
    String id, Instant at, BigDecimal price, BigDecimal quantity, boolean takerBought) {}
