package dev.stom.upbit;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /v1/orderbook} is asked. Begin with {@link #of}, refine with the {@code with…}
 * methods.
 *
 * @param markets the pairs
 * @param count rows on each side, 1 to {@link #MAX_COUNT}
 * @param level the width of the price steps into which rows are gathered, one of the {@code
 *     supported_levels}; null for none. Upbit leaves pairs out that do not have this level
 */
public record UpbitOrderbookRequest(List<String> markets, int count, @Nullable BigDecimal level) {
  /** The most rows of a book. Source: Upbit notice orderbook_expansion, 2025-05-07. */
  public static final int MAX_COUNT = 30;

  /** Checks the parts and drops repetitions. */
  public UpbitOrderbookRequest {
    markets = List.copyOf(UpbitSymbols.checked(markets));
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("count must be 1 to " + MAX_COUNT + " but is " + count);
    }
    if (level != null && level.signum() < 0) {
      throw new IllegalArgumentException(
          "level must not be negative but is " + level.toPlainString());
    }
  }

  /**
   * Whole books.
   *
   * @param markets the pairs; at least one
   * @return the request
   */
  public static UpbitOrderbookRequest of(Collection<String> markets) {
    return new UpbitOrderbookRequest(List.copyOf(markets), MAX_COUNT, null);
  }

  /**
   * The whole book of one pair.
   *
   * @param market the pair
   * @return the request
   */
  public static UpbitOrderbookRequest of(String market) {
    return of(List.of(market));
  }

  /**
   * Asks for fewer rows.
   *
   * @param rows 1 to {@link #MAX_COUNT}
   * @return a copy
   */
  public UpbitOrderbookRequest withCount(int rows) {
    return new UpbitOrderbookRequest(markets, rows, level);
  }

  /**
   * Asks for gathered rows.
   *
   * @param width one of the {@code supported_levels}
   * @return a copy
   */
  public UpbitOrderbookRequest withLevel(BigDecimal width) {
    return new UpbitOrderbookRequest(markets, count, width);
  }
}
