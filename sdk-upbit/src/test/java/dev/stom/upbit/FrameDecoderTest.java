package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.spi.MalformedFrame;
import dev.stom.core.spi.Words;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
  private final FrameDecoder decoder = new FrameDecoder();
  private final List<UpbitMessage> messages = new ArrayList<>();
  private final List<Control> controls = new ArrayList<>();

  private void read(String frame) {
    decoder.read(
        Samples.bytes(frame),
        Words.of("KRW-BTC"),
        new FrameDecoder.Handler() {
          @Override
          public void data(UpbitMessage message) {
            messages.add(message);
          }

          @Override
          public void control(Control control) {
            controls.add(control);
          }
        });
  }

  private <T> T only(Class<T> kind, String frame) {
    read(frame);
    assertThat(controls).isEmpty();
    assertThat(messages).hasSize(1);
    return kind.cast(messages.get(0));
  }

  @Test
  void aTradeIsReadToTheLastZero() {
    UpbitTradeMessage trade = only(UpbitTradeMessage.class, Samples.TRADE);
    assertThat(trade)
        .isEqualTo(
            new UpbitTradeMessage(
                "trade",
                "KRW-BTC",
                new BigDecimal("100473000.00000000"),
                new BigDecimal("0.00014208"),
                "BID",
                new BigDecimal("100571000.00000000"),
                "FALL",
                new BigDecimal("98000.00000000"),
                "2024-10-31",
                "01:07:42",
                1_730_336_862_047L,
                1_730_336_862_082L,
                "17303368620470000",
                new BigDecimal("100473000"),
                new BigDecimal("0.43139478"),
                new BigDecimal("100465000"),
                new BigDecimal("0.01990656"),
                "SNAPSHOT"));
    assertThat(trade.isSnapshot()).isTrue();
  }

  @Test
  void allFourFormatsSayTheSame() {
    UpbitTradeMessage full = only(UpbitTradeMessage.class, Samples.TRADE);
    for (String frame :
        List.of(
            Samples.TRADE_BRIEF, "[" + Samples.TRADE + "]", " [ " + Samples.TRADE_BRIEF + " ] ")) {
      messages.clear();
      assertThat(only(UpbitTradeMessage.class, frame)).isEqualTo(full);
    }
  }

  @Test
  void aListOfSeveralIsReadInOrder() {
    read("[" + Samples.TRADE + "," + Samples.CANDLE + "]");
    assertThat(messages).extracting(UpbitMessage::type).containsExactly("trade", "candle.1s");
  }

  @Test
  void everyKindAgreesWithAPlainParse() throws IOException {
    for (String frame : List.of(Samples.TICKER, Samples.TRADE, Samples.ORDERBOOK, Samples.CANDLE)) {
      messages.clear();
      read(frame);
      assertThat(FrameFields.difference(messages.get(0), FrameFields.parse(Samples.bytes(frame))))
          .isNull();
    }
  }

  @Test
  void aTickerKeepsItsWordsAndSigns() {
    UpbitTickerMessage ticker = only(UpbitTickerMessage.class, Samples.TICKER);
    assertThat(ticker.change()).isEqualTo("RISE");
    assertThat(ticker.signedChangeRate()).isEqualTo(new BigDecimal("0.0126713295"));
    assertThat(ticker.delistingDate()).isNull();
    assertThat(ticker.tradingSuspended()).isFalse();
  }

  @Test
  void rowsThatOnlyPadABookAreLeftOut() {
    UpbitOrderbookMessage book = only(UpbitOrderbookMessage.class, Samples.ORDERBOOK);
    assertThat(book.asks().depth()).isEqualTo(2);
    assertThat(book.bids().depth()).isEqualTo(3);
    assertThat(book.bids().price(2)).isEqualTo(new BigDecimal("136999000"));
    assertThat(book.top(1).bids().depth()).isEqualTo(1);
    assertThat(book.top(30)).isSameAs(book);
  }

  @Test
  void anEmptyBookIsABook() {
    UpbitOrderbookMessage book =
        only(
            UpbitOrderbookMessage.class,
            "{\"ty\":\"orderbook\",\"cd\":\"KRW-BTC\",\"tms\":1,\"obu\":[]}");
    assertThat(book.asks().depth()).isZero();
    assertThat(book.level()).isNull();
    assertThat(book.streamType()).isNull();
  }

  @Test
  void aCandleOfALaterVersionIsReadToo() {
    UpbitCandleMessage candle =
        only(UpbitCandleMessage.class, Samples.CANDLE.replace("candle.1s", "candle.120m"));
    assertThat(candle.type()).isEqualTo("candle.120m");
  }

  @Test
  void theTypeMayStandAnywhere() {
    String frame = Samples.TRADE.replace("\"type\":\"trade\",", "").strip();
    frame = frame.substring(0, frame.length() - 1) + ",\"type\":\"trade\"}";
    assertThat(only(UpbitTradeMessage.class, frame).code()).isEqualTo("KRW-BTC");
  }

  @Test
  void aWordThatIsNotKnownIsKept() {
    UpbitTradeMessage trade =
        only(
            UpbitTradeMessage.class,
            Samples.TRADE
                .replace("\"BID\"", "\"경매\"")
                .replace("\"SNAPSHOT\"", "\"REPLAY\"")
                .replace("\"FALL\"", "null"));
    assertThat(trade.askBid()).isEqualTo("경매");
    assertThat(trade.streamType()).isEqualTo("REPLAY");
    assertThat(trade.isSnapshot()).isFalse();
    assertThat(trade.change()).isNull();
  }

  @Test
  void anIdOfTwentyDigitsStaysExact() {
    assertThat(
            only(
                    UpbitTradeMessage.class,
                    Samples.TRADE.replace("17303368620470000", "98765432109876543210"))
                .sequentialId())
        .isEqualTo("98765432109876543210");
  }

  @Test
  void signsOfLifeErrorsAndSubscriptionsAreNoData() {
    read("{\"status\":\"UP\"}");
    read("{\"error\":{\"name\":\"WRONG_FORMAT\",\"message\":\"잘못된 형식\"}}");
    read("{\"error\":{\"message\":\"?\",\"name\":404}}");
    read("{\"error\":\"INVALID_AUTH\"}");
    read(
        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"result\":[{\"type\":\"ticker\",\"codes\":"
            + "[\"KRW-BTC\"]},{\"type\":\"orderbook\",\"codes\":[\"KRW-BTC.15\",\"KRW-ETH\"],"
            + "\"level\":10000.0},{\"type\":\"myAsset\"}],\"ticket\":\"t\"}");
    read("{\"type\":\"myOrder\",\"code\":\"KRW-BTC\"}");
    assertThat(messages).isEmpty();
    assertThat(controls)
        .containsExactly(
            new Control.Status("UP"),
            new Control.Refused("WRONG_FORMAT", "잘못된 형식"),
            new Control.Refused("404", "?"),
            new Control.Refused("INVALID_AUTH", ""),
            new Control.Subscribed(
                List.of(
                    new Route("ticker", "KRW-BTC", null),
                    new Route("orderbook", "KRW-BTC", new BigDecimal("1E+4")),
                    new Route("orderbook", "KRW-ETH", new BigDecimal("1E+4")))),
            new Control.Other("myOrder"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "17",
        "{}",
        "[[]]",
        "{\"hello\":1}",
        "{\"type\":7}",
        "{\"type\":\"trade\",\"type\":\"trade\"}",
        "{\"type\":\"trade\",\"code\":\"KRW-BTC\"}",
        "{\"type\":\"orderbook\",\"code\":\"KRW-BTC\",\"timestamp\":1,\"orderbook_units\":[{}]}",
        "{\"status\":\"UP\"} x",
        "{\"error\":17}",
        "<html></html>",
      })
  void whatIsNoFrameIsMalformed(String frame) {
    assertThatThrownBy(() -> read(frame)).isInstanceOf(MalformedFrame.class);
    assertThat(messages).isEmpty();
    assertThat(controls).isEmpty();
    assertThat(only(UpbitTradeMessage.class, Samples.TRADE)).isNotNull(); // the next one is read
  }

  @Test
  void valuesThatCannotBeAreMalformed() {
    for (String frame :
        List.of(
            Samples.TRADE.replace("100473000.00000000", "0"),
            Samples.TRADE.replace("0.00014208", "-1"),
            Samples.TRADE.replace("1730336862047", "1730336862047.5"),
            Samples.TRADE.replace("17303368620470000", "1.5"),
            Samples.TRADE.replace("\"KRW-BTC\"", "null"),
            Samples.ORDERBOOK.replace("137002000", "-1"),
            Samples.CANDLE.replace("2025-01-02T04:28:05", "2025-02-30T04:28:05"),
            Samples.CANDLE.replace("2025-01-02T04:28:05", "yesterday"),
            Samples.TRADE + "{}",
            "[" + Samples.TRADE + ",]")) {
      assertThatThrownBy(() -> read(frame)).as(frame).isInstanceOf(MalformedFrame.class);
    }
    assertThat(messages).isEmpty();
  }
}
