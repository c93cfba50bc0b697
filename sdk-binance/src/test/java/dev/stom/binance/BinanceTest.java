package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.error.DecodeException;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.VenueException;
import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.InstrumentCatalog;
import dev.stom.core.instrument.ListingStatus;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Normalizer;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Ticker;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.traffic.SeenRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The entry, environments, instruments, tickers and the offline doors. */
@ExtendWith(LeakCheck.class)
class BinanceTest {
  private static final Instrument BTC = Binance.instrument("btc", "usdt");
  private static final Instrument ETH = Binance.instrument("ETH", "USDT");
  private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anInstrumentIsNamedWithoutAskingTheVenue() {
    assertThat(BTC.symbol()).isEqualTo("BTCUSDT");
    assertThat(BTC.base()).isEqualTo(Asset.BTC);
    assertThat(BTC.quote()).isEqualTo(Asset.USDT);
    assertThat(Binance.instrument(Asset.BTC, Asset.USDT)).isEqualTo(BTC);
  }

  @Test
  void openingConnectsToNothingAndClosingEndsItsThreads() {
    Binance binance = Binance.open();
    assertThat(binance.venue()).isEqualTo(Binance.VENUE);
    assertThat(binance.environment()).isEqualTo(BinanceEnvironment.PRODUCTION_DATA);
    assertThat(binance.marketData().capabilities().maxStreamDepth()).isEqualTo(20);
    binance.close();
    binance.close();
  }

  @Test
  void whatTheUserHandedInIsNotClosed() {
    OkHttpClient own = new OkHttpClient();
    Binance binance = Binance.builder().httpClient(own).open();
    binance.close();
    assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
    own.dispatcher().executorService().shutdown();
  }

  @Test
  void environmentsAreValues() {
    URI rest = URI.create("http://127.0.0.1:1/base/");
    BinanceEnvironment custom = BinanceEnvironment.of(rest, URI.create("ws://127.0.0.1:2"));
    assertThat(custom.rest()).isEqualTo(URI.create("http://127.0.0.1:1/base"));
    assertThat(custom.serves("/api/v3/ticker/tradingDay")).isTrue();
    assertThat(BinanceEnvironment.PRODUCTION_DATA.serves("/api/v3/ticker/tradingDay")).isFalse();
    assertThat(BinanceEnvironment.PRODUCTION_DATA.serves("/api/v3/ticker/24hr")).isTrue();
    assertThat(
            BinanceEnvironment.PRODUCTION_DATA
                .withStream(URI.create("wss://data-stream.binance.vision:443"))
                .serves("/api/v3/ticker/tradingDay"))
        .isFalse();
    BinanceEnvironment api1 =
        BinanceEnvironment.PRODUCTION.withRest(BinanceEnvironment.PRODUCTION_ALTERNATES.get(1));
    assertThat(api1.rest()).isEqualTo(URI.create("https://api1.binance.com"));
    assertThat(api1.stream()).isEqualTo(BinanceEnvironment.PRODUCTION.stream());
    assertThat(api1).isNotEqualTo(BinanceEnvironment.PRODUCTION);
    assertThat(BinanceEnvironment.TESTNET.name()).isEqualTo("testnet");
    assertThat(BinanceEnvironment.DEMO.toString()).contains("demo-api.binance.com");
  }

