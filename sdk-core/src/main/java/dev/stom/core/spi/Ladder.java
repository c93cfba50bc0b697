package dev.stom.core.spi;

import dev.stom.core.market.BookSide;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side of a book that changes: levels in short chunks of columns, best price first. A chunk
 * that a view shows is copied before it changes, so a view costs two small arrays and an update the
 * chunks that it touches, however deep the book is.
 *
 * <p>It knows its horizon: beyond it levels are unknown, and what is said about them is left out,
 * because a level without its neighbours is of no use.
 *
 * <p><b>Threads:</b> one at a time; views may be read by any number.
 */
final class Ladder {
  /**
   * A diff touches few chunks if they are long and copies little if they are short. Measured with
   * twenty levels changed of a thousand: 16 copies a third less than 32 in the same time.
   */
  static final int CHUNK = 16;

  private final int sign; // 1 for asks, -1 for bids: multiplies comparisons so that better is less
  private Chunk[] chunks = new Chunk[4]; // the first count are in use
  private int count;
  private int size;
  private long epoch; // chunks of this epoch are shown by no view yet

  /** The worst price up to which every level is known; null when all are. */
  private @Nullable DecimalColumn horizon;

  Ladder(boolean ascending) {
    this.sign = ascending ? 1 : -1;
  }

  int size() {
    return size;
  }

  /** Tells whether levels beyond the last known one may exist. */
  boolean isCut() {
    return horizon != null;
  }

  /** Tells whether the best price is at or beyond the best of the other side. */
  boolean meets(Ladder other) {
    // Better is less: for asks a lower price, for bids a higher one. A true book's best ask is
    // above
    // its best bid, so by its own order each side's best comes after the other's.
    return size > 0
        && other.size > 0
        && sign * chunks[0].prices.compare(0, other.chunks[0].prices, 0) <= 0;
  }

  /** Sets the quantity of a level; 0 takes it out. */
  void set(DecimalColumn prices, DecimalColumn quantities, int index) {
    DecimalColumn edge = horizon;
    if (edge != null && sign * prices.compare(index, edge, 0) > 0) {
      return;
    }
    boolean gone = quantities.signum(index) == 0;
    int at = chunkFor(prices, index);
    if (at < 0) {
      if (!gone) {
        insertChunk(0, Chunk.empty(epoch));
        insert(0, 0, prices, quantities, index);
      }
      return;
    }
    int slot = chunks[at].find(prices, index, sign);
    if (slot >= 0) {
      if (gone) {
        remove(at, slot);
      } else {
        writable(at).quantities.setFrom(slot, quantities, index);
      }
    } else if (!gone) {
      insert(at, -slot - 1, prices, quantities, index);
    }
  }

  /** The first chunk whose last price is not better than the given one; the last one otherwise. */
  private int chunkFor(DecimalColumn prices, int index) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunks[middle].compareLast(prices, index, sign) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private void insert(int at, int slot, DecimalColumn prices, DecimalColumn quantities, int index) {
    int chunk = at;
    int place = slot;
    if (chunks[chunk].size() >= CHUNK) {
      if (chunk == count - 1 && place == CHUNK) { // a snapshot comes in order: chunks are filled
        insertChunk(++chunk, Chunk.empty(epoch));
        place = 0;
      } else {
        Chunk full = chunks[chunk];
        chunks[chunk] = full.part(0, CHUNK / 2, epoch);
        insertChunk(chunk + 1, full.part(CHUNK / 2, CHUNK, epoch));
        if (place > CHUNK / 2) {
          chunk++;
          place -= CHUNK / 2;
        }
      }
    }
    Chunk target = writable(chunk);
    target.prices.insertFrom(place, prices, index);
    target.quantities.insertFrom(place, quantities, index);
    size++;
  }

  private void remove(int at, int slot) {
    Chunk chunk = writable(at);
    chunk.prices.remove(slot);
    chunk.quantities.remove(slot);
    size--;
    if (chunk.size() == 0) {
      removeChunk(at);
    } else if (at + 1 < count && chunk.size() + chunks[at + 1].size() <= CHUNK / 2) {
      Chunk next = chunks[at + 1];
      for (int i = 0; i < next.size(); i++) {
        chunk.prices.addFrom(next.prices, i);
        chunk.quantities.addFrom(next.quantities, i);
      }
      removeChunk(at + 1);
    }
  }

  private Chunk writable(int at) {
    Chunk chunk = chunks[at];
    if (chunk.epoch != epoch) {
      chunk = chunk.part(0, chunk.size(), epoch);
      chunks[at] = chunk;
    }
    return chunk;
  }

  private void insertChunk(int at, Chunk chunk) {
    if (count == chunks.length) {
      chunks = Arrays.copyOf(chunks, count * 2);
    }
    System.arraycopy(chunks, at, chunks, at + 1, count - at);
    chunks[at] = chunk;
    count++;
  }

  @SuppressWarnings("NullAway") // slots beyond the count are never read
  private void removeChunk(int at) {
    System.arraycopy(chunks, at + 1, chunks, at, count - at - 1);
    chunks[--count] = null;
  }

  /** Says that levels beyond the last one are unknown. */
  void cutHere() {
    if (size > 0) {
      Chunk last = chunks[count - 1];
      horizon = last.prices.copy(last.size() - 1, last.size(), 1);
    }
  }

  /** Forgets the worst levels beyond a number; what lies beyond is unknown from then on. */
  void trim(int most) {
    if (size <= most) {
      return;
    }
    while (size > most) {
      Chunk last = writable(count - 1);
      int surplus = Math.min(size - most, last.size());
      last.prices.truncate(last.size() - surplus);
      last.quantities.truncate(last.prices.size());
      size -= surplus;
      if (last.size() == 0) {
        removeChunk(count - 1);
      }
    }
    cutHere();
  }

  /** Shows the levels as they are now; later changes do not reach what is returned. */
  BookSide view() {
    epoch++;
    int[] ends = new int[count];
    int end = 0;
    for (int i = 0; i < count; i++) {
      end += chunks[i].size();
      ends[i] = end;
    }
    return new LadderSide(Arrays.copyOf(chunks, count), ends, size, horizon == null);
  }

  /** Some levels next to each other; never empty between two operations. */
  static final class Chunk {
    final DecimalColumn prices;
    final DecimalColumn quantities;
    final long epoch;

    private Chunk(DecimalColumn prices, DecimalColumn quantities, long epoch) {
      this.prices = prices;
      this.quantities = quantities;
      this.epoch = epoch;
    }

    static Chunk empty(long epoch) {
      return new Chunk(new DecimalColumn(CHUNK), new DecimalColumn(CHUNK), epoch);
    }

    int size() {
      return prices.size();
    }

    Chunk part(int from, int to, long newEpoch) {
      return new Chunk(prices.copy(from, to, CHUNK), quantities.copy(from, to, CHUNK), newEpoch);
    }

    int compareLast(DecimalColumn other, int index, int sign) {
      return sign * prices.compare(prices.size() - 1, other, index);
    }

    /** Returns the slot of a price, or −slot − 1 of where it belongs. */
    int find(DecimalColumn other, int index, int sign) {
      int low = 0;
      int high = prices.size() - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int compared = sign * prices.compare(middle, other, index);
        if (compared < 0) {
          low = middle + 1;
        } else if (compared > 0) {
          high = middle - 1;
        } else {
          return middle;
        }
      }
      return -low - 1;
    }
  }
}
