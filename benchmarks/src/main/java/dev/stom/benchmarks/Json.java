package dev.stom.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;

/**
 * What a hand-written adapter asks of a streaming library. A fork of a benchmark loads one
 * implementation only, so that the compiler sees through it: measured is the library, driven as
 * someone would who cares for speed.
 */
interface Json {
  /** No more fields. */
  int END = -1;

  /** Enters an object. */
  void beginObject() throws IOException;

  /** The number of the next known field, whose value comes next; leaves the object at its end. */
  int nextField(Names names) throws IOException;

  /** Enters an array. */
  void beginArray() throws IOException;

  /** Whether there is another element, which comes next; leaves the array at its end. */
  boolean hasElement() throws IOException;

  /** Reads a text; null is "". */
  String text() throws IOException;

  /** Reads a number, or a text that is one, exactly. */
  BigDecimal decimal() throws IOException;

  /** Reads a whole number. */
  long integer() throws IOException;

  /** Reads true or false. */
  boolean flag() throws IOException;
}
