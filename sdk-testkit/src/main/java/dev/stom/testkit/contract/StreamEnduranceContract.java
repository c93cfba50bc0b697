package dev.stom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.VenueClient;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Feed;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.OkHttpTransport;
import dev.stom.testkit.SimulatedMarket;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.fault.FaultRule;
import dev.stom.testkit.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What streams must stand, as a suite that each venue's tests extend: very many at once, a venue
 * that falls silent, one that is away for an hour, and their end at any moment. Runs in virtual
 * time against a simulated venue in memory.
 *
 * <p>Needs JUnit 5 and AssertJ, which the testkit does not bring along.
 */
public abstract class StreamEnduranceContract {

  /** Far more than any reconnect takes in virtual time. */
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final long SEED = 11;

  /** One pause, one attempt with its time limit, what is under way on the line. */
  private static final int TASKS_WHILE_AWAY = 4;

  /** 240 attempts that each kept a kilobyte would show. */
  private static final long HEAP_GROWTH_WHILE_AWAY = 240 << 10;

  /** For venues' tests. */
  protected StreamEnduranceContract() {}

  /**
   * Describes the venue.
   *
   * @return the same each time
   */
  protected abstract StreamSetup setup();

  /** Client and venue on one virtual clock. */
  private final class Virtual implements AutoCloseable {
    final ManualTime time = ManualTime.create();
    final SimulatedVenue venue;
    final VenueClient client;
    final FeedStates heard = new FeedStates();

    Virtual(int syntheticCoins) {
      SimulatedMarket market =
          SimulatedMarket.seeded(SEED, time.now()).withSyntheticCoins(syntheticCoins);
      venue =
          setup()
              .venue()
              .market(market)
              .time(time)
              .clientPings(OkHttpTransport.PING_INTERVAL)
              .build();
      client = setup().open(StreamSetup.Wiring.virtual(venue, venue.inMemory(), time, SEED));
    }

    Subscription<Feed> subscribe(Set<Feed> feeds) {
      return client.marketData().subscribe(feeds, heard);
    }

    Traffic traffic() {
      return venue.traffic();
    }

    @Override
    public void close() {
      client.close();
      venue.close();
    }
  }

