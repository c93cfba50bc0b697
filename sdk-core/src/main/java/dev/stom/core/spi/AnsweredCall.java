package dev.stom.core.spi;

import dev.stom.core.runtime.RateLimiter.Permit;

/**
 * A request that was answered, with what is needed to learn from the answer.
 *
 * @param request what was asked
 * @param answer what came
 * @param permit what the limiter had granted for it; released once the answer has been learned from
 * @param sentNanos {@link dev.stom.core.runtime.TimeSource#nanoTime} before it was sent
 * @param receivedNanos the same after the answer came
 */
public record AnsweredCall(
    ApiRequest<?> request, HttpAnswer answer, Permit permit, long sentNanos, long receivedNanos) {}
