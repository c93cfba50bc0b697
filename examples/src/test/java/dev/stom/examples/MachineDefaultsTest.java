package dev.stom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.binance.Binance;
import dev.stom.binance.BinanceEnvironment;
import dev.stom.core.VenueClient;
import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Backfill;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.Feed;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.upbit.Upbit;
import dev.stom.upbit.UpbitEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a session with a venue says does not depend on the machine's zone and language. The zones
 * are the venue's own, none, and one that is three and a half hours behind; the languages have
 * other digits, another i, and none of it.
 */
class MachineDefaultsTest {
  private static final List<String> ZONES = List.of("Asia/Seoul", "UTC", "America/St_Johns");
  private static final List<String> LOCALES = List.of("ko-KR", "tr-TR", "ar-EG-u-nu-arab");

  /** Shortly before a day and a month end in UTC, and an hour of the day in Korea. */
  private static final Instant START = Instant.parse("2026-05-31T23:57:00Z");

  private final TimeZone zone = TimeZone.getDefault();
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restore() {
    TimeZone.setDefault(zone);
    Locale.setDefault(locale);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"upbit", "binance"})
  void everythingThatASessionSaysIsTheSameInEveryZoneAndLanguage(String venue) {
    List<String> first = null;
    for (int i = 0; i < ZONES.size(); i++) {
      TimeZone.setDefault(TimeZone.getTimeZone(ZONES.get(i)));
      Locale.setDefault(Locale.forLanguageTag(LOCALES.get(i)));
      List<String> said = venue.equals("upbit") ? upbit() : binance();
      assertThat(said).hasSizeGreaterThan(500);
      if (first == null) {
        first = said;
      } else {
        assertThat(said).isEqualTo(first);
      }
    }
  }

  private static List<String> upbit() {
    ManualTime time = ManualTime.startingAt(START);
    try (SimulatedUpbit venue = SimulatedUpbit.builder().time(time).seed(3).build();
        Transport transport = venue.inMemory();
        Upbit client =
            Upbit.builder()
                .environment(UpbitEnvironment.of(venue.restUri(), venue.wsUri()))
                .transport(transport)
                .time(time)
                .random(new SplittableRandom(3))
                .listenerExecutor(time.executor())
                .completionExecutor(time.executor())
                .open()) {
      return session(client, Upbit.instrument("KRW-BTC"), venue, time);
    }
  }

  private static List<String> binance() {
    ManualTime time = ManualTime.startingAt(START);
    try (SimulatedBinance venue = SimulatedBinance.builder().time(time).seed(3).build();
        Transport transport = venue.inMemory();
        Binance client =
            Binance.builder()
                .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
                .transport(transport)
                .time(time)
                .random(new SplittableRandom(3))
                .listenerExecutor(time.executor())
                .open()) {
      return session(client, Binance.instrument("BTC", "USDT"), venue, time);
    }
  }

  /** All feeds, a lost connection, every kind of request, and a refusal. */
  private static List<String> session(
      VenueClient client, Instrument instrument, SimulatedVenue venue, ManualTime time) {
    List<String> said = new ArrayList<>();
    MarketDataSource source = client.marketData();
    MarketListener hears =
        new MarketListener() {
          @Override
          public void onTrade(Trade event) {
            said.add(event.toString());
          }

          @Override
          public void onQuote(Quote event) {
            said.add(event.toString());
          }

          @Override
          public void onBook(OrderBook event) {
            said.add(event.toString());
          }

          @Override
          public void onTicker(Ticker event) {
            said.add(event.toString());
          }

          @Override
          public void onCandle(Candle event) {
            said.add(event.toString());
          }

          @Override
          public void onStatus(StreamStatus status) {
            said.add(status.toString());
          }
        };
    try (Subscription<Feed> all =
            source.subscribe(
                List.of(
                    Feed.trades(instrument),
                    Feed.quotes(instrument),
                    Feed.book(instrument),
                    Feed.tickers(instrument),
                    Feed.candles(instrument, CandleInterval.MINUTE_1)),
                hears,
                SubscriptionOptions.DEFAULT.withBackfill(Backfill.TRADES));
        LiveBook book =
            source.liveBook(
                instrument,
                LiveBookOptions.DEFAULT.withListener(view -> said.add(view.toString())))) {
      time.advance(Duration.ofSeconds(30));
      venue.faults().streams().abort();
      time.advance(Duration.ofMinutes(5)); // over the end of the day and the month
      said.add(all.counters().toString());
      said.add(book.view().toString());
      said.add(settle(time, source.tickerAsync(instrument)));
      said.add(settle(time, source.orderBookAsync(instrument, 5)));
      said.add(settle(time, source.recentTradesAsync(instrument, 50)));
      said.add(settle(time, source.instrumentsAsync()));
      for (CandleInterval interval : source.capabilities().requestIntervals()) {
        said.add(settle(time, source.candlesAsync(CandleQuery.latest(instrument, interval, 5))));
      }
      venue.faults().onRequests(1, HttpFault.htmlPage(403));
      said.add(settle(time, source.tickerAsync(instrument)));
      said.add(client.statistics().snapshot().toString());
    }
    return said;
  }

  private static String settle(ManualTime time, CompletableFuture<?> future) {
    while (!future.isDone() && time.advanceToNext()) {
      // time passes
    }
    try {
      return future.join().toString();
    } catch (CompletionException failed) {
      assertThat(failed).hasCauseInstanceOf(SdkException.class);
      return failed.getCause().toString();
    }
  }
}
