package dev.stom.benchmarks;

import dev.stom.benchmarks.BinanceModels.Combined;
import dev.stom.binance.model.BinanceAggTradeEvent;
import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTradeEvent;
import dev.stom.core.market.Candle;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Side;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a decoded frame says, in an order of its own, so that what differs in form can be compared:
 * decimals with their scale, times in milliseconds.
 */
final class Facts {
  private final List<@Nullable Object> all = new ArrayList<>();

  private Facts(@Nullable Object... facts) {
    all.addAll(Arrays.asList(facts));
  }

  /** What any library has made of a frame. */
  static List<@Nullable Object> of(Object decoded) {
    Object bare = decoded instanceof Combined<?> combined ? combined.data() : decoded;
    Facts facts = ours(bare);
    return (facts == null ? theirs(bare) : facts).all;
  }

  // ---- what we make of it

  private static @Nullable Facts ours(Object decoded) {
    if (decoded instanceof Trade trade) {
      return new Facts(
          trade.instrument().symbol(),
          millis(trade.stamp().venueTime()),
          Long.parseLong(trade.id()),
          trade.price(),
          trade.quantity(),
          trade.takerSide() == Side.BUY);
    } else if (decoded instanceof Ticker ticker) {
      return new Facts(
          ticker.instrument().symbol(),
          millis(ticker.stamp().venueTime()),
          ticker.last(),
          millis(ticker.lastTradeAt()),
          ticker.change().amount(),
          ticker.change().ratio(),
          ticker.change().referencePrice(),
          ticker.range().open(),
          ticker.range().high(),
          ticker.range().low(),
          ticker.volume().base(),
          ticker.volume().quote());
    } else if (decoded instanceof OrderBook book) {
      return new Facts(book.instrument().symbol(), millis(book.stamp().venueTime())).levels(book);
    } else if (decoded instanceof Candle candle) {
      return new Facts(
          candle.instrument().symbol(),
          millis(candle.stamp().venueTime()),
          candle.openTime(),
          candle.open(),
          candle.high(),
          candle.low(),
          candle.close(),
          candle.volume(),
          candle.turnover());
    } else if (decoded instanceof BinanceTradeEvent trade) {
      return new Facts(
          millis(trade.eventTime()),
          trade.symbol(),
          trade.id(),
          trade.price(),
          trade.quantity(),
          millis(trade.time()),
          trade.buyerIsMaker());
    } else if (decoded instanceof BinanceAggTradeEvent trade) {
      return new Facts(
          millis(trade.eventTime()),
          trade.symbol(),
          trade.id(),
          trade.price(),
          trade.quantity(),
          trade.firstTradeId(),
          trade.lastTradeId(),
          millis(trade.time()),
          trade.buyerIsMaker());
    } else if (decoded instanceof BinanceTickerEvent ticker) {
      return ours(ticker);
    } else if (decoded instanceof BinanceBookTickerEvent top) {
      return new Facts(
          top.updateId(),
          top.symbol(),
          top.bidPrice(),
          top.bidQuantity(),
          top.askPrice(),
          top.askQuantity());
    } else if (decoded instanceof BinanceDepth depth) {
      return new Facts(depth.lastUpdateId()).levels(depth);
    } else if (decoded instanceof BinanceDepthUpdate update) {
      return new Facts(
              millis(update.eventTime()),
              update.symbol(),
              update.firstUpdateId(),
              update.finalUpdateId())
          .levels(update);
    } else if (decoded instanceof BinanceKlineEvent kline) {
      return ours(kline);
    }
    return null;
  }

  private static Facts ours(BinanceTickerEvent ticker) {
    return new Facts(
        millis(ticker.eventTime()),
        ticker.symbol(),
        ticker.priceChange(),
        ticker.priceChangePercent(),
        ticker.weightedAveragePrice(),
        ticker.previousClose(),
        ticker.last(),
        ticker.lastQuantity(),
        ticker.bidPrice(),
        ticker.bidQuantity(),
        ticker.askPrice(),
        ticker.askQuantity(),
        ticker.open(),
        ticker.high(),
        ticker.low(),
        ticker.volume(),
        ticker.quoteVolume(),
        millis(ticker.openTime()),
        millis(ticker.closeTime()),
        ticker.firstTradeId(),
        ticker.lastTradeId(),
        ticker.tradeCount());
  }

  private static Facts ours(BinanceKlineEvent kline) {
    return new Facts(
        millis(kline.eventTime()),
        kline.symbol(),
        millis(kline.openTime()),
        millis(kline.closeTime()),
        kline.interval(),
        kline.firstTradeId(),
        kline.lastTradeId(),
        kline.open(),
        kline.close(),
        kline.high(),
        kline.low(),
        kline.volume(),
        kline.tradeCount(),
        kline.closed(),
        kline.quoteVolume(),
        kline.takerBuyVolume(),
        kline.takerBuyQuoteVolume());
  }

  // ---- what the others make of it

