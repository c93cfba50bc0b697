package dev.stom.benchmarks;

/**
 * What was measured of one benchmark.
 *
 * @param nanos time of one operation, nanoseconds
 * @param bytes what one operation allocates, bytes
 */
record Figure(double nanos, double bytes) {}
