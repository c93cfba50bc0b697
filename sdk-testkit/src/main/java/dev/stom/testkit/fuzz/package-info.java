/**
 * Generated JSON frames for testing decoders against a plain parse: the same content in every legal
 * spelling, and frames broken in every way that a line or a venue may break them. Start at {@link
 * dev.stom.testkit.fuzz.FrameFuzzer}. No decoder and no oracle is here: those belong to the test.
 */
package dev.stom.testkit.fuzz;
