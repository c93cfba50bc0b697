package dev.stom.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.instrument.Venue;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.runtime.ApiStatistics;
import dev.stom.core.runtime.RateLimiter;
import dev.stom.core.runtime.VenueClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VenuesTest {
  private final List<String> told = new ArrayList<>();

  @Test
  void opensInOrderAndClosesInReverse() {
    try (Venues venues = Venues.open(builder("a"), builder("b"), builder("c"))) {
      assertThat(venues.all())
          .extracting(client -> client.venue().id())
          .containsExactly("a", "b", "c");
    }
    assertThat(told).containsExactly("open a", "open b", "open c", "close c", "close b", "close a");
  }

  @Test
  void handsClientsOutByVenueAndByType() {
    try (Venues venues = Venues.open(builder("a"))) {
      assertThat(venues.get(new Venue("a", "A")).venue().id()).isEqualTo("a");
      assertThat(venues.get(FakeClient.class).venue().id()).isEqualTo("a");
      assertThat(venues.find(FakeClient.class)).isPresent();
    }
  }

  @Test
  void aVenueLeftOutIsEmptyOrAnErrorThatSaysWhatToDo() {
    try (Venues venues = Venues.open(builder("a"))) {
      assertThat(venues.find(new Venue("b", "B"))).isEmpty();
      assertThat(venues.find(OtherClient.class)).isEmpty();
      assertThatThrownBy(() -> venues.get(new Venue("b", "B")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no B here")
          .hasMessageContaining("Venues.open");
      assertThatThrownBy(() -> venues.get(OtherClient.class))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("OtherClient");
    }
  }

  @Test
  void aVenueThatFailsToOpenClosesThoseAlreadyOpenInReverse() {
    assertThatThrownBy(() -> Venues.open(builder("a"), builder("b"), failing("c"), builder("d")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("c does not open");
    assertThat(told).containsExactly("open a", "open b", "close b", "close a");
  }

  @Test
  void aFailureToCloseDoesNotKeepTheOthersOpenAndIsNotLost() {
    Venues venues =
        Venues.open(builder("a"), failingToClose("b"), failingToClose("c"), builder("d"));
    assertThatThrownBy(venues::close)
        .hasMessage("c does not close")
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    assertThat(told).endsWith("close d", "close a");
  }

  @Test
  void aFailureToCloseWhileOpeningFailsIsAddedToTheRealOne() {
    assertThatThrownBy(() -> Venues.open(failingToClose("a"), failing("b")))
        .hasMessage("b does not open")
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
  }

  @Test
  void aVenueNamedTwiceOpensNothing() {
    assertThatThrownBy(() -> Venues.open(builder("a"), builder("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A is named twice");
    assertThat(told).isEmpty();
  }

  private VenueClient.Builder<FakeClient> builder(String id) {
    return new FakeBuilder(id, false, false);
  }

  private VenueClient.Builder<FakeClient> failing(String id) {
    return new FakeBuilder(id, true, false);
  }

  private VenueClient.Builder<FakeClient> failingToClose(String id) {
    return new FakeBuilder(id, false, true);
  }

  private final class FakeBuilder implements VenueClient.Builder<FakeClient> {
    private final Venue venue;
    private final boolean failsToOpen;
    private final boolean failsToClose;

    FakeBuilder(String id, boolean failsToOpen, boolean failsToClose) {
      this.venue = new Venue(id, id.toUpperCase(java.util.Locale.ROOT));
      this.failsToOpen = failsToOpen;
      this.failsToClose = failsToClose;
    }

    @Override
    public Venue venue() {
      return venue;
    }

    @Override
    public FakeClient open() {
      if (failsToOpen) {
        throw new IllegalStateException(venue.id() + " does not open");
      }
      told.add("open " + venue.id());
      return new FakeClient(venue, failsToClose);
    }
  }

  private class FakeClient implements VenueClient {
    private final Venue venue;
    private final boolean failsToClose;

    FakeClient(Venue venue, boolean failsToClose) {
      this.venue = venue;
      this.failsToClose = failsToClose;
    }

    @Override
    public Venue venue() {
      return venue;
    }

    @Override
    public MarketDataSource marketData() {
      throw new AssertionError("not asked for here");
    }

    @Override
    public ApiStatistics statistics() {
      throw new AssertionError("not asked for here");
    }

    @Override
    public VenueClock clock() {
      throw new AssertionError("not asked for here");
    }

    @Override
    public RateLimiter limiter() {
      throw new AssertionError("not asked for here");
    }

    @Override
    public void close() {
      if (failsToClose) {
        throw new IllegalStateException(venue.id() + " does not close");
      }
      told.add("close " + venue.id());
    }
  }

  private interface OtherClient extends VenueClient {}
}
