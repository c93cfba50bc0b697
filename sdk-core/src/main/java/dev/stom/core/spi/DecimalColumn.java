package dev.stom.core.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A growable column of exact decimals, such as the prices of one side of an order book, kept in
 * primitives: an unscaled {@code long} and a scale each. A decimal that no {@code long} holds is
 * kept as the object it is. Scales are kept as they were given.
 *
 * <p><b>Threads:</b> none of its methods is safe against a change from another thread. A column
 * that is no longer changed may be read by any number of threads once it is safely published.
 */
public final class DecimalColumn {
  /** Room at first: the levels of a shallow book. */
  static final int FIRST_CAPACITY = 16;

  /** Powers of ten that a {@code long} holds. */
  private static final long[] TENS = new long[19];

  private static final BigDecimal[] NONE = {};

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private long[] unscaled;
  private int[] scales;

  /** Where an entry is not null it is the value and the two primitives are void. Empty: no such. */
  private @Nullable BigDecimal[] wide = NONE;

  private int size;

  /** Makes an empty column. */
  public DecimalColumn() {
    this(FIRST_CAPACITY);
  }

  /**
   * Makes an empty column.
   *
   * @param capacity how many decimals it takes before it grows, 0 or more
   */
  public DecimalColumn(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("capacity is " + capacity + "; it must be 0 or more");
    }
    this.unscaled = new long[capacity];
    this.scales = new int[capacity];
  }

  /**
   * Counts the decimals.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * Tells whether there are none.
   *
   * @return true when {@link #size()} is 0
   */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * Appends a decimal.
   *
   * @param value the decimal, of any size and scale
   */
  public void add(BigDecimal value) {
    Objects.requireNonNull(value, "value");
    grow(size + 1);
    put(size++, value);
  }

  /**
   * Appends unscaled × 10<sup>-scale</sup>.
   *
   * @param unscaledValue the digits
   * @param scale how many of them are decimals; negative for trailing zeros not written
   */
  public void add(long unscaledValue, int scale) {
    grow(size + 1);
    put(size++, unscaledValue, scale);
  }

  /**
   * Appends a decimal of another column, without making an object.
   *
   * @param other a column, possibly this one
   * @param index which of its decimals
   */
  public void addFrom(DecimalColumn other, int index) {
    insertFrom(size, other, index);
  }

  /**
   * Inserts a decimal of another column; those from {@code at} on move up by one.
   *
   * @param at from 0 to {@link #size()}
   * @param other a column, possibly this one
   * @param index which of its decimals, as counted before the insertion
   */
  public void insertFrom(int at, DecimalColumn other, int index) {
    Objects.checkIndex(at, size + 1);
    other.check(index);
    BigDecimal wideValue = other.wideAt(index);
    long longValue = other.unscaled[index];
    int scale = other.scales[index];
    grow(size + 1);
    System.arraycopy(unscaled, at, unscaled, at + 1, size - at);
    System.arraycopy(scales, at, scales, at + 1, size - at);
    if (wide.length != 0) {
      System.arraycopy(wide, at, wide, at + 1, size - at);
    }
    size++;
    if (wideValue == null) {
      put(at, longValue, scale);
    } else {
      putWide(at, wideValue);
    }
  }

  /**
   * Replaces a decimal by one of another column.
   *
   * @param at which decimal of this column
   * @param other a column, possibly this one
   * @param index which of its decimals
   */
  public void setFrom(int at, DecimalColumn other, int index) {
    check(at);
    other.check(index);
    BigDecimal wideValue = other.wideAt(index);
    if (wideValue == null) {
      put(at, other.unscaled[index], other.scales[index]);
    } else {
      putWide(at, wideValue);
    }
  }

  /**
   * Takes a decimal out; those above move down by one.
   *
   * @param index which decimal
   */
  public void remove(int index) {
    check(index);
    int above = size - index - 1;
    System.arraycopy(unscaled, index + 1, unscaled, index, above);
    System.arraycopy(scales, index + 1, scales, index, above);
    if (wide.length != 0) {
      System.arraycopy(wide, index + 1, wide, index, above);
      wide[size - 1] = null;
    }
    size--;
  }

  /**
   * Keeps only the first decimals.
   *
   * @param newSize from 0 to {@link #size()}
   */
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("newSize is " + newSize + "; the column has " + size);
    }
    if (wide.length != 0) {
      Arrays.fill(wide, newSize, size, null);
    }
    size = newSize;
  }

  /** Takes all decimals out and keeps the room. */
  public void clear() {
    size = 0;
    wide = NONE;
  }

  /**
   * Returns a decimal as an object.
   *
   * @param index which decimal
   * @return the value with the scale it was given
   */
  public BigDecimal get(int index) {
    check(index);
    BigDecimal wideValue = wideAt(index);
    return wideValue != null ? wideValue : BigDecimal.valueOf(unscaled[index], scales[index]);
  }

  /**
   * Tells a decimal's sign.
   *
   * @param index which decimal
   * @return -1, 0 or 1
   */
  public int signum(int index) {
    check(index);
    BigDecimal wideValue = wideAt(index);
    return wideValue != null ? wideValue.signum() : Long.signum(unscaled[index]);
  }

  /**
   * Compares by value: 1.0 and 1.00 are the same.
   *
   * @param index which decimal of this column
   * @param other a column, possibly this one
   * @param otherIndex which of its decimals
   * @return less than, equal to or greater than 0, as {@link BigDecimal#compareTo}
   */
  public int compare(int index, DecimalColumn other, int otherIndex) {
    check(index);
    other.check(otherIndex);
    if (wideAt(index) != null || other.wideAt(otherIndex) != null) {
      return get(index).compareTo(other.get(otherIndex));
    }
    return compare(
        unscaled[index], scales[index], other.unscaled[otherIndex], other.scales[otherIndex]);
  }

  /**
   * Compares with a decimal by value.
   *
   * @param index which decimal of this column
   * @param value the other one
   * @return less than, equal to or greater than 0, as {@link BigDecimal#compareTo}
   */
  public int compare(int index, BigDecimal value) {
    return get(index).compareTo(value);
  }

  private static int compare(long left, int leftScale, long right, int rightScale) {
    if (leftScale == rightScale) {
      return Long.compare(left, right);
    }
    if (leftScale > rightScale) {
      return -compare(right, rightScale, left, leftScale);
    }
    long missing = (long) rightScale - leftScale;
    if (left == 0 || missing >= TENS.length) {
      return left == 0 ? -Long.signum(right) : Long.signum(left); // beyond every long
    }
    long ten = TENS[(int) missing];
    long low = left * ten;
    return Math.multiplyHigh(left, ten) == low >> 63
        ? Long.compare(low, right)
        : Long.signum(left); // beyond every long
  }

  /**
   * Copies the column, without room to spare.
   *
   * @return a column of its own
   */
  public DecimalColumn copy() {
    DecimalColumn copy = new DecimalColumn(0);
    copy.unscaled = Arrays.copyOf(unscaled, size);
    copy.scales = Arrays.copyOf(scales, size);
    copy.wide = wide.length == 0 ? NONE : Arrays.copyOf(wide, size);
    copy.size = size;
    return copy;
  }

  /**
   * Copies a part of the column, with room to spare.
   *
   * @param from the first decimal
   * @param to the one after the last
   * @param capacity how many decimals the copy takes before it grows, at least {@code to - from}
   * @return a column of its own
   */
  public DecimalColumn copy(int from, int to, int capacity) {
    Objects.checkFromToIndex(from, to, size);
    DecimalColumn copy = new DecimalColumn(Math.max(capacity, to - from));
    System.arraycopy(unscaled, from, copy.unscaled, 0, to - from);
    System.arraycopy(scales, from, copy.scales, 0, to - from);
    if (wide.length != 0) {
      copy.wide = new BigDecimal[copy.unscaled.length];
      System.arraycopy(wide, from, copy.wide, 0, to - from);
    }
    copy.size = to - from;
    return copy;
  }

  /** Gives back the room that is not used. */
  public void trim() {
    unscaled = Arrays.copyOf(unscaled, size);
    scales = Arrays.copyOf(scales, size);
    wide = wide.length == 0 ? NONE : Arrays.copyOf(wide, size);
  }

  /**
   * Writes the decimals for people.
   *
   * @return the decimals in brackets
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ", ").append(get(i));
    }
    return text.append(']').toString();
  }

  private void check(int index) {
    Objects.checkIndex(index, size);
  }

  private @Nullable BigDecimal wideAt(int index) {
    return wide.length == 0 ? null : wide[index];
  }

  private void put(int index, long unscaledValue, int scale) {
    unscaled[index] = unscaledValue;
    scales[index] = scale;
    if (wide.length != 0) {
      wide[index] = null;
    }
  }

  private void put(int index, BigDecimal value) {
    BigInteger digits = value.unscaledValue();
    if (digits.bitLength() < Long.SIZE) {
      put(index, digits.longValue(), value.scale());
    } else {
      putWide(index, value);
    }
  }

  private void putWide(int index, BigDecimal value) {
    if (wide.length == 0) {
      wide = new BigDecimal[unscaled.length];
    }
    wide[index] = value;
  }

  private void grow(int needed) {
    if (needed <= unscaled.length) {
      return;
    }
    int capacity = Math.max(needed, Math.max(FIRST_CAPACITY, unscaled.length * 2));
    unscaled = Arrays.copyOf(unscaled, capacity);
    scales = Arrays.copyOf(scales, capacity);
    if (wide.length != 0) {
      wide = Arrays.copyOf(wide, capacity);
    }
  }
}
