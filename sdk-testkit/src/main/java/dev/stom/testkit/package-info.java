/**
 * Venues to test bots against: {@link dev.stom.testkit.SimulatedUpbit} and {@link
 * dev.stom.testkit.SimulatedBinance} speak the real protocols over loopback sockets or in memory,
 * on a shared {@link dev.stom.testkit.SimulatedMarket}. What they shall do wrong is scripted
 * through {@link dev.stom.testkit.SimulatedVenue#faults()}, what they have seen is in {@link
 * dev.stom.testkit.SimulatedVenue#traffic()}.
 *
 * <p>Not here: anything of the SDK's own decoding, books, limits or signing. A simulator that used
 * them could not find their errors.
 */
package dev.stom.testkit;
