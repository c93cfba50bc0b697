package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.binance.model.BinanceAggTradeEvent;
import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.TransportException;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.RecordingListener;
import dev.stom.testkit.SimulatedBinance;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real transport over real sockets on this machine. */
@ExtendWith(LeakCheck.class)
class SocketTest {
  private static final Instrument BTC = Binance.instrument("BTC", "USDT");

  private static Binance clientOf(SimulatedBinance venue) {
    return Binance.builder()
        .environment(BinanceEnvironment.of(venue.restUri(), venue.wsUri()))
        .open();
  }

  @Test
  void requestsAndStreamsWorkAndNoThreadSurvivesTheClient() {
    RecordingListener listener = new RecordingListener();
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(1).start();
        Binance binance = clientOf(venue)) {
      assertThat(binance.marketData().instruments().get("BTCUSDT")).isEqualTo(BTC);
      assertThat(binance.marketData().ticker(BTC).instrument()).isEqualTo(BTC);
      assertThat(binance.marketData().orderBook(BTC, 7).bids().depth()).isEqualTo(7);
      assertThat(
              binance
                  .marketData()
                  .candles(CandleQuery.latest(BTC, CandleInterval.MINUTE_1, 1200))
                  .candles())
          .hasSize(1200);
      assertThat(binance.market().price("btcusdt").price()).isPositive();
      binance
          .marketData()
          .subscribe(
              List.of(Feed.trades(BTC), Feed.quotes(BTC), Feed.book(BTC), Feed.tickers(BTC)),
              listener);
      assertThat(listener.take(StreamStatus.Live.class).channels()).isNotEmpty();
      listener.take(Trade.class);
      listener.take(Quote.class);
      listener.take(OrderBook.class);
      listener.take(Ticker.class);
      assertThat(binance.statistics().snapshot().total().errors()).isZero();
      assertThat(venue.traffic().violations()).isEmpty();
    }
  }

  @Test
  void theVenuesOwnStreamsComeInItsOwnWords() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    AtomicBoolean trade = new AtomicBoolean();
    AtomicBoolean top = new AtomicBoolean();
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(2).start();
        Binance binance = clientOf(venue)) {
      var subscription =
          binance
              .streams()
              .subscribe(
                  Set.of(BinanceStream.aggTrade("BTCUSDT"), BinanceStream.bookTicker("BTCUSDT")),
                  new BinanceStreamListener() {
                    @Override
                    public void onAggTrade(
                        BinanceAggTradeEvent message, BinanceStream stream, Stamp stamp) {
                      if (trade.compareAndSet(false, true)) {
                        both.countDown();
                      }
                    }

                    @Override
                    public void onBookTicker(
                        BinanceBookTickerEvent message, BinanceStream stream, Stamp stamp) {
                      if (top.compareAndSet(false, true)) {
                        both.countDown();
                      }
                    }
                  });
      assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
      subscription.close();
    }
  }

  @Test
  void aClosedClientRefusesAndClosingTwiceIsHarmless() {
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(3).start()) {
      Binance binance = clientOf(venue);
      assertThat(binance.marketData().ticker(BTC).last()).isPositive();
      binance.close();
      binance.close();
      assertThatThrownBy(() -> binance.marketData().ticker(BTC))
          .isInstanceOfSatisfying(
              TransportException.class,
              failure -> assertThat(failure.reason()).isEqualTo(ErrorReason.CLOSED));
      assertThatThrownBy(
              () ->
                  binance
                      .marketData()
                      .subscribe(List.of(Feed.trades(BTC)), new RecordingListener()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void closingFromAListenerEndsEverything() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    try (SimulatedBinance venue = SimulatedBinance.builder().seed(4).start()) {
      Binance binance = clientOf(venue);
      binance
          .marketData()
          .subscribe(
              List.of(Feed.quotes(BTC)),
              new MarketListener() {
                @Override
                public void onQuote(Quote quote) {
                  binance.close();
                  closed.countDown();
                }
              });
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
