package dev.stom.testkit.traffic;

/**
 * A frame that a simulated venue is about to send.
 *
 * @param connection number of the connection on this venue, from 1
 * @param target path and query that the connection was opened with
 * @param text the frame's text
 */
public record SeenFrame(long connection, String target, String text) {}
