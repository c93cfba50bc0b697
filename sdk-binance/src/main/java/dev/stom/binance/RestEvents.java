package dev.stom.binance;

import dev.stom.binance.model.BinanceBookTicker;
import dev.stom.binance.model.BinanceKline;
import dev.stom.binance.model.BinanceTicker24h;
import dev.stom.binance.model.BinanceTrade;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import java.util.Optional;

/**
 * The venue's REST answers in the common vocabulary. What each field becomes is in {@code
 * docs/fields-binance.md}.
 */
final class RestEvents {
  private RestEvents() {}

  static Trade trade(BinanceTrade trade, Instrument instrument, CommonEvents.Receipt receipt) {
    return new Trade(
        instrument,
        receipt.stamp(trade.time()),
        Long.toString(trade.id()),
        trade.price(),
        trade.quantity(),
        CommonEvents.takerSide(trade.buyerIsMaker()));
  }

  /** Carries no number of the book's state: the answer has none. */
  static Quote quote(BinanceBookTicker top, Instrument instrument, CommonEvents.Receipt receipt) {
    return new Quote(
        instrument,
        receipt.stamp(null),
        CommonEvents.level(top.bidPrice(), top.bidQuantity()),
        CommonEvents.level(top.askPrice(), top.askQuantity()),
        null);
  }

  /** Empty for a symbol that was never traded: it has no last price. */
  static Optional<Ticker> ticker(
      BinanceTicker24h ticker, Instrument instrument, CommonEvents.Receipt receipt) {
    return CommonEvents.ticker(
        instrument,
        receipt.stamp(ticker.closeTime()),
        ticker.lastPrice(),
        ticker.priceChange(),
        ticker.priceChangePercent(),
        ticker.openPrice(),
        ticker.highPrice(),
        ticker.lowPrice(),
        ticker.volume(),
        ticker.quoteVolume());
  }

  /** Running as long as its end does not lie in the past when the answer came. */
  static Candle candle(
      BinanceKline kline,
      CandleInterval interval,
      Instrument instrument,
      CommonEvents.Receipt receipt) {
    boolean running = interval.next(kline.openTime()).isAfter(receipt.at());
    return new Candle(
        instrument,
        receipt.stamp(null),
        interval,
        kline.openTime(),
        kline.open(),
        kline.high(),
        kline.low(),
        kline.close(),
        kline.volume(),
        kline.quoteVolume(),
        kline.tradeCount(),
        running ? Candle.Completion.RUNNING : Candle.Completion.CLOSED);
  }
}
