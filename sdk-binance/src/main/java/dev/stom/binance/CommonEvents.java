package dev.stom.binance;

import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceLevels;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTradeEvent;
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
import dev.stom.core.spi.ColumnBookSide;
import dev.stom.core.spi.DecimalColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The venue's stream messages in the common vocabulary. What each field becomes is in {@code
 * docs/fields-binance.md}.
 */
final class CommonEvents {
  /** From percent to a fraction, exactly. */
  private static final int PERCENT_DIGITS = 2;

  private CommonEvents() {}

  /** When something was received, and how; makes stamps. */
  record Receipt(Origin origin, Instant at, long nanos) {
    Stamp stamp(@Nullable Instant venueTime) {
      return new Stamp(origin, venueTime, at, nanos);
    }
  }

  static Trade trade(BinanceTradeEvent trade, Instrument instrument, Receipt receipt) {
    return new Trade(
        instrument,
        receipt.stamp(trade.time()),
        Long.toString(trade.id()),
        trade.price(),
        trade.quantity(),
        takerSide(trade.buyerIsMaker()));
  }

  static Side takerSide(boolean buyerIsMaker) {
    return buyerIsMaker ? Side.SELL : Side.BUY;
  }

  static Quote quote(BinanceBookTickerEvent top, Instrument instrument, Receipt receipt) {
    return new Quote(
        instrument,
        receipt.stamp(null),
        level(top.bidPrice(), top.bidQuantity()),
        level(top.askPrice(), top.askQuantity()),
        top.updateId());
  }

  static @Nullable BookLevel level(BigDecimal price, BigDecimal quantity) {
    return price.signum() > 0 && quantity.signum() > 0 ? new BookLevel(price, quantity) : null;
  }

  static OrderBook book(BinanceDepth depth, Instrument instrument, Receipt receipt) {
    return new OrderBook(
        instrument,
        receipt.stamp(null),
        side(depth.bids()),
        side(depth.asks()),
        depth.lastUpdateId());
  }

  private static BookSide side(BinanceLevels levels) {
    DecimalColumn prices = levels.prices();
    DecimalColumn quantities = levels.quantities();
    for (int i = 0; i < prices.size(); i++) {
      if (isEmpty(levels, i)) {
        return filtered(levels);
      }
    }
    return ColumnBookSide.of(prices, quantities);
  }

  private static BookSide filtered(BinanceLevels levels) {
    DecimalColumn prices = new DecimalColumn(levels.size());
    DecimalColumn quantities = new DecimalColumn(levels.size());
    for (int i = 0; i < levels.size(); i++) {
      if (!isEmpty(levels, i)) {
        prices.addFrom(levels.prices(), i);
        quantities.addFrom(levels.quantities(), i);
      }
    }
    return ColumnBookSide.of(prices, quantities);
  }

  private static boolean isEmpty(BinanceLevels levels, int index) {
    return levels.prices().signum(index) == 0 || levels.quantities().signum(index) == 0;
  }

  /** Empty for a symbol that was never traded: it has no last price. */
  static Optional<Ticker> ticker(
      BinanceTickerEvent ticker, Instrument instrument, Receipt receipt) {
    return ticker(
        instrument,
        receipt.stamp(ticker.eventTime()),
        ticker.last(),
        ticker.priceChange(),
        ticker.priceChangePercent(),
        ticker.open(),
        ticker.high(),
        ticker.low(),
        ticker.volume(),
        ticker.quoteVolume());
  }

  static Optional<Ticker> ticker(
      Instrument instrument,
      Stamp stamp,
      BigDecimal last,
      BigDecimal change,
      BigDecimal changePercent,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal volume,
      BigDecimal quoteVolume) {
    if (last.signum() <= 0) {
      return Optional.empty();
    }
    // Nothing traded within the window: its prices are zeros that mean "none".
    boolean traded = open.signum() > 0;
    return Optional.of(
        new Ticker(
            instrument,
            stamp,
            last,
            null,
            traded
                ? new Ticker.Change(
                    change,
                    changePercent.movePointLeft(PERCENT_DIGITS),
                    Ticker.Reference.OPEN_24H_AGO,
                    open)
                : null,
            traded ? new Ticker.Range(open, high, low, Ticker.Window.ROLLING_24H) : null,
            new Ticker.Volume(volume, quoteVolume, Ticker.Window.ROLLING_24H)));
  }

  static Candle candle(
      BinanceKlineEvent kline, CandleInterval interval, Instrument instrument, Receipt receipt) {
    return new Candle(
        instrument,
        receipt.stamp(kline.eventTime()),
        interval,
        kline.openTime(),
        kline.open(),
        kline.high(),
        kline.low(),
        kline.close(),
        kline.volume(),
        kline.quoteVolume(),
        kline.tradeCount(),
        kline.closed() ? Candle.Completion.CLOSED : Candle.Completion.RUNNING);
  }
}
