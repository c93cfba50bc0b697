/**
 * What runs underneath: time ({@link dev.stom.core.runtime.TimeSource}), limits ({@link
 * dev.stom.core.runtime.RateLimiter}), retries of reads and statistics.
 */
package dev.stom.core.runtime;
