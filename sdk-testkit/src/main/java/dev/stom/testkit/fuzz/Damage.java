package dev.stom.testkit.fuzz;

/** A way of breaking a frame. What comes out may by chance still be legal. */
public enum Damage {
  /** The frame ends early, possibly at once. */
  TRUNCATED,
  /** One bit is the other way round. */
  BIT_FLIPPED,
  /** One byte is another one. */
  BYTE_REPLACED,
  /** A byte that means something to JSON stands where none should. */
  BYTE_INSERTED,
  /** One byte is missing. */
  BYTE_REMOVED,
  /** A stretch of bytes is missing. */
  STRETCH_REMOVED,
  /** A stretch of bytes stands twice. */
  STRETCH_REPEATED,
  /** Bytes that are no UTF-8: overlong, half of a surrogate pair, cut short, beyond Unicode. */
  BAD_UTF8,
  /** A string holds an escape that JSON does not have, or half of one. */
  BAD_ESCAPE,
  /** A value is an array within arrays, from dozens to tens of thousands deep. */
  DEEP_NESTING,
  /** A number has thousands of digits, or an exponent that nothing can hold. */
  HUGE_NUMBER,
  /** A number is spelled as JSON forbids, such as {@code 01}, {@code +1}, {@code 1.} or NaN. */
  BAD_NUMBER,
  /** A field of some object stands twice. */
  DUPLICATE_FIELD,
  /** A value is of another kind. */
  OTHER_KIND,
  /** Something follows the frame. */
  TRAILING_BYTES,
  /** A byte order mark stands before the frame. */
  BYTE_ORDER_MARK
}
