package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Quote;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.testkit.RecordingListener;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.traffic.Traffic;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams against the simulated Upbit, in virtual time. */
class UpbitStreamsTest {
  private static final Instrument BTC = Upbit.instrument("KRW-BTC");
  private static final Instrument ETH = Upbit.instrument("KRW-ETH");
  private static final Duration WHILE = Duration.ofSeconds(20);

  private VirtualUpbit virtual = VirtualUpbit.open();
  private final RecordingListener listener = new RecordingListener();
  private final RecordingStreamListener typed = new RecordingStreamListener();

  @AfterEach
  void close() {
    virtual.close();
  }

  private Subscription<Feed> subscribe(Feed... feeds) {
    return virtual.upbit.marketData().subscribe(List.of(feeds), listener);
  }

  private void pass(Duration duration) {
    virtual.time.advance(duration);
  }

  private Traffic traffic() {
    return virtual.venue.traffic();
  }

  @ParameterizedTest
  @EnumSource(UpbitFormat.class)
  void everyTypeArrivesInEveryFormat(UpbitFormat format) {
    virtual.close();
    virtual = VirtualUpbit.open(builder -> builder.streamFormat(format));
    Set<UpbitChannel> channels =
        Set.of(
            UpbitChannel.ticker("KRW-BTC"),
            UpbitChannel.trade("KRW-BTC"),
            UpbitChannel.orderbook("KRW-BTC", 5),
            UpbitChannel.candle("KRW-BTC", UpbitCandleUnit.SECONDS_1));
    Subscription<UpbitChannel> subscription = virtual.upbit.streams().subscribe(channels, typed);
    pass(Duration.ofMinutes(1));
    assertThat(typed.heard(UpbitTickerMessage.class)).isNotEmpty();
    assertThat(typed.heard(UpbitTradeMessage.class)).isNotEmpty();
    assertThat(typed.heard(UpbitOrderbookMessage.class))
        .isNotEmpty()
        .allSatisfy(book -> assertThat(book.asks().depth()).isEqualTo(5));
    assertThat(typed.heard(UpbitCandleMessage.class)).isNotEmpty();
    assertThat(typed.heard(UpbitMessage.class).get(0).isSnapshot()).isTrue();
    assertThat(typed.heard(StreamStatus.Live.class))
        .flatExtracting(StreamStatus.Live::channels)
        .containsExactlyInAnyOrderElementsOf(channels);
    assertThat(subscription.counters().badFrames()).isZero();
    assertThat(traffic().violations()).isEmpty();
  }

  @Test
  void oneConnectionAndOneFrameCarryEverybodysWishes() {
    subscribe(Feed.trades(BTC), Feed.tickers(ETH));
    virtual.upbit.streams().subscribe(Set.of(UpbitChannel.trade("KRW-ETH")), typed);
    pass(WHILE);
    assertThat(traffic().connectionsOpened()).isEqualTo(1);
    assertThat(traffic().messagesReceived())
        .as("the wishes and the question for their proof, made in one breath")
        .isEqualTo(2);
    assertThat(listener.heard(Trade.class)).isNotEmpty();
    assertThat(typed.heard(UpbitTradeMessage.class)).isNotEmpty();
  }

  @Test
  void addingDoesNotEndWhatWasThere() {
    Subscription<Feed> subscription = subscribe(Feed.trades(BTC));
    pass(WHILE);
    subscription.add(Set.of(Feed.tickers(ETH)));
    pass(WHILE);
    listener.clear();
    pass(WHILE);
    assertThat(listener.heard(Trade.class)).isNotEmpty();
    assertThat(listener.heard(Ticker.class)).isNotEmpty();
    assertThat(subscription.counters().gaps()).isZero();
  }

  @Test
  void quotesAndBooksShareOneRouteAndEachIsAsDeepAsItAsked() {
    subscribe(Feed.quotes(BTC), Feed.book(BTC, 3), Feed.book(BTC, 12));
    pass(WHILE);
    assertThat(listener.heard(Quote.class))
        .isNotEmpty()
        .allSatisfy(quote -> assertThat(quote.bid()).isNotNull());
    Set<Integer> depths =
        Set.copyOf(
            listener.heard(OrderBook.class).stream().map(book -> book.bids().depth()).toList());
    assertThat(depths).containsExactlyInAnyOrder(3, 12);
    assertThat(lastQuote().bid())
        .isEqualTo(listener.last(OrderBook.class).orElseThrow().bids().level(0));
  }

  private Quote lastQuote() {
    return listener.last(Quote.class).orElseThrow();
  }

