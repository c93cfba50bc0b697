/**
 * Many things going wrong at once, and the same again for the same seed. Begin with {@link
 * dev.stom.testkit.chaos.ChaosScript}: a list of faults with their moments, to be armed on a
 * simulated venue while a program of yours runs against it. {@link
 * dev.stom.testkit.chaos.MarketDataChaos} plays a script to a client in virtual time and compares
 * every event that the client delivers with the venue's own tape.
 */
package dev.stom.testkit.chaos;
