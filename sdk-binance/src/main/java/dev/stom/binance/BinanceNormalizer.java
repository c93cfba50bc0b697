package dev.stom.binance;

import dev.stom.binance.model.BinanceAggTradeEvent;
import dev.stom.binance.model.BinanceAvgPriceEvent;
import dev.stom.binance.model.BinanceBlockTradeEvent;
import dev.stom.binance.model.BinanceBookTicker;
import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceKline;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.binance.model.BinanceMiniTickerEvent;
import dev.stom.binance.model.BinanceMiniTickers;
import dev.stom.binance.model.BinanceReferencePriceEvent;
import dev.stom.binance.model.BinanceServerShutdown;
import dev.stom.binance.model.BinanceStreamAnswer;
import dev.stom.binance.model.BinanceTicker24h;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTrade;
import dev.stom.binance.model.BinanceTradeEvent;
import dev.stom.binance.model.BinanceUnmodelled;
import dev.stom.binance.model.BinanceWindowTickerEvent;
import dev.stom.binance.model.BinanceWindowTickers;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Normalizer;
import dev.stom.core.market.Origin;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.MalformedFrame;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The public door from the venue's texts to common events, through the live decoders. */
final class BinanceNormalizer implements Normalizer {
  private static final Function<HttpAnswer, List<BinanceTicker24h>> TICKERS =
      MarketEndpoints.oneOrMany(BinanceTicker24h.class);
  private static final Function<HttpAnswer, List<BinanceTrade>> TRADES =
      MarketEndpoints.many(BinanceTrade.class);
  private static final Function<HttpAnswer, List<BinanceBookTicker>> BOOK_TICKERS =
      MarketEndpoints.oneOrMany(BinanceBookTicker.class);
  private static final Function<HttpAnswer, List<BinanceKline>> KLINES =
      MarketEndpoints.many(BinanceKline.class);

  private final FrameDecoder decoder = new FrameDecoder();
  private final Symbols symbols;
  private final @Nullable Instrument context;

  BinanceNormalizer(Symbols symbols, @Nullable Instrument context) {
    this.symbols = symbols;
    this.context = context;
  }

  // ---- frames

  @Override
  public Reading readFrame(byte[] frame, Instant receivedAt) {
    try {
      BinanceMessage message = decoder.read(frame);
      BinanceStream stream = decoder.stream();
      // A book that no stream brought stands where a request's answer was recorded.
      Origin origin =
          stream == null && message instanceof BinanceDepth ? Origin.SNAPSHOT : Origin.REALTIME;
      return new Reading(kind(message), events(message, stream, receipt(origin, receivedAt)));
    } catch (MalformedFrame malformed) {
      throw BinanceFrameReader.unreadable("read a stream frame", frame, malformed);
    }
  }

