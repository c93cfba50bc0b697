package dev.stom.testkit.internal.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairTest {
  private static final long START = Instant.parse("2026-03-04T05:06:07Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private static World world(long seed) {
    return new World(seed, Instant.ofEpochMilli(START), -2_000_000, 8_000_000, 0);
  }

  private static List<Pair> pairs(World world) {
    List<Pair> pairs = new ArrayList<>();
    for (String code : List.of("BTC", "ETH", "XRP", "ADA", "DOT", "SOL", "DOGE", "SHIB", "ARDR")) {
      pairs.add(
          new Pair(
              world,
              "u",
              "KRW-" + code,
              world.coin(code),
              "KRW",
              Quoting.WON,
              TickRule.upbitWon(),
              1,
              true));
      pairs.add(
          new Pair(
              world,
              "b",
              code + "USDT",
              world.coin(code),
              "USDT",
              Quoting.TETHER,
              TickRule.constant(1),
              1_000,
              true));
      if (!code.equals("BTC") && !code.equals("SHIB")) {
        pairs.add(
            new Pair(
                world,
                "u",
                "BTC-" + code,
                world.coin(code),
                "BTC",
                Quoting.BITCOIN,
                TickRule.constant(1),
                1,
                true));
      }
    }
    return pairs;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noBookIsEverCrossedAndAllPricesAreOnTheirTicks(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Pair pair : pairs(world(seed))) {
      for (int i = 0; i < 200; i++) {
        long step = World.stepOf(START) + random.nextLong(10_000_000L);
        Depth depth = pair.depth(step, 50);
        assertThat(depth.bidPrices().length).as(pair.symbol()).isGreaterThanOrEqualTo(20);
        assertThat(depth.askPrices().length).as(pair.symbol()).isGreaterThanOrEqualTo(20);
        assertThat(depth.askPrices()[0]).as(pair.symbol()).isGreaterThan(depth.bidPrices()[0]);
        for (int row = 1; row < 20; row++) {
          assertThat(depth.askPrices()[row]).isGreaterThan(depth.askPrices()[row - 1]);
          assertThat(depth.bidPrices()[row]).isLessThan(depth.bidPrices()[row - 1]);
        }
        for (long price : depth.askPrices()) {
          assertThat(price % pair.tickAt(price)).as(pair.symbol() + " " + price).isZero();
        }
        assertThat(
                Arrays.stream(depth.bidSizes())
                    .allMatch(size -> size > 0 && size % pair.lot() == 0))
            .isTrue();
      }
    }
  }

  @Test
  void eachStepChangesTheBook() {
    for (Pair pair : pairs(world(7))) {
      for (long step = World.stepOf(START); step < World.stepOf(START) + 50; step++) {
        Depth before = pair.depth(step, Integer.MAX_VALUE);
        Depth after = pair.depth(step + 1, Integer.MAX_VALUE);
        boolean same =
            Arrays.equals(before.bidPrices(), after.bidPrices())
                && Arrays.equals(before.bidSizes(), after.bidSizes())
                && Arrays.equals(before.askPrices(), after.askPrices())
                && Arrays.equals(before.askSizes(), after.askSizes());
        assertThat(same).as(pair.symbol()).isFalse();
      }
    }
  }

  @Test
  void tradesHappenAtTheBestPricesOfTheirStep() {
    for (Pair pair : pairs(world(8))) {
      for (Tape trade : pair.tradesBefore(START, 200)) {
        Depth best = pair.depth(World.stepOf(trade.millis()), 1);
        assertThat(trade.price())
            .as(pair.symbol())
            .isEqualTo(trade.takerBuys() ? best.askPrices()[0] : best.bidPrices()[0]);
      }
    }
  }

  @Test
  void idsCountUpByOneAcrossTheStartOfTheLiveMarket() {
    World world = world(9);
    for (Pair pair : pairs(world)) {
      long from = world.startMillis() - 2 * HOUR;
      List<Tape> trades = pair.trades(from, world.startMillis() + 2 * HOUR);
      for (int i = 1; i < trades.size(); i++) {
        Tape before = trades.get(i - 1);
        Tape now = trades.get(i);
        assertThat(now.id()).isEqualTo(before.id() + 1);
        assertThat(now.aggregateId() - before.aggregateId()).isBetween(0L, 1L);
        assertThat(now.millis()).isGreaterThanOrEqualTo(before.millis());
        boolean sameMoment = now.millis() == before.millis();
        assertThat(now.ordinal()).isEqualTo(sameMoment ? before.ordinal() + 1 : 0);
      }
      Tape middle = trades.get(trades.size() / 2);
      assertThat(pair.tradesFrom(middle.id(), Long.MAX_VALUE, 1)).containsExactly(middle);
      assertThat(pair.firstIdFrom(from)).isEqualTo(trades.get(0).id());
      Tape first =
          trades.stream()
              .filter(trade -> trade.aggregateId() == middle.aggregateId())
              .findFirst()
              .orElseThrow();
      assertThat(pair.firstTradeOfAggregate(middle.aggregateId())).isEqualTo(first.id());
      List<Tape> backwards = new ArrayList<>(pair.tradesBefore(START, 30));
      Collections.reverse(backwards);
      assertThat(pair.tradesFrom(backwards.get(0).id(), START, 30)).isEqualTo(backwards);
    }
  }

  @Test
  void barsAreWhatTheirTradesAddUpToHoweverTheyAreCut() {
    World world = world(10);
    SplittableRandom random = new SplittableRandom(1);
    for (Pair pair : pairs(world)) {
      for (int i = 0; i < 10; i++) {
        long from = world.startMillis() - 5 * HOUR + random.nextLong(8 * HOUR);
        long before = from + random.nextLong(26 * HOUR);
        assertSame(pair.bar(from, before), pair.trades(from, before));
      }
      Bar day = pair.bar(START - START % (24 * HOUR), START - START % (24 * HOUR) + 24 * HOUR);
      BigDecimal hours = BigDecimal.ZERO;
      for (int hour = 0; hour < 24; hour++) {
        long from = START - START % (24 * HOUR) + hour * HOUR;
        hours = hours.add(pair.bar(from, from + HOUR).quote());
      }
      assertThat(hours).isEqualByComparingTo(day.quote());
    }
  }

  private static void assertSame(Bar bar, List<Tape> trades) {
    assertThat(bar.count()).isEqualTo(trades.size());
    if (trades.isEmpty()) {
      return;
    }
    BigDecimal volume = BigDecimal.ZERO;
    BigDecimal quote = BigDecimal.ZERO;
    BigDecimal bought = BigDecimal.ZERO;
    long high = 0;
    long low = Long.MAX_VALUE;
    for (Tape trade : trades) {
      BigDecimal size = BigDecimal.valueOf(trade.size(), 8);
      volume = volume.add(size);
      quote = quote.add(size.multiply(BigDecimal.valueOf(trade.price(), 8)));
      bought = trade.takerBuys() ? bought.add(size) : bought;
      high = Math.max(high, trade.price());
      low = Math.min(low, trade.price());
    }
    assertThat(bar.volume()).isEqualByComparingTo(volume);
    assertThat(bar.quote()).isEqualByComparingTo(quote);
    assertThat(bar.takerBuyVolume()).isEqualByComparingTo(bought);
    assertThat(bar.open()).isEqualTo(trades.get(0).price());
    assertThat(bar.close()).isEqualTo(trades.get(trades.size() - 1).price());
    assertThat(bar.high()).isEqualTo(high);
    assertThat(bar.low()).isEqualTo(low);
    assertThat(bar.lastMillis()).isEqualTo(trades.get(trades.size() - 1).millis());
  }

  @Test
  void theMarketIsTheSameInWhateverOrderItIsAsked() {
    List<Pair> one = pairs(world(11));
    List<Pair> other = pairs(world(11));
    long step = World.stepOf(START);
    for (int i = one.size() - 1; i >= 0; i--) {
      other.get(i).bar(START - 30 * HOUR, START);
      other.get(i).depth(step + 5_000, 10);
    }
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).tradesBefore(START, 50))
          .isEqualTo(other.get(i).tradesBefore(START, 50));
      assertThat(one.get(i).depth(step, 10).askPrices())
          .isEqualTo(other.get(i).depth(step, 10).askPrices());
    }
  }

  @Test
  void aQuietCoinHasMinutesWithoutATradeAndABusyOneHasNone() {
    World world = world(12);
    Pair quiet =
        pairs(world).stream()
            .filter(pair -> pair.symbol().equals("KRW-ARDR"))
            .findFirst()
            .orElseThrow();
    Pair busy = pairs(world).get(0);
    long empty = 0;
    for (long from = world.startMillis(); from < world.startMillis() + HOUR; from += MINUTE) {
      empty += quiet.bar(from, from + MINUTE).isEmpty() ? 1 : 0;
      assertThat(busy.bar(from, from + MINUTE).isEmpty()).isFalse();
    }
    assertThat(empty).isBetween(50L, 59L);
  }

  @Test
  void pricesOfOneCoinOnBothVenuesDifferByRateAndPremium() {
    World world = world(13);
    Pair won = pairs(world).get(0);
    Pair tether = pairs(world).get(1);
    boolean above = false;
    boolean below = false;
    for (long step = World.stepOf(START); step < World.stepOf(START) + 2_000_000; step += 997) {
      BigDecimal rate = BigDecimal.valueOf(world.wonPerUsdt(step), 8);
      BigDecimal premium = BigDecimal.valueOf(world.premium(world.coin("BTC"), step), 8);
      BigDecimal expected =
          BigDecimal.valueOf(tether.middle(step), 8)
              .multiply(rate)
              .multiply(BigDecimal.ONE.add(premium));
      BigDecimal difference = BigDecimal.valueOf(won.middle(step), 8).subtract(expected).abs();
      assertThat(difference).isLessThan(new BigDecimal("2000"));
      assertThat(premium).isBetween(new BigDecimal("-0.02"), new BigDecimal("0.08"));
      above |= premium.compareTo(new BigDecimal("0.05")) > 0;
      below |= premium.compareTo(new BigDecimal("0.01")) < 0;
    }
    assertThat(above).isTrue();
    assertThat(below).isTrue();
  }
}
