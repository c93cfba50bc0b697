package dev.stom.core.spi;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Trade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a mapping that is the same for every venue's common feeds.
 *
 * @param <C> the venue's channels
 * @param <M> the venue's messages, decoded
 */
public abstract class FeedMapping<C extends Channel, M>
    implements StreamMapping<C, M, Feed, MarketEvent> {

  /** For venues. */
  protected FeedMapping() {}

  @Override
  public Feed.Mode modeOf(Feed feed) {
    return feed.mode();
  }

  @Override
  public Origin originOf(MarketEvent event) {
    return event.stamp().origin();
  }

  @Override
  public @Nullable Object stateKey(MarketEvent event) {
    if (event instanceof Trade) {
      return null;
    }
    if (event instanceof Candle candle) {
      return new CandleKey(candle.instrument(), candle.interval(), candle.openTime());
    }
    return new StateKey(event.getClass(), event.instrument());
  }

  @Override
  public @Nullable String uniqueId(MarketEvent event) {
    return event instanceof Trade trade ? trade.id() : null;
  }

  @Override
  public @Nullable Instant timeOf(MarketEvent event) {
    return event.stamp().venueTime();
  }

  @Override
  public boolean isRefillable(Feed feed) {
    return feed.kind() == Feed.Kind.TRADES && feed.mode() != Feed.Mode.SNAPSHOT_ONLY;
  }

  private record StateKey(Class<?> kind, Instrument instrument) {}

  private record CandleKey(Instrument instrument, CandleInterval interval, Instant openTime) {}
}