  private static Facts theirs(Object decoded) {
    if (decoded instanceof UpbitModels.SimpleTrade trade) {
      return theirs(trade.plain());
    } else if (decoded instanceof UpbitModels.Trade trade) {
      return new Facts(
          trade.code(),
          trade.tradeTimestamp(),
          trade.sequentialId(),
          trade.tradePrice(),
          trade.tradeVolume(),
          trade.askBid().equals("BID"));
    } else if (decoded instanceof UpbitModels.Ticker ticker) {
      return new Facts(
          ticker.code(),
          ticker.timestamp(),
          ticker.tradePrice(),
          ticker.tradeTimestamp(),
          ticker.signedChangePrice(),
          ticker.signedChangeRate(),
          ticker.prevClosingPrice(),
          ticker.openingPrice(),
          ticker.highPrice(),
          ticker.lowPrice(),
          ticker.accTradeVolume24h(),
          ticker.accTradePrice24h());
    } else if (decoded instanceof UpbitModels.Book book) {
      Facts facts = new Facts(book.code(), book.timestamp());
      book.orderbookUnits().forEach(row -> facts.level(row.bidPrice(), row.bidSize()));
      book.orderbookUnits().forEach(row -> facts.level(row.askPrice(), row.askSize()));
      return facts;
    } else if (decoded instanceof UpbitModels.Candle candle) {
      return new Facts(
          candle.code(),
          candle.timestamp(),
          LocalDateTime.parse(candle.candleDateTimeUtc()).toInstant(ZoneOffset.UTC),
          candle.openingPrice(),
          candle.highPrice(),
          candle.lowPrice(),
          candle.tradePrice(),
          candle.candleAccTradeVolume(),
          candle.candleAccTradePrice());
    } else if (decoded instanceof BinanceModels.Trade trade) {
      return new Facts(
          trade.eventTime(),
          trade.symbol(),
          trade.id(),
          trade.price(),
          trade.quantity(),
          trade.time(),
          trade.buyerIsMaker());
    } else if (decoded instanceof BinanceModels.AggTrade trade) {
      return new Facts(
          trade.eventTime(),
          trade.symbol(),
          trade.id(),
          trade.price(),
          trade.quantity(),
          trade.firstTradeId(),
          trade.lastTradeId(),
          trade.time(),
          trade.buyerIsMaker());
    } else if (decoded instanceof BinanceModels.Ticker ticker) {
      return theirs(ticker);
    } else if (decoded instanceof BinanceModels.BookTicker top) {
      return new Facts(
          top.updateId(),
          top.symbol(),
          top.bidPrice(),
          top.bidQuantity(),
          top.askPrice(),
          top.askQuantity());
    } else if (decoded instanceof BinanceModels.Depth depth) {
      return new Facts(depth.lastUpdateId()).levels(depth.bids()).levels(depth.asks());
    } else if (decoded instanceof BinanceModels.DepthUpdate update) {
      return new Facts(
              update.eventTime(), update.symbol(), update.firstUpdateId(), update.finalUpdateId())
          .levels(update.bids())
          .levels(update.asks());
    } else if (decoded instanceof BinanceModels.Kline kline) {
      return theirs(kline, kline.bar());
    }
    throw new AssertionError("nobody knows what a " + decoded.getClass() + " says");
  }

  private static Facts theirs(BinanceModels.Ticker ticker) {
    return new Facts(
        ticker.eventTime(),
        ticker.symbol(),
        ticker.priceChange(),
        ticker.priceChangePercent(),
        ticker.weightedAveragePrice(),
        ticker.previousClose(),
        ticker.last(),
        ticker.lastQuantity(),
        ticker.bidPrice(),
        ticker.bidQuantity(),
        ticker.askPrice(),
        ticker.askQuantity(),
        ticker.open(),
        ticker.high(),
        ticker.low(),
        ticker.volume(),
        ticker.quoteVolume(),
        ticker.openTime(),
        ticker.closeTime(),
        ticker.firstTradeId(),
        ticker.lastTradeId(),
        ticker.tradeCount());
  }

  private static Facts theirs(BinanceModels.Kline kline, BinanceModels.Bar bar) {
    return new Facts(
        kline.eventTime(),
        kline.symbol(),
        bar.openTime(),
        bar.closeTime(),
        bar.interval(),
        bar.firstTradeId(),
        bar.lastTradeId(),
        bar.open(),
        bar.close(),
        bar.high(),
        bar.low(),
        bar.volume(),
        bar.tradeCount(),
        bar.closed(),
        bar.quoteVolume(),
        bar.takerBuyVolume(),
        bar.takerBuyQuoteVolume());
  }

  // ---- levels

  private Facts levels(Object book) {
    FrameKind.readLevels(book, all::add);
    return this;
  }

  private Facts levels(List<List<BigDecimal>> levels) {
    levels.forEach(level -> level(level.get(0), level.get(1)));
    return this;
  }

  private void level(BigDecimal price, BigDecimal quantity) {
    all.add(price);
    all.add(quantity);
  }

  private static Long millis(@Nullable Instant time) {
    return Objects.requireNonNull(time).toEpochMilli();
  }
}
