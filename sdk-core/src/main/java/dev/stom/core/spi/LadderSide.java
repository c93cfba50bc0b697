package dev.stom.core.spi;

import dev.stom.core.market.BookSide;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/** A ladder as it was at one moment. Immutable: its chunks are not changed any more. */
final class LadderSide extends BookSide {
  private final Ladder.Chunk[] chunks;
  private final int[] ends; // of each chunk: how many levels come before the next one
  private final int depth;
  private final boolean whole;

  LadderSide(Ladder.Chunk[] chunks, int[] ends, int depth, boolean whole) {
    this.chunks = chunks;
    this.ends = ends;
    this.depth = depth;
    this.whole = whole;
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public boolean isWhole() {
    return whole;
  }

  @Override
  public BigDecimal price(int index) {
    int chunk = chunkOf(index);
    return chunks[chunk].prices.get(index - begin(chunk));
  }

  @Override
  public BigDecimal quantity(int index) {
    int chunk = chunkOf(index);
    return chunks[chunk].quantities.get(index - begin(chunk));
  }

  @Override
  public BookSide top(int levels) {
    if (levels < 0) {
      throw new IllegalArgumentException("depth must not be negative but is " + levels);
    }
    return levels >= depth ? this : new LadderSide(chunks, ends, levels, false);
  }

  private int chunkOf(int index) {
    Objects.checkIndex(index, depth);
    if (index < ends[0]) {
      return 0;
    }
    int found = Arrays.binarySearch(ends, index);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private int begin(int chunk) {
    return chunk == 0 ? 0 : ends[chunk - 1];
  }
}
