package dev.stom.upbit;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.InstrumentCatalog;
import dev.stom.core.instrument.Listing;
import dev.stom.core.instrument.ListingStatus;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.CandleSeries;
import dev.stom.core.market.Feed;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.market.MarketCapabilities;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.market.Ticker;
import dev.stom.core.market.Trade;
import dev.stom.core.runtime.Lane;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.StreamSubscriber.Receipt;
import dev.stom.upbit.model.UpbitMarket;
import dev.stom.upbit.model.UpbitOrderbook;
import dev.stom.upbit.model.UpbitTicker;
import dev.stom.upbit.model.UpbitTrade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Upbit's market data in the common vocabulary. */
final class UpbitMarketData implements MarketDataSource {
  /**
   * Upbit names no limit. 100 pairs keep an address below 2 KB, which every proxy lets through, and
   * all pairs of a quote currency cost a few requests.
   */
  static final int TICKERS_PER_REQUEST = 100;

  static final MarketCapabilities CAPABILITIES =
      new MarketCapabilities(
          Set.of(Feed.Kind.values()),
          Set.of(Feed.Mode.values()),
          units().map(UpbitCandleUnit::interval).collect(Collectors.toSet()),
          units()
              .filter(unit -> unit.streamType().isPresent())
              .map(UpbitCandleUnit::interval)
              .collect(Collectors.toSet()),
          UpbitOrderbookRequest.MAX_COUNT,
          UpbitChannel.MAX_DEPTH,
          UpbitChannel.MAX_DEPTH,
          UpbitTradesRequest.MAX_COUNT);

  private final HttpMarketApi api;
  private final LiveStreams streams;
  private final TimeSource time;

  UpbitMarketData(HttpMarketApi api, LiveStreams streams, TimeSource time) {
    this.api = api;
    this.streams = streams;
    this.time = time;
  }

  private static Stream<UpbitCandleUnit> units() {
    return Stream.of(UpbitCandleUnit.values());
  }

  @Override
  public Venue venue() {
    return Upbit.VENUE;
  }

  @Override
  public MarketCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public CompletableFuture<InstrumentCatalog> instrumentsAsync() {
    return api.marketsAsync(true).thenApply(this::catalog);
  }

  private InstrumentCatalog catalog(List<UpbitMarket> markets) {
    List<Listing> listings = new ArrayList<>();
    for (UpbitMarket market : markets) {
      Optional<Instrument> instrument = UpbitSymbols.find(market.market());
      // Upbit lists what trades, and says no more about it.
      instrument.ifPresent(
          known ->
              listings.add(
                  new Listing(
                      known,
                      ListingStatus.TRADING,
                      null,
                      market.englishName(),
                      market.koreanName(),
                      warnings(market.marketEvent()))));
    }
    return InstrumentCatalog.of(Upbit.VENUE, time.now(), listings);
  }

  private static Set<String> warnings(UpbitMarket.@Nullable Event event) {
    Set<String> raised = new LinkedHashSet<>();
    if (event != null) {
      if (Boolean.TRUE.equals(event.warning())) {
        raised.add("WARNING");
      }
      Map<String, Boolean> caution = event.caution();
      if (caution != null) {
        caution.forEach(
            (name, isRaised) -> {
              if (Boolean.TRUE.equals(isRaised)) {
                raised.add(name);
              }
            });
      }
    }
    return raised;
  }

  @Override
  public CompletableFuture<List<Ticker>> tickersAsync(Collection<Instrument> instruments) {
    if (instruments.isEmpty()) {
      throw new IllegalArgumentException("instruments must not be empty; name at least one");
    }
    List<Instrument> wanted = List.copyOf(instruments);
    LinkedHashSet<String> codes = new LinkedHashSet<>();
    wanted.forEach(instrument -> codes.add(UpbitSymbols.codeOf(instrument)));
    Steps<List<Ticker>> steps = new Steps<>();
    tickers(steps, wanted, new ArrayList<>(codes), new HashMap<>());
    return steps.result();
  }

  private void tickers(
      Steps<List<Ticker>> steps,
      List<Instrument> wanted,
      List<String> left,
      Map<String, Ticker> found) {
    List<String> batch = left.subList(0, Math.min(left.size(), TICKERS_PER_REQUEST));
    steps.ask(
        api.tickersAsync(batch, reader(HttpMarketApi.TICKERS, UpbitTicker::market, Common::ticker)),
        tickers -> {
          tickers.forEach(ticker -> found.put(ticker.instrument().symbol(), ticker));
          if (batch.size() < left.size()) {
            tickers(steps, wanted, left.subList(batch.size(), left.size()), found);
          } else {
            steps.finish(wanted.stream().map(one -> found(found, one, "GET /v1/ticker")).toList());
          }
        });
  }

  private static <E> E found(Map<String, E> found, Instrument instrument, String operation) {
    E event = found.get(instrument.symbol());
    if (event == null) {
      throw unknown(instrument, operation);
    }
    return event;
  }

  /** Upbit answered, but left the pair out. */
  private static SdkException unknown(Instrument instrument, String operation) {
    return SdkException.of(
        Failure.of(Upbit.VENUE, operation, ErrorReason.UNKNOWN_INSTRUMENT)
            .withAdvice(
                "Upbit's answer left out "
                    + instrument.symbol()
                    + ". Check the symbol against MarketDataSource.instruments()."),
        null);
  }