  @Test
  void levelsAreRoutesOfTheirOwn() {
    UpbitChannel plain = UpbitChannel.orderbook("KRW-BTC", 5);
    List<BigDecimal> levels =
        virtual
            .settle(virtual.upbit.market().orderbookInstrumentsAsync(List.of("KRW-BTC")))
            .get(0)
            .supportedLevels();
    assertThat(levels).isNotNull();
    UpbitChannel wide =
        UpbitChannel.orderbook("KRW-BTC", 5).withLevel(levels.get(levels.size() - 1));
    virtual.upbit.streams().subscribe(Set.of(plain, wide), typed);
    pass(WHILE);
    assertThat(typed.heard(UpbitOrderbookMessage.class))
        .extracting(book -> book.level().signum())
        .contains(0, 1);
    assertThat(typed.heard(StreamStatus.Live.class))
        .flatExtracting(StreamStatus.Live::channels)
        .containsExactlyInAnyOrder(plain, wide);
  }

  @Test
  void aNewcomerToABookSeesItsPresentStateAtOnce() {
    subscribe(Feed.tickers(BTC));
    pass(WHILE);
    RecordingListener newcomer = new RecordingListener();
    virtual.upbit.marketData().subscribe(Set.of(Feed.tickers(BTC)), newcomer);
    pass(Duration.ofMillis(100));
    assertThat(newcomer.heard(Ticker.class).get(0).stamp().origin()).isEqualTo(Origin.SNAPSHOT);
    assertThat(newcomer.heard().get(0)).isInstanceOf(StreamStatus.Live.class);
  }

  @Test
  void snapshotOnlyIsHeardOnceAndDoesNotDisturbOthers() {
    subscribe(Feed.trades(ETH));
    pass(WHILE);
    Subscription<Feed> once = subscribe(Feed.tickers(BTC).snapshotOnly());
    pass(WHILE);
    assertThat(listener.heard(Ticker.class)).hasSize(1);
    assertThat(once.channels()).isEmpty();
    long messages = traffic().messagesReceived();
    pass(Duration.ofSeconds(5));
    assertThat(traffic().messagesReceived()).isEqualTo(messages);
  }

  @Test
  void realtimeOnlyBesideSnapshotsLeavesThemOut() {
    subscribe(Feed.tickers(ETH));
    RecordingListener only = new RecordingListener();
    virtual.upbit.marketData().subscribe(Set.of(Feed.tickers(BTC).realtimeOnly()), only);
    pass(WHILE);
    assertThat(only.heard(Ticker.class))
        .isNotEmpty()
        .allSatisfy(ticker -> assertThat(ticker.stamp().origin()).isEqualTo(Origin.REALTIME));
  }

  @Test
  void theConnectionIsClosedWhenNobodyWantsAnything() {
    Subscription<Feed> first = subscribe(Feed.trades(BTC));
    Subscription<Feed> second = subscribe(Feed.trades(ETH));
    pass(WHILE);
    first.close();
    pass(WHILE);
    assertThat(traffic().connectionsOpen()).isEqualTo(1);
    second.close();
    pass(WHILE);
    assertThat(traffic().connectionsOpen()).isZero();
    subscribe(Feed.trades(BTC));
    listener.clear();
    pass(WHILE);
    assertThat(listener.heard(Trade.class)).isNotEmpty();
  }

  @Test
  void aQuietStreamIsProbedAndStaysLive() {
    Instrument seldom = Upbit.instrument("KRW-ARDR");
    Subscription<Feed> subscription = subscribe(Feed.trades(seldom));
    pass(Duration.ofMinutes(30));
    assertThat(subscription.counters().reconnects()).isZero();
    assertThat(listener.heard(StreamStatus.Live.class)).hasSize(1);
    assertThat(traffic().violations()).isEmpty();
  }

  @Test
  void aStreamThatFallsSilentIsReportedStaleAndReplaced() {
    subscribe(Feed.trades(BTC));
    pass(WHILE);
    listener.clear();
    virtual.venue.faults().streams().stall();
    pass(UpbitProtocol.PROBE_AFTER.plus(UpbitProtocol.PROBE_TIMEOUT));
    pass(WHILE);
    List<Object> heard = listener.heard();
    assertThat(heard.get(0)).isInstanceOf(StreamStatus.Stale.class);
    assertThat(heard.get(1)).isInstanceOf(StreamStatus.Reconnecting.class);
    assertThat(listener.heard(StreamStatus.Live.class)).hasSize(1);
    assertThat(listener.heard(StreamStatus.Gap.class)).hasSize(1);
    assertThat(listener.heard(Trade.class)).isNotEmpty();
  }

  @Test
  void aBrokenFrameIsReportedAndTheStreamLivesOn() {
    Subscription<Feed> subscription = subscribe(Feed.trades(BTC));
    pass(WHILE);
    listener.clear();
    virtual.venue.faults().onFrames(1, frame -> true, FrameFault.changed(text -> text + "}"));
    pass(WHILE);
    assertThat(listener.heard(StreamStatus.BadFrame.class)).hasSize(1);
    assertThat(listener.heard(Trade.class)).isNotEmpty();
    assertThat(subscription.counters().badFrames()).isEqualTo(1);
    assertThat(subscription.counters().reconnects()).isZero();
  }

