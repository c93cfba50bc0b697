package dev.stom.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over levels and estimates of fills. */
class BookArithmeticTest {
  private static final Instrument INSTRUMENT =
      new Instrument(new Venue("fake", "Fake"), "AB", Asset.of("AA"), Asset.of("BB"));
  private static final Stamp STAMP = new Stamp(Origin.REQUEST, null, Instant.EPOCH, 0);
  private static final BigDecimal NO_FEE = BigDecimal.ZERO;

  /** Bids 99 x 2, 98 x 3; asks 101 x 1, 102 x 4. */
  private static final OrderBook BOOK = book(side("99x2", "98x3"), side("101x1", "102x4"));

  // ---- the top

  @Test
  void spreadAndMidAreExact() {
    OrderBook odd = book(side("0.01x1"), side("0.04x1"));
    assertThat(odd.spread()).hasValue(new BigDecimal("0.03"));
    assertThat(odd.mid().orElseThrow()).isEqualByComparingTo("0.025");
    assertThat(BOOK.bestBid()).hasValue(level("99x2"));
    assertThat(BOOK.bestAsk()).hasValue(level("101x1"));
  }

  @Test
  void anEmptySideHasNoBestNoSpreadNoMid() {
    OrderBook oneSided = book(side(), side("101x1"));
    assertThat(oneSided.bestBid()).isEmpty();
    assertThat(oneSided.spread()).isEmpty();
    assertThat(oneSided.mid()).isEmpty();
  }

  // ---- sums

