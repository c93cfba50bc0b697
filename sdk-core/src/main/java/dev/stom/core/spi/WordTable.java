package dev.stom.core.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A fixed set of words, found by their UTF-8 bytes without making a text. Immutable. */
final class WordTable {
  static final int ABSENT = -1;

  /** How many bytes {@link #isNextName} may look at: a name of sixteen, a quote and a colon. */
  static final int GUESSED = 18;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** 2^64 / golden ratio: spreads any input over the upper bits of the product. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final String[] words;
  private final byte[][] utf8;

  /** The first eight bytes of each word, missing ones zero. */
  private final long[] heads;

  /** The last eight bytes of each word longer than eight: up to sixteen, the two are all of it. */
  private final long[] tails;

  private final int[] lengths;

  /** The lengths of words that their first and last eight bytes tell, as they stand in a frame. */
  private final int[] plainLengths;

  /** Ones over the bytes that a word has among its first eight. */
  private final long[] masks;

  /** Open addressing: a word's index + 1, or 0 where free. At most a quarter is taken. */
  private final int[] slots;

  private final int shift;

  WordTable(String what, String[] words) {
    this.words = words.clone();
    this.utf8 = new byte[words.length][];
    this.heads = new long[words.length];
    this.tails = new long[words.length];
    this.lengths = new int[words.length];
    this.plainLengths = new int[words.length];
    this.masks = new long[words.length];
    int bits = Math.max(2, 34 - Integer.numberOfLeadingZeros(Math.max(1, words.length)));
    this.slots = new int[1 << bits];
    this.shift = 64 - bits;
    for (int i = 0; i < words.length; i++) {
      byte[] bytes = words[i].getBytes(StandardCharsets.UTF_8);
      if (!new String(bytes, StandardCharsets.UTF_8).equals(words[i])) {
        throw new IllegalArgumentException(
            what + " " + i + " holds half of a surrogate pair, which UTF-8 cannot carry");
      }
      if (find(bytes, 0, bytes.length) != ABSENT) {
        throw new IllegalArgumentException(
            what + " \"" + words[i] + "\" is given twice; name each one once");
      }
      utf8[i] = bytes;
      heads[i] = head(bytes, 0, bytes.length);
      tails[i] = bytes.length > 8 ? eight(bytes, bytes.length - 8) : 0;
      lengths[i] = bytes.length;
      plainLengths[i] = bytes.length <= 16 && isPlain(bytes) ? bytes.length : -1;
      masks[i] = bytes.length >= 8 ? -1L : (1L << (bytes.length << 3)) - 1;
      int slot = slot(heads[i], tails[i], bytes.length);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i + 1;
    }
  }

  private static boolean isPlain(byte[] word) {
    for (byte b : word) {
      if (b < ' ' || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  int size() {
    return words.length;
  }

  String word(int index) {
    return words[index];
  }

  /** Returns the word's index, or {@link #ABSENT}. */
  int find(byte[] in, int offset, int length) {
    long head = head(in, offset, length);
    long tail = length > 8 ? eight(in, offset + length - 8) : 0;
    return find(head, tail, length, in, offset);
  }

  /** The same, for a caller that has loaded the first and, beyond eight, the last eight bytes. */
  int find(long head, long tail, int length, byte[] in, int offset) {
    for (int slot = slot(head, tail, length), entry; (entry = slots[slot]) != 0; ) {
      int index = entry - 1;
      if (heads[index] == head
          && tails[index] == tail
          && lengths[index] == length
          && (length <= 16 || sameMiddle(utf8[index], in, offset))) {
        return index;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return ABSENT;
  }

  /**
   * Tells whether a word stands next as a field's name, closing quote and colon included. At least
   * {@link #GUESSED} bytes must follow. A word that no frame can write plainly is never found.
   */
  boolean isNextName(int index, byte[] in, int from) {
    int length = plainLengths[index];
    return length >= 0
        && ((eight(in, from) ^ heads[index]) & masks[index]) == 0
        && (length <= 8 || eight(in, from + length - 8) == tails[index])
        && in[from + length] == '"'
        && in[from + length + 1] == ':';
  }

  int length(int index) {
    return lengths[index];
  }

  private static boolean sameMiddle(byte[] word, byte[] in, int offset) {
    return Arrays.equals(word, 8, word.length - 8, in, offset + 8, offset + word.length - 8);
  }

  private int slot(long head, long tail, int length) {
    long mixed = head ^ Long.rotateLeft(tail, 23) ^ length;
    return (int) ((mixed * SPREAD) >>> shift);
  }

  private static long head(byte[] in, int offset, int length) {
    if (length >= 8) {
      return eight(in, offset);
    }
    if (in.length - offset >= 8) {
      return eight(in, offset) & ((1L << (length << 3)) - 1);
    }
    long head = 0;
    for (int i = length - 1; i >= 0; i--) {
      head = (head << 8) | (in[offset + i] & 0xff);
    }
    return head;
  }

  /** Eight bytes at once, the first one lowest. */
  static long eight(byte[] in, int offset) {
    return (long) LONGS.get(in, offset);
  }
}