  @Override
  public CompletableFuture<Ticker> tickerAsync(Instrument instrument) {
    return tickersAsync(List.of(instrument)).thenApply(tickers -> tickers.get(0));
  }

  @Override
  public CompletableFuture<OrderBook> orderBookAsync(Instrument instrument, int depth) {
    String code = UpbitSymbols.codeOf(instrument);
    if (depth < 1 || depth > UpbitOrderbookRequest.MAX_COUNT) {
      throw new IllegalArgumentException(
          "depth must be 1 to " + UpbitOrderbookRequest.MAX_COUNT + " but is " + depth);
    }
    Function<HttpAnswer, List<OrderBook>> reader =
        reader(HttpMarketApi.ORDERBOOKS, UpbitOrderbook::market, Common::book);
    return api.orderbooksAsync(
        UpbitOrderbookRequest.of(code).withCount(depth),
        answer ->
            reader.apply(answer).stream()
                .filter(book -> book.instrument().symbol().equals(code))
                .findFirst()
                .orElseThrow(() -> unknown(instrument, "GET /v1/orderbook"))
                .top(depth));
  }

  @Override
  public CompletableFuture<List<Trade>> recentTradesAsync(Instrument instrument, int count) {
    UpbitTradesRequest today = UpbitTradesRequest.of(UpbitSymbols.codeOf(instrument), count);
    Steps<List<Trade>> steps = new Steps<>();
    steps.ask(
        api.tradesAsync(today, trades()),
        newest -> {
          if (newest.size() >= count) {
            steps.finish(ascending(newest));
            return;
          }
          // An answer holds trades of one UTC day only; the latest may be yesterday's.
          UpbitTradesRequest yesterday =
              UpbitTradesRequest.of(today.market(), count - newest.size()).withDaysAgo(1);
          steps.ask(
              api.tradesAsync(yesterday, trades()),
              older -> steps.finish(ascending(joined(newest, older))));
        });
    return steps.result();
  }

  private Function<HttpAnswer, List<Trade>> trades() {
    return reader(HttpMarketApi.TRADES, UpbitTrade::market, Common::trade);
  }

  private static List<Trade> joined(List<Trade> newest, List<Trade> older) {
    List<Trade> all = new ArrayList<>(newest);
    // Midnight may have passed between the two questions: then the second day is the first again.
    Set<String> seen = newest.stream().map(Trade::id).collect(Collectors.toSet());
    older.stream().filter(trade -> seen.add(trade.id())).forEach(all::add);
    return all;
  }

  private static List<Trade> ascending(List<Trade> newestFirst) {
    List<Trade> trades = new ArrayList<>(newestFirst);
    Collections.reverse(trades);
    trades.sort(
        Comparator.comparing(trade -> trade.venueTime().orElse(trade.receivedAt()))); // stable
    return List.copyOf(trades);
  }

  @Override
  public CompletableFuture<CandleSeries> candlesAsync(CandleQuery query) {
    UpbitSymbols.codeOf(query.instrument());
    UpbitCandleUnit unit =
        UpbitCandleUnit.of(query.interval())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "interval "
                            + query.interval()
                            + " is not offered by Upbit; one of "
                            + CAPABILITIES.requestIntervals()
                            + " is"));
    return CandlePager.read(query, unit, request -> page(query, request), time);
  }

  private CompletableFuture<List<Candle>> page(CandleQuery query, UpbitCandleRequest request) {
    CandleInterval interval = query.interval();
    return api.candlesAsync(
        request,
        answer -> {
          Receipt receipt = receipt();
          return HttpMarketApi.CANDLES.apply(answer).stream()
              .map(candle -> Common.candle(query.instrument(), interval, candle, receipt))
              .toList();
        });
  }

  /** Reads an answer and translates it, pair by pair. */
  private <W, E> Function<HttpAnswer, List<E>> reader(
      Function<HttpAnswer, List<W>> wire,
      Function<W, String> market,
      Translation<W, E> translation) {
    return answer -> {
      Receipt receipt = receipt();
      List<E> events = new ArrayList<>();
      for (W each : wire.apply(answer)) {
        UpbitSymbols.find(market.apply(each))
            .ifPresent(instrument -> events.add(translation.translate(instrument, each, receipt)));
      }
      return events;
    };
  }

  /** One of {@link Common}'s methods. */
  @FunctionalInterface
  private interface Translation<W, E> {
    E translate(Instrument instrument, W wire, Receipt receipt);
  }

  private Receipt receipt() {
    return new Receipt(time.now(), time.nanoTime());
  }

  @Override
  public Subscription<Feed> subscribe(
      Collection<Feed> feeds, MarketListener listener, SubscriptionOptions options) {
    return streams.subscribe(
        feeds,
        listener,
        options,
        new TradeRefill(request -> api.tradesAsync(request, Lane.BACKFILL, trades()), time));
  }

  @Override
  public LiveBook liveBook(Instrument instrument, LiveBookOptions options) {
    if (options.levels() > UpbitChannel.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "levels must be 1 to "
              + UpbitChannel.MAX_DEPTH
              + " but is "
              + options.levels()
              + "; Upbit streams no more rows");
    }
    return streams.book(instrument, options);
  }
}
