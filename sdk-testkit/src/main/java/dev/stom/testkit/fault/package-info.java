/**
 * Scripted faults of simulated venues. Begin with {@link dev.stom.testkit.fault.Faults}; {@link
 * dev.stom.testkit.fault.HttpFault} and {@link dev.stom.testkit.fault.FrameFault} say what can go
 * wrong, and are functions, so that a test can add its own.
 */
package dev.stom.testkit.fault;
