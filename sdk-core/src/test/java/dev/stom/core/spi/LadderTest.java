package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookSide;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ladder against a sorted map. */
class LadderTest {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aLadderIsASortedMapWhateverHappensToIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean ascending = random.nextBoolean();
    Ladder ladder = new Ladder(ascending);
    NavigableMap<BigDecimal, BigDecimal> map =
        new TreeMap<>(ascending ? null : Collections.<BigDecimal>reverseOrder());
    int range = random.nextInt(1, 400);
    BigDecimal horizon = null;
    List<BookSide> shown = new ArrayList<>();
    List<List<BookLevel>> copies = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      BigDecimal price = BigDecimal.valueOf(random.nextInt(1, range + 1), 1);
      if (random.nextInt(4) == 0) {
        price = price.setScale(random.nextInt(1, 6)); // another spelling of the same price
      }
      BigDecimal quantity =
          random.nextInt(3) == 0
              ? BigDecimal.valueOf(0, random.nextInt(3))
              : BigDecimal.valueOf(random.nextLong(1, 1_000_000), random.nextInt(10));
      set(ladder, price, quantity);
      if (horizon == null
          || (map.comparator() == null && price.compareTo(horizon) <= 0)
          || (map.comparator() != null && price.compareTo(horizon) >= 0)) {
        if (quantity.signum() == 0) {
          map.remove(price);
        } else {
          map.put(price, quantity);
        }
      }
      if (random.nextInt(300) == 0 && !map.isEmpty()) {
        int most = random.nextInt(1, map.size() + 1);
        boolean cuts = map.size() > most;
        ladder.trim(most);
        while (map.size() > most) {
          map.pollLastEntry();
        }
        if (cuts) {
          horizon = map.lastKey();
        }
      }
      if (random.nextInt(10) == 0) {
        BookSide view = ladder.view();
        shown.add(view);
        copies.add(List.copyOf(view.levels()));
        assertThat(view.levels()).isEqualTo(levels(map));
        assertThat(view.isWhole()).isEqualTo(horizon == null);
        int some = random.nextInt(0, map.size() + 2);
        assertThat(view.top(some).levels())
            .isEqualTo(levels(map).subList(0, Math.min(some, map.size())));
      }
    }
    assertThat(ladder.size()).isEqualTo(map.size());
    for (int i = 0; i < shown.size(); i++) {
      assertThat(shown.get(i).levels()).as("a view taken earlier").isEqualTo(copies.get(i));
    }
  }

  @Test
  void twoLaddersMeetWhenTheirBestPricesAreEqualOrCrossed() {
    for (int bid = 1; bid <= 3; bid++) {
      Ladder bids = new Ladder(false);
      Ladder asks = new Ladder(true);
      assertThat(asks.meets(bids)).isFalse();
      set(bids, BigDecimal.valueOf(bid), BigDecimal.ONE);
      assertThat(asks.meets(bids)).isFalse();
      set(asks, new BigDecimal("2.0"), BigDecimal.ONE);
      assertThat(asks.meets(bids)).isEqualTo(bid >= 2);
      assertThat(bids.meets(asks)).isEqualTo(bid >= 2);
    }
  }

  @Test
  void whatIsBeyondTheHorizonIsLeftOut() {
    Ladder asks = new Ladder(true);
    set(asks, BigDecimal.valueOf(10), BigDecimal.ONE);
    set(asks, BigDecimal.valueOf(12), BigDecimal.ONE);
    asks.cutHere();
    set(asks, BigDecimal.valueOf(13), BigDecimal.ONE);
    set(asks, BigDecimal.valueOf(12), BigDecimal.ZERO);
    set(asks, BigDecimal.valueOf(11), BigDecimal.ONE);
    set(asks, new BigDecimal("12.00"), BigDecimal.TEN); // the horizon itself is known
    assertThat(asks.view().levels())
        .containsExactly(
            new BookLevel(BigDecimal.valueOf(10), BigDecimal.ONE),
            new BookLevel(BigDecimal.valueOf(11), BigDecimal.ONE),
            new BookLevel(BigDecimal.valueOf(12), BigDecimal.TEN));
  }

  private static List<BookLevel> levels(NavigableMap<BigDecimal, BigDecimal> map) {
    return map.entrySet().stream().map(e -> new BookLevel(e.getKey(), e.getValue())).toList();
  }

  private static void set(Ladder ladder, BigDecimal price, BigDecimal quantity) {
    DecimalColumn prices = new DecimalColumn();
    DecimalColumn quantities = new DecimalColumn();
    prices.add(price);
    quantities.add(quantity);
    ladder.set(prices, quantities, 0);
  }
}
