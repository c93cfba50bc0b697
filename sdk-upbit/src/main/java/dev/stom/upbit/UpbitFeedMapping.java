package dev.stom.upbit;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Ticker;
import dev.stom.core.spi.FeedMapping;
import dev.stom.core.spi.StreamSubscriber.Receipt;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.util.Objects;
import java.util.function.Consumer;

/** How the common feeds relate to Upbit's channels. */
final class UpbitFeedMapping extends FeedMapping<UpbitChannel, UpbitMessage> {
  @Override
  public UpbitChannel channelOf(Feed feed) {
    String code = UpbitSymbols.codeOf(feed.instrument());
    UpbitChannel channel =
        switch (feed.kind()) {
          case TRADES -> UpbitChannel.trade(code);
          case QUOTES -> UpbitChannel.orderbook(code, 1);
          case BOOK -> book(code, feed);
          case TICKERS -> UpbitChannel.ticker(code);
          case CANDLES -> candles(code, feed);
        };
    return switch (feed.mode()) {
      case SNAPSHOT_THEN_REALTIME -> channel;
      case SNAPSHOT_ONLY -> channel.snapshotOnly();
      case REALTIME_ONLY -> channel.realtimeOnly();
    };
  }

  private static UpbitChannel book(String code, Feed feed) {
    Integer depth = feed.depth();
    return depth == null
        ? UpbitChannel.orderbook(code)
        : UpbitChannel.orderbook(code, UpbitChannel.depthFor(depth));
  }

  private static UpbitChannel candles(String code, Feed feed) {
    CandleInterval interval = Objects.requireNonNull(feed.interval()); // a feed of candles has one
    return UpbitCandleUnit.of(interval)
        .filter(unit -> unit.streamType().isPresent())
        .map(unit -> UpbitChannel.candle(code, unit))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "interval "
                        + interval
                        + " is not streamed by Upbit; seconds and minutes up to 4h are: "
                        + UpbitMarketData.CAPABILITIES.streamIntervals()));
  }

  @Override
  public void translate(
      Feed feed, UpbitMessage message, Receipt receipt, Consumer<MarketEvent> out) {
    Instrument instrument = feed.instrument();
    if (message instanceof UpbitTradeMessage trade) {
      out.accept(Common.trade(instrument, trade, receipt));
    } else if (message instanceof UpbitOrderbookMessage book) {
      if (feed.kind() == Feed.Kind.QUOTES) {
        out.accept(Common.quote(instrument, book, receipt));
      } else {
        Integer depth = feed.depth();
        out.accept(Common.book(instrument, depth == null ? book : book.top(depth), receipt));
      }
    } else if (message instanceof UpbitTickerMessage ticker) {
      Ticker translated = Common.ticker(instrument, ticker, receipt);
      if (translated != null) {
        out.accept(translated);
      }
    } else if (message instanceof UpbitCandleMessage candle) {
      CandleInterval interval = feed.interval();
      if (interval != null) {
        out.accept(Common.candle(instrument, interval, candle, receipt));
      }
    }
  }
}
