package dev.stom.binance;

import dev.stom.binance.model.BinanceExchangeInfo;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.binance.model.BinanceSymbol;
import dev.stom.binance.model.BinanceTicker24h;
import dev.stom.binance.model.BinanceTrade;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.InstrumentCatalog;
import dev.stom.core.instrument.Listing;
import dev.stom.core.instrument.ListingStatus;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.CandleSeries;
import dev.stom.core.market.Feed;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.MarketCapabilities;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.Lane;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.FeedMapping;
import dev.stom.core.spi.MarketReceiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The common vocabulary over the venue's endpoints and streams. */
final class BinanceMarketData implements MarketDataSource {
  private static final MarketCapabilities CAPABILITIES =
      new MarketCapabilities(
          Set.of(Feed.Kind.values()),
          Set.of(Feed.Mode.SNAPSHOT_THEN_REALTIME, Feed.Mode.REALTIME_ONLY),
          Set.copyOf(Binance.INTERVALS),
          Set.copyOf(Binance.INTERVALS),
          MarketEndpoints.MAX_DEPTH,
          BinanceFeeds.MAX_DEPTH,
          BookSnapshots.MAX_LEVELS,
          MarketEndpoints.MAX_TRADES);

  private final Rest rest;
  private final TimeSource time;
  private final LiveStreams streams;
  private final BookSnapshots snapshots;
  private final FeedMapping<BinanceStream, BinanceMessage> feeds = new BinanceFeeds();

  BinanceMarketData(Rest rest, TimeSource time, LiveStreams streams) {
    this.rest = rest;
    this.time = time;
    this.streams = streams;
    this.snapshots = new BookSnapshots(rest, time);
  }

  @Override
  public Venue venue() {
    return Binance.VENUE;
  }

  @Override
  public MarketCapabilities capabilities() {
    return CAPABILITIES;
  }

  // ---- requests

  @Override
  public CompletableFuture<InstrumentCatalog> instrumentsAsync() {
    BinanceExchangeInfoRequest all = BinanceExchangeInfoRequest.all().withoutPermissionSets();
    return stamped(MarketEndpoints.exchangeInfo(all))
        .thenApply(info -> catalog(info.value, info.receipt.at()));
  }

  private static InstrumentCatalog catalog(BinanceExchangeInfo info, Instant asOf) {
    List<Listing> listings = new ArrayList<>(info.symbols().size());
    for (BinanceSymbol symbol : info.symbols()) {
      Instrument instrument =
          Binance.instrument(symbol.symbol(), symbol.baseAsset(), symbol.quoteAsset());
      listings.add(
          new Listing(instrument, status(symbol), symbol.statusWord(), null, null, Set.of()));
    }
    return InstrumentCatalog.of(Binance.VENUE, asOf, listings);
  }

  private static ListingStatus status(BinanceSymbol symbol) {
    return switch (symbol.status()) {
      case TRADING -> ListingStatus.TRADING;
      case CANCEL_ONLY -> ListingStatus.CANCEL_ONLY;
      case END_OF_DAY, HALT, BREAK -> ListingStatus.HALTED;
      case UNKNOWN -> ListingStatus.UNKNOWN;
    };
  }

  @Override
  public CompletableFuture<Ticker> tickerAsync(Instrument instrument) {
    return tickersAsync(List.of(instrument)).thenApply(tickers -> tickers.get(0));
  }

  /**
   * {@inheritDoc}
   *
   * <p>In lists of {@link MarketEndpoints#CHEAP_TICKERS} at weight 2 each, until all tickers
   * together are cheaper.
   */
  @Override
  public CompletableFuture<List<Ticker>> tickersAsync(Collection<Instrument> instruments) {
    if (instruments.isEmpty()) {
      throw new IllegalArgumentException("instruments must not be empty");
    }
    Set<String> symbols = new LinkedHashSet<>();
    instruments.forEach(instrument -> symbols.add(Binance.symbolOf(instrument)));
    List<Instrument> order = List.copyOf(instruments);
    List<CompletableFuture<Stamped<List<BinanceTicker24h>>>> parts = new ArrayList<>();
    for (BinanceSymbols part : cheapest(List.copyOf(symbols))) {
      parts.add(stamped(MarketEndpoints.ticker24h(part)));
    }
    return Futures.all(parts).thenApply(answers -> inOrder(order, answers));
  }

  private static List<BinanceSymbols> cheapest(List<String> symbols) {
    int chunk = MarketEndpoints.CHEAP_TICKERS;
    int chunks = (symbols.size() + chunk - 1) / chunk;
    if (chunks * 2 > MarketEndpoints.ALL_TICKERS_WEIGHT) {
      return List.of(BinanceSymbols.all());
    }
    List<BinanceSymbols> parts = new ArrayList<>();
    for (int from = 0; from < symbols.size(); from += chunk) {
      parts.add(BinanceSymbols.of(symbols.subList(from, Math.min(from + chunk, symbols.size()))));
    }
    return parts;
  }

