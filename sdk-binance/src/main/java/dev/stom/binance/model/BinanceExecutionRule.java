package dev.stom.binance.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One execution rule. An order beyond a {@code PRICE_RANGE} is accepted and ends as expired later.
 * Figures that a rule does not have are null.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param ruleType {@code PRICE_RANGE}; new words may come
 * @param bidLimitMultUp highest buying price by reference price
 * @param bidLimitMultDown lowest buying price by reference price
 * @param askLimitMultUp highest selling price by reference price
 * @param askLimitMultDown lowest selling price by reference price
 */
public record BinanceExecutionRule(
    String ruleType,
    @Nullable BigDecimal bidLimitMultUp,
    @Nullable BigDecimal bidLimitMultDown,
    @Nullable BigDecimal askLimitMultUp,
    @Nullable BigDecimal askLimitMultDown) {}
