package dev.stom.core.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A fixed set of words, found by their UTF-8 bytes without making a text. Immutable. */
final class WordTable {
  static final int ABSENT = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** 2^64 / golden ratio: spreads any input over the upper bits of the product. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final String[] words;
  private final byte[][] utf8;

  /** The first eight bytes of each word, missing ones zero. */
  private final long[] heads;

  /** Open addressing: a word's index + 1, or 0 where free. At most a quarter is taken. */
  private final int[] slots;

  private final int shift;

  WordTable(String what, String[] words) {
    this.words = words.clone();
    this.utf8 = new byte[words.length][];
    this.heads = new long[words.length];
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
      int slot = slot(heads[i], bytes, 0, bytes.length);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i + 1;
    }
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
    int slot = slot(head, in, offset, length);
    for (int entry; (entry = slots[slot]) != 0; slot = (slot + 1) & (slots.length - 1)) {
      int index = entry - 1;
      if (heads[index] == head) {
        byte[] word = utf8[index];
        if (word.length == length
            && (length <= 8
                || Arrays.equals(in, offset + 8, offset + length, word, 8, word.length))) {
          return index;
        }
      }
    }
    return ABSENT;
  }

  private int slot(long head, byte[] in, int offset, int length) {
    long mixed = head;
    if (length > 8) {
      mixed ^= Long.rotateLeft(eight(in, offset + length - 8), 23);
    }
    return (int) (((mixed ^ length) * SPREAD) >>> shift);
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