  static Set<Feed> crowd(StreamSetup setup) {
    return IntStream.rangeClosed(1, setup.crowd())
        .mapToObj(number -> Feed.trades(setup.instrument("SYN" + number)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<Feed> busy() {
    Instrument btc = setup().instrument("BTC");
    return Set.of(Feed.trades(btc), Feed.quotes(btc));
  }

  @Test
  void e01_aCrowdOfFeedsIsSpreadWithinAllLimitsAndSurvivesTheVenuesEnd() {
    Set<Feed> crowd = crowd(setup());
    try (Virtual virtual = new Virtual(crowd.size())) {
      subscribeInPortions(virtual, crowd);
      isWellSoon(virtual, crowd);
      virtual.venue.faults().restart(Duration.ofSeconds(5));
      virtual.time.advance(Duration.ofSeconds(1));
      assertThat(virtual.heard.liveCount()).isZero();
      virtual.heard.forgetNews();
      isWellSoon(virtual, crowd);
      assertThat(virtual.heard.losses()).isPositive();
    }
  }

  /** As programs do it that learn one by one what to watch. */
  private static void subscribeInPortions(Virtual virtual, Set<Feed> crowd) {
    List<Feed> all = List.copyOf(crowd);
    int portions = 60;
    int size = all.size() / portions;
    Subscription<Feed> subscription = virtual.subscribe(Set.copyOf(all.subList(0, size)));
    for (int at = size; at < all.size(); at += size) {
      subscription.add(all.subList(at, Math.min(all.size(), at + size)));
      virtual.time.advance(Duration.ofMillis(50));
    }
  }

  private void isWellSoon(Virtual virtual, Set<Feed> crowd) {
    for (int second = 0; second < 40 && !virtual.heard.areLive(crowd); second++) {
      virtual.time.advance(Duration.ofSeconds(1));
    }
    virtual.time.advance(Duration.ofSeconds(8)); // steady coins trade every two seconds
    assertThat(virtual.heard.liveCount()).isEqualTo(crowd.size());
    assertThat(virtual.heard.areLive(crowd)).isTrue();
    // One of four synthetic coins hardly ever trades.
    assertThat(virtual.heard.traded()).isGreaterThan(crowd.size() * 7 / 10);
    assertThat(virtual.heard.bad()).isEmpty();
    Traffic traffic = virtual.traffic();
    assertThat(traffic.connectionsOpen()).isEqualTo(setup().connectionsOfCrowd());
    assertThat(traffic.violations()).isEmpty();
  }

  @Test
  void e02_aVenueThatFallsSilentIsStaleWithinTheBoundAndSubscribedToOnceMore() {
    Set<Feed> feeds = busy();
    try (Virtual virtual = new Virtual(0)) {
      virtual.subscribe(feeds);
      virtual.time.advance(LONG);
      Traffic before = virtual.traffic();
      Instant silentSince = virtual.time.now();
      virtual.venue.faults().streams().stall();
      virtual.time.advance(
          setup().staleBound().plusMillis(100)); // the last frames are on their way
      assertThat(virtual.heard.stale()).hasSize(1);
      StreamStatus.Stale stale = virtual.heard.stale().get(0);
      assertThat(stale.channels()).isEqualTo(feeds);
      assertThat(stale.silentFor()).isLessThanOrEqualTo(setup().staleBound());
      assertThat(stale.at()).isAfter(silentSince);
      virtual.heard.forgetNews();
      virtual.time.advance(LONG);
      Traffic after = virtual.traffic();
      assertThat(virtual.heard.areLive(feeds)).isTrue();
      assertThat(virtual.heard.traded()).isEqualTo(1);
      assertThat(virtual.heard.losses()).isEqualTo(1);
      assertThat(after.connectionsOpened() - before.connectionsOpened()).isEqualTo(1);
      assertThat(after.connectionsOpen()).isEqualTo(1);
      assertThat(after.messagesReceived() - before.messagesReceived())
          .isEqualTo(setup().messagesToSubscribe());
      assertThat(after.violations()).isEmpty();
    }
  }

  @Test
  void e03_aVenueAwayForAnHourIsTriedAtABoundedRateAndCostsNothingMeanwhile() {
    Set<Feed> feeds = busy();
    try (Virtual virtual = new Virtual(0)) {
      virtual.subscribe(feeds);
      virtual.time.advance(LONG);
      FaultRule outage = virtual.venue.faults().maintenance(Duration.ofHours(2));
      virtual.time.advance(Duration.ofMinutes(5)); // until pauses have their full length
      long triedBefore = virtual.traffic().connectionsRefused();
      long heapBefore = LiveHeap.bytes();
      int mostTasks = 0;
      for (int minute = 0; minute < 60; minute++) {
        virtual.time.advance(Duration.ofMinutes(1));
        mostTasks = Math.max(mostTasks, virtual.time.pendingTasks());
      }
      long heapAfter = LiveHeap.bytes();
      long tried = virtual.traffic().connectionsRefused() - triedBefore;
      assertThat(tried).isBetween(120L, 360L); // pauses of 15 s on average, 30 s at most
      assertThat(mostTasks).isLessThanOrEqualTo(TASKS_WHILE_AWAY);
      assertThat(heapAfter - heapBefore).isLessThan(HEAP_GROWTH_WHILE_AWAY);
      outage.remove();
      virtual.heard.forgetNews();
      virtual.time.advance(LONG);
      assertThat(virtual.heard.areLive(feeds)).isTrue();
      assertThat(virtual.heard.traded()).isEqualTo(1);
      assertThat(virtual.traffic().violations()).isEmpty();
    }
  }

  @Test
  void e04_closingAtAnyMomentOfConnectingLeavesNothingBehind() {
    for (int millis = 0; millis <= 40; millis++) {
      try (Virtual virtual = new Virtual(0)) {
        Subscription<Feed> subscription = virtual.subscribe(busy());
        virtual.time.advance(Duration.ofMillis(millis));
        closesForGood(virtual, subscription);
      }
    }
  }

  /**
   * Where the venue announces its end, a successor takes over at once; elsewhere a replacement is
   * opened when the venue has closed.
   */
  @Test
  void e05_closingAtAnyMomentOfAVenuesShutdownLeavesNothingBehind() {
    IntStream atOnce = IntStream.rangeClosed(0, 30).map(i -> 2 * i);
    IntStream later = IntStream.rangeClosed(0, 60).map(i -> 2_990 + 10 * i);
    for (int millis : IntStream.concat(atOnce, later).toArray()) {
      try (Virtual virtual = new Virtual(0)) {
        Subscription<Feed> subscription = virtual.subscribe(busy());
        virtual.time.advance(Duration.ofSeconds(5));
        assertThat(virtual.heard.areLive(busy())).isTrue();
        virtual.venue.faults().streams().shutDown(Duration.ofSeconds(3));
        virtual.time.advance(Duration.ofMillis(millis));
        closesForGood(virtual, subscription);
      }
    }
  }

  private static void closesForGood(Virtual virtual, Subscription<Feed> subscription) {
    virtual.client.close();
    virtual.client.close();
    long calls = virtual.heard.calls();
    assertThat(subscription.isClosed()).isTrue();
    virtual.time.advance(Duration.ofSeconds(1)); // for what is on its way
    assertThat(virtual.time.pendingTasks()).isZero();
    assertThat(virtual.heard.calls()).isEqualTo(calls);
    assertThat(virtual.traffic().connectionsOpen()).isZero();
    assertThat(virtual.traffic().violations()).isEmpty();
  }

  /** Some venues count pings and pongs too, which come when they want. */
  @Test
  void e06_wishesThatChangeAllTheTimeStayWithinAllLimits() {
    Set<Feed> feeds = busy();
    Set<Feed> changing = Set.of(Feed.trades(setup().instrument("ETH")));
    try (Virtual virtual = new Virtual(0)) {
      Subscription<Feed> subscription = virtual.subscribe(feeds);
      for (int i = 0; i < 700; i++) {
        if (i % 2 == 0) {
          subscription.add(changing);
        } else {
          subscription.remove(changing);
        }
        virtual.time.advance(Duration.ofMillis(100));
      }
      assertThat(virtual.traffic().messagesReceived()).isGreaterThan(80);
      assertThat(virtual.traffic().violations()).isEmpty();
      assertThat(virtual.heard.losses()).isZero();
    }
  }
}