  @Test
  void signsOfLifeAndForeignFramesAreSwallowed() {
    Subscription<Feed> subscription = subscribe(Feed.tickers(BTC));
    pass(WHILE);
    listener.clear();
    virtual.venue.faults().streams().send("{\"status\":\"UP\"}");
    virtual.venue.faults().streams().send("{\"type\":\"indicator\",\"code\":\"KRW-BTC\"}");
    virtual.venue.faults().streams().send(Samples.TRADE.replace("KRW-BTC", "KRW-XRP"));
    pass(Duration.ofMillis(50));
    assertThat(listener.heard(Trade.class)).isEmpty();
    assertThat(listener.heard(StreamStatus.class)).isEmpty();
    assertThat(subscription.counters().badFrames()).isZero();
  }

  @Test
  void aRefusalIsReportedInTheVenuesWords() {
    subscribe(Feed.tickers(BTC));
    pass(WHILE);
    listener.clear();
    virtual
        .venue
        .faults()
        .streams()
        .send("{\"error\":{\"name\":\"INVALID_PARAM\",\"message\":\"no such thing\"}}");
    pass(Duration.ofMillis(50));
    StreamStatus.Refused refused = listener.heard(StreamStatus.Refused.class).get(0);
    assertThat(refused.venueCode()).isEqualTo("INVALID_PARAM");
    assertThat(refused.message()).isEqualTo("no such thing");
    assertThat(refused.channels()).containsExactly(Feed.tickers(BTC));
  }

  @Test
  void wishesThatChangeAllTheTimeStayWithinUpbitsMessageLimits() {
    Subscription<Feed> subscription = subscribe(Feed.trades(BTC));
    for (int i = 0; i < 300; i++) {
      Feed feed = Feed.tickers(i % 2 == 0 ? BTC : ETH);
      if (i % 4 < 2) {
        subscription.add(Set.of(feed));
      } else {
        subscription.remove(Set.of(feed));
      }
      pass(Duration.ofMillis(200));
    }
    subscription.add(Set.of(Feed.tickers(ETH)));
    listener.clear();
    pass(Duration.ofMinutes(2));
    assertThat(traffic().violations()).isEmpty();
    assertThat(traffic().busiestWindow().get("websocket-message")).isLessThanOrEqualTo(5);
    assertThat(listener.heard(Ticker.class)).extracting(Ticker::instrument).contains(ETH);
    assertThat(subscription.counters().reconnects()).isZero();
  }

  @Test
  void aVenueThatRefusesUpgradesIsTriedWithinItsConnectionLimit() {
    virtual.venue.faults().refuseUpgrades(20, 503);
    subscribe(Feed.trades(BTC));
    pass(Duration.ofMinutes(10));
    assertThat(listener.heard(StreamStatus.Reconnecting.class)).hasSize(20);
    assertThat(listener.heard(StreamStatus.Gap.class))
        .as("nothing was missed before it was live")
        .isEmpty();
    assertThat(listener.heard(Trade.class)).isNotEmpty();
    assertThat(traffic().violations()).isEmpty();
  }

  @Test
  void candlesAreUnstatedAndTheirLastFormCounts() {
    subscribe(Feed.candles(BTC, CandleInterval.MINUTE_1));
    pass(Duration.ofMinutes(3));
    List<Candle> candles = listener.heard(Candle.class);
    assertThat(candles)
        .allSatisfy(
            candle -> {
              assertThat(candle.completion()).isEqualTo(Candle.Completion.UNSTATED);
              assertThat(candle.tradeCount()).isNull();
            });
    assertThat(candles).extracting(Candle::openTime).isSorted();
    assertThat(Set.copyOf(candles.stream().map(Candle::openTime).toList()))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void aListenerThatNeverListensFillsItsQueueAndNoMore() {
    MarketListener nobody = new MarketListener() {};
    virtual.close();
    virtual =
        VirtualUpbit.open(
            builder ->
                builder.listenerExecutor(
                    task -> {
                      // never runs: nobody listens
                    }));
    Subscription<Feed> stuck =
        virtual
            .upbit
            .marketData()
            .subscribe(
                Set.of(Feed.trades(BTC), Feed.tickers(BTC)),
                nobody,
                SubscriptionOptions.DEFAULT.withQueueCapacity(3));
    pass(Duration.ofMinutes(2));
    assertThat(stuck.counters().waiting()).isLessThanOrEqualTo(4);
    assertThat(stuck.counters().dropped()).isPositive();
    assertThat(stuck.counters().conflated()).isPositive();
  }

  @Test
  void afterCloseTheStreamsAreOver() {
    Subscription<Feed> subscription = subscribe(Feed.trades(BTC));
    pass(WHILE);
    virtual.upbit.close();
    listener.clear();
    pass(WHILE);
    assertThat(subscription.isClosed()).isTrue();
    assertThat(listener.heard()).isEmpty();
    assertThatThrownBy(() -> subscribe(Feed.trades(BTC))).isInstanceOf(IllegalStateException.class);
    assertThat(traffic().connectionsOpen()).isZero();
  }
}
