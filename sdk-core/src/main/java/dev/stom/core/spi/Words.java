package dev.stom.core.spi;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A set of texts that a frame is expected to hold, such as the words of an enumeration or the
 * symbols subscribed to, found by their bytes without making a text. A word's number is its place
 * in the list, from 0, so an array beside it can hold what the word stands for.
 *
 * <p>Immutable, safe for any number of threads: when the expected texts change, make a new one.
 */
public final class Words {
  final WordTable table;

  private Words(String[] words) {
    this.table = new WordTable("word", words);
  }

  /**
   * Makes a set.
   *
   * @param words different texts, exact and case-sensitive; may be none
   * @return the set; the n-th word has the number n - 1
   */
  public static Words of(String... words) {
    return new Words(words);
  }

  /**
   * Makes a set.
   *
   * @param words different texts, exact and case-sensitive; may be empty
   * @return the set; numbers follow the collection's order
   */
  public static Words of(Collection<String> words) {
    return new Words(words.toArray(String[]::new));
  }

  /**
   * Counts the words.
   *
   * @return 0 or more
   */
  public int size() {
    return table.size();
  }

  /**
   * Returns a word.
   *
   * @param number from 0 to {@link #size()} - 1
   * @return the word, always the same object
   */
  public String word(int number) {
    if (number < 0 || number >= table.size()) {
      throw new IllegalArgumentException(
          "number is " + number + "; this set has " + table.size() + " words, from 0");
    }
    return table.word(number);
  }

  /**
   * Finds a word.
   *
   * @param text a text
   * @return its number, or {@link JsonCursor#UNKNOWN}
   */
  public int numberOf(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int found = table.find(utf8, 0, utf8.length);
    return found >= 0 && table.word(found).equals(text) ? found : JsonCursor.UNKNOWN;
  }
}
