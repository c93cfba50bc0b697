package dev.stom.kimp;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a monitor measures by.
 *
 * @param threshold as a fraction
 * @param hysteresis as a fraction
 * @param maxPriceAge an older price is out of date
 */
record KimpLimits(BigDecimal threshold, BigDecimal hysteresis, Duration maxPriceAge) {}
