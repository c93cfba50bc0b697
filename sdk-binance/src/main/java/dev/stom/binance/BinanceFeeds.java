package dev.stom.binance;

import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTradeEvent;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Trade;
import dev.stom.core.spi.FeedMapping;
import dev.stom.core.spi.StreamSubscriber;
import java.util.function.Consumer;

/** Common feeds on the venue's streams. */
final class BinanceFeeds extends FeedMapping<BinanceStream, BinanceMessage> {
  /** The deepest partial book stream. */
  static final int MAX_DEPTH = 20;

  @Override
  public BinanceStream channelOf(Feed feed) {
    String symbol = Binance.symbolOf(feed.instrument());
    if (feed.mode() == Feed.Mode.SNAPSHOT_ONLY) {
      throw new IllegalArgumentException(
          "feed '"
              + feed.name()
              + "' asks for the present state only, which Binance's streams do not send; ask for it"
              + " by "
              + requestFor(feed.kind()));
    }
    return switch (feed.kind()) {
      case TRADES -> BinanceStream.trade(symbol);
      case QUOTES -> BinanceStream.bookTicker(symbol);
      case BOOK -> BinanceStream.partialDepthFast(symbol, streamDepth(feed));
      case TICKERS -> BinanceStream.ticker(symbol);
      case CANDLES -> BinanceStream.kline(symbol, interval(feed));
    };
  }

  private static String requestFor(Feed.Kind kind) {
    return switch (kind) {
      case TRADES -> "MarketDataSource.recentTrades";
      case QUOTES, BOOK -> "MarketDataSource.orderBook";
      case TICKERS -> "MarketDataSource.ticker";
      case CANDLES -> "MarketDataSource.candles";
    };
  }

  private static int streamDepth(Feed feed) {
    Integer wanted = feed.depth();
    if (wanted == null) {
      return MAX_DEPTH;
    }
    for (int levels : BinanceStream.PARTIAL_DEPTHS) {
      if (wanted <= levels) {
        return levels;
      }
    }
    throw new IllegalArgumentException(
        "depth must be 1 to "
            + MAX_DEPTH
            + " for a stream of Binance books but is "
            + wanted
            + "; ask MarketDataSource.orderBook for up to 5000 levels, or keep a book of your own"
            + " from BinanceStream.diffDepthFast");
  }

  private static CandleInterval interval(Feed feed) {
    CandleInterval interval = feed.interval();
    if (interval == null) {
      throw new IllegalArgumentException("a feed of candles needs an interval");
    }
    return Binance.checkedInterval(interval);
  }

  @Override
  public boolean isNumbered(Feed feed) {
    return feed.kind() == Feed.Kind.TRADES;
  }

  @Override
  public Span spanOf(MarketEvent event) {
    return Span.of(Long.parseLong(((Trade) event).id()));
  }

  @Override
  public void translate(
      Feed feed,
      BinanceMessage message,
      StreamSubscriber.Receipt received,
      Consumer<MarketEvent> out) {
    Instrument instrument = feed.instrument();
    CommonEvents.Receipt receipt =
        new CommonEvents.Receipt(Origin.REALTIME, received.at(), received.nanos());
    if (message instanceof BinanceTradeEvent trade) {
      out.accept(CommonEvents.trade(trade, instrument, receipt));
    } else if (message instanceof BinanceBookTickerEvent top) {
      out.accept(CommonEvents.quote(top, instrument, receipt));
    } else if (message instanceof BinanceDepth depth) {
      Integer levels = feed.depth();
      var book = CommonEvents.book(depth, instrument, receipt);
      out.accept(levels == null ? book : book.top(levels));
    } else if (message instanceof BinanceTickerEvent ticker) {
      CommonEvents.ticker(ticker, instrument, receipt).ifPresent(out);
    } else if (message instanceof BinanceKlineEvent kline) {
      out.accept(CommonEvents.candle(kline, interval(feed), instrument, receipt));
    }
  }
}