  /** Recorded times have no monotonic side; the wall clock stands in, so that spans are right. */
  private static CommonEvents.Receipt receipt(Origin origin, Instant at) {
    long nanos;
    try {
      nanos = Duration.between(Instant.EPOCH, at).toNanos();
    } catch (ArithmeticException beyondThreeCenturies) {
      nanos = at.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return new CommonEvents.Receipt(origin, at, nanos);
  }

  private static String kind(BinanceMessage message) {
    if (message instanceof BinanceTradeEvent) {
      return "trade";
    } else if (message instanceof BinanceAggTradeEvent) {
      return "aggTrade";
    } else if (message instanceof BinanceBlockTradeEvent) {
      return "blockTrade";
    } else if (message instanceof BinanceKlineEvent) {
      return "kline";
    } else if (message instanceof BinanceMiniTickerEvent || message instanceof BinanceMiniTickers) {
      return "24hrMiniTicker";
    } else if (message instanceof BinanceTickerEvent) {
      return "24hrTicker";
    } else if (message instanceof BinanceWindowTickerEvent window) {
      return window.event();
    } else if (message instanceof BinanceWindowTickers windows) {
      return windows.tickers().isEmpty() ? "windowTickers" : windows.tickers().get(0).event();
    } else if (message instanceof BinanceBookTickerEvent) {
      return "bookTicker";
    } else if (message instanceof BinanceAvgPriceEvent) {
      return "avgPrice";
    } else if (message instanceof BinanceReferencePriceEvent) {
      return "referencePrice";
    } else if (message instanceof BinanceDepth) {
      return "depth";
    } else if (message instanceof BinanceDepthUpdate) {
      return "depthUpdate";
    } else if (message instanceof BinanceServerShutdown) {
      return "serverShutdown";
    } else if (message instanceof BinanceStreamAnswer answer) {
      return answer.isSuccess() ? "result" : "error";
    } else if (message instanceof BinanceUnmodelled other && other.event() != null) {
      return other.event();
    }
    return "unknown";
  }

  private List<MarketEvent> events(
      BinanceMessage message, @Nullable BinanceStream stream, CommonEvents.Receipt receipt) {
    if (message instanceof BinanceTradeEvent trade) {
      return of(named(trade.symbol()).map(known -> CommonEvents.trade(trade, known, receipt)));
    } else if (message instanceof BinanceBookTickerEvent top) {
      return of(named(top.symbol()).map(known -> CommonEvents.quote(top, known, receipt)));
    } else if (message instanceof BinanceTickerEvent ticker) {
      return of(
          named(ticker.symbol()).flatMap(known -> CommonEvents.ticker(ticker, known, receipt)));
    } else if (message instanceof BinanceDepth depth) {
      return of(
          (stream == null ? Optional.ofNullable(context) : stream.symbol().flatMap(this::named))
              .map(known -> CommonEvents.book(depth, known, receipt)));
    } else if (message instanceof BinanceKlineEvent kline && isUtc(stream)) {
      return of(interval(kline).flatMap(interval -> candle(kline, interval, receipt)));
    }
    return List.of();
  }

  /** Candles cut elsewhere are not those of the common vocabulary. */
  private static boolean isUtc(@Nullable BinanceStream stream) {
    return stream == null || stream.name().indexOf('@') == stream.name().lastIndexOf('@');
  }

  private static Optional<CandleInterval> interval(BinanceKlineEvent kline) {
    return Binance.INTERVALS.stream()
        .filter(known -> known.toString().equals(kline.interval()))
        .findFirst();
  }

  private Optional<Candle> candle(
      BinanceKlineEvent kline, CandleInterval interval, CommonEvents.Receipt receipt) {
    return named(kline.symbol()).map(known -> CommonEvents.candle(kline, interval, known, receipt));
  }

  private Optional<Instrument> named(String symbol) {
    return symbols.find(symbol);
  }

  private static List<MarketEvent> of(Optional<? extends MarketEvent> event) {
    return event.<List<MarketEvent>>map(List::of).orElse(List.of());
  }

  // ---- answers

  @Override
  public Reading readAnswer(String path, byte[] body, Instant receivedAt) {
    int mark = path.indexOf('?');
    String bare = mark < 0 ? path : path.substring(0, mark);
    Asked asked = mark < 0 ? Asked.NOTHING : Asked.of(path.substring(mark + 1));
    Function<CommonEvents.Receipt, List<MarketEvent>> reader = reader(path, bare, asked, body);
    try {
      String kind = bare.substring("/api/v3/".length());
      return new Reading(kind, reader.apply(receipt(Origin.REQUEST, receivedAt)));
    } catch (RuntimeException unreadable) {
      throw BinanceFrameReader.unreadable("read an answer of " + bare, body, unreadable);
    }
  }

  private Function<CommonEvents.Receipt, List<MarketEvent>> reader(
      String path, String bare, Asked asked, byte[] body) {
    HttpAnswer answer = new HttpAnswer(200, List.of(), body);
    Optional<Instrument> meant = asked.symbol.flatMap(this::named).or(this::context);
    return switch (bare) {
      case "/api/v3/depth" -> receipt -> depth(body, meant, receipt);
      case "/api/v3/ticker/24hr" -> receipt -> tickers(answer, receipt);
      case "/api/v3/ticker/bookTicker" -> receipt -> quotes(answer, receipt);
      case "/api/v3/trades", "/api/v3/historicalTrades" ->
          receipt -> trades(answer, meant, receipt);
      case "/api/v3/klines" -> {
        CandleInterval interval =
            asked.interval.orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "path must say the interval, which the answer does not, like"
                            + " /api/v3/klines?interval=1m, but is '"
                            + path
                            + "'"));
        yield receipt -> candles(answer, interval, meant, receipt);
      }
      default ->
          throw new IllegalArgumentException(
              "path must be one of /api/v3/depth, /api/v3/ticker/24hr,"
                  + " /api/v3/ticker/bookTicker, /api/v3/trades, /api/v3/historicalTrades and"
                  + " /api/v3/klines?interval=.. but is '"
                  + path
                  + "'");
    };
  }

  private Optional<Instrument> context() {
    return Optional.ofNullable(context);
  }

  /** What a recorded path says that the answer does not. */
  private record Asked(Optional<String> symbol, Optional<CandleInterval> interval) {
    static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty());

    static Asked of(String query) {
      Asked asked = NOTHING;
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith("symbol=")) {
          asked = new Asked(Optional.of(value(pair)), asked.interval);
        } else if (pair.startsWith("interval=")) {
          CandleInterval interval = Binance.checkedInterval(CandleInterval.parse(value(pair)));
          asked = new Asked(asked.symbol, Optional.of(interval));
        }
      }
      return asked;
    }

    private static String value(String pair) {
      return URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8);
    }
  }

  private List<MarketEvent> depth(
      byte[] body, Optional<Instrument> meant, CommonEvents.Receipt receipt) {
    BinanceDepth depth = decoder.readDepth(body);
    return of(meant.map(known -> CommonEvents.book(depth, known, receipt)));
  }

  private List<MarketEvent> tickers(HttpAnswer answer, CommonEvents.Receipt receipt) {
    List<MarketEvent> events = new ArrayList<>();
    for (BinanceTicker24h ticker : TICKERS.apply(answer)) {
      named(ticker.symbol())
          .flatMap(known -> RestEvents.ticker(ticker, known, receipt))
          .ifPresent(events::add);
    }
    return events;
  }

  private List<MarketEvent> quotes(HttpAnswer answer, CommonEvents.Receipt receipt) {
    List<MarketEvent> events = new ArrayList<>();
    for (BinanceBookTicker top : BOOK_TICKERS.apply(answer)) {
      named(top.symbol()).ifPresent(known -> events.add(RestEvents.quote(top, known, receipt)));
    }
    return events;
  }

  private static List<MarketEvent> trades(
      HttpAnswer answer, Optional<Instrument> meant, CommonEvents.Receipt receipt) {
    List<MarketEvent> events = new ArrayList<>();
    for (BinanceTrade trade : TRADES.apply(answer)) {
      meant.ifPresent(known -> events.add(RestEvents.trade(trade, known, receipt)));
    }
    return events;
  }

  private static List<MarketEvent> candles(
      HttpAnswer answer,
      CandleInterval interval,
      Optional<Instrument> meant,
      CommonEvents.Receipt receipt) {
    List<MarketEvent> events = new ArrayList<>();
    for (BinanceKline kline : KLINES.apply(answer)) {
      meant.ifPresent(known -> events.add(RestEvents.candle(kline, interval, known, receipt)));
    }
    return events;
  }
}
