package dev.stom.kimp;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a monitor gets its rate.
 *
 * @param source from where
 * @param maxAge an older one is out of date; null for never
 * @param jumpLimit how far a new one may lie from the one in force, as a fraction
 */
record FxPlan(FxSource source, @Nullable Duration maxAge, BigDecimal jumpLimit) {}