  @Test
  void theCatalogTellsWhatTrades() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      InstrumentCatalog catalog = virtual.settle(virtual.client.marketData().instrumentsAsync());
      assertThat(catalog.get("BTCUSDT")).isEqualTo(BTC);
      assertThat(catalog.find("ARDRBTC").orElseThrow().status()).isEqualTo(ListingStatus.HALTED);
      assertThat(catalog.find("ARDRBTC").orElseThrow().venueStatus()).isEqualTo("BREAK");
    }
  }

  @Test
  void aNewStatusIsKeptWithItsWord() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual
          .venue
          .faults()
          .onRequests(
              1,
              HttpFault.answerUnprocessed(
                  200,
                  "application/json",
                  "{\"timezone\":\"UTC\",\"serverTime\":1,\"symbols\":[{\"symbol\":\"AB\",\"status\":\"DREAMING\",\"baseAsset\":\"A\",\"quoteAsset\":\"B\",\"filters\":[{\"filterType\":\"NEW\",\"x\":\"1.50\",\"y\":2,\"z\":true,\"w\":null,\"v\":[1]}]}]}"));
      InstrumentCatalog catalog = virtual.settle(virtual.client.marketData().instrumentsAsync());
      assertThat(catalog.find("AB").orElseThrow().status()).isEqualTo(ListingStatus.UNKNOWN);
      assertThat(catalog.find("AB").orElseThrow().venueStatus()).isEqualTo("DREAMING");
    }
  }

  @Test
  void manyTickersAreAskedForAtTheCheapestWeight() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      InstrumentCatalog catalog = virtual.settle(virtual.client.marketData().instrumentsAsync());
      List<Instrument> traded = new ArrayList<>();
      catalog.listings().stream()
          .filter(listing -> listing.status() == ListingStatus.TRADING)
          .forEach(listing -> traded.add(listing.instrument()));
      List<Instrument> order = new ArrayList<>(traded);
      Collections.reverse(order);
      order.add(order.get(0)); // twice is no matter
      List<Ticker> tickers = virtual.settle(virtual.client.marketData().tickersAsync(order));
      assertThat(tickers).extracting(Ticker::instrument).containsExactlyElementsOf(order);
      // 21 symbols are two lists, and a thousand are everything.
      List<Instrument> unknown =
          IntStream.range(0, 21).mapToObj(i -> Binance.instrument("N" + i, "USDT")).toList();
      int before = virtual.venue.requests().size();
      assertThatThrownBy(() -> virtual.settle(virtual.client.marketData().tickersAsync(unknown)))
          .isInstanceOf(VenueException.class);
      assertThat(virtual.venue.requests().size() - before).isEqualTo(2);
      List<Instrument> thousand =
          IntStream.range(0, 1000).mapToObj(i -> Binance.instrument("N" + i, "USDT")).toList();
      assertThatThrownBy(() -> virtual.settle(virtual.client.marketData().tickersAsync(thousand)))
          .isInstanceOfSatisfying(
              VenueException.class,
              failure -> assertThat(failure.reason()).isEqualTo(ErrorReason.UNKNOWN_INSTRUMENT));
      List<SeenRequest> seen = virtual.venue.requests();
      assertThat(seen).hasSize(before + 3);
      assertThat(seen.get(seen.size() - 1).query()).isEmpty();
    }
  }

  @Test
  void anInstrumentThatWasNeverTradedHasNoTicker() {
    try (VirtualBinance virtual = VirtualBinance.open()) {
      assertThatThrownBy(
              () ->
                  virtual.settle(
                      virtual.client.marketData().tickerAsync(Binance.instrument("ARDR", "BTC"))))
          .isInstanceOfSatisfying(
              VenueException.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo(ErrorReason.NOT_FOUND);
                assertThat(failure.advice()).contains("never traded");
              });
    }
  }

  @Test
  void symbolsAreGuessedByTheLongestQuoteThatFits() {
    Normalizer.Symbols symbols =
        Binance.symbolsByQuote(List.of(new Asset("USD"), Asset.BTC, new Asset("BUSD"), Asset.USDT));
    assertThat(symbols.find("ETHUSDT")).hasValue(ETH);
    assertThat(symbols.find("ETHBUSD").orElseThrow().quote()).isEqualTo(new Asset("BUSD"));
    assertThat(symbols.find("ETHBTC").orElseThrow().base()).isEqualTo(new Asset("ETH"));
    assertThat(symbols.find("BTC")).isEmpty();
    assertThat(symbols.find("ETHEUR")).isEmpty();
  }

  @Test
  void aRecordedSnapshotInLineBecomesABookOfTheContextsInstrument() {
    String snapshot =
        "{\"lastUpdateId\":160,\"bids\":[[\"1.5\",\"10\"],[\"1.4\",\"0.00\"]],\"asks\":[[\"1.6\",\"100\"]]}";
    Normalizer normalizer = Binance.normalizer(Binance.symbolsByQuote(List.of(Asset.USDT)), ETH);
    Normalizer.Reading reading = normalizer.readFrame(bytes(snapshot), RECEIVED);
    assertThat(reading.kind()).isEqualTo("depth");
    OrderBook book = (OrderBook) reading.events().get(0);
    assertThat(book.instrument()).isEqualTo(ETH);
    assertThat(book.bids().depth()).isEqualTo(1); // the empty row is left out
    assertThat(book.sequence()).isEqualTo(160);
    assertThat(book.stamp().origin()).isEqualTo(Origin.SNAPSHOT);
    assertThat(book.receivedAt()).isEqualTo(RECEIVED);
    Normalizer without = Binance.normalizer(Binance.symbolsByQuote(List.of(Asset.USDT)));
    assertThat(without.readFrame(bytes(snapshot), RECEIVED).events()).isEmpty();
    assertThat(
            without.readAnswer("/api/v3/depth?symbol=ETHUSDT", bytes(snapshot), RECEIVED).events())
        .extracting(MarketEvent::instrument)
        .containsExactly(ETH);
    String streamed = "{\"stream\":\"ethusdt@depth5\",\"data\":" + snapshot + "}";
    assertThat(without.readFrame(bytes(streamed), RECEIVED).events())
        .extracting(event -> event.stamp().origin())
        .containsExactly(Origin.REALTIME);
  }

  @Test
  void changesOfABookAreReadAndGiveNoEventOfTheirOwn() {
    Normalizer normalizer = Binance.normalizer(Binance.symbolsByQuote(List.of(Asset.USDT)));
    Normalizer.Reading reading =
        normalizer.readFrame(
            bytes(
                "{\"stream\":\"ethusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"ETHUSDT\",\"U\":157,\"u\":160,\"b\":[],\"a\":[]}}"),
            RECEIVED);
    assertThat(reading.kind()).isEqualTo("depthUpdate");
    assertThat(reading.events()).isEmpty();
  }

  @Test
  void anEmptySideOfAQuoteIsAbsent() {
    Normalizer normalizer = Binance.normalizer(Binance.symbolsByQuote(List.of(Asset.USDT)));
    Quote quote =
        (Quote)
            normalizer
                .readFrame(
                    bytes(
                        "{\"u\":1,\"s\":\"ETHUSDT\",\"b\":\"0.00\",\"B\":\"0.00\",\"a\":\"2\",\"A\":\"1\"}"),
                    RECEIVED)
                .events()
                .get(0);
    assertThat(quote.bid()).isNull();
    assertThat(quote.ask()).isNotNull();
  }

  @Test
  void unknownSymbolsAndCandlesCutElsewhereAreLeftOut() {
    Normalizer normalizer = Binance.normalizer(Binance.symbolsByQuote(List.of(Asset.USDT)));
    assertThat(
            normalizer
                .readFrame(
                    bytes(
                        "{\"u\":1,\"s\":\"ETHEUR\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}"),
                    RECEIVED)
                .events())
        .isEmpty();
    String kline =
        "{\"e\":\"kline\",\"E\":1,\"s\":\"ETHUSDT\",\"k\":{\"t\":0,\"T\":86399999,\"i\":\"1d\",\"f\":1,\"L\":2,\"o\":\"1\",\"c\":\"1\",\"h\":\"1\",\"l\":\"1\",\"v\":\"1\",\"n\":1,\"x\":true,\"q\":\"1\",\"V\":\"1\",\"Q\":\"1\"}}";
    String utc = "{\"stream\":\"ethusdt@kline_1d\",\"data\":" + kline + "}";
    String east = "{\"stream\":\"ethusdt@kline_1d@+08:00\",\"data\":" + kline + "}";
    assertThat(normalizer.readFrame(bytes(utc), RECEIVED).events()).hasSize(1);
    assertThat(normalizer.readFrame(bytes(east), RECEIVED).events()).isEmpty();
  }

  @Test
  void unreadableAnswersAreTypedErrors() {
    Normalizer normalizer = Binance.normalizer(Binance.symbolsByQuote(List.of(Asset.USDT)), ETH);
    for (String path :
        List.of(
            "/api/v3/depth",
            "/api/v3/trades",
            "/api/v3/ticker/24hr",
            "/api/v3/ticker/bookTicker",
            "/api/v3/klines?interval=1m")) {
      for (String body : List.of("", "{", "[[]]", "[{}]", "<html>")) {
        assertThatThrownBy(() -> normalizer.readAnswer(path, bytes(body), RECEIVED))
            .as(path + " " + body)
            .isInstanceOfSatisfying(
                DecodeException.class,
                failure -> assertThat(failure.operation()).contains("/api/v3/"));
      }
    }
  }
}
