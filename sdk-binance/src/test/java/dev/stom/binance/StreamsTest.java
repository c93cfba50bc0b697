package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.binance.model.BinanceAggTradeEvent;
import dev.stom.binance.model.BinanceAvgPriceEvent;
import dev.stom.binance.model.BinanceBlockTradeEvent;
import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceMiniTickerEvent;
import dev.stom.binance.model.BinanceMiniTickers;
import dev.stom.binance.model.BinanceReferencePriceEvent;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTradeEvent;
import dev.stom.binance.model.BinanceUnmodelled;
import dev.stom.binance.model.BinanceWindowTickerEvent;
import dev.stom.binance.model.BinanceWindowTickers;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Feed;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.Trade;
import dev.stom.testkit.RecordingListener;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams against the simulated venue, in virtual time. */
@SuppressWarnings("try") // subscriptions are held open, not used
class StreamsTest {
  private static final Instrument BTC = Binance.instrument("BTC", "USDT");
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void everyTypeOfStreamGoesLiveAndDeliversInTheVenuesWords() {
    List<BinanceStream> streams = new ArrayList<>();
    for (String name :
        List.of(
            "btcusdt@aggTrade",
            "btcusdt@trade",
            "btcusdt@blockTrade",
            "btcusdt@kline_1s",
            "btcusdt@kline_1m@+08:00",
            "btcusdt@miniTicker",
            "!miniTicker@arr",
            "btcusdt@ticker",
            "btcusdt@ticker_1h",
            "btcusdt@ticker_4h",
            "btcusdt@ticker_1d",
            "!ticker_4h@arr",
            "btcusdt@bookTicker",
            "btcusdt@avgPrice",
            "btcusdt@referencePrice",
            "btcusdt@depth5",
            "btcusdt@depth10",
            "btcusdt@depth20",
            "btcusdt@depth5@100ms",
            "btcusdt@depth10@100ms",
            "btcusdt@depth20@100ms",
            "btcusdt@depth",
            "btcusdt@depth@100ms")) {
      streams.add(BinanceStream.of(name));
    }
    Heard heard = new Heard();
    try (VirtualBinance virtual = VirtualBinance.open();
        Subscription<BinanceStream> subscription =
            virtual.client.streams().subscribe(streams, heard)) {
      virtual.time.advance(Duration.ofMinutes(3));
      assertThat(heard.live()).containsAll(streams);
      for (BinanceStream stream : streams) {
        if (stream.type()
            != BinanceStream.Type.BLOCK_TRADE) { // may be rarer than this test is long
          assertThat(heard.byStream.getOrDefault(stream, 0)).as(stream.name()).isPositive();
        }
      }
      assertThat(subscription.counters().badFrames()).isZero();
      assertThat(virtual.venue.traffic().violations()).isEmpty();
      assertThat(virtual.venue.traffic().connectionsOpened()).isEqualTo(1);
    }
  }

  @Test
  void microsecondsAreAskedForInTheAddress() {
    RecordingListener listener = new RecordingListener();
    try (VirtualBinance virtual = VirtualBinance.open(BinanceTimeUnit.MICROSECOND);
        Subscription<Feed> unused =
            virtual.client.marketData().subscribe(List.of(Feed.trades(BTC)), listener)) {
      virtual.time.advance(LONG);
      Instant last = listener.last(Trade.class).orElseThrow().venueTime().orElseThrow();
      assertThat(last).isBetween(virtual.time.now().minus(LONG), virtual.time.now());
    }
  }

  @Test
  void aBookIsAsDeepAsAskedAndNoDeeper() {
    for (int depth : new int[] {1, 5, 6, 10, 11, 20}) {
      RecordingListener listener = new RecordingListener();
      try (VirtualBinance virtual = VirtualBinance.open();
          Subscription<Feed> unused =
              virtual.client.marketData().subscribe(List.of(Feed.book(BTC, depth)), listener)) {
        virtual.time.advance(Duration.ofSeconds(5));
        OrderBook book = listener.last(OrderBook.class).orElseThrow();
        assertThat(book.bids().depth()).isEqualTo(depth);
        assertThat(book.asks().depth()).isEqualTo(depth);
        assertThat(book.sequence()).isPositive();
        assertThat(book.venueTime()).isEmpty();
      }
    }
  }

  @Test
  void twoWhoWantTheSameShareOneStream() {
    RecordingListener one = new RecordingListener();
    RecordingListener two = new RecordingListener();
    try (VirtualBinance virtual = VirtualBinance.open();
        Subscription<Feed> first =
            virtual.client.marketData().subscribe(List.of(Feed.quotes(BTC)), one);
        Subscription<Feed> second =
            virtual.client.marketData().subscribe(List.of(Feed.quotes(BTC)), two)) {
      virtual.time.advance(LONG);
      assertThat(one.heard(Quote.class)).isNotEmpty().isEqualTo(two.heard(Quote.class));
      assertThat(virtual.venue.traffic().messagesReceived()).isEqualTo(1);
      first.close();
      one.clear();
      two.clear();
      virtual.time.advance(LONG);
      assertThat(one.heard()).isEmpty();
      assertThat(two.heard(Quote.class)).isNotEmpty();
      assertThat(second.isClosed()).isFalse();
    }
  }

