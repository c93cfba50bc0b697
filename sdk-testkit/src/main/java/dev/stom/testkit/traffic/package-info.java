/**
 * What a simulated venue has seen and printed: {@link dev.stom.testkit.traffic.Traffic} is the
 * summary, {@link dev.stom.testkit.traffic.TapedTrade} one trade of its tape.
 */
package dev.stom.testkit.traffic;
