package dev.stom.upbit;

import dev.stom.core.RawAnswer;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.Lane;
import dev.stom.core.spi.ApiRequest;
import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.HttpCall;
import dev.stom.core.spi.HttpCaller;
import dev.stom.core.spi.RestJson;
import dev.stom.upbit.model.UpbitCandle;
import dev.stom.upbit.model.UpbitMarket;
import dev.stom.upbit.model.UpbitOrderbook;
import dev.stom.upbit.model.UpbitOrderbookInstrument;
import dev.stom.upbit.model.UpbitSupportedLevels;
import dev.stom.upbit.model.UpbitTicker;
import dev.stom.upbit.model.UpbitTrade;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The requests. Source: Upbit developer centre v1.6.4, read 2026-11-22. */
final class HttpMarketApi implements UpbitMarketApi {
  /** One exchange may take this long; the caller's deadline shortens it. */
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(10);

  private static final List<Header> HEADERS = List.of(new Header("Accept", "application/json"));
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final RestJson JSON = RestJson.with(MethodHandles.lookup());
  private static final Function<HttpAnswer, List<UpbitMarket>> MARKETS =
      JSON.list(UpbitMarket.class);
  static final Function<HttpAnswer, List<UpbitCandle>> CANDLES = JSON.list(UpbitCandle.class);
  static final Function<HttpAnswer, List<UpbitTrade>> TRADES = JSON.list(UpbitTrade.class);
  static final Function<HttpAnswer, List<UpbitTicker>> TICKERS = JSON.list(UpbitTicker.class);
  static final Function<HttpAnswer, List<UpbitOrderbook>> ORDERBOOKS =
      JSON.list(UpbitOrderbook.class);
  private static final Function<HttpAnswer, List<UpbitOrderbookInstrument>> INSTRUMENTS =
      JSON.list(UpbitOrderbookInstrument.class);
  private static final Function<HttpAnswer, List<UpbitSupportedLevels>> LEVELS =
      JSON.list(UpbitSupportedLevels.class);

  private final HttpCaller caller;
  private final URI base;

  HttpMarketApi(HttpCaller caller, UpbitEnvironment environment) {
    this.caller = caller;
    this.base = environment.rest();
  }

  @Override
  public CompletableFuture<List<UpbitMarket>> marketsAsync(boolean details) {
    return get("/v1/market/all", new Query().add("is_details", details), MARKETS);
  }

  @Override
  public CompletableFuture<List<UpbitCandle>> candlesAsync(UpbitCandleRequest request) {
    return candlesAsync(request, CANDLES);
  }

  <T> CompletableFuture<T> candlesAsync(
      UpbitCandleRequest request, Function<HttpAnswer, T> decoder) {
    Query query =
        new Query()
            .add("market", request.market())
            .add("to", request.to() == null ? null : UpbitTimes.to(request.to()))
            .add("count", request.count())
            .add("converting_price_unit", request.convertingPriceUnit());
    return get(request.unit().path(), query, decoder);
  }

  @Override
  public CompletableFuture<List<UpbitTrade>> tradesAsync(UpbitTradesRequest request) {
    return tradesAsync(request, TRADES);
  }

  <T> CompletableFuture<T> tradesAsync(
      UpbitTradesRequest request, Function<HttpAnswer, T> decoder) {
    return tradesAsync(request, Charge.DEFAULT_LANE, decoder);
  }

  <T> CompletableFuture<T> tradesAsync(
      UpbitTradesRequest request, Lane lane, Function<HttpAnswer, T> decoder) {
    LocalTime to = request.to();
    Query query =
        new Query()
            .add("market", request.market())
            .add("to", to == null ? null : TIME_OF_DAY.format(to))
            .add("count", request.count())
            .add("cursor", request.cursor())
            .add("days_ago", request.daysAgo());
    return get("/v1/trades/ticks", query, lane, decoder);
  }

  @Override
  public CompletableFuture<List<UpbitTicker>> tickersAsync(Collection<String> markets) {
    return tickersAsync(markets, TICKERS);
  }

  <T> CompletableFuture<T> tickersAsync(
      Collection<String> markets, Function<HttpAnswer, T> decoder) {
    return get("/v1/ticker", markets(markets), decoder);
  }

  @Override
  public CompletableFuture<List<UpbitTicker>> allTickersAsync(Collection<String> quoteCurrencies) {
    if (quoteCurrencies.isEmpty()) {
      throw new IllegalArgumentException(
          "quoteCurrencies must not be empty; name at least one, for example KRW");
    }
    List<String> codes = new ArrayList<>();
    for (String currency : quoteCurrencies) {
      codes.add(UpbitSymbols.checkedQuote("quoteCurrencies", currency));
    }
    return get(
        "/v1/ticker/all", new Query().add("quote_currencies", String.join(",", codes)), TICKERS);
  }

  @Override
  public CompletableFuture<List<UpbitOrderbook>> orderbooksAsync(UpbitOrderbookRequest request) {
    return orderbooksAsync(request, ORDERBOOKS);
  }

  <T> CompletableFuture<T> orderbooksAsync(
      UpbitOrderbookRequest request, Function<HttpAnswer, T> decoder) {
    BigDecimal level = request.level();
    Query query =
        markets(request.markets())
            .add("count", request.count())
            .add("level", level == null ? null : level.toPlainString());
    return get("/v1/orderbook", query, decoder);
  }

  @Override
  public CompletableFuture<List<UpbitOrderbookInstrument>> orderbookInstrumentsAsync(
      Collection<String> markets) {
    return get("/v1/orderbook/instruments", markets(markets), INSTRUMENTS);
  }

  @Override
  public CompletableFuture<List<UpbitSupportedLevels>> supportedLevelsAsync(
      Collection<String> markets) {
    return get("/v1/orderbook/supported_levels", markets(markets), LEVELS);
  }

  @Override
  public CompletableFuture<RawAnswer> rawAsync(
      String method, String path, Map<String, String> parameters, Lane lane) {
    if (!method.equals("GET")) {
      throw new IllegalArgumentException(
          "method must be GET but is '" + method + "': public market data know no other");
    }
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "path must look like /v1/ticker but is '" + path + "'; parameters are given beside it");
    }
    Query query = new Query();
    parameters.forEach(query::add);
    return get(path, query, Objects.requireNonNull(lane, "lane"), HttpMarketApi::raw);
  }

  private static RawAnswer raw(HttpAnswer answer) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : answer.headers()) {
      headers
          .computeIfAbsent(header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.value());
    }
    return new RawAnswer(answer.status(), headers, answer.text());
  }

  private static Query markets(Collection<String> markets) {
    return new Query().add("markets", String.join(",", UpbitSymbols.checked(markets)));
  }

  private <T> CompletableFuture<T> get(
      String path, Query query, Function<HttpAnswer, ? extends T> decoder) {
    return get(path, query, Charge.DEFAULT_LANE, decoder);
  }

  private <T> CompletableFuture<T> get(
      String path, Query query, Lane lane, Function<HttpAnswer, ? extends T> decoder) {
    URI target = URI.create(base + path + query);
    return caller.call(
        ApiRequest.read(
            "GET " + path,
            UpbitLimits.charge(path).in(lane),
            () -> new HttpCall("GET", target, HEADERS, null, EXCHANGE_TIMEOUT),
            decoder));
  }
}