  @Test
  void moreStreamsThanAConnectionTakesAreSpreadAndNoLimitIsBroken() {
    Set<BinanceStream> many = new HashSet<>();
    IntStream.range(0, 1_500).forEach(i -> many.add(BinanceStream.trade("NOSUCH" + i)));
    many.add(BinanceStream.trade("BTCUSDT"));
    Heard heard = new Heard();
    try (VirtualBinance virtual = VirtualBinance.open();
        Subscription<BinanceStream> unused = virtual.client.streams().subscribe(many, heard)) {
      virtual.time.advance(LONG);
      assertThat(heard.live()).containsAll(many);
      assertThat(virtual.venue.traffic().connectionsOpen()).isEqualTo(2);
      assertThat(virtual.venue.traffic().busiestWindow().get("websocket-message"))
          .isLessThanOrEqualTo(5);
      assertThat(virtual.venue.traffic().violations())
          .allSatisfy(violation -> assertThat(violation).contains("unknown stream nosuch"));
    }
  }

  @Test
  void aFrameThatCannotBeReadIsReportedAndTheStreamLivesOn() {
    RecordingListener listener = new RecordingListener();
    try (VirtualBinance virtual = VirtualBinance.open();
        Subscription<Feed> subscription =
            virtual.client.marketData().subscribe(List.of(Feed.quotes(BTC)), listener)) {
      virtual.time.advance(LONG);
      virtual.venue.faults().streams().send("{\"stream\":\"btcusdt@bookTicker\",\"data\":{");
      virtual.venue.faults().streams().send(new byte[] {(byte) 0xff, (byte) 0xfe});
      virtual
          .venue
          .faults()
          .onFrames(
              1,
              frame -> frame.text().contains("bookTicker"),
              FrameFault.changed(text -> text.replace("\"u\":", "\"v\":")));
      listener.clear();
      virtual.time.advance(LONG);
      assertThat(listener.heard(StreamStatus.BadFrame.class)).hasSize(3);
      assertThat(listener.heard(StreamStatus.Reconnecting.class)).isEmpty();
      assertThat(listener.heard(Quote.class)).isNotEmpty();
      assertThat(subscription.counters().badFrames()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":2,\"msg\":\"Invalid request\",\"id\":1}",
        "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":1}"
      })
  void aRefusalIsHeard(String refusal) {
    RecordingListener listener = new RecordingListener();
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual
          .venue
          .faults()
          .onFrames(1, frame -> frame.text().contains("result"), FrameFault.changed(t -> refusal));
      virtual
          .venue
          .faults()
          .onFrames(Faults.ALWAYS, frame -> frame.text().contains("stream"), FrameFault.dropped());
      Subscription<Feed> unused =
          virtual.client.marketData().subscribe(List.of(Feed.trades(BTC)), listener);
      virtual.time.advance(Duration.ofSeconds(5));
      List<StreamStatus.Refused> refused = listener.heard(StreamStatus.Refused.class);
      assertThat(refused).hasSize(1);
      assertThat(refused.get(0).venueCode()).isEqualTo("2");
      assertThat(refused.get(0).message()).isEqualTo("Invalid request");
      assertThat(refused.get(0).channels()).containsExactly(Feed.trades(BTC));
    }
  }

  @Test
  void anAnnouncedShutdownIsFollowedByANewConnection() {
    RecordingListener listener = new RecordingListener();
    try (VirtualBinance virtual = VirtualBinance.open();
        Subscription<Feed> unused =
            virtual.client.marketData().subscribe(List.of(Feed.quotes(BTC)), listener)) {
      virtual.time.advance(LONG);
      listener.clear();
      virtual
          .venue
          .faults()
          .streams()
          .send(
              "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}");
      virtual.time.advance(LONG);
      assertThat(virtual.venue.traffic().connectionsOpened()).isEqualTo(2);
      assertThat(virtual.venue.traffic().connectionsOpen()).isEqualTo(1);
      assertThat(listener.heard(Quote.class)).isNotEmpty();
    }
  }

  @Test
  void aStreamThatFallsSilentIsNoticedAndReplaced() {
    RecordingListener listener = new RecordingListener();
    try (VirtualBinance virtual = VirtualBinance.open();
        Subscription<Feed> unused =
            virtual.client.marketData().subscribe(List.of(Feed.quotes(BTC)), listener)) {
      virtual.time.advance(LONG);
      Instant silentSince = virtual.time.now();
      virtual.venue.faults().streams().stall();
      listener.clear();
      virtual.time.advance(LONG);
      StreamStatus.Stale stale = listener.heard(StreamStatus.Stale.class).get(0);
      assertThat(stale.at())
          .isBeforeOrEqualTo(
              silentSince
                  .plus(BinanceProtocol.PROBE_AFTER)
                  .plus(BinanceProtocol.PROBE_TIMEOUT)
                  .plusSeconds(5));
      assertThat(listener.heard(StreamStatus.Gap.class)).hasSize(1);
      assertThat(listener.heard(Quote.class)).isNotEmpty();
    }
  }

  @Test
  void aQuietButHealthyStreamIsProbedAndNotReplaced() {
    RecordingListener listener = new RecordingListener();
    try (VirtualBinance virtual = VirtualBinance.open();
        Subscription<Feed> unused =
            virtual
                .client
                .marketData()
                .subscribe(List.of(Feed.trades(Binance.instrument("NOSUCH", "USDT"))), listener)) {
      virtual.time.advance(Duration.ofMinutes(10));
      assertThat(virtual.venue.traffic().connectionsOpened()).isEqualTo(1);
      assertThat(virtual.venue.traffic().messagesReceived()).isGreaterThan(30);
      assertThat(listener.heard(StreamStatus.Stale.class)).isEmpty();
    }
  }

  @Test
  void candlesOfAStreamCloseWhenTheVenueSaysSo() {
    RecordingListener listener = new RecordingListener();
    try (VirtualBinance virtual = VirtualBinance.open();
        Subscription<Feed> unused =
            virtual
                .client
                .marketData()
                .subscribe(List.of(Feed.candles(BTC, CandleInterval.MINUTE_1)), listener)) {
      virtual.time.advance(Duration.ofMinutes(5));
      List<Candle> candles = listener.heard(Candle.class);
      assertThat(candles)
          .extracting(Candle::completion)
          .contains(Candle.Completion.CLOSED, Candle.Completion.RUNNING);
      assertThat(candles)
          .allSatisfy(
              candle -> {
                if (candle.completion() == Candle.Completion.CLOSED) {
                  assertThat(candle.receivedAt()).isAfterOrEqualTo(candle.closeTime());
                }
              });
    }
  }

  /** Counts what it hears. */
  private static final class Heard implements BinanceStreamListener {
    final Map<BinanceStream, Integer> byStream = new HashMap<>();
    final List<StreamStatus> statuses = new ArrayList<>();

    Set<Object> live() {
      Set<Object> live = new HashSet<>();
      for (StreamStatus status : statuses) {
        if (status instanceof StreamStatus.Live some) {
          live.addAll(some.channels());
        }
      }
      return live;
    }

    private void count(BinanceStream stream, BinanceStream.Type... types) {
      assertThat(types).contains(stream.type());
      byStream.merge(stream, 1, Integer::sum);
    }

    @Override
    public void onTrade(BinanceTradeEvent m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.TRADE);
    }

    @Override
    public void onAggTrade(BinanceAggTradeEvent m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.AGG_TRADE);
    }

    @Override
    public void onBlockTrade(BinanceBlockTradeEvent m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.BLOCK_TRADE);
    }

    @Override
    public void onKline(BinanceKlineEvent m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.KLINE);
    }

    @Override
    public void onMiniTicker(BinanceMiniTickerEvent m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.MINI_TICKER);
    }

    @Override
    public void onMiniTickers(BinanceMiniTickers m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.ALL_MINI_TICKERS);
    }

    @Override
    public void onTicker(BinanceTickerEvent m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.TICKER);
    }

    @Override
    public void onWindowTicker(BinanceWindowTickerEvent m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.WINDOW_TICKER);
    }

    @Override
    public void onWindowTickers(BinanceWindowTickers m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.ALL_WINDOW_TICKERS);
    }

    @Override
    public void onBookTicker(BinanceBookTickerEvent m, BinanceStream stream, Stamp stamp) {
      assertThat(stamp.venueTime()).isNull();
      count(stream, BinanceStream.Type.BOOK_TICKER);
    }

    @Override
    public void onAvgPrice(BinanceAvgPriceEvent m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.AVG_PRICE);
    }

    @Override
    public void onReferencePrice(BinanceReferencePriceEvent m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.REFERENCE_PRICE);
    }

    @Override
    public void onDepth(BinanceDepth m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.PARTIAL_DEPTH);
    }

    @Override
    public void onDepthUpdate(BinanceDepthUpdate m, BinanceStream stream, Stamp stamp) {
      count(stream, BinanceStream.Type.DIFF_DEPTH);
    }

    @Override
    public void onUnmodelled(BinanceUnmodelled m, BinanceStream stream, Stamp stamp) {
      throw new AssertionError(m.json());
    }

    @Override
    public void onStatus(StreamStatus status) {
      statuses.add(status);
    }
  }
}
