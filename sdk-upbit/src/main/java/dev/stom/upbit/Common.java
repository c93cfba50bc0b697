package dev.stom.upbit;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Side;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.core.spi.StreamSubscriber.Receipt;
import dev.stom.upbit.model.UpbitCandle;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbook;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTicker;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTrade;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Upbit's words in the common vocabulary. {@code docs/fields-upbit.md} says the same as a table,
 * and a test compares the two.
 */
final class Common {
  private Common() {}

  // ---- trades

  static Trade trade(Instrument instrument, UpbitTradeMessage message, Receipt receipt) {
    return new Trade(
        instrument,
        stamp(originOf(message), message.tradeTimestamp(), receipt),
        message.sequentialId(),
        message.tradePrice(),
        message.tradeVolume(),
        takerSide(message.askBid()));
  }

  static Trade trade(Instrument instrument, UpbitTrade trade, Receipt receipt) {
    return new Trade(
        instrument,
        stamp(Origin.REQUEST, trade.timestamp(), receipt),
        trade.sequentialId(),
        trade.tradePrice(),
        trade.tradeVolume(),
        takerSide(trade.askBid()));
  }

  /** When a trade happened, as {@link #trade} has it. */
  static Instant timeOf(UpbitTradeMessage message) {
    return Instant.ofEpochMilli(message.tradeTimestamp());
  }

  /** {@code ask_bid} is what the taker did. Source: Upbit faq-order. */
  private static @Nullable Side takerSide(@Nullable String askBid) {
    if ("BID".equals(askBid)) {
      return Side.BUY;
    }
    return "ASK".equals(askBid) ? Side.SELL : null;
  }

  // ---- books

  static OrderBook book(Instrument instrument, UpbitOrderbookMessage message, Receipt receipt) {
    return new OrderBook(
        instrument,
        stamp(originOf(message), message.timestamp(), receipt),
        message.bids(),
        message.asks(),
        null);
  }

  static Quote quote(Instrument instrument, UpbitOrderbookMessage message, Receipt receipt) {
    return new Quote(
        instrument,
        stamp(originOf(message), message.timestamp(), receipt),
        message.bids().best().orElse(null),
        message.asks().best().orElse(null),
        null);
  }

  static OrderBook book(Instrument instrument, UpbitOrderbook book, Receipt receipt) {
    List<BookLevel> bids = new ArrayList<>();
    List<BookLevel> asks = new ArrayList<>();
    for (UpbitOrderbook.Unit unit : book.orderbookUnits()) {
      addLevel(bids, unit.bidPrice(), unit.bidSize());
      addLevel(asks, unit.askPrice(), unit.askSize());
    }
    return new OrderBook(
        instrument,
        stamp(Origin.REQUEST, book.timestamp(), receipt),
        BookSide.of(bids),
        BookSide.of(asks),
        null);
  }

  /** Rows of price 0 fill up a thin side: nothing rests there. */
  private static void addLevel(List<BookLevel> side, BigDecimal price, BigDecimal size) {
    if (price.signum() != 0 && size.signum() != 0) {
      side.add(new BookLevel(price, size));
    }
  }

  // ---- tickers

  /** Returns null for a pair that has never traded: its price is 0. */
  static @Nullable Ticker ticker(
      Instrument instrument, UpbitTickerMessage message, Receipt receipt) {
    if (message.tradePrice().signum() == 0) {
      return null;
    }
    Long tradedAt = message.tradeTimestamp();
    return new Ticker(
        instrument,
        stamp(originOf(message), message.timestamp(), receipt),
        message.tradePrice(),
        tradedAt == null ? null : Instant.ofEpochMilli(tradedAt),
        change(message.signedChangePrice(), message.signedChangeRate(), message.prevClosingPrice()),
        range(message.openingPrice(), message.highPrice(), message.lowPrice()),
        volume(message.accTradeVolume24h(), message.accTradePrice24h()));
  }

  static Ticker ticker(Instrument instrument, UpbitTicker ticker, Receipt receipt) {
    Long tradedAt = ticker.tradeTimestamp();
    return new Ticker(
        instrument,
        stamp(Origin.REQUEST, ticker.timestamp(), receipt),
        ticker.tradePrice(),
        tradedAt == null ? null : Instant.ofEpochMilli(tradedAt),
        change(ticker.signedChangePrice(), ticker.signedChangeRate(), ticker.prevClosingPrice()),
        range(ticker.openingPrice(), ticker.highPrice(), ticker.lowPrice()),
        volume(ticker.accTradeVolume24h(), ticker.accTradePrice24h()));
  }

  private static Ticker.@Nullable Change change(
      @Nullable BigDecimal amount, @Nullable BigDecimal ratio, @Nullable BigDecimal reference) {
    return amount == null || ratio == null
        ? null
        : new Ticker.Change(amount, ratio, Ticker.Reference.PREVIOUS_UTC_DAY_CLOSE, reference);
  }

  private static Ticker.@Nullable Range range(
      @Nullable BigDecimal open, @Nullable BigDecimal high, @Nullable BigDecimal low) {
    return open == null || high == null || low == null
        ? null
        : new Ticker.Range(open, high, low, Ticker.Window.UTC_DAY);
  }

  private static Ticker.@Nullable Volume volume(
      @Nullable BigDecimal base, @Nullable BigDecimal quote) {
    return base == null || quote == null
        ? null
        : new Ticker.Volume(base, quote, Ticker.Window.ROLLING_24H);
  }

  // ---- candles

  /**
   * Upbit does not say whether a streamed candle is complete: a later one of its time replaces it.
   */
  static Candle candle(
      Instrument instrument, CandleInterval interval, UpbitCandleMessage message, Receipt receipt) {
    return new Candle(
        instrument,
        stamp(originOf(message), message.timestamp(), receipt),
        interval,
        UpbitTimes.candleTime(message.candleDateTimeUtc()),
        message.openingPrice(),
        message.highPrice(),
        message.lowPrice(),
        message.tradePrice(),
        message.candleAccTradeVolume(),
        message.candleAccTradePrice(),
        null,
        Candle.Completion.UNSTATED);
  }

  /** Whether an answered candle is complete, our clock says. */
  static Candle candle(
      Instrument instrument, CandleInterval interval, UpbitCandle candle, Receipt receipt) {
    Instant openTime = UpbitTimes.candleTime(candle.candleDateTimeUtc());
    boolean over = !interval.next(openTime).isAfter(receipt.at());
    return new Candle(
        instrument,
        stamp(Origin.REQUEST, candle.timestamp(), receipt),
        interval,
        openTime,
        candle.openingPrice(),
        candle.highPrice(),
        candle.lowPrice(),
        candle.tradePrice(),
        candle.candleAccTradeVolume(),
        candle.candleAccTradePrice(),
        null,
        over ? Candle.Completion.CLOSED : Candle.Completion.RUNNING);
  }

  // ---- stamps

  /** A frame that does not say that it shows the present state was sent as something happened. */
  static Origin originOf(UpbitMessage message) {
    return message.isSnapshot() ? Origin.SNAPSHOT : Origin.REALTIME;
  }

  private static Stamp stamp(Origin origin, long venueMillis, Receipt receipt) {
    return new Stamp(origin, Instant.ofEpochMilli(venueMillis), receipt.at(), receipt.nanos());
  }
}