  @Test
  void levelsAreSummedFromTheBest() {
    assertThat(BOOK.bids().cumulative(0)).isEqualTo(depth(0, "0", "0", true));
    assertThat(BOOK.bids().cumulative(1)).isEqualTo(depth(1, "2", "198", true));
    assertThat(BOOK.bids().cumulative(2)).isEqualTo(depth(2, "5", "492", true));
    assertThat(BOOK.bids().cumulative(3)).isEqualTo(depth(2, "5", "492", false));
    assertThat(whole("99x2").cumulative(3)).isEqualTo(depth(1, "2", "198", true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BOOK.bids().cumulative(-1))
        .withMessageContaining("levels");
  }

  @Test
  void aTakerSeesWhatRestsAtALimitOrBetter() {
    assertThat(BOOK.cumulative(Side.BUY, dec("100"))).isEqualTo(depth(0, "0", "0", true));
    assertThat(BOOK.cumulative(Side.BUY, dec("101"))).isEqualTo(depth(1, "1", "101", true));
    assertThat(BOOK.cumulative(Side.BUY, dec("102.00"))).isEqualTo(depth(2, "5", "509", true));
    assertThat(BOOK.cumulative(Side.BUY, dec("103"))).isEqualTo(depth(2, "5", "509", false));
    assertThat(BOOK.cumulative(Side.SELL, dec("99"))).isEqualTo(depth(1, "2", "198", true));
    assertThat(BOOK.cumulative(Side.SELL, dec("1"))).isEqualTo(depth(2, "5", "492", false));
    OrderBook whole = book(whole("99x2"), whole("101x1"));
    assertThat(whole.cumulative(Side.BUY, dec("999"))).isEqualTo(depth(1, "1", "101", true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BOOK.cumulative(Side.BUY, BigDecimal.ZERO))
        .withMessageContaining("limit");
  }

  // ---- fills, by example

  @Test
  void aQuantityWithinALevelIsFilledAtItsPrice() {
    FillEstimate fill = BOOK.fill(Side.BUY, Size.ofQuantity("0.5"), dec("0.001"));
    assertThat(fill.isFilled()).isTrue();
    assertThat(fill.unfilled()).isNull();
    assertThat(fill.quantity()).isEqualByComparingTo("0.5");
    assertThat(fill.notional()).isEqualByComparingTo("50.5");
    assertThat(fill.averagePrice()).isEqualByComparingTo("101");
    assertThat(fill.worstPrice()).isEqualByComparingTo("101");
    assertThat(fill.fee()).isEqualByComparingTo("0.0505");
    assertThat(fill.notionalWithFee()).isEqualByComparingTo("50.5505");
    assertThat(fill.levels()).isEqualTo(1);
  }

  @Test
  void aLevelThatIsTakenExactlyLeavesTheNextOneAlone() {
    FillEstimate quantity = BOOK.fill(Side.SELL, Size.ofQuantity("2.0"), NO_FEE);
    assertThat(quantity.levels()).isEqualTo(1);
    assertThat(quantity.worstPrice()).isEqualByComparingTo("99");
    assertThat(quantity.isFilled()).isTrue();
    FillEstimate amount = BOOK.fill(Side.SELL, Size.ofAmount("198.000"), NO_FEE);
    assertThat(amount.levels()).isEqualTo(1);
    assertThat(amount.quantity()).isEqualByComparingTo("2");
    assertThat(amount.isFilled()).isTrue();
  }

  @Test
  void aSellerReceivesTheNotionalWithoutTheFee() {
    FillEstimate fill = BOOK.fill(Side.SELL, Size.ofQuantity("5"), dec("0.01"));
    assertThat(fill.notional()).isEqualByComparingTo("492");
    assertThat(fill.averagePrice()).isEqualByComparingTo("98.4");
    assertThat(fill.worstPrice()).isEqualByComparingTo("98");
    assertThat(fill.notionalWithFee()).isEqualByComparingTo("487.08");
  }

  @Test
  void whatIsLeftOverIsInTheUnitOfTheSizeAndSaysWhyItIs() {
    FillEstimate quantity = BOOK.fill(Side.BUY, Size.ofQuantity("7"), NO_FEE);
    assertThat(quantity.unfilled()).isEqualTo(Size.ofQuantity("2"));
    assertThat(quantity.end()).isEqualTo(FillEstimate.End.HORIZON);
    FillEstimate amount = BOOK.fill(Side.BUY, Size.ofAmount("600"), NO_FEE);
    assertThat(amount.unfilled()).isEqualTo(Size.ofAmount("91"));
    assertThat(amount.quantity()).isEqualByComparingTo("5");
    OrderBook whole = book(side(), whole("101x1", "102x4"));
    assertThat(whole.fill(Side.BUY, Size.ofQuantity("7"), NO_FEE).end())
        .isEqualTo(FillEstimate.End.MARKET);
    OrderBook cut = whole.top(1);
    assertThat(cut.fill(Side.BUY, Size.ofQuantity("7"), NO_FEE).end())
        .isEqualTo(FillEstimate.End.HORIZON);
  }

  @Test
  void anEmptySideFillsNothing() {
    OrderBook empty = book(side(), whole());
    FillEstimate unknown = empty.fill(Side.SELL, Size.ofQuantity("1"), NO_FEE);
    assertThat(unknown.quantity()).isZero();
    assertThat(unknown.averagePrice()).isNull();
    assertThat(unknown.worstPrice()).isNull();
    assertThat(unknown.unfilled()).isEqualTo(Size.ofQuantity("1"));
    assertThat(unknown.end()).isEqualTo(FillEstimate.End.HORIZON);
    assertThat(empty.fill(Side.BUY, Size.ofAmount("1"), NO_FEE).end())
        .isEqualTo(FillEstimate.End.MARKET);
  }

  @Test
  void anAmountBuysAQuantityThatIsRoundedDown() {
    OrderBook three = book(side(), side("3x10"));
    FillEstimate fill = three.fill(Side.BUY, Size.ofAmount("1"), NO_FEE);
    assertThat(fill.quantity()).isEqualTo(new BigDecimal("0.333333333333333333"));
    assertThat(fill.notional()).isEqualTo(new BigDecimal("0.999999999999999999"));
    assertThat(fill.isFilled()).isTrue();
    assertThat(fill.averagePrice()).isEqualByComparingTo("3");
  }

  @Test
  void anAverageThatHasNoEndIsRoundedToTheTakersDisadvantage() {
    OrderBook odd = book(side("3x1", "2x2"), side("3x1", "4x2"));
    BigDecimal bought = odd.fill(Side.BUY, Size.ofQuantity("3"), NO_FEE).averagePrice(); // 11 / 3
    BigDecimal sold = odd.fill(Side.SELL, Size.ofQuantity("3"), NO_FEE).averagePrice(); // 7 / 3
    assertThat(bought).isEqualTo(new BigDecimal("3." + "6".repeat(32) + "7"));
    assertThat(sold).isEqualTo(new BigDecimal("2." + "3".repeat(33)));
  }

  // ---- at the door

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"0", "0.000", "-1"})
  void aSizeThatIsNotPositiveIsRefused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Size.ofQuantity(value))
        .withMessageContaining("quantity")
        .withMessageContaining(value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Size.ofAmount(new BigDecimal(value)))
        .withMessageContaining("amount");
  }

  @Test
  void aSizeThatIsNotANumberIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Size.ofQuantity("much"))
        .withMessageContaining("quantity")
        .withMessageContaining("much");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"-0.0001", "1", "5"})
  void aFeeRateOutsideOfZeroToOneIsRefused(String rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BOOK.fill(Side.BUY, Size.ofQuantity("1"), dec(rate)))
        .withMessageContaining("feeRate")
        .withMessageContaining(rate);
  }

  @Test
  void sizesAreEqualByValueAndNeverAcrossUnits() {
    assertThat(Size.ofQuantity("1.0")).isEqualTo(Size.ofQuantity("1"));
    assertThat(Size.ofQuantity("1.0")).hasSameHashCodeAs(Size.ofQuantity("1"));
    assertThat((Object) Size.ofQuantity("1")).isNotEqualTo(Size.ofAmount("1"));
    assertThat(Size.ofAmount("1.50")).hasToString("amount 1.50");
  }

  // ---- against a naive reference

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aFillOfAQuantityIsTheSumOfItsUnits(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    OrderBook book = randomBook(random);
    Side taker = random.nextBoolean() ? Side.BUY : Side.SELL;
    BigDecimal wanted = BigDecimal.valueOf(random.nextLong(1, 4_000), 2);
    BigDecimal rate = BigDecimal.valueOf(random.nextLong(0, 100), 4);
    FillEstimate fill = book.fill(taker, Size.ofQuantity(wanted), rate);

    // The reference buys hundredths of a unit, one by one.
    long left = wanted.movePointRight(2).longValueExact();
    BigInteger hundredths = BigInteger.ZERO; // notional in units of 1e-4
    long filled = 0;
    for (BookLevel level : book.against(taker).levels()) {
      long resting = level.quantity().movePointRight(2).longValueExact();
      long ticks = level.price().movePointRight(2).longValueExact();
      while (left > 0 && resting > 0) {
        hundredths = hundredths.add(BigInteger.valueOf(ticks));
        left--;
        resting--;
        filled++;
      }
    }
    BigDecimal notional = new BigDecimal(hundredths, 4);
    assertThat(fill.quantity()).isEqualByComparingTo(BigDecimal.valueOf(filled, 2));
    assertThat(fill.notional()).isEqualByComparingTo(notional);
    assertThat(fill.isFilled()).isEqualTo(left == 0);
    if (left > 0) {
      assertThat(fill.unfilled()).isEqualTo(Size.ofQuantity(BigDecimal.valueOf(left, 2)));
    }
    assertThat(fill.fee()).isEqualByComparingTo(notional.multiply(rate));
    averageIsOnTheSafeSide(fill);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aFillOfAnAmountUsesItUpToDustOrRunsOutOfLevels(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    OrderBook book = randomBook(random);
    Side taker = random.nextBoolean() ? Side.BUY : Side.SELL;
    BigDecimal wanted = BigDecimal.valueOf(random.nextLong(1, 5_000_000), random.nextInt(0, 5));
    FillEstimate fill = book.fill(taker, Size.ofAmount(wanted), NO_FEE);
    BookDepth all = book.against(taker).cumulative(book.against(taker).depth());
    if (wanted.compareTo(all.notional()) > 0) {
      assertThat(fill.quantity()).isEqualByComparingTo(all.quantity());
      assertThat(fill.unfilled()).isEqualTo(Size.ofAmount(wanted.subtract(all.notional())));
    } else {
      assertThat(fill.isFilled()).isTrue();
      assertThat(fill.notional()).isLessThanOrEqualTo(wanted);
      BigDecimal dust = fill.worstPrice().movePointLeft(FillEstimate.QUANTITY_SCALE);
      assertThat(wanted.subtract(fill.notional())).isLessThan(dust);
      // The same quantity, asked for as such, costs the same.
      FillEstimate again = book.fill(taker, Size.ofQuantity(fill.quantity()), NO_FEE);
      assertThat(again.notional()).isEqualByComparingTo(fill.notional());
      assertThat(again.levels()).isEqualTo(fill.levels());
    }
    averageIsOnTheSafeSide(fill);
  }

  private static void averageIsOnTheSafeSide(FillEstimate fill) {
    if (fill.averagePrice() == null) {
      assertThat(fill.quantity()).isZero();
      return;
    }
    BigDecimal back = fill.averagePrice().multiply(fill.quantity());
    if (fill.taker() == Side.BUY) {
      assertThat(back).isGreaterThanOrEqualTo(fill.notional());
      assertThat(fill.averagePrice()).isLessThanOrEqualTo(fill.worstPrice());
    } else {
      assertThat(back).isLessThanOrEqualTo(fill.notional());
      assertThat(fill.averagePrice()).isGreaterThanOrEqualTo(fill.worstPrice());
    }
    assertThat(back).isCloseTo(fill.notional(), within(new BigDecimal("1e-20")));
  }

  /** Prices and quantities in hundredths. */
  private static OrderBook randomBook(SplittableRandom random) {
    int middle = random.nextInt(2_000, 20_000);
    List<BookLevel> bids = new ArrayList<>();
    List<BookLevel> asks = new ArrayList<>();
    int bid = middle;
    int ask = middle;
    for (int i = random.nextInt(0, 12); i > 0; i--) {
      bid -= random.nextInt(1, 100);
      ask += random.nextInt(1, 100);
      bids.add(randomLevel(random, bid));
      asks.add(randomLevel(random, ask));
    }
    return book(BookSide.of(bids), BookSide.whole(asks));
  }

  private static BookLevel randomLevel(SplittableRandom random, int price) {
    return new BookLevel(
        BigDecimal.valueOf(price, 2), BigDecimal.valueOf(random.nextLong(1, 1_000), 2));
  }

  // ---- views

  @Test
  void pricesOfAStaleBookAreOnlyReachedByThatName() {
    Stamp received = new Stamp(Origin.REALTIME, null, Instant.EPOCH, 1_000_000);
    OrderBook book = new OrderBook(INSTRUMENT, received, side("99x2"), side("101x1"), 7L);
    for (BookState state : BookState.values()) {
      BookView view = BookView.of(INSTRUMENT, state, "a test", book, 3_000_000, 2, 1);
      assertThat(view.live().isPresent()).isEqualTo(state == BookState.LIVE);
      assertThat(view.lastKnown()).hasValue(book);
      assertThat(view.age()).hasValue(Duration.ofMillis(2));
      assertThat(view.sequence()).hasValue(7);
      assertThat(view.receivedAt()).hasValue(Instant.EPOCH);
      assertThat(view.venueTime()).isEmpty();
      assertThat(view.resyncs()).isEqualTo(2);
      assertThat(view.ignored()).isEqualTo(1);
      assertThat(view.toString()).contains(state.name()).contains("a test");
    }
  }

  @Test
  void aLiveViewOfACrossedOrAMissingBookCannotBeMade() {
    OrderBook crossed = book(side("101x1"), side("101x1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BookView.of(INSTRUMENT, BookState.LIVE, "", crossed, 0, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BookView.of(INSTRUMENT, BookState.LIVE, "", null, 0, 0, 0));
  }

  @Test
  void aBookOfNoLevelsCannotBeAskedFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LiveBookOptions.DEFAULT.withLevels(0))
        .withMessageContaining("levels");
  }

  // ---- words

  private static OrderBook book(BookSide bids, BookSide asks) {
    return new OrderBook(INSTRUMENT, STAMP, bids, asks, null);
  }

  private static BookSide side(String... levels) {
    return BookSide.of(levels(levels));
  }

  private static BookSide whole(String... levels) {
    return BookSide.whole(levels(levels));
  }

  private static List<BookLevel> levels(String... words) {
    List<BookLevel> levels = new ArrayList<>();
    for (String word : words) {
      levels.add(level(word));
    }
    return levels;
  }

  private static BookLevel level(String word) {
    String[] parts = word.split("x");
    return new BookLevel(dec(parts[0]), dec(parts[1]));
  }

  private static BookDepth depth(int levels, String quantity, String notional, boolean all) {
    return new BookDepth(levels, dec(quantity), dec(notional), all);
  }

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }
}
