/**
 * JMH benchmarks: our decoders beside Moshi and Jackson on the same frames, and the rate limiter.
 * Start with {@link dev.stom.benchmarks.Bench}.
 */
@org.jspecify.annotations.NullMarked
package dev.stom.benchmarks;
