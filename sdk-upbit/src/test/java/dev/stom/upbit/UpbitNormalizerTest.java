package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.error.DecodeException;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Normalizer;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Side;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.upbit.model.UpbitMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpbitNormalizerTest {
  private static final Instant AT = Instant.parse("2026-11-22T00:00:00.000000123Z");

  private final Normalizer normalizer = Upbit.normalizer();

  private <T> T frame(Class<T> kind, String text) {
    List<MarketEvent> events = normalizer.readFrame(Samples.bytes(text), AT).events();
    assertThat(events).hasSize(1);
    return kind.cast(events.get(0));
  }

  private <T> T answer(Class<T> kind, String path, String text) {
    List<MarketEvent> events = normalizer.readAnswer(path, Samples.bytes(text), AT).events();
    assertThat(events).hasSize(1);
    return kind.cast(events.get(0));
  }

  @Test
  void aTradeIsWhatTheTakerDid() {
    Trade trade = frame(Trade.class, Samples.TRADE);
    assertThat(trade.instrument()).isEqualTo(Upbit.instrument("KRW-BTC"));
    assertThat(trade.takerSide()).isEqualTo(Side.BUY);
    assertThat(trade.id()).isEqualTo("17303368620470000");
    assertThat(trade.venueTime()).contains(Instant.ofEpochMilli(1_730_336_862_047L));
    assertThat(trade.stamp().origin()).isEqualTo(Origin.SNAPSHOT);
    assertThat(trade.receivedAt()).isEqualTo(AT);
    assertThat(trade.stamp().receivedNanos()).isEqualTo(AT.getEpochSecond() * 1_000_000_000 + 123);
    assertThat(frame(Trade.class, Samples.TRADE.replace("BID", "ASK")).takerSide())
        .isEqualTo(Side.SELL);
    assertThat(frame(Trade.class, Samples.TRADE.replace("BID", "AUCTION")).takerSide()).isNull();
  }

  @Test
  void aTickersChangeIsSignedAndAFraction() {
    Ticker ticker = answer(Ticker.class, "/v1/ticker?markets=KRW-BTC", Samples.REST_TICKER);
    assertThat(ticker.change())
        .isEqualTo(
            new Ticker.Change(
                new BigDecimal("-136000"),
                new BigDecimal("-0.0009143656"),
                Ticker.Reference.PREVIOUS_UTC_DAY_CLOSE,
                new BigDecimal("148737000")));
    assertThat(ticker.range().window()).isEqualTo(Ticker.Window.UTC_DAY);
    assertThat(ticker.volume().window()).isEqualTo(Ticker.Window.ROLLING_24H);
    assertThat(ticker.lastTradeAt()).isEqualTo(Instant.ofEpochMilli(1_751_606_040_365L));
    assertThat(ticker.stamp().origin()).isEqualTo(Origin.REQUEST);
  }

  @Test
  void whatATickerDoesNotSayIsAbsent() {
    Ticker ticker =
        frame(
            Ticker.class,
            "{\"ty\":\"ticker\",\"cd\":\"KRW-BTC\",\"tp\":1,\"tms\":5,\"hp\":2,\"atv24h\":3}");
    assertThat(ticker.change()).isNull();
    assertThat(ticker.range()).isNull();
    assertThat(ticker.volume()).isNull();
    assertThat(ticker.lastTradeAt()).isNull();
  }

  @Test
  void aPairThatHasNeverTradedHasNoTicker() {
    String untraded = "{\"ty\":\"ticker\",\"cd\":\"KRW-NEW\",\"tp\":0,\"tms\":5}";
    assertThat(normalizer.readFrame(Samples.bytes(untraded), AT))
        .isEqualTo(new Normalizer.Reading("ticker", List.of()));
    assertThat(
            normalizer
                .readAnswer(
                    "/v1/ticker",
                    Samples.bytes("[{\"market\":\"KRW-NEW\",\"trade_price\":0,\"timestamp\":5}]"),
                    AT)
                .events())
        .isEmpty();
  }

  @Test
  void booksOfBothDoorsLeavePaddingOut() {
    OrderBook streamed = frame(OrderBook.class, Samples.ORDERBOOK);
    assertThat(streamed.asks().depth()).isEqualTo(2);
    assertThat(streamed.bids().depth()).isEqualTo(3);
    assertThat(streamed.isCrossed()).isFalse();
    OrderBook asked = answer(OrderBook.class, "/v1/orderbook", Samples.REST_ORDERBOOK);
    assertThat(asked.asks().depth()).isEqualTo(2);
    assertThat(asked.bids().depth()).isEqualTo(1);
    assertThat(asked.sequence()).isNull();
  }

  @Test
  void candlesNameTheirInterval() {
    assertThat(frame(Candle.class, Samples.CANDLE).interval()).isEqualTo(CandleInterval.SECOND_1);
    assertThat(frame(Candle.class, Samples.CANDLE.replace("candle.1s", "candle.240m")).interval())
        .isEqualTo(CandleInterval.parse("4h"));
    Candle asked = answer(Candle.class, "/v1/candles/seconds", Samples.REST_CANDLES);
    assertThat(asked.openTime()).isEqualTo(Instant.parse("2025-06-30T23:59:59Z"));
    assertThat(asked.completion()).isEqualTo(Candle.Completion.CLOSED);
    assertThat(answer(Candle.class, "/v1/candles/weeks", Samples.REST_CANDLES).interval())
        .isEqualTo(CandleInterval.parse("1w"));
  }

  @Test
  void aCandleWhoseEndHasNotComeIsRunning() {
    Instant within = Instant.parse("2025-06-30T23:59:59.5Z");
    Candle running =
        (Candle)
            normalizer
                .readAnswer("/v1/candles/seconds", Samples.bytes(Samples.REST_CANDLES), within)
                .events()
                .get(0);
    assertThat(running.completion()).isEqualTo(Candle.Completion.RUNNING);
    Candle over =
        (Candle)
            normalizer
                .readAnswer(
                    "/v1/candles/seconds",
                    Samples.bytes(Samples.REST_CANDLES),
                    Instant.parse("2025-07-01T00:00:00Z"))
                .events()
                .get(0);
    assertThat(over.completion()).isEqualTo(Candle.Completion.CLOSED);
  }

  @Test
  void tradesOfAnAnswerKeepUpbitsOrder() {
    Trade trade = answer(Trade.class, "/v1/trades/ticks", Samples.REST_TRADES);
    assertThat(trade.venueTime()).contains(Instant.ofEpochMilli(1_751_068_799_336L));
    assertThat(trade.stamp().origin()).isEqualTo(Origin.REQUEST);
  }

  @Test
  void framesWithoutMarketDataAreNamed() {
    assertThat(normalizer.readFrame(Samples.bytes("{\"status\":\"UP\"}"), AT).kind())
        .isEqualTo("status");
    assertThat(normalizer.readFrame(Samples.bytes("{\"type\":\"myAsset\"}"), AT))
        .isEqualTo(new Normalizer.Reading("myAsset", List.of()));
    assertThat(normalizer.readFrame(Samples.bytes("{\"error\":{\"name\":\"X\"}}"), AT).kind())
        .isEqualTo("error");
    assertThat(
            normalizer
                .readFrame(Samples.bytes("{\"method\":\"LIST_SUBSCRIPTIONS\",\"result\":[]}"), AT)
                .kind())
        .isEqualTo("LIST_SUBSCRIPTIONS");
    assertThat(normalizer.readFrame(Samples.bytes(Samples.TRADE_BRIEF), AT).kind())
        .isEqualTo("trade");
  }

  @Test
  void symbolsThatAreNotKnownAreLeftOut() {
    Normalizer onlyEth =
        Upbit.normalizer(
            code ->
                code.equals("KRW-ETH")
                    ? Optional.of(Upbit.instrument("KRW-ETH"))
                    : Optional.empty());
    assertThat(onlyEth.readFrame(Samples.bytes(Samples.TRADE), AT).events()).isEmpty();
    assertThat(onlyEth.readAnswer("/v1/ticker", Samples.bytes(Samples.REST_TICKER), AT).events())
        .isEmpty();
  }

  @Test
  void whatCannotBeReadSaysWhy() {
    assertThatThrownBy(() -> normalizer.readFrame(Samples.bytes("{\"ty\":\"trade\"}"), AT))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("Upbit")
        .hasMessageContaining("without the field \"cd\"");
    assertThatThrownBy(() -> normalizer.readAnswer("/v1/ticker", Samples.bytes("<html>"), AT))
        .isInstanceOfSatisfying(
            DecodeException.class,
            failure -> assertThat(failure.operation()).isEqualTo("GET /v1/ticker"));
    assertThatThrownBy(
            () ->
                normalizer.readAnswer(
                    "/v1/trades/ticks",
                    Samples.bytes(Samples.REST_TRADES.replace("147058000", "0")),
                    AT))
        .isInstanceOf(DecodeException.class);
    assertThat(frame(Trade.class, Samples.TRADE)).isNotNull();
  }

  @Test
  void aFrameReaderGivesTheVenuesOwnRecords() {
    UpbitFrameReader reader = Upbit.frameReader(List.of("KRW-BTC"));
    List<UpbitMessage> read = reader.read(Samples.bytes(Samples.TRADE));
    assertThat(read).extracting(UpbitMessage::code).containsExactly("KRW-BTC");
    assertThat(reader.read(Samples.bytes("{\"status\":\"UP\"}"))).isEmpty();
    assertThat(reader.read(Samples.bytes("[" + Samples.TRADE + "," + Samples.TICKER + "]")))
        .hasSize(2);
    assertThat(read).hasSize(1);
    assertThatThrownBy(() -> reader.read(Samples.bytes("nonsense")))
        .isInstanceOf(DecodeException.class);
  }
}
