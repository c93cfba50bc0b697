package dev.stom.core.spi;

/**
 * The names of the fields that a decoder reads from one kind of object, made once and matched
 * against a frame's bytes without making a text. A field's number is its place in the list, from 0.
 *
 * <p>Immutable, safe for any number of threads.
 */
public final class FieldNames {
  /** Most names in one set: one bit each tells, in a {@code long}, which were seen. */
  public static final int MAX_NAMES = 64;

  final WordTable table;

  /** One bit for each field without which the object is malformed. */
  final long required;

  private FieldNames(WordTable table, long required) {
    this.table = table;
    this.required = required;
  }

  /**
   * Makes a set in which no field is required.
   *
   * @param names 1 to {@value #MAX_NAMES} different names, as the venue writes them
   * @return the set; the n-th name has the number n - 1
   */
  public static FieldNames of(String... names) {
    if (names.length == 0 || names.length > MAX_NAMES) {
      throw new IllegalArgumentException(
          "names has " + names.length + " entries; give 1 to " + MAX_NAMES);
    }
    return new FieldNames(new WordTable("field name", names), 0);
  }

  /**
   * Makes a set in which these fields are required too: an object that ends without one of them is
   * a {@link MalformedFrame}. A field that is present and null counts as present.
   *
   * @param names names of this set
   * @return a new set with the same numbers
   */
  public FieldNames requiring(String... names) {
    long mask = required;
    for (String name : names) {
      mask |= 1L << number(name);
    }
    return new FieldNames(table, mask);
  }

  /**
   * Makes a set in which all fields are required.
   *
   * @return a new set with the same numbers
   */
  public FieldNames requiringAll() {
    return new FieldNames(table, -1L >>> (64 - table.size()));
  }

  /**
   * Counts the names.
   *
   * @return from 1 to {@value #MAX_NAMES}
   */
  public int size() {
    return table.size();
  }

  /**
   * Returns a field's name.
   *
   * @param number from 0 to {@link #size()} - 1
   * @return the name
   */
  public String name(int number) {
    if (number < 0 || number >= table.size()) {
      throw new IllegalArgumentException(
          "number is " + number + "; this set has fields 0 to " + (table.size() - 1));
    }
    return table.word(number);
  }

  private int number(String name) {
    for (int i = 0; i < table.size(); i++) {
      if (table.word(i).equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("\"" + name + "\" is not a name of this set");
  }
}
