package dev.stom.core.spi;

import java.nio.charset.StandardCharsets;

/**
 * A frame that cannot be read: not JSON by RFC 8259, beyond the reader's bounds, or not of the
 * shape that its decoder knows. The one exception that reading a frame can end in; the caller drops
 * the frame, reports it and goes on with the next.
 *
 * <p>Carries no stack trace: it is an answer about data, may come in numbers, and says by itself
 * where in the frame the fault is.
 */
public final class MalformedFrame extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How many bytes before the fault the excerpt shows: enough to see which field it is. */
  static final int EXCERPT_BEFORE = 16;

  /** How many bytes from the fault on the excerpt shows; the whole stays far from a payload. */
  static final int EXCERPT_AFTER = 16;

  /** What is wrong. */
  private final String reason;

  /** Where, from the frame's beginning. */
  private final int offset;

  /** What is written there. */
  private final String excerpt;

  /**
   * Makes the exception.
   *
   * @param reason what is wrong, a clause for people such as "expected a number"
   * @param offset where, in bytes from the frame's beginning
   * @param excerpt a few characters around that place, or an empty text
   */
  public MalformedFrame(String reason, int offset, String excerpt) {
    super(
        reason + " at byte " + offset + (excerpt.isEmpty() ? "" : ", near `" + excerpt + "`"),
        null,
        false,
        false);
    this.reason = reason;
    this.offset = offset;
    this.excerpt = excerpt;
  }

  static MalformedFrame at(String reason, byte[] in, int from, int to, int at) {
    int begin = Math.max(from, at - EXCERPT_BEFORE);
    int end = Math.min(to, at + EXCERPT_AFTER);
    byte[] shown = new byte[Math.max(0, end - begin)];
    for (int i = 0; i < shown.length; i++) {
      byte b = in[begin + i];
      shown[i] = b >= ' ' && b < 0x7f ? b : (byte) '?';
    }
    return new MalformedFrame(reason, at - from, new String(shown, StandardCharsets.US_ASCII));
  }

  /**
   * Says what is wrong.
   *
   * @return a clause for people
   */
  public String reason() {
    return reason;
  }

  /**
   * Says where.
   *
   * @return bytes from the frame's beginning, from 0 to the frame's length
   */
  public int offset() {
    return offset;
  }

  /**
   * Shows the surroundings of the fault.
   *
   * @return at most 32 characters of printable ASCII, {@code ?} for any other byte; may be empty
   */
  public String excerpt() {
    return excerpt;
  }
}
