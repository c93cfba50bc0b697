/** What a simulated venue has seen: {@link dev.stom.testkit.traffic.Traffic} is the summary. */
package dev.stom.testkit.traffic;
