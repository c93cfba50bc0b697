package dev.stom.core.spi;

import dev.stom.core.market.Candle;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;

/**
 * Hands events to the listener's method of their kind.
 *
 * @param listener hears them
 */
public record MarketReceiver(MarketListener listener)
    implements SerialDispatcher.Receiver<MarketEvent> {
  @Override
  public void event(MarketEvent event) {
    if (event instanceof Trade trade) {
      listener.onTrade(trade);
    } else if (event instanceof Quote quote) {
      listener.onQuote(quote);
    } else if (event instanceof OrderBook book) {
      listener.onBook(book);
    } else if (event instanceof Ticker ticker) {
      listener.onTicker(ticker);
    } else if (event instanceof Candle candle) {
      listener.onCandle(candle);
    }
  }

  @Override
  public void status(StreamStatus status) {
    if (status instanceof StreamStatus.Gap gap) {
      listener.onGap(gap);
    } else {
      listener.onStatus(status);
    }
  }
}
