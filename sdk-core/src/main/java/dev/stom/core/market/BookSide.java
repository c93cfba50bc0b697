package dev.stom.core.market;

import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * One side of an order book, best price first. Immutable; two sides are equal when their levels
 * are.
 *
 * <p>Implementations may keep the levels as primitive columns and make the decimals when asked;
 * hold on to a level rather than asking for it again in a tight loop.
 */
public abstract class BookSide {
  private static final BookSide EMPTY = new Listed(List.of(), false);

  /** For implementations. */
  protected BookSide() {}

  /**
   * A side of given levels.
   *
   * @param levels best price first
   * @return the side
   */
  public static BookSide of(List<BookLevel> levels) {
    return levels.isEmpty() ? EMPTY : new Listed(List.copyOf(levels), false);
  }

  /**
   * A side of given levels beyond which nothing rests.
   *
   * @param levels best price first, all that there are
   * @return the side
   */
  public static BookSide whole(List<BookLevel> levels) {
    return new Listed(List.copyOf(levels), true);
  }

  /**
   * Tells whether these are all levels that there are: nothing rests beyond the last one.
   *
   * @return true when that is known; false when more may rest where nobody looked, as on every side
   *     that was cut or asked for in part
   */
  public boolean isWhole() {
    return false;
  }

  /**
   * Returns how many levels are shown.
   *
   * @return the number of levels; 0 for an empty side
   */
  public abstract int depth();

  /**
   * Returns a level's price.
   *
   * @param index from 0, the best
   * @return quote asset per one base
   * @throws IndexOutOfBoundsException when there is no such level
   */
  public abstract BigDecimal price(int index);

  /**
   * Returns a level's quantity.
   *
   * @param index from 0, the best
   * @return units of base
   * @throws IndexOutOfBoundsException when there is no such level
   */
  public abstract BigDecimal quantity(int index);

  /**
   * Returns a level.
   *
   * @param index from 0, the best
   * @return price and quantity
   * @throws IndexOutOfBoundsException when there is no such level
   */
  public BookLevel level(int index) {
    return new BookLevel(price(index), quantity(index));
  }

  /**
   * Returns the best level.
   *
   * @return the level at index 0, or empty for an empty side
   */
  public final Optional<BookLevel> best() {
    return depth() == 0 ? Optional.empty() : Optional.of(level(0));
  }

  /**
   * Returns the first levels only.
   *
   * @param depth how many at most; not negative
   * @return this side if it is no deeper
   */
  public BookSide top(int depth) {
    if (depth < 0) {
      throw new IllegalArgumentException("depth must not be negative but is " + depth);
    }
    return depth >= depth() ? this : of(levels().subList(0, depth));
  }

  /**
   * Sums what rests on the first levels, exactly.
   *
   * @param levels how many at most; not negative
   * @return quantity and notional
   */
  public final BookDepth cumulative(int levels) {
    return BookWalk.best(this, levels);
  }

  /**
   * Returns all levels as an unmodifiable list, best first.
   *
   * @return a view; its elements are made when asked for
   */
  public final List<BookLevel> levels() {
    return new Levels();
  }

  @Override
  public final boolean equals(@Nullable Object o) {
    return o instanceof BookSide other && levels().equals(other.levels());
  }

  @Override
  public final int hashCode() {
    return levels().hashCode();
  }

  @Override
  public final String toString() {
    return levels().toString();
  }

  private final class Levels extends AbstractList<BookLevel> implements RandomAccess {
    @Override
    public BookLevel get(int index) {
      return level(index);
    }

    @Override
    public int size() {
      return depth();
    }
  }

  private static final class Listed extends BookSide {
    private final List<BookLevel> listed;
    private final boolean whole;

    Listed(List<BookLevel> listed, boolean whole) {
      this.listed = listed;
      this.whole = whole;
    }

    @Override
    public boolean isWhole() {
      return whole;
    }

    @Override
    public int depth() {
      return listed.size();
    }

    @Override
    public BigDecimal price(int index) {
      return listed.get(index).price();
    }

    @Override
    public BigDecimal quantity(int index) {
      return listed.get(index).quantity();
    }

    @Override
    public BookLevel level(int index) {
      return listed.get(index);
    }
  }
}
