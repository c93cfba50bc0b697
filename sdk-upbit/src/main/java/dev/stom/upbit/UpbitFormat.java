package dev.stom.upbit;

/**
 * How Upbit is asked to write its stream frames. What they say is the same; the SDK reads all of
 * them.
 *
 * <p>Source: Upbit developer centre, websocket-guide, 2026-08-31.
 */
public enum UpbitFormat {
  /** Full field names, one object a frame. */
  DEFAULT,
  /** Short field names, one object a frame: about half the bytes. */
  SIMPLE,
  /** Full field names, each frame an array of one object. */
  JSON_LIST,
  /** Short field names, each frame an array of one object. */
  SIMPLE_LIST
}
