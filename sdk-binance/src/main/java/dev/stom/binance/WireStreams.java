package dev.stom.binance;

import dev.stom.binance.model.BinanceAggTradeEvent;
import dev.stom.binance.model.BinanceAvgPriceEvent;
import dev.stom.binance.model.BinanceBlockTradeEvent;
import dev.stom.binance.model.BinanceBookTickerEvent;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceKlineEvent;
import dev.stom.binance.model.BinanceMessage;
import dev.stom.binance.model.BinanceMiniTickerEvent;
import dev.stom.binance.model.BinanceMiniTickers;
import dev.stom.binance.model.BinanceReferencePriceEvent;
import dev.stom.binance.model.BinanceTickerEvent;
import dev.stom.binance.model.BinanceTradeEvent;
import dev.stom.binance.model.BinanceUnmodelled;
import dev.stom.binance.model.BinanceWindowTickerEvent;
import dev.stom.binance.model.BinanceWindowTickers;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.spi.SerialDispatcher;
import dev.stom.core.spi.StreamMapping;
import dev.stom.core.spi.StreamSubscriber;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The venue's streams as they are. */
final class WireStreams
    implements StreamMapping<BinanceStream, BinanceMessage, BinanceStream, WireStreams.Delivery> {

  /** A message on its way to a listener. */
  record Delivery(BinanceMessage message, BinanceStream stream, Stamp stamp) {}

  @Override
  public BinanceStream channelOf(BinanceStream stream) {
    return stream;
  }

  @Override
  public Feed.Mode modeOf(BinanceStream stream) {
    return Feed.Mode.SNAPSHOT_THEN_REALTIME;
  }

  @Override
  public void translate(
      BinanceStream stream,
      BinanceMessage message,
      StreamSubscriber.Receipt receipt,
      Consumer<Delivery> out) {
    Stamp stamp = new Stamp(Origin.REALTIME, venueTime(message), receipt.at(), receipt.nanos());
    out.accept(new Delivery(message, stream, stamp));
  }

  @Override
  public Origin originOf(Delivery delivery) {
    return delivery.stamp.origin();
  }

  /** States replace each other; trades, changes of a book and lists of what changed do not. */
  @Override
  public @Nullable Object stateKey(Delivery delivery) {
    BinanceMessage message = delivery.message;
    if (message instanceof BinanceKlineEvent kline) {
      return new KlineKey(delivery.stream, kline.openTime());
    }
    boolean state =
        message instanceof BinanceMiniTickerEvent
            || message instanceof BinanceTickerEvent
            || message instanceof BinanceWindowTickerEvent
            || message instanceof BinanceBookTickerEvent
            || message instanceof BinanceAvgPriceEvent
            || message instanceof BinanceReferencePriceEvent
            || message instanceof BinanceDepth;
    return state ? delivery.stream : null;
  }

  @Override
  public @Nullable String uniqueId(Delivery delivery) {
    BinanceMessage message = delivery.message;
    if (message instanceof BinanceTradeEvent trade) {
      return Long.toString(trade.id());
    } else if (message instanceof BinanceAggTradeEvent trade) {
      return Long.toString(trade.id());
    } else if (message instanceof BinanceBlockTradeEvent trade) {
      return Long.toString(trade.id());
    }
    return null; // the venue repeats nothing else
  }

  @Override
  public @Nullable Instant timeOf(Delivery delivery) {
    return delivery.stamp.venueTime();
  }

  @Override
  public boolean isNumbered(BinanceStream stream) {
    return BinanceProtocol.numbers(stream);
  }

  @Override
  public Span spanOf(Delivery delivery) {
    BinanceMessage message = delivery.message;
    if (message instanceof BinanceDepthUpdate update) {
      return new Span(update.firstUpdateId(), update.finalUpdateId());
    } else if (message instanceof BinanceAggTradeEvent trade) {
      return Span.of(trade.id());
    }
    return Span.of(((BinanceTradeEvent) message).id());
  }

  private record KlineKey(BinanceStream stream, Instant openTime) {}

  /** When the venue made a message: null where it does not say. */
  private static @Nullable Instant venueTime(BinanceMessage message) {
    if (message instanceof BinanceTradeEvent m) {
      return m.time();
    } else if (message instanceof BinanceAggTradeEvent m) {
      return m.time();
    } else if (message instanceof BinanceBlockTradeEvent m) {
      return m.time();
    } else if (message instanceof BinanceKlineEvent m) {
      return m.eventTime();
    } else if (message instanceof BinanceMiniTickerEvent m) {
      return m.eventTime();
    } else if (message instanceof BinanceTickerEvent m) {
      return m.eventTime();
    } else if (message instanceof BinanceWindowTickerEvent m) {
      return m.eventTime();
    } else if (message instanceof BinanceAvgPriceEvent m) {
      return m.eventTime();
    } else if (message instanceof BinanceReferencePriceEvent m) {
      return m.time();
    } else if (message instanceof BinanceDepthUpdate m) {
      return m.eventTime();
    }
    return null;
  }

  /** Hands messages to the listener's method of their kind. */
  record Receiver(BinanceStreamListener listener) implements SerialDispatcher.Receiver<Delivery> {
    @Override
    public void event(Delivery delivery) {
      BinanceMessage message = delivery.message;
      BinanceStream stream = delivery.stream;
      Stamp stamp = delivery.stamp;
      if (message instanceof BinanceTradeEvent m) {
        listener.onTrade(m, stream, stamp);
      } else if (message instanceof BinanceAggTradeEvent m) {
        listener.onAggTrade(m, stream, stamp);
      } else if (message instanceof BinanceBlockTradeEvent m) {
        listener.onBlockTrade(m, stream, stamp);
      } else if (message instanceof BinanceKlineEvent m) {
        listener.onKline(m, stream, stamp);
      } else if (message instanceof BinanceMiniTickerEvent m) {
        listener.onMiniTicker(m, stream, stamp);
      } else if (message instanceof BinanceMiniTickers m) {
        listener.onMiniTickers(m, stream, stamp);
      } else if (message instanceof BinanceTickerEvent m) {
        listener.onTicker(m, stream, stamp);
      } else if (message instanceof BinanceWindowTickerEvent m) {
        listener.onWindowTicker(m, stream, stamp);
      } else if (message instanceof BinanceWindowTickers m) {
        listener.onWindowTickers(m, stream, stamp);
      } else if (message instanceof BinanceBookTickerEvent m) {
        listener.onBookTicker(m, stream, stamp);
      } else if (message instanceof BinanceAvgPriceEvent m) {
        listener.onAvgPrice(m, stream, stamp);
      } else if (message instanceof BinanceReferencePriceEvent m) {
        listener.onReferencePrice(m, stream, stamp);
      } else if (message instanceof BinanceDepth m) {
        listener.onDepth(m, stream, stamp);
      } else if (message instanceof BinanceDepthUpdate m) {
        listener.onDepthUpdate(m, stream, stamp);
      } else if (message instanceof BinanceUnmodelled m) {
        listener.onUnmodelled(m, stream, stamp);
      }
    }

    @Override
    public void status(StreamStatus status) {
      listener.onStatus(status);
    }
  }
}
