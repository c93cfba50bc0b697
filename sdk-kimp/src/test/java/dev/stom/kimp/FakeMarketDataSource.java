package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.InstrumentCatalog;
import dev.stom.core.instrument.Listing;
import dev.stom.core.instrument.ListingStatus;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.BookLevel;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.CandleSeries;
import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.MarketCapabilities;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionCounters;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.core.runtime.TimeSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A venue in memory: lists what the test lists, answers requests at once with the prices that the
 * test set (or fails them, or keeps them waiting), and streams what the test says, on the calling
 * thread, one call at a time.
 */
final class FakeMarketDataSource implements MarketDataSource {
  private final Venue venue;
  private final TimeSource time;
  private final Map<String, Listing> listings = new LinkedHashMap<>();
  private final Map<Instrument, Ticker> tickers = new LinkedHashMap<>();
  private final Map<Instrument, OrderBook> books = new LinkedHashMap<>();
  private final List<FakeSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private long nextTradeId = 1;

  @Nullable RuntimeException catalogFailure;
  @Nullable RuntimeException priceFailure;
  @Nullable RuntimeException subscribeFailure;
  boolean keepCatalogWaiting;
  boolean keepPricesWaiting;
  final List<CompletableFuture<InstrumentCatalog>> waitingCatalogs = new ArrayList<>();
  final List<Runnable> waitingPrices = new ArrayList<>();
  int priceRequests;

  private FakeMarketDataSource(Venue venue, TimeSource time) {
    this.venue = venue;
    this.time = time;
  }

  static FakeMarketDataSource korean(TimeSource time, String... assets) {
    FakeMarketDataSource source = new FakeMarketDataSource(new Venue("seoul", "Seoul"), time);
    for (String asset : assets) {
      source.list("KRW-" + asset, Asset.of(asset), Asset.KRW, ListingStatus.TRADING);
    }
    return source;
  }

  static FakeMarketDataSource global(TimeSource time, String... assets) {
    FakeMarketDataSource source = new FakeMarketDataSource(new Venue("world", "World"), time);
    for (String asset : assets) {
      source.list(asset + "USDT", Asset.of(asset), Asset.USDT, ListingStatus.TRADING);
    }
    return source;
  }

  Instrument list(String symbol, Asset base, Asset quote, ListingStatus status) {
    Instrument instrument = new Instrument(venue, symbol, base, quote);
    listings.put(symbol, new Listing(instrument, status, null, null, null, Set.of()));
    return instrument;
  }

  Instrument instrument(String symbol) {
    return catalog().get(symbol);
  }

  /** Sets what a request for the ticker answers; lastTradeAt may be null. */
  void tickerIs(String symbol, String last, @Nullable Instant lastTradeAt) {
    Instrument instrument = instrument(symbol);
    tickers.put(
        instrument,
        new Ticker(
            instrument,
            stamp(Origin.REQUEST, null),
            new BigDecimal(last),
            lastTradeAt,
            null,
            null,
            null));
  }

  /** Sets what a request for the book answers. */
  void bookIs(String symbol, String bid, String ask) {
    Instrument instrument = instrument(symbol);
    books.put(
        instrument,
        new OrderBook(
            instrument,
            stamp(Origin.REQUEST, null),
            BookSide.of(List.of(level(bid))),
            BookSide.of(List.of(level(ask))),
            null));
  }

  Stamp stamp(Origin origin, @Nullable Instant venueTime) {
    return new Stamp(origin, venueTime, time.now(), time.nanoTime());
  }

  private static BookLevel level(String price) {
    return new BookLevel(new BigDecimal(price), BigDecimal.ONE);
  }

  // ---- streaming ----

  void trade(String symbol, String price) {
    trade(symbol, price, Origin.REALTIME, time.now());
  }

  void trade(String symbol, String price, Origin origin, @Nullable Instant venueTime) {
    send(
        new Trade(
            instrument(symbol),
            stamp(origin, venueTime),
            Long.toString(nextTradeId++),
            new BigDecimal(price),
            BigDecimal.ONE,
            null));
  }

  void send(Trade trade) {
    subscribed(Feed.trades(trade.instrument())).forEach(one -> one.run(l -> l.onTrade(trade)));
  }

  void quote(String symbol, @Nullable String bid, @Nullable String ask) {
    Instrument instrument = instrument(symbol);
    Quote quote =
        new Quote(
            instrument,
            stamp(Origin.REALTIME, time.now()),
            bid == null ? null : level(bid),
            ask == null ? null : level(ask),
            null);
    subscribed(Feed.quotes(instrument)).forEach(one -> one.run(l -> l.onQuote(quote)));
  }

  void live() {
    status(new StreamStatus.Live(channels(), time.now()));
  }

  void stale() {
    status(new StreamStatus.Stale(channels(), Duration.ofSeconds(30), time.now()));
  }

  void reconnecting(int attempt) {
    status(
        new StreamStatus.Reconnecting(
            channels(), attempt, Duration.ofSeconds(1), "reset", time.now()));
  }