  private static List<Ticker> inOrder(
      List<Instrument> order, List<Stamped<List<BinanceTicker24h>>> answers) {
    Map<String, Stamped<BinanceTicker24h>> found = new HashMap<>();
    for (Stamped<List<BinanceTicker24h>> answer : answers) {
      for (BinanceTicker24h ticker : answer.value) {
        found.put(ticker.symbol(), new Stamped<>(ticker, answer.receipt));
      }
    }
    List<Ticker> tickers = new ArrayList<>(order.size());
    for (Instrument instrument : order) {
      Stamped<BinanceTicker24h> ticker = found.get(instrument.symbol());
      if (ticker == null) {
        throw failure("GET /api/v3/ticker/24hr", ErrorReason.UNKNOWN_INSTRUMENT, null);
      }
      tickers.add(
          RestEvents.ticker(ticker.value, instrument, ticker.receipt)
              .orElseThrow(
                  () ->
                      failure(
                          "GET /api/v3/ticker/24hr",
                          ErrorReason.NOT_FOUND,
                          instrument + " was never traded, so it has no ticker yet.")));
    }
    return List.copyOf(tickers);
  }

  private static SdkException failure(
      String operation, ErrorReason reason, @Nullable String advice) {
    Failure failure = Failure.of(Binance.VENUE, operation, reason);
    return SdkException.of(advice == null ? failure : failure.withAdvice(advice), null);
  }

  @Override
  public CompletableFuture<OrderBook> orderBookAsync(Instrument instrument, int depth) {
    String symbol = Binance.symbolOf(instrument);
    if (depth < 1 || depth > MarketEndpoints.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "depth must be 1 to " + MarketEndpoints.MAX_DEPTH + " but is " + depth);
    }
    return stamped(MarketEndpoints.depth(symbol, depth, null))
        .thenApply(book -> CommonEvents.book(book.value, instrument, book.receipt).top(depth));
  }

  @Override
  public CompletableFuture<List<Trade>> recentTradesAsync(Instrument instrument, int count) {
    String symbol = Binance.symbolOf(instrument);
    if (count < 1 || count > MarketEndpoints.MAX_TRADES) {
      throw new IllegalArgumentException(
          "count must be 1 to " + MarketEndpoints.MAX_TRADES + " but is " + count);
    }
    return stamped(MarketEndpoints.trades(symbol, count))
        .thenApply(answer -> trades(answer, instrument));
  }

  private static List<Trade> trades(Stamped<List<BinanceTrade>> answer, Instrument instrument) {
    return answer.value.stream()
        .map(trade -> RestEvents.trade(trade, instrument, answer.receipt))
        .toList();
  }

  @Override
  public CompletableFuture<CandleSeries> candlesAsync(CandleQuery query) {
    Binance.symbolOf(query.instrument());
    Binance.checkedInterval(query.interval());
    return CandlePages.read(query, time.now(), request -> stamped(MarketEndpoints.klines(request)));
  }

  /** Reads an answer and the clocks at one place. */
  private <T> CompletableFuture<Stamped<T>> stamped(Endpoint<T> endpoint) {
    return stamped(endpoint, Charge.DEFAULT_LANE);
  }

  private <T> CompletableFuture<Stamped<T>> stamped(Endpoint<T> endpoint, Lane lane) {
    return rest.get(
        endpoint,
        lane,
        answer -> {
          CommonEvents.Receipt receipt =
              new CommonEvents.Receipt(Origin.REQUEST, time.now(), time.nanoTime());
          return new Stamped<>(endpoint.decoder().apply(answer), receipt);
        });
  }

  /** An answer and when it was received. */
  record Stamped<T>(T value, CommonEvents.Receipt receipt) {}

  // ---- streams

  @Override
  public Subscription<Feed> subscribe(
      Collection<Feed> wanted, MarketListener listener, SubscriptionOptions options) {
    return streams.subscribe(
        feeds, new TradeRefill(new History(), time), new MarketReceiver(listener), options, wanted);
  }

  /** Trades that are asked for again. */
  private final class History implements TradeRefill.Source {
    @Override
    public boolean hasHistory() {
      return rest.serves(MarketEndpoints.HISTORICAL_TRADES);
    }

    @Override
    public CompletableFuture<List<Trade>> from(Feed feed, long id, int count) {
      return ask(feed, MarketEndpoints.historicalTrades(symbol(feed), id, count));
    }

    @Override
    public CompletableFuture<List<Trade>> latest(Feed feed) {
      return ask(feed, MarketEndpoints.trades(symbol(feed), MarketEndpoints.MAX_TRADES));
    }

    private String symbol(Feed feed) {
      return Binance.symbolOf(feed.instrument());
    }

    private CompletableFuture<List<Trade>> ask(Feed feed, Endpoint<List<BinanceTrade>> endpoint) {
      return stamped(endpoint, Lane.BACKFILL)
          .thenApply(answer -> trades(answer, feed.instrument()));
    }
  }

  @Override
  public LiveBook liveBook(Instrument instrument, LiveBookOptions options) {
    return streams.book(
        instrument, BookSnapshots::translate, snapshots.of(instrument, options.levels()), options);
  }
}
