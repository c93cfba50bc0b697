package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.InstrumentCatalog;
import dev.stom.core.instrument.Venue;
import dev.stom.core.runtime.Await;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Public market data of one venue.
 *
 * <p>Each request has two forms: one blocks and throws, the other returns a future. Both end within
 * the client's deadline (each page of candles has its own), waiting for the rate limiter included,
 * and both fail with an {@link dev.stom.core.error.SdkException} when the outside world fails.
 * Reads that may succeed later are tried again within the deadline. A caller's mistake is an {@link
 * IllegalArgumentException}, thrown at once by both forms.
 *
 * <p><b>Threads:</b> all methods may be called from any thread. Waiting for the limiter or the
 * venue in the future-returning form blocks no thread. Continuations attached to a future may run
 * on one of the client's own threads: do not block there.
 */
public interface MarketDataSource {

  /**
   * Says whose data these are.
   *
   * @return the venue
   */
  Venue venue();

  /**
   * Says what is offered.
   *
   * @return the capabilities, without asking the venue
   */
  MarketCapabilities capabilities();

  /**
   * Asks what the venue lists.
   *
   * @return the whole catalog
   */
  CompletableFuture<InstrumentCatalog> instrumentsAsync();

  /**
   * Asks for the summaries of some instruments, in one request where the venue can.
   *
   * @param instruments of this venue; not empty
   * @return in the order asked
   */
  CompletableFuture<List<Ticker>> tickersAsync(Collection<Instrument> instruments);

  /**
   * Asks for the summary of one instrument.
   *
   * @param instrument of this venue
   * @return its ticker
   */
  CompletableFuture<Ticker> tickerAsync(Instrument instrument);

  /**
   * Asks for the order book.
   *
   * @param instrument of this venue
   * @param depth levels on each side, 1 to {@link MarketCapabilities#maxRequestDepth()}; no more
   *     are returned, fewer if the book is thin
   * @return the book
   */
  CompletableFuture<OrderBook> orderBookAsync(Instrument instrument, int depth);

  /**
   * Asks for the latest trades.
   *
   * @param instrument of this venue
   * @param count how many at most, 1 to {@link MarketCapabilities#maxRecentTrades()}
   * @return ascending by time, the latest last
   */
  CompletableFuture<List<Trade>> recentTradesAsync(Instrument instrument, int count);

  /**
   * Asks for candles, in as many requests as it takes.
   *
   * @param query which
   * @return ascending, each once, gaps named
   */
  CompletableFuture<CandleSeries> candlesAsync(CandleQuery query);

  /**
   * Streams channels to a listener, from now until the subscription is closed. Returns at once:
   * that the stream is live, the listener hears as {@link StreamStatus.Live}.
   *
   * @param feeds of this venue; may be empty and added to later
   * @param listener hears everything, one call at a time
   * @param options how to deliver
   * @return the subscription
   * @throws IllegalArgumentException when the venue does not offer a feed
   */
  Subscription<Feed> subscribe(
      Collection<Feed> feeds, MarketListener listener, SubscriptionOptions options);

  /**
   * Streams with the default options.
   *
   * @param feeds of this venue
   * @param listener hears everything, one call at a time
   * @return the subscription
   */
  default Subscription<Feed> subscribe(Collection<Feed> feeds, MarketListener listener) {
    return subscribe(feeds, listener, SubscriptionOptions.DEFAULT);
  }

  /**
   * Streams one feed with the default options.
   *
   * @param feed of this venue
   * @param listener hears everything, one call at a time
   * @return the subscription
   */
  default Subscription<Feed> subscribe(Feed feed, MarketListener listener) {
    return subscribe(List.of(feed), listener);
  }

  /**
   * Keeps the order book of an instrument up to date, from now until it is closed. Returns at once:
   * {@link LiveBook#view()} and the listener tell when it is live.
   *
   * @param instrument of this venue
   * @param options how deep, and who hears
   * @return the book
   * @throws IllegalArgumentException when the venue cannot promise so many levels, see {@link
   *     MarketCapabilities#maxLiveDepth()}
   * @throws IllegalStateException when the client is closed
   */
  LiveBook liveBook(Instrument instrument, LiveBookOptions options);

  /**
   * Keeps the order book of an instrument up to date with the default options.
   *
   * @param instrument of this venue
   * @return the book
   */
  default LiveBook liveBook(Instrument instrument) {
    return liveBook(instrument, LiveBookOptions.DEFAULT);
  }

  /**
   * Asks what the venue lists; blocks.
   *
   * @return the whole catalog
   */
  default InstrumentCatalog instruments() {
    return Await.result(instrumentsAsync(), venue(), "instruments");
  }

  /**
   * Asks for the summaries of some instruments; blocks.
   *
   * @param instruments of this venue; not empty
   * @return in the order asked
   */
  default List<Ticker> tickers(Collection<Instrument> instruments) {
    return Await.result(tickersAsync(instruments), venue(), "tickers");
  }

  /**
   * Asks for the summary of one instrument; blocks.
   *
   * @param instrument of this venue
   * @return its ticker
   */
  default Ticker ticker(Instrument instrument) {
    return Await.result(tickerAsync(instrument), venue(), "ticker");
  }

  /**
   * Asks for the order book; blocks.
   *
   * @param instrument of this venue
   * @param depth as in {@link #orderBookAsync}
   * @return the book
   */
  default OrderBook orderBook(Instrument instrument, int depth) {
    return Await.result(orderBookAsync(instrument, depth), venue(), "order book");
  }

  /**
   * Asks for the latest trades; blocks.
   *
   * @param instrument of this venue
   * @param count as in {@link #recentTradesAsync}
   * @return ascending by time, the latest last
   */
  default List<Trade> recentTrades(Instrument instrument, int count) {
    return Await.result(recentTradesAsync(instrument, count), venue(), "recent trades");
  }

  /**
   * Asks for candles, in as many requests as it takes; blocks.
   *
   * @param query which
   * @return ascending, each once, gaps named
   */
  default CandleSeries candles(CandleQuery query) {
    return Await.result(candlesAsync(query), venue(), "candles");
  }
}