  void gap(String symbol, Instant from, StreamStatus.GapCause cause) {
    StreamStatus.Gap gap =
        StreamStatus.Gap.of(Feed.trades(instrument(symbol)), from, time.now(), cause, time.now());
    subscriptions.forEach(one -> one.run(l -> l.onGap(gap)));
  }

  void status(StreamStatus status) {
    subscriptions.forEach(one -> one.run(l -> l.onStatus(status)));
  }

  Set<Channel> channels() {
    Set<Channel> all = new LinkedHashSet<>();
    subscriptions.forEach(one -> all.addAll(one.channels()));
    return all;
  }

  List<FakeSubscription> subscriptions() {
    return List.copyOf(subscriptions);
  }

  private List<FakeSubscription> subscribed(Feed feed) {
    return subscriptions.stream().filter(one -> one.channels().contains(feed)).toList();
  }

  // ---- MarketDataSource ----

  @Override
  public Venue venue() {
    return venue;
  }

  @Override
  public MarketCapabilities capabilities() {
    return new MarketCapabilities(
        Set.of(Feed.Kind.TRADES, Feed.Kind.QUOTES),
        Set.of(Feed.Mode.SNAPSHOT_THEN_REALTIME),
        Set.of(),
        Set.of(),
        30,
        30,
        30,
        100);
  }

  @Override
  public LiveBook liveBook(Instrument instrument, LiveBookOptions options) {
    throw new UnsupportedOperationException("no live books here");
  }

  InstrumentCatalog catalog() {
    return InstrumentCatalog.of(venue, time.now(), listings.values());
  }

  @Override
  public CompletableFuture<InstrumentCatalog> instrumentsAsync() {
    if (catalogFailure != null) {
      return CompletableFuture.failedFuture(catalogFailure);
    }
    CompletableFuture<InstrumentCatalog> answer = new CompletableFuture<>();
    if (keepCatalogWaiting) {
      waitingCatalogs.add(answer);
    } else {
      answer.complete(catalog());
    }
    return answer;
  }

  @Override
  public CompletableFuture<List<Ticker>> tickersAsync(Collection<Instrument> instruments) {
    priceRequests++;
    if (priceFailure != null) {
      return CompletableFuture.failedFuture(priceFailure);
    }
    CompletableFuture<List<Ticker>> answer = new CompletableFuture<>();
    List<Ticker> found =
        instruments.stream().filter(tickers::containsKey).map(tickers::get).toList();
    answerNowOrLater(answer, found);
    return answer;
  }

  @Override
  public CompletableFuture<Ticker> tickerAsync(Instrument instrument) {
    return tickersAsync(List.of(instrument)).thenApply(list -> list.get(0));
  }

  @Override
  public CompletableFuture<OrderBook> orderBookAsync(Instrument instrument, int depth) {
    priceRequests++;
    OrderBook book = books.get(instrument);
    if (book == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("no book of " + instrument));
    }
    CompletableFuture<OrderBook> answer = new CompletableFuture<>();
    answerNowOrLater(answer, book.top(depth));
    return answer;
  }

  private <T> void answerNowOrLater(CompletableFuture<T> future, T answer) {
    if (keepPricesWaiting) {
      waitingPrices.add(() -> future.complete(answer));
    } else {
      future.complete(answer);
    }
  }

  @Override
  public CompletableFuture<List<Trade>> recentTradesAsync(Instrument instrument, int count) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletableFuture<CandleSeries> candlesAsync(CandleQuery query) {
    return CompletableFuture.failedFuture(new IllegalStateException("this venue has no candles"));
  }

  @Override
  public Subscription<Feed> subscribe(
      Collection<Feed> feeds, MarketListener listener, SubscriptionOptions options) {
    if (subscribeFailure != null) {
      throw subscribeFailure;
    }
    FakeSubscription subscription = new FakeSubscription(feeds, listener);
    subscriptions.add(subscription);
    return subscription;
  }

  /** Calls its listener on whichever thread the test uses, one call at a time. */
  static final class FakeSubscription implements Subscription<Feed> {
    private final Set<Feed> feeds;
    private final MarketListener listener;
    private boolean closed; // guarded by this
    int closes; // guarded by this

    FakeSubscription(Collection<Feed> feeds, MarketListener listener) {
      this.feeds = new LinkedHashSet<>(feeds);
      this.listener = listener;
    }

    synchronized void run(Consumer<MarketListener> call) {
      if (!closed) {
        call.accept(listener);
      }
    }

    @Override
    public synchronized Set<Feed> channels() {
      return Set.copyOf(feeds);
    }

    @Override
    public synchronized void add(Collection<? extends Feed> channels) {
      feeds.addAll(channels);
    }

    @Override
    public synchronized void remove(Collection<? extends Feed> channels) {
      feeds.removeAll(channels);
    }

    @Override
    public SubscriptionCounters counters() {
      return new SubscriptionCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public synchronized boolean isClosed() {
      return closed;
    }

    @Override
    public synchronized void close() {
      closed = true;
      closes++;
    }
  }
}
