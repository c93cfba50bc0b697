package dev.stom.upbit;

import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Normalizer;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.MalformedFrame;
import dev.stom.core.spi.StreamSubscriber.Receipt;
import dev.stom.core.spi.Words;
import dev.stom.upbit.model.UpbitCandle;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbook;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTicker;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTrade;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Frames and answers in, common events out, through the decoders of the live streams and calls. */
final class UpbitNormalizer implements Normalizer {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int OK = 200;
  private static final Words NO_CODES = Words.of();

  private final Symbols symbols;
  private final FrameDecoder decoder = new FrameDecoder();

  UpbitNormalizer(Symbols symbols) {
    this.symbols = symbols;
  }

  @Override
  public Reading readFrame(byte[] frame, Instant receivedAt) {
    FrameReader reader = new FrameReader(receipt(receivedAt));
    try {
      decoder.read(frame, NO_CODES, reader);
    } catch (MalformedFrame malformed) {
      throw UpbitFrameReader.unreadable("read a stream frame", frame, malformed);
    }
    return new Reading(reader.kind, reader.events);
  }

  @Override
  public Reading readAnswer(String path, byte[] body, Instant receivedAt) {
    int end = path.indexOf('?');
    String bare = end < 0 ? path : path.substring(0, end);
    Receipt receipt = receipt(receivedAt);
    HttpAnswer answer = new HttpAnswer(OK, List.of(), body);
    try {
      return new Reading(kind(bare), events(bare, answer, receipt));
    } catch (SdkException | UnknownPathException known) {
      throw known;
    } catch (RuntimeException unreadable) {
      throw UpbitFrameReader.unreadable("GET " + bare, body, unreadable);
    }
  }

  private static String kind(String path) {
    return path.startsWith("/v1/") ? path.substring("/v1/".length()) : path;
  }

  private List<MarketEvent> events(String path, HttpAnswer answer, Receipt receipt) {
    switch (path) {
      case "/v1/ticker", "/v1/ticker/all" -> {
        return translate(
            HttpMarketApi.TICKERS.apply(answer),
            UpbitTicker::market,
            (instrument, ticker) ->
                ticker.tradePrice().signum() == 0
                    ? null
                    : Common.ticker(instrument, ticker, receipt));
      }
      case "/v1/trades/ticks" -> {
        return translate(
            HttpMarketApi.TRADES.apply(answer),
            UpbitTrade::market,
            (instrument, trade) -> Common.trade(instrument, trade, receipt));
      }
      case "/v1/orderbook" -> {
        return translate(
            HttpMarketApi.ORDERBOOKS.apply(answer),
            UpbitOrderbook::market,
            (instrument, book) -> Common.book(instrument, book, receipt));
      }
      default -> {
        UpbitCandleUnit unit =
            UpbitCandleUnit.ofPath(path).orElseThrow(() -> new UnknownPathException(path));
        return translate(
            HttpMarketApi.CANDLES.apply(answer),
            UpbitCandle::market,
            (instrument, candle) -> Common.candle(instrument, unit.interval(), candle, receipt));
      }
    }
  }

  private <W> List<MarketEvent> translate(
      List<W> records,
      Function<W, String> market,
      BiFunction<Instrument, W, @Nullable MarketEvent> translation) {
    List<MarketEvent> events = new ArrayList<>();
    for (W each : records) {
      Optional<Instrument> instrument = symbols.find(market.apply(each));
      if (instrument.isPresent()) {
        MarketEvent event = translation.apply(instrument.get(), each);
        if (event != null) {
          events.add(event);
        }
      }
    }
    return events;
  }

  /** There is no monotonic clock in a capture: the wall clock's nanoseconds stand for it. */
  private static Receipt receipt(Instant at) {
    return new Receipt(at, at.getEpochSecond() * NANOS_PER_SECOND + at.getNano());
  }

  /** The caller's mistake, told apart from what a body may cause. */
  private static final class UnknownPathException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnknownPathException(String path) {
      super(
          "path must be one whose answer holds market data, such as /v1/ticker or "
              + "/v1/candles/minutes/1, but is '"
              + path
              + "'");
    }
  }

  private final class FrameReader implements FrameDecoder.Handler {
    private final Receipt receipt;
    private final List<MarketEvent> events = new ArrayList<>();
    private String kind = "";

    FrameReader(Receipt receipt) {
      this.receipt = receipt;
    }

    @Override
    public void data(UpbitMessage message) {
      kind = message.type();
      Instrument instrument = symbols.find(message.code()).orElse(null);
      MarketEvent event = instrument == null ? null : event(instrument, message);
      if (event != null) {
        events.add(event);
      }
    }

    private @Nullable MarketEvent event(Instrument instrument, UpbitMessage message) {
      if (message instanceof UpbitTradeMessage trade) {
        return Common.trade(instrument, trade, receipt);
      }
      if (message instanceof UpbitOrderbookMessage book) {
        return Common.book(instrument, book, receipt);
      }
      if (message instanceof UpbitTickerMessage ticker) {
        return Common.ticker(instrument, ticker, receipt);
      }
      UpbitCandleMessage candle = (UpbitCandleMessage) message;
      // An interval of a later version has no name here yet.
      return UpbitCandleUnit.ofStreamType(candle.type())
          .map(unit -> Common.candle(instrument, unit.interval(), candle, receipt))
          .orElse(null);
    }

    @Override
    public void control(Control control) {
      if (control instanceof Control.Status) {
        kind = "status";
      } else if (control instanceof Control.Refused) {
        kind = "error";
      } else if (control instanceof Control.Subscribed) {
        kind = "LIST_SUBSCRIPTIONS";
      } else if (control instanceof Control.Other other) {
        kind = other.type();
      }
    }
  }
}
